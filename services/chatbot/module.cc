#include "services/chatbot/module.h"

#include <utility>

#include "common/business_hours.h"
#include "services/chatbot/domain/topics.h"
#include "services/chatbot/domain/turn_gate.h"
#include "services/chatbot/rpc/model_client.h"
#include "services/chatbot/rpc/service.h"
#include "services/chatbot/rpc/session_client.h"

namespace aicc::chatbot {
namespace {

class Module final : public HostedService {
 public:
  Module(const Config& config, std::unique_ptr<const PackManifest> manifest,
         BusinessHours hours, Topics topics, const Environment& environment)
      : config_(config),
        manifest_(std::move(manifest)),
        hours_(hours),
        topics_(std::move(topics)),
        self_("chatbot", environment.authenticator),
        session_(self_, environment.channels, config.session_limit),
        models_(self_, environment.channels, config.answer_limit),
        gate_(static_cast<std::size_t>(config.waiting_messages)),
        bot_{config_,  *manifest_, hours_, environment.clock,  topics_,
             session_, models_,    gate_,  environment.metrics},
        service_(bot_, environment.rpc) {}

  std::vector<grpc::Service*> rpc_services() override { return {&service_}; }

 private:
  const Config config_;
  const std::unique_ptr<const PackManifest> manifest_;
  const BusinessHours hours_;
  const Topics topics_;
  const ServiceIdentity self_;
  SessionClient session_;
  ModelClient models_;
  TurnGate gate_;
  const Bot bot_;
  Service service_;
};

}  // namespace

Result<std::unique_ptr<HostedService>> MakeChatbotService(
    const Config& config, const Environment& environment) {
  auto read = ReadPackManifest(config.pack);
  if (!read) return Failure(read.error());
  // The hours refer to it.
  auto manifest = std::make_unique<const PackManifest>(*std::move(read));
  const auto hours = BusinessHours::Make(*manifest);
  if (!hours) return Failure(hours.error());
  auto topics = ReadTopics(config.pack);
  if (!topics) return Failure(topics.error());
  const auto* file = v1::SendMessageRequest::descriptor()->file();
  environment.rpc.Add(*file->FindServiceByName("ChatbotService"));
  return std::make_unique<Module>(config, std::move(manifest), *hours,
                                  *std::move(topics), environment);
}

}  // namespace aicc::chatbot
