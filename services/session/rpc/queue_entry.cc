#include "services/session/rpc/queue_entry.h"

#include "services/session/domain/errors.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {

Result<std::string> ResolveQueue(const Parts& parts, const std::string& queue) {
  if (queue.empty()) return parts.pack.queues.front().id;
  if (auto ok = CheckText("queue", queue, 0, 64); !ok) {
    return Failure(ok.error());
  }
  if (!parts.pack.HasQueue(queue)) return QueueNotFound(queue);
  return queue;
}

Result<void> MustBeOpen(const Parts& parts, const std::string& queue) {
  const TimePoint now = parts.clock.Now();
  if (parts.hours.IsOpen(queue, now)) return {};
  return QueueClosed(queue, parts.hours.NextOpening(queue, now));
}

Task<Result<void>> MustHaveStaff(const CallContext& call, const Parts& parts,
                                 const std::string& queue) {
  if (auto open = MustBeOpen(parts, queue); !open) co_return open;
  const auto staff = co_await parts.routing.CountStaff(call, queue);
  if (!staff) co_return Failure(staff.error());
  if (*staff == 0) co_return QueueUnstaffed(queue);
  co_return Result<void>();
}

Result<TimePoint> WhenOpen(const Parts& parts, const std::string& queue,
                           TimePoint wanted) {
  const auto opens = parts.hours.NextOpening(queue, wanted);
  if (!opens) return QueueClosed(queue, std::nullopt);
  return *opens;
}

Result<Skills> SkillsFromProto(
    std::string_view field,
    const google::protobuf::Map<std::string, google::protobuf::int32>& in,
    std::size_t max, const PackManifest& pack) {
  if (in.size() > max) {
    return InvalidField(field, "must be at most " + std::to_string(max));
  }
  Skills skills;
  for (const auto& [skill, level] : in) {
    if (auto ok = CheckText(field, skill, 1, 64); !ok) {
      return Failure(ok.error());
    }
    if (!pack.HasSkill(skill)) return SkillNotFound(skill);
    if (level < 1 || level > kMaxLevel) {
      return InvalidField(field, "must have levels of 1 to 5");
    }
    skills.emplace(skill, level);
  }
  return skills;
}

}  // namespace aicc::session
