#include "services/session/domain/errors.h"
#include "services/session/domain/staff_verbs.h"
#include "services/session/rpc/queue_entry.h"
#include "services/session/rpc/verb.h"

namespace aicc::session {
namespace {

Result<Invitation> InvitationFromProto(const v1::AddParticipantRequest& in,
                                       const Parts& parts) {
  if (auto ok = CheckVerb(in); !ok) return Failure(ok.error());
  if (auto ok = CheckText("note", in.note(), 0, kMaxStaffNoteBytes); !ok) {
    return Failure(ok.error());
  }
  Invitation out;
  switch (in.role()) {
    case v1::PARTICIPANT_ROLE_CONSULT:
    case v1::PARTICIPANT_ROLE_CONFERENCE:
      out.role = static_cast<ParticipantRole>(in.role());
      break;
    default:
      return InvalidField("role", "must be CONSULT or CONFERENCE");
  }
  if (in.target_case() == v1::AddParticipantRequest::TARGET_NOT_SET) {
    return InvalidField("target", "must be a queue or an agent");
  }
  out.agent_id = in.agent_id();
  if (in.has_agent_id()) {
    if (auto ok = CheckText("agent_id", in.agent_id(), 1, kMaxAgentIdBytes);
        !ok) {
      return Failure(ok.error());
    }
    return out;
  }
  if (auto ok = CheckText("queue", in.queue(), 1, 64); !ok) {
    return Failure(ok.error());
  }
  auto queue = ResolveQueue(parts, in.queue());
  if (!queue) return Failure(queue.error());
  out.queue = *std::move(queue);
  return out;
}

}  // namespace

Task<Result<v1::AddParticipantResponse>> HandleAddParticipant(
    const CallContext& call, const v1::AddParticipantRequest& request,
    const Parts& parts) {
  const auto asked = InvitationFromProto(request, parts);
  if (!asked) co_return Failure(asked.error());
  Result<void> staffed;
  Result<std::optional<Agent>> known;
  if (asked->agent_id.empty()) {
    staffed = co_await MustHaveStaff(call, parts, asked->queue);
  } else {
    known = co_await parts.routing.FindAgent(call, asked->agent_id);
    if (!known) co_return Failure(known.error());
  }
  const SessionStore::Decide decide = [&](const Session& session,
                                          const Offer*) -> Result<Change> {
    auto change = AddParticipant(session, call.caller(), *asked,
                                 *known ? &**known : nullptr, request.note());
    // What is wrong with the contact comes before what is with the queue.
    if (change && !staffed) return Failure(staffed.error());
    return change;
  };
  co_return co_await PerformVerb<v1::AddParticipantResponse>(
      call, parts, "AddParticipant", request, decide);
}

}  // namespace aicc::session
