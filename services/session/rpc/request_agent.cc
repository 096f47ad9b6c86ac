#include "services/session/domain/access.h"
#include "services/session/rpc/queue_entry.h"
#include "services/session/rpc/verb.h"

namespace aicc::session {
namespace {

constexpr std::size_t kMaxBriefBytes = 65'536;
constexpr std::size_t kMaxReasonBytes = 64;
constexpr std::size_t kMaxNeededSkills = 16;
constexpr std::string_view kCustomerAsked = "CUSTOMER_ASKED";

Result<void> CheckForm(const v1::RequestAgentRequest& request) {
  if (auto ok = CheckVerb(request); !ok) return ok;
  if (auto ok = CheckSound("brief", request.brief(), kMaxBriefBytes); !ok) {
    return ok;
  }
  if (auto ok = CheckText("brief.reason", request.brief().reason(), 0,
                          kMaxReasonBytes);
      !ok) {
    return ok;
  }
  if (auto ok = CheckText("agent_id", request.agent_id(), 0, kMaxAgentIdBytes);
      !ok) {
    return ok;
  }
  if (request.has_priority() &&
      (request.priority() < 0 || request.priority() > kMaxPriority)) {
    return InvalidField("priority", "must be 0 to 9");
  }
  return CheckText("preferred_agent_id", request.preferred_agent_id(), 0,
                   kMaxAgentIdBytes);
}

// What a system says for the customer, but not the customer.
Result<void> MayAskFor(const Caller& caller,
                       const v1::RequestAgentRequest& request) {
  if (!request.agent_id().empty() && !MayRoute(caller.role)) {
    return InvalidField("agent_id", "may be given by ADMIN and SERVICE only");
  }
  if (caller.role != Role::kCustomer) return {};
  if (request.has_priority()) {
    return InvalidField("priority", "may not be given by a customer");
  }
  if (!request.required_skills().empty()) {
    return InvalidField("required_skills", "may not be given by a customer");
  }
  if (!request.preferred_agent_id().empty()) {
    return InvalidField("preferred_agent_id", "may not be given by a customer");
  }
  return {};
}

Result<QueueEntry> EntryFromProto(const Caller& caller,
                                  const v1::RequestAgentRequest& request,
                                  const Parts& parts) {
  if (auto ok = CheckForm(request); !ok) return Failure(ok.error());
  if (auto ok = MayAskFor(caller, request); !ok) return Failure(ok.error());
  auto queue = ResolveQueue(parts, request.queue());
  if (!queue) return Failure(queue.error());
  auto skills = SkillsFromProto("required_skills", request.required_skills(),
                                kMaxNeededSkills, parts.pack);
  if (!skills) return Failure(skills.error());
  QueueEntry entry;
  entry.queue = *std::move(queue);
  entry.skills = *std::move(skills);
  entry.preferred_agent = request.preferred_agent_id();
  entry.priority = request.has_priority()
                       ? request.priority()
                       : parts.pack.RuleOf(entry.queue).priority;
  // A customer's own request has no brief: agents trust what they read there.
  const bool briefed = request.has_brief() && caller.role != Role::kCustomer;
  if (briefed) entry.brief = ToJson(request.brief());
  entry.reason = briefed ? request.brief().reason() : "";
  if (entry.reason.empty()) entry.reason = kCustomerAsked;
  return entry;
}

}  // namespace

Task<Result<v1::RequestAgentResponse>> HandleRequestAgent(
    const CallContext& call, const v1::RequestAgentRequest& request,
    const Parts& parts) {
  const auto entry = EntryFromProto(call.caller(), request, parts);
  if (!entry) co_return Failure(entry.error());
  const auto open = MustBeOpen(parts, entry->queue);

  const SessionStore::Decide decide = [&](const Session& session,
                                          const Offer*) -> Result<Change> {
    if (!request.agent_id().empty()) {
      return Adopt(session, call.caller(), request.agent_id(), entry->brief);
    }
    auto change = RequestAgent(session, call.caller(), *entry);
    // What is wrong with the contact comes before what is with the queue, and
    // who waits already goes on.
    if (change && !change->events.empty() && !open) {
      return Failure(open.error());
    }
    return change;
  };
  co_return co_await PerformVerb<v1::RequestAgentResponse>(
      call, parts, "RequestAgent", request, decide);
}

}  // namespace aicc::session
