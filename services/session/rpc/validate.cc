#include "services/session/rpc/validate.h"

#include <google/protobuf/util/time_util.h>

#include <cmath>

#include "common/uuid.h"
#include "services/session/domain/errors.h"

namespace aicc::session {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::util::TimeUtil;

constexpr std::size_t kMaxIdBytes = 64;
constexpr int kMaxQueues = 200;

// How far a caller's clock may be ahead of ours.
constexpr std::chrono::seconds kClockSkew{5};

// How many bytes a character that begins with `lead` has; 0 if none does.
std::size_t Utf8Length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

// Overlong forms, surrogates and what is beyond U+10FFFF show in byte two.
bool SecondByteFits(unsigned char lead, unsigned char second) {
  switch (lead) {
    case 0xE0:
      return second >= 0xA0;
    case 0xED:
      return second <= 0x9F;
    case 0xF0:
      return second >= 0x90;
    case 0xF4:
      return second <= 0x8F;
    default:
      return true;
  }
}

bool IsSound(const Message& message);

bool FieldIsSound(const Message& message, const FieldDescriptor& field) {
  const auto& reflection = *message.GetReflection();
  const bool is_string = field.cpp_type() == FieldDescriptor::CPPTYPE_STRING;
  const bool is_message = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
  if (!is_string && !is_message) return true;
  if (!field.is_repeated()) {
    return is_string ? IsText(reflection.GetString(message, &field))
                     : IsSound(reflection.GetMessage(message, &field));
  }
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    const bool fits =
        is_string ? IsText(reflection.GetRepeatedString(message, &field, i))
                  : IsSound(reflection.GetRepeatedMessage(message, &field, i));
    if (!fits) return false;
  }
  return true;
}

// JSON has no NaN and no infinity, and who reads the log should not meet them.
bool IsFinite(const Message& message, const FieldDescriptor& field) {
  return field.is_repeated() ||
         field.cpp_type() != FieldDescriptor::CPPTYPE_DOUBLE ||
         std::isfinite(message.GetReflection()->GetDouble(message, &field));
}

bool IsSound(const Message& message) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const auto* field : fields) {
    if (!FieldIsSound(message, *field) || !IsFinite(message, *field)) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool IsText(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = Utf8Length(lead);
    if (lead == 0 || length == 0 || text.size() - i < length) return false;
    for (std::size_t k = 1; k < length; ++k) {
      const auto byte = static_cast<unsigned char>(text[i + k]);
      if ((byte & 0xC0) != 0x80) return false;
      if (k == 1 && !SecondByteFits(lead, byte)) return false;
    }
    i += length;
  }
  return true;
}

Result<void> CheckText(std::string_view field, std::string_view text,
                       std::size_t min, std::size_t max) {
  if (text.size() < min || text.size() > max || !IsText(text)) {
    return InvalidField(field, "must be " + std::to_string(min) + " to " +
                                   std::to_string(max) +
                                   " bytes of UTF-8, without U+0000");
  }
  return {};
}

Result<void> CheckId(std::string_view field, std::string_view id) {
  return CheckText(field, id, 1, kMaxIdBytes);
}

Result<void> CheckUuid(std::string_view field, std::string_view id) {
  if (!IsUuid(id)) {
    return InvalidField(field, "must be a lower-case UUID of 36 characters");
  }
  return {};
}

Result<void> CheckQueues(
    const google::protobuf::RepeatedPtrField<std::string>& queues,
    const PackManifest& pack) {
  if (queues.size() > kMaxQueues) {
    return InvalidField("queues", "must be at most 200");
  }
  for (const std::string& queue : queues) {
    if (auto ok = CheckText("queues", queue, 1, kMaxIdBytes); !ok) return ok;
    if (!pack.HasQueue(queue)) return QueueNotFound(queue);
  }
  return {};
}

Result<void> CheckSound(std::string_view field, const Message& message,
                        std::size_t max) {
  if (message.ByteSizeLong() > max) {
    return InvalidField(field,
                        "must be at most " + std::to_string(max) + " bytes");
  }
  if (!IsSound(message)) {
    return InvalidField(field, "must hold UTF-8 and finite numbers only");
  }
  return {};
}

Result<std::optional<TimePoint>> AnyTime(
    std::string_view field, bool given,
    const google::protobuf::Timestamp& time) {
  if (!given) return std::optional<TimePoint>();
  // The years 1 to 9999, as timestamp.proto has it.
  if (time.seconds() < TimeUtil::kTimestampMinSeconds ||
      time.seconds() > TimeUtil::kTimestampMaxSeconds || time.nanos() < 0 ||
      time.nanos() > 999'999'999) {
    return InvalidField(field, "must be a valid time");
  }
  return std::optional(TimePoint(
      std::chrono::microseconds(TimeUtil::TimestampToMicroseconds(time))));
}

Result<std::optional<TimePoint>> PastTime(
    std::string_view field, bool given, const google::protobuf::Timestamp& time,
    TimePoint now) {
  auto checked = AnyTime(field, given, time);
  if (checked && *checked && **checked > now + kClockSkew) {
    return InvalidField(field, "must not be in the future");
  }
  if (checked && *checked && **checked < TimePoint()) {
    return InvalidField(field, "must not be before 1970");
  }
  return checked;
}

}  // namespace aicc::session
