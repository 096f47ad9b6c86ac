#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "aicc/session/v1/customer.grpc.pb.h"
#include "aicc/session/v1/session.grpc.pb.h"
#include "common/error.h"

namespace aicc::chatbot {

// What customers agreed to, as a test says.
class FakeConsents final : public session::v1::CustomerService::Service {
 public:
  // The latest of `customer`: in force, or taken back.
  void SetExternalAi(const std::string& customer, bool in_force);
  void Fail();

  grpc::Status GetConsents(grpc::ServerContext* context,
                           const session::v1::GetConsentsRequest* request,
                           session::v1::GetConsentsResponse* response) override;

 private:
  std::mutex mutex_;
  std::map<std::string, bool> external_ai_;
  bool failing_ = false;
};

// The session service in memory, with the rules that the chatbot leans on: seq
// without gaps, exactly once by event id, the floor with its epoch. Only calls
// that prove the role SERVICE in tenant `t1` get in. Thread-safe.
class FakeSession final : public session::v1::SessionService::Service {
 public:
  using Event = session::v1::Event;
  // Says what goes wrong with an append, if anything.
  using Fault = std::function<std::optional<Error>(
      const session::v1::AppendEventRequest&)>;

  // Accepts tokens that `bearer_ok` accepts.
  explicit FakeSession(std::function<bool(std::string_view)> bearer_ok)
      : bearer_ok_(std::move(bearer_ok)) {}

  void Start(const std::string& id, const std::string& customer,
             const std::string& locale = "ko");
  // An agent accepts.
  void Connect(const std::string& id);
  void ReturnToBotNow(const std::string& id);
  void Close(const std::string& id);
  // As if it had been asked and undone since.
  void TakeAgentRequest(const std::string& id, const std::string& request_id);
  // Appends as somebody else would.
  int Put(session::v1::AppendEventRequest request);

  // All queues are closed, whatever the pack says, until `opens`.
  void CloseQueues(const std::string& opens) {
    std::lock_guard lock(mutex_);
    closed_until_ = opens;
  }

  // Watches are sent away after one event each, so many times.
  void SendAway(int times) { go_aways_ = times; }

  // Before an append is looked at, and after it was done but before the caller
  // learns of it.
  void FailBefore(Fault fault);
  void FailAfter(Fault fault);

  std::vector<Event> Log(const std::string& id);
  session::v1::Session State(const std::string& id);
  // The events whose id is `event_id`.
  std::vector<Event> Named(const std::string& id, const std::string& event_id);

  grpc::Status GetSession(grpc::ServerContext* context,
                          const session::v1::GetSessionRequest* request,
                          session::v1::GetSessionResponse* response) override;
  grpc::Status AppendEvent(grpc::ServerContext* context,
                           const session::v1::AppendEventRequest* request,
                           session::v1::AppendEventResponse* response) override;
  grpc::Status WatchSession(
      grpc::ServerContext* context,
      const session::v1::WatchSessionRequest* request,
      grpc::ServerWriter<session::v1::WatchSessionResponse>* writer) override;
  grpc::Status RequestAgent(
      grpc::ServerContext* context,
      const session::v1::RequestAgentRequest* request,
      session::v1::RequestAgentResponse* response) override;

 private:
  struct Contact {
    session::v1::Session session;
    std::vector<Event> log;
    std::map<std::string, int> agent_requests;
  };

  bool Admitted(const grpc::ServerContext& context) const;
  Contact* Find(const std::string& id);
  Event& Add(Contact& contact, const std::string& event_id);
  void GiveFloor(Contact& contact, session::v1::FloorOwner owner);
  Result<session::v1::AppendEventResponse> Append(
      const session::v1::AppendEventRequest& request);

  const std::function<bool(std::string_view)> bearer_ok_;
  std::optional<std::string> closed_until_;
  std::mutex mutex_;
  std::map<std::string, Contact> contacts_;  // Guarded by mutex_, as are these.
  Fault fail_before_;
  Fault fail_after_;
  std::atomic<int> go_aways_ = 0;
};

}  // namespace aicc::chatbot
