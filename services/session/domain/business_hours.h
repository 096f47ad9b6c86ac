#pragma once

#include <absl/time/time.h>

#include <optional>
#include <string_view>

#include "common/clock.h"
#include "common/error.h"
#include "common/pack_manifest.h"

namespace aicc::session {

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

 private:
  BusinessHours(const PackManifest& pack, absl::TimeZone zone)
      : pack_(&pack), zone_(zone) {}

  const PackManifest* pack_;
  absl::TimeZone zone_;
};

}  // namespace aicc::session
