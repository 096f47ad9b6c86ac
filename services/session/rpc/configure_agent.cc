#include "services/session/rpc/convert.h"
#include "services/session/rpc/handlers.h"
#include "services/session/rpc/queue_entry.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {
namespace {

constexpr std::size_t kMaxAgentSkills = 64;
constexpr int kMaxChats = 20;

Result<void> CheckCapacity(const v1::ConfigureAgentRequest& in) {
  if (in.has_chat_capacity() &&
      (in.chat_capacity() < 0 || in.chat_capacity() > kMaxChats)) {
    return InvalidField("chat_capacity", "must be 0 to 20");
  }
  if (in.has_voice_capacity() &&
      (in.voice_capacity() < 0 || in.voice_capacity() > 1)) {
    return InvalidField("voice_capacity", "must be 0 or 1");
  }
  return {};
}

Result<AgentSettings> SettingsFromProto(const v1::ConfigureAgentRequest& in,
                                        const PackManifest& pack) {
  if (auto ok = CheckText("agent_id", in.agent_id(), 1, kMaxNameBytes); !ok) {
    return Failure(ok.error());
  }
  if (auto ok = CheckText("display_name", in.display_name(), 0, kMaxNameBytes);
      !ok) {
    return Failure(ok.error());
  }
  if (auto ok = CheckQueues(in.queues(), pack); !ok) {
    return Failure(ok.error());
  }
  if (auto ok = CheckCapacity(in); !ok) return Failure(ok.error());
  AgentSettings out;
  out.agent_id = in.agent_id();
  out.display_name = in.display_name();
  if (in.queues_size() > 0) {
    out.queues.emplace(in.queues().begin(), in.queues().end());
  }
  if (in.has_skills()) {
    auto skills =
        SkillsFromProto("skills", in.skills().levels(), kMaxAgentSkills, pack);
    if (!skills) return Failure(skills.error());
    out.skills = *std::move(skills);
  }
  if (in.has_chat_capacity()) out.chat_capacity = in.chat_capacity();
  if (in.has_voice_capacity()) out.voice_capacity = in.voice_capacity();
  return out;
}

}  // namespace

Task<Result<v1::ConfigureAgentResponse>> HandleConfigureAgent(
    const CallContext& call, const v1::ConfigureAgentRequest& request,
    const Parts& parts) {
  const auto settings = SettingsFromProto(request, parts.pack);
  if (!settings) co_return Failure(settings.error());
  const auto agent = co_await parts.routing.ConfigureAgent(call, *settings);
  if (!agent) co_return Failure(agent.error());
  v1::ConfigureAgentResponse response;
  ToProto(*agent, parts.pack, response.mutable_agent());
  co_return response;
}

}  // namespace aicc::session
