#include "services/chatbot/rpc/service.h"

#include "common/rpc_server.h"

namespace aicc::chatbot {
namespace {

constexpr char kErrorDomain[] = "chatbot.aicc";

}  // namespace

grpc::ServerWriteReactor<v1::SendMessageResponse>* Service::SendMessage(
    grpc::CallbackServerContext* context,
    const v1::SendMessageRequest* request) {
  return RunServerStream<v1::SendMessageResponse>(
      context, host_, kErrorDomain, request,
      [=, this](const CallContext& call, auto& stream) {
        return HandleSendMessage(call, *request, bot_, stream);
      });
}

}  // namespace aicc::chatbot
