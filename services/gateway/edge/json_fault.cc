#include "services/gateway/edge/json_fault.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parser.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <set>
#include <string>

#include "services/gateway/edge/type_url.h"

namespace aicc::gateway {
namespace {

namespace json = boost::json;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

constexpr int kMaxDepth = 100;
// Attempts to convert a part alone; a body with more parts is told less.
constexpr int kMaxProbes = 2'000;
constexpr std::size_t kMaxNameBytes = 64;

struct Fault {
  std::string path;
  std::string must;
};

std::string Join(const std::string& path, const std::string& name) {
  return path.empty() ? name : path + "." + name;
}

bool LooksLikeName(std::string_view s) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_';
  };
  return !s.empty() && s.size() <= kMaxNameBytes &&
         std::ranges::all_of(s, allowed);
}

const FieldDescriptor* FindField(const Descriptor& message,
                                 std::string_view key) {
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor* field = message.field(i);
    if (field->name() == key || field->json_name() == key) return field;
  }
  return nullptr;
}

bool IsOurMessage(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
         !field.is_map() &&
         !field.message_type()->full_name().starts_with("google.protobuf.");
}

std::string TypeOf(const FieldDescriptor& field) {
  std::string type;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      type = field.type() == FieldDescriptor::TYPE_BYTES ? "a string of base64"
                                                         : "a string";
      break;
    case FieldDescriptor::CPPTYPE_BOOL:
      type = "true or false";
      break;
    case FieldDescriptor::CPPTYPE_ENUM:
      type = "a value of " + field.enum_type()->full_name();
      break;
    case FieldDescriptor::CPPTYPE_MESSAGE:
      type = field.is_map() ? "an object"
                            : "a " + field.message_type()->full_name();
      break;
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      type = "a number";
      break;
    default:
      type = "a whole number in the range of " + std::string(field.type_name());
  }
  return field.is_repeated() && !field.is_map() ? "a list, each " + type : type;
}

// The value lives in a heap of its own, freed at once.
Result<json::value> Parse(std::string_view text) {
  json::parse_options options;
  options.max_depth = kMaxDepth;
  json::parser parser(json::make_shared_resource<json::monotonic_resource>(),
                      options);
  boost::system::error_code error;
  const std::size_t read = parser.write_some(text.data(), text.size(), error);
  if (error == json::error::too_deep) {
    return InvalidField(
        "body", "must not be nested deeper than " + std::to_string(kMaxDepth));
  }
  if (error || read < text.size()) {
    return InvalidField("body", "must be one JSON object in UTF-8; byte " +
                                    std::to_string(read) + " is wrong");
  }
  return parser.release();
}

// Walks JSON and descriptor side by side until something does not fit.
class Walk {
 public:
  explicit Walk(google::protobuf::util::TypeResolver& types) : types_(types) {}

  std::optional<Fault> Message(const Descriptor& message,
                               const json::value& value,
                               const std::string& path) {
    if (!value.is_object()) {
      return Fault{path.empty() ? "body" : path, "must be an object"};
    }
    std::set<const google::protobuf::OneofDescriptor*> chosen;
    for (const auto& [key, part] : value.get_object()) {
      const FieldDescriptor* field = FindField(message, key);
      if (field == nullptr) return Unknown(message, key, path);
      const std::string inner = Join(path, field->name());
      if (part.is_null()) continue;
      const auto* oneof = field->real_containing_oneof();
      if (oneof != nullptr && !chosen.insert(oneof).second) {
        return Fault{inner,
                     "must be the only one of its oneof " + oneof->name()};
      }
      if (auto fault = Field(*field, part, inner)) return fault;
    }
    return std::nullopt;
  }

 private:
  static Fault Unknown(const Descriptor& message, std::string_view key,
                       const std::string& path) {
    const std::string must =
        "is not a field of " + message.full_name() + "; check its spelling";
    if (LooksLikeName(key)) return {Join(path, std::string(key)), must};
    return {path.empty() ? "body" : path,
            "has a member that is not a field of " + message.full_name()};
  }

  std::optional<Fault> Field(const FieldDescriptor& field,
                             const json::value& value,
                             const std::string& path) {
    if (!IsOurMessage(field)) return Probe(field, value, path);
    if (!field.is_repeated())
      return Message(*field.message_type(), value, path);
    if (!value.is_array()) return Fault{path, "must be a list"};
    std::size_t i = 0;
    for (const json::value& item : value.get_array()) {
      const std::string inner = path + "[" + std::to_string(i++) + "]";
      if (auto fault = Message(*field.message_type(), item, inner)) {
        return fault;
      }
    }
    return std::nullopt;
  }

  // Asks the library whether this field alone would pass.
  std::optional<Fault> Probe(const FieldDescriptor& field,
                             const json::value& value,
                             const std::string& path) {
    if (++probes_ > kMaxProbes) return std::nullopt;
    const std::string alone =
        "{\"" + field.name() + "\":" + json::serialize(value) + "}";
    std::string ignored;
    const auto status = google::protobuf::util::JsonToBinaryString(
        &types_, TypeUrl(*field.containing_type()), alone, &ignored, {});
    if (status.ok()) return std::nullopt;
    return Fault{path, "must be " + TypeOf(field)};
  }

  google::protobuf::util::TypeResolver& types_;
  int probes_ = 0;
};

}  // namespace

Result<void> CheckJson(std::string_view text) {
  const auto value = Parse(text);
  if (!value) return Failure(value.error());
  return {};
}

Failure JsonFault(google::protobuf::util::TypeResolver& types,
                  const Descriptor& message, std::string_view text) {
  const auto value = Parse(text);
  if (!value) return Failure(value.error());
  if (const auto fault = Walk(types).Message(message, *value, "")) {
    return InvalidField(fault->path, fault->must);
  }
  return InvalidField("body", "must be JSON of " + message.full_name());
}

}  // namespace aicc::gateway
