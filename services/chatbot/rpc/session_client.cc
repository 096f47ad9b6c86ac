#include "services/chatbot/rpc/session_client.h"

#include <algorithm>
#include <utility>

#include "common/drain.h"

namespace aicc::chatbot {
namespace {

// Servers that stop one after the other, as in a roll-out.
constexpr int kMaxGoAways = 3;

// An error that the service itself made is passed on; what gRPC made for want
// of an answer becomes ours.
Failure FromSession(Error error) {
  if (error.reason == "NO_REASON") return ServiceUnavailable("session");
  return Failure(std::move(error));
}

}  // namespace

CallContext::Deadline Limited(const CallContext& call,
                              std::chrono::milliseconds limit) {
  return std::min(call.deadline(), std::chrono::steady_clock::now() + limit);
}

SessionClient::Stub& SessionClient::stub() {
  std::call_once(once_, [this] {
    stub_ = session::v1::SessionService::NewStub(channels_.To("session"));
  });
  return *stub_;
}

SessionClient::Customers& SessionClient::customers() {
  std::call_once(customers_once_, [this] {
    customers_ = session::v1::CustomerService::NewStub(channels_.To("session"));
  });
  return *customers_;
}

Task<Result<session::v1::Session>> SessionClient::Get(
    const CallContext& call, const std::string& session_id) {
  const CallContext limited(call, Limited(call, limit_));
  session::v1::GetSessionRequest request;
  request.set_session_id(session_id);
  auto got = co_await Call(self_, stub().async(), &Stub::async::GetSession,
                           limited, request);
  if (!got) co_return FromSession(std::move(got.error()));
  co_return std::move(*got->mutable_session());
}

Task<Result<session::v1::AppendEventResponse>> SessionClient::Append(
    const CallContext& call, const session::v1::AppendEventRequest& request) {
  const CallContext limited(call, Limited(call, limit_));
  auto appended = co_await Call(self_, stub().async(),
                                &Stub::async::AppendEvent, limited, request);
  if (!appended) co_return FromSession(std::move(appended.error()));
  co_return appended;
}

Task<Result<std::vector<session::v1::Event>>> SessionClient::Read(
    const CallContext& call, const std::string& session_id, int first_seq,
    int last_seq) {
  std::vector<session::v1::Event> events;
  if (first_seq > last_seq) co_return events;
  const CallContext limited(call, Limited(call, limit_));
  for (int opened = 0;; ++opened) {
    const int known = first_seq - 1 + static_cast<int>(events.size());
    auto read = co_await ReadOn(limited, session_id, known, last_seq, &events);
    const bool sent_away = !read && read.error().reason == "SERVER_STOPPING" &&
                           opened < kMaxGoAways;
    if (sent_away) continue;
    if (!read) co_return FromSession(std::move(read.error()));
    co_return events;
  }
}

Task<Result<void>> SessionClient::ReadOn(
    const CallContext& call, const std::string& session_id, int after_seq,
    int last_seq, std::vector<session::v1::Event>* events) {
  session::v1::WatchSessionRequest request;
  request.set_session_id(session_id);
  request.set_after_seq(after_seq);
  ClientStream<session::v1::WatchSessionResponse> stream(
      self_, stub().async(), &Stub::async::WatchSession, call, request);
  session::v1::WatchSessionResponse response;
  while (co_await stream.Read(&response)) {
    if (response.has_go_away()) co_return ServerStopping();
    if (!response.has_event()) continue;
    const int seq = response.event().seq();
    if (seq <= last_seq) {
      events->push_back(std::move(*response.mutable_event()));
    }
    // It would go on following; leaving ends it.
    if (seq >= last_seq) co_return Result<void>();
  }
  co_return co_await stream.Finish();
}

Task<Result<session::v1::Session>> SessionClient::RequestAgent(
    const CallContext& call, const session::v1::RequestAgentRequest& request) {
  const CallContext limited(call, Limited(call, limit_));
  auto queued = co_await Call(self_, stub().async(), &Stub::async::RequestAgent,
                              limited, request);
  if (!queued) co_return FromSession(std::move(queued.error()));
  co_return std::move(*queued->mutable_session());
}

Task<Result<std::optional<bool>>> SessionClient::ExternalAiConsent(
    const CallContext& call, const std::string& customer_id) {
  const CallContext limited(call, Limited(call, limit_));
  session::v1::GetConsentsRequest request;
  request.set_customer_id(customer_id);
  request.set_page_size(1);
  auto got = co_await Call(self_, customers().async(),
                           &Customers::async::GetConsents, limited, request);
  if (!got) co_return FromSession(std::move(got.error()));
  std::optional<bool> consent;
  for (const auto& state : got->states()) {
    if (state.purpose() == session::v1::CONSENT_PURPOSE_EXTERNAL_AI) {
      consent = state.in_force();
    }
  }
  co_return consent;
}

}  // namespace aicc::chatbot
