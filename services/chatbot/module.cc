#include "services/chatbot/module.h"

#include <utility>

#include "services/chatbot/domain/topics.h"
#include "services/chatbot/domain/turn_gate.h"
#include "services/chatbot/rpc/model_client.h"
#include "services/chatbot/rpc/service.h"
#include "services/chatbot/rpc/session_client.h"

namespace aicc::chatbot {
namespace {

class Module final : public HostedService {
 public:
  Module(const Config& config, PackManifest manifest, Topics topics,
         const Environment& environment)
      : config_(config),
        manifest_(std::move(manifest)),
        topics_(std::move(topics)),
        self_("chatbot", environment.authenticator),
        session_(self_, environment.channels, config.session_limit),
        models_(self_, environment.channels, config.answer_limit),
        gate_(static_cast<std::size_t>(config.waiting_messages)),
        bot_{config_, manifest_,          topics_, session_, models_,
             gate_,   environment.metrics},
        service_(bot_, environment.rpc) {}

  std::vector<grpc::Service*> rpc_services() override { return {&service_}; }

 private:
  const Config config_;
  const PackManifest manifest_;
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
  auto manifest = ReadPackManifest(config.pack);
  if (!manifest) return Failure(manifest.error());
  auto topics = ReadTopics(config.pack);
  if (!topics) return Failure(topics.error());
  const auto* file = v1::SendMessageRequest::descriptor()->file();
  environment.rpc.Add(*file->FindServiceByName("ChatbotService"));
  return std::make_unique<Module>(config, *std::move(manifest),
                                  *std::move(topics), environment);
}

}  // namespace aicc::chatbot
