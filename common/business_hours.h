#pragma once

#include <absl/time/time.h>

#include <optional>
#include <string>
#include <string_view>

#include "common/clock.h"
#include "common/error.h"
#include "common/pack_manifest.h"

namespace aicc {

// When the queues of a pack are open, by the pack's time zone. Thread-safe.
class BusinessHours {
 public:
  // "BAD_CONFIG" if the machine does not know the pack's time zone. `pack` must
  // outlive what is returned.
  static Result<BusinessHours> Make(const PackManifest& pack);

  // A queue without hours is always open.
  bool IsOpen(std::string_view queue, TimePoint at) const;

  // `at` if it is open then, else when it opens next; nothing if it does not
  // within a year.
  std::optional<TimePoint> NextOpening(std::string_view queue,
                                       TimePoint at) const;

  // A time as customers read it, by the pack's time zone: "11월 23일 월요일
  // 09:00" or, in any other locale, "Monday 23 November, 09:00".
  std::string Spoken(TimePoint at, std::string_view locale) const;

 private:
  BusinessHours(const PackManifest& pack, absl::TimeZone zone)
      : pack_(&pack), zone_(zone) {}

  const PackManifest* pack_;
  absl::TimeZone zone_;
};

}  // namespace aicc
