#include "tests/session/client.h"

#include <stdexcept>

namespace aicc::session {
namespace {

using Sessions = v1::SessionService::Stub;

template <typename Response>
Result<v1::Session> SessionOf(const Result<Response>& response) {
  if (!response) return Failure(response.error());
  return response->session();
}

}  // namespace

Client& Client::Narrow() {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetInt(GRPC_ARG_HTTP2_BDP_PROBE, 0);
  narrow_ = v1::SessionService::NewStub(grpc::CreateCustomChannel(
      instance_.address(), grpc::InsecureChannelCredentials(), arguments));
  return *this;
}

v1::Session Client::Start(const std::string& customer_id) {
  v1::StartSessionRequest request;
  request.set_request_id(NewUuid());
  request.set_channel(v1::CHANNEL_CHAT);
  request.set_customer_id(customer_id);
  const auto response = Call(&Sessions::StartSession, request);
  if (!response) throw std::runtime_error(response.error().message);
  return response->session();
}

Result<v1::Session> Client::Get(const std::string& session_id) {
  v1::GetSessionRequest request;
  request.set_session_id(session_id);
  return SessionOf(Call(&Sessions::GetSession, request));
}

Result<v1::AppendEventResponse> Client::Say(const std::string& session_id,
                                            v1::Speaker speaker,
                                            const std::string& text, int epoch,
                                            const std::string& event_id) {
  v1::AppendEventRequest request;
  request.set_session_id(session_id);
  request.set_event_id(event_id);
  request.mutable_utterance()->set_speaker(speaker);
  request.mutable_utterance()->set_text(text);
  request.mutable_utterance()->set_floor_epoch(epoch);
  return Call(&Sessions::AppendEvent, request);
}

Result<v1::Session> Client::RequestAgent(const std::string& session_id,
                                         const std::string& request_id,
                                         const std::string& queue) {
  v1::RequestAgentRequest request;
  request.set_session_id(session_id);
  request.set_request_id(request_id);
  request.set_queue(queue);
  return SessionOf(Call(&Sessions::RequestAgent, request));
}

Result<v1::Session> Client::ReturnToBot(const std::string& session_id,
                                        const std::string& request_id) {
  v1::ReturnToBotRequest request;
  request.set_session_id(session_id);
  request.set_request_id(request_id);
  return SessionOf(Call(&Sessions::ReturnToBot, request));
}

Result<v1::Session> Client::End(const std::string& session_id,
                                v1::EndReason reason) {
  v1::EndSessionRequest request;
  request.set_session_id(session_id);
  request.set_end_reason(reason);
  return SessionOf(Call(&Sessions::EndSession, request));
}

Result<v1::Agent> Client::Presence(v1::Presence presence,
                                   const std::vector<std::string>& queues) {
  v1::SetPresenceRequest request;
  request.set_presence(presence);
  for (const auto& queue : queues) request.add_queues(queue);
  const auto response = Call(&Routing::SetPresence, request);
  if (!response) return Failure(response.error());
  return response->agent();
}

Result<v1::Session> Client::Accept(const std::string& offer_id) {
  v1::AcceptOfferRequest request;
  request.set_offer_id(offer_id);
  return SessionOf(Call(&Routing::AcceptOffer, request));
}

Result<v1::Offer> Client::Reject(const std::string& offer_id) {
  v1::RejectOfferRequest request;
  request.set_offer_id(offer_id);
  const auto response = Call(&Routing::RejectOffer, request);
  if (!response) return Failure(response.error());
  return response->offer();
}

Result<v1::Session> Client::WrapUp(const std::string& session_id,
                                   const std::string& request_id,
                                   const std::string& disposition) {
  v1::CompleteWrapUpRequest request;
  request.set_session_id(session_id);
  request.set_request_id(request_id);
  request.set_disposition(disposition);
  return SessionOf(Call(&Routing::CompleteWrapUp, request));
}

std::vector<v1::Event> Client::Log(const std::string& session_id,
                                   int after_seq) {
  const auto session = Get(session_id);
  if (!session) throw std::runtime_error(session.error().message);
  grpc::ClientContext context;
  Authorize(&context);
  v1::WatchSessionRequest request;
  request.set_session_id(session_id);
  request.set_after_seq(after_seq);
  const auto reader = instance_.sessions().WatchSession(&context, request);
  std::vector<v1::Event> events;
  v1::WatchSessionResponse response;
  const auto wanted = static_cast<std::size_t>(session->last_seq() - after_seq);
  while (events.size() < wanted && reader->Read(&response)) {
    events.push_back(response.event());
  }
  context.TryCancel();
  while (reader->Read(&response)) {
  }
  (void)reader->Finish();
  return events;
}

}  // namespace aicc::session
