#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/clock.h"
#include "services/session/domain/identifier.h"

namespace aicc::session {

inline constexpr std::size_t kMaxIdentifiers = 50;
inline constexpr std::size_t kMaxCustomerIds = 100;

// Somebody the tenant deals with.
struct Customer {
  std::string id;
  std::string display_name;
  std::string locale;
  std::vector<Identifier> identifiers;  // Sorted, each once.
  std::vector<std::string> merged_ids;  // That were merged into this one.
  TimePoint create_time;
  TimePoint update_time;
};

// Numbered as in protos/aicc/session/v1/customer.proto, and counted in the
// query select_latest_consents and in the table's check.
enum class ConsentPurpose : std::int16_t {
  kRecording = 1,
  kExternalAi,
  kMarketing,
  kAnalytics,
};

// A receipt: that a customer agreed to something, or took it back.
struct Consent {
  std::string id;           // A UUIDv7.
  std::string customer_id;  // As it was then.
  ConsentPurpose purpose = ConsentPurpose::kRecording;
  bool granted = false;
  std::string source;
  TimePoint consent_time;
  std::optional<TimePoint> expire_time;
  TimePoint record_time;
  std::string recorder_role;
  std::string recorder;
};

// Whether `latest`, the latest of its purpose, allows it at `now`.
inline bool IsInForce(const Consent& latest, TimePoint now) {
  return latest.granted && (!latest.expire_time || now < *latest.expire_time);
}

}  // namespace aicc::session
