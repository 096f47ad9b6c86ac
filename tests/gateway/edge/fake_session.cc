#include "tests/gateway/edge/fake_session.h"

#include <grpcpp/support/error_details.h>

#include <thread>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace aicc::gateway {
namespace {

namespace v1 = session::v1;
using std::chrono::milliseconds;

grpc::Status Detailed(int code) {
  google::rpc::ErrorInfo info;
  info.set_reason("REASON_" + std::to_string(code));
  info.set_domain("session.aicc");
  (*info.mutable_metadata())["sessionId"] = "s1";
  google::rpc::Status rich;
  rich.set_code(code);
  rich.set_message("as asked for \"" + std::to_string(code) + "\"");
  rich.add_details()->PackFrom(info);
  grpc::Status status;
  grpc::SetErrorDetails(rich, &status);
  return status;
}

class WaitingUnary final : public grpc::ServerUnaryReactor {
 public:
  explicit WaitingUnary(FakeSession& owner) : owner_(owner) {}
  void OnCancel() override {
    ++owner_.cancelled;
    Finish(grpc::Status::CANCELLED);
  }
  void OnDone() override { delete this; }

 private:
  FakeSession& owner_;
};

class Watch final : public grpc::ServerWriteReactor<v1::WatchSessionResponse> {
 public:
  Watch(FakeSession& owner, std::string id)
      : owner_(owner), id_(std::move(id)) {
    if (id_ != "silent") Next();
  }
  void OnWriteDone(bool ok) override {
    if (!ok) return OnCancel();
    ++owner_.written;
    if (id_ == "three" && seq_ == 3) return End(grpc::Status::OK);
    if (id_ == "fail") {
      return End(Detailed(grpc::StatusCode::FAILED_PRECONDITION));
    }
    Next();
  }
  void OnCancel() override {
    if (ended_.exchange(true)) return;
    ++owner_.cancelled;
    Finish(grpc::Status::CANCELLED);
  }
  void OnDone() override { delete this; }

 private:
  void End(const grpc::Status& status) {
    if (!ended_.exchange(true)) Finish(status);
  }
  void Next() {
    auto& event = *message_.mutable_event();
    event.set_session_id(id_);
    event.set_seq(++seq_);
    if (id_ == "flood") {
      event.mutable_utterance()->set_text(std::string(64 * 1024, 'x'));
    }
    StartWrite(&message_);
  }

  FakeSession& owner_;
  const std::string id_;
  std::int32_t seq_ = 0;
  v1::WatchSessionResponse message_;
  std::atomic<bool> ended_ = false;
};

grpc::ServerUnaryReactor* Finished(grpc::CallbackServerContext* context,
                                   const grpc::Status& status) {
  auto* reactor = context->DefaultReactor();
  reactor->Finish(status);
  return reactor;
}

}  // namespace

void FakeSession::Note(const grpc::CallbackServerContext& context) {
  ++calls;
  std::lock_guard lock(mutex_);
  headers_.clear();
  for (const auto& [name, value] : context.client_metadata()) {
    headers_[{name.data(), name.size()}] = {value.data(), value.size()};
  }
  time_left_ = std::chrono::duration_cast<milliseconds>(
      context.deadline() - std::chrono::system_clock::now());
}

std::string FakeSession::Header(const std::string& name) {
  std::lock_guard lock(mutex_);
  return headers_[name];
}

milliseconds FakeSession::time_left() {
  std::lock_guard lock(mutex_);
  return time_left_;
}

v1::AppendEventRequest FakeSession::appended() {
  std::lock_guard lock(mutex_);
  return appended_;
}

grpc::ServerUnaryReactor* FakeSession::GetSession(
    grpc::CallbackServerContext* context, const v1::GetSessionRequest* request,
    v1::GetSessionResponse* response) {
  Note(*context);
  const std::string& id = request->session_id();
  if (id == "wait") return new WaitingUnary(*this);
  if (id.starts_with("error-")) {
    return Finished(context, Detailed(std::stoi(id.substr(6))));
  }
  if (id.starts_with("bare-")) {
    return Finished(context,
                    {static_cast<grpc::StatusCode>(std::stoi(id.substr(5))),
                     "ipv4:10.1.2.3:50051: refused"});
  }
  if (id.starts_with("slow")) {
    std::this_thread::sleep_for(milliseconds(70));
  }
  auto& session = *response->mutable_session();
  session.set_session_id(id);
  session.set_state(v1::STATE_QUEUED);
  session.set_customer_name("김하늘");
  session.set_last_seq(7);
  return Finished(context, grpc::Status::OK);
}

grpc::ServerUnaryReactor* FakeSession::AppendEvent(
    grpc::CallbackServerContext* context, const v1::AppendEventRequest* request,
    v1::AppendEventResponse* response) {
  Note(*context);
  std::lock_guard lock(mutex_);
  appended_ = *request;
  response->set_seq(1);
  return Finished(context, grpc::Status::OK);
}

grpc::ServerWriteReactor<v1::WatchSessionResponse>* FakeSession::WatchSession(
    grpc::CallbackServerContext* context,
    const v1::WatchSessionRequest* request) {
  Note(*context);
  return new Watch(*this, request->session_id());
}

}  // namespace aicc::gateway
