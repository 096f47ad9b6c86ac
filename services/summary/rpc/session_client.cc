#include "services/summary/rpc/session_client.h"

#include <string>
#include <utility>

#include "common/drain.h"
#include "services/summary/rpc/convert.h"

namespace aicc::summary {
namespace {

namespace sv1 = session::v1;

constexpr int kPageSize = 200;

// Servers that stop one after the other, as in a roll-out.
constexpr int kMaxGoAways = 3;
constexpr char kSession[] = "session";

}  // namespace

SessionClient::Stub& SessionClient::stub() {
  std::call_once(once_, [this] {
    stub_ = sv1::SessionService::NewStub(channels_.To(kSession));
  });
  return *stub_;
}

Task<Result<Contact>> SessionClient::Get(const CallContext& call,
                                         std::string_view session_id) {
  sv1::GetSessionRequest request;
  request.set_session_id(std::string(session_id));
  const Result<sv1::GetSessionResponse> got = co_await Call(
      self_, stub().async(), &Stub::async::GetSession, call, request);
  if (!got) co_return FailureOf(kSession, got.error());
  co_return ContactFromProto(got->session());
}

Task<Result<ContactPage>> SessionClient::List(const CallContext& call,
                                              TimePoint from, TimePoint to,
                                              const std::string& page_token) {
  sv1::ListSessionsRequest request;
  request.set_page_size(kPageSize);
  request.set_page_token(page_token);
  *request.mutable_start_time_from() = ToProto(from);
  *request.mutable_start_time_to() = ToProto(to);
  const Result<sv1::ListSessionsResponse> got = co_await Call(
      self_, stub().async(), &Stub::async::ListSessions, call, request);
  if (!got) co_return FailureOf(kSession, got.error());
  ContactPage page;
  for (const sv1::Session& session : got->sessions()) {
    page.contacts.push_back(ContactFromProto(session));
  }
  page.next_page_token = got->next_page_token();
  co_return page;
}

Task<Result<void>> SessionClient::Read(
    const CallContext& call, std::string_view session_id, int after_seq,
    int last_seq, std::function<Result<void>(LogEntry)> take) {
  int seq = after_seq;
  for (int opened = 0;; ++opened) {
    const auto read = co_await ReadOn(call, session_id, last_seq, &seq, take);
    const bool sent_away = !read && read.error().reason == "SERVER_STOPPING" &&
                           opened < kMaxGoAways;
    if (!sent_away) co_return read;
  }
}

Task<Result<void>> SessionClient::ReadOn(
    const CallContext& call, std::string_view session_id, int last_seq,
    int* seq, const std::function<Result<void>(LogEntry)>& take) {
  if (*seq >= last_seq) co_return Result<void>();
  sv1::WatchSessionRequest request;
  request.set_session_id(std::string(session_id));
  request.set_after_seq(*seq);
  // The watch would go on with what is still to come; it ends when this is
  // destroyed.
  ClientStream<sv1::WatchSessionResponse> stream(
      self_, stub().async(), &Stub::async::WatchSession, call, request);
  sv1::WatchSessionResponse response;
  while (*seq < last_seq) {
    const bool got = co_await stream.Read(&response);
    if (!got) {
      const Result<void> ended = co_await stream.Finish();
      if (!ended) co_return FailureOf(kSession, ended.error());
      co_return ServiceUnavailable(kSession);
    }
    if (response.has_go_away()) co_return ServerStopping();
    if (!response.has_event()) continue;
    // The log promises that there is no gap; a report must not paper over one.
    if (response.event().seq() != ++*seq) {
      co_return ServiceUnavailable(kSession);
    }
    const Result<void> taken = take(EntryFromProto(response.event()));
    if (!taken) co_return taken;
  }
  co_return Result<void>();
}

}  // namespace aicc::summary
