#pragma once

#include <google/protobuf/map.h>

#include <string>

#include "services/session/domain/verbs.h"
#include "services/session/rpc/handlers.h"

namespace aicc::session {

// Checks what a request asks of agents, and completes it from the pack.

// `queue`, or the pack's first for none. QueueNotFound.
Result<std::string> ResolveQueue(const Parts& parts, const std::string& queue);

// QueueClosed() if `queue` is, now.
Result<void> MustBeOpen(const Parts& parts, const std::string& queue);

// The same, or QueueUnstaffed() if nobody who takes from it is at work.
Task<Result<void>> MustHaveStaff(const CallContext& call, const Parts& parts,
                                 const std::string& queue);

// When what is left now can be offered: not before `wanted`, and in the queue's
// hours. QueueClosed() if it does not open within a year.
Result<TimePoint> WhenOpen(const Parts& parts, const std::string& queue,
                           TimePoint wanted);

// Levels 1 to 5, at most `max` of them. SkillNotFound.
Result<Skills> SkillsFromProto(
    std::string_view field,
    const google::protobuf::Map<std::string, google::protobuf::int32>& in,
    std::size_t max, const PackManifest& pack);

}  // namespace aicc::session
