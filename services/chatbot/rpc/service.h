#pragma once

#include "aicc/chatbot/v1/chatbot.grpc.pb.h"
#include "common/call_context.h"
#include "common/error.h"
#include "common/rpc_host.h"
#include "common/server_stream.h"
#include "common/task.h"
#include "services/chatbot/rpc/bot.h"

namespace aicc::chatbot {

// Decodes and checks the message, and answers it. See SendMessage in
// protos/aicc/chatbot/v1/chatbot.proto.
Task<Result<void>> HandleSendMessage(
    const CallContext& call, const v1::SendMessageRequest& request,
    const Bot& bot, ServerStream<v1::SendMessageResponse>& stream);

// The gRPC face of the chatbot service. Thread-safe.
class Service final : public v1::ChatbotService::CallbackService {
 public:
  // Both must outlive the server.
  Service(const Bot& bot, const RpcHost& host) : bot_(bot), host_(host) {}

  grpc::ServerWriteReactor<v1::SendMessageResponse>* SendMessage(
      grpc::CallbackServerContext* context,
      const v1::SendMessageRequest* request) override;

 private:
  const Bot& bot_;
  const RpcHost& host_;
};

}  // namespace aicc::chatbot
