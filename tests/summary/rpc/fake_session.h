#pragma once

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "aicc/session/v1/session.grpc.pb.h"
#include "common/drain.h"
#include "common/rpc_status.h"
#include "common/uuid.h"

namespace aicc::summary {

// A session service that keeps contacts in memory, over real gRPC. A watch goes
// on after the last entry until its caller leaves, as that of the real one
// does.
class FakeSession final : public session::v1::SessionService::Service {
 public:
  // Adds a contact that starts at `start_s` and returns its id.
  std::string Start(std::int64_t start_s = 1'700'000'000,
                    const std::string& locale = "en") {
    std::lock_guard lock(mutex_);
    session::v1::Session session;
    session.set_session_id(NewUuid());
    session.set_locale(locale);
    session.set_state(session::v1::STATE_SELF_SERVICE);
    session.mutable_start_time()->set_seconds(start_s);
    const std::string id = session.session_id();
    contacts_[id].session = session;
    return id;
  }

  // Appends an entry `after` seconds after the contact's start.
  session::v1::Event* Append(const std::string& id, std::int64_t after = 0) {
    std::lock_guard lock(mutex_);
    Contact& contact = contacts_.at(id);
    auto& event = contact.events.emplace_back();
    event.set_session_id(id);
    event.set_seq(static_cast<int>(contact.events.size()));
    event.mutable_event_time()->set_seconds(
        contact.session.start_time().seconds() + after);
    contact.session.set_last_seq(event.seq());
    return &event;
  }

  void Say(const std::string& id, session::v1::Speaker speaker,
           const std::string& text) {
    auto* utterance = Append(id)->mutable_utterance();
    utterance->set_speaker(speaker);
    utterance->set_text(text);
  }

  void Change(const std::string& id, session::v1::State to, std::int64_t after,
              const std::string& reason = {}) {
    auto* change = Append(id, after)->mutable_state_changed();
    std::lock_guard lock(mutex_);
    auto& contact = contacts_.at(id);
    change->set_from(contact.session.state());
    change->set_to(to);
    change->set_reason(reason);
    contact.session.set_state(to);
  }

  int events_sent() {
    std::lock_guard lock(mutex_);
    return events_sent_;
  }
  // Watches are sent away after one entry each, so many times.
  void SendAway(int times) { go_aways_ = times; }

  // Watches send entries up to `seq`, and then nothing for ever.
  void StallAfter(int seq) {
    std::lock_guard lock(mutex_);
    stall_after_ = seq;
  }

  grpc::Status GetSession(grpc::ServerContext*,
                          const session::v1::GetSessionRequest* request,
                          session::v1::GetSessionResponse* response) override {
    std::lock_guard lock(mutex_);
    const auto found = contacts_.find(request->session_id());
    if (found == contacts_.end()) return NotFound();
    *response->mutable_session() = found->second.session;
    return grpc::Status::OK;
  }

  // Pages of two, so that paging is used.
  grpc::Status ListSessions(
      grpc::ServerContext*, const session::v1::ListSessionsRequest* request,
      session::v1::ListSessionsResponse* response) override {
    std::lock_guard lock(mutex_);
    std::vector<const session::v1::Session*> in_span;
    for (const auto& [id, contact] : contacts_) {
      const auto start = contact.session.start_time().seconds();
      if (start >= request->start_time_from().seconds() &&
          start < request->start_time_to().seconds()) {
        in_span.push_back(&contact.session);
      }
    }
    std::size_t at =
        request->page_token().empty() ? 0 : std::stoul(request->page_token());
    for (int i = 0; i < 2 && at < in_span.size(); ++i) {
      *response->add_sessions() = *in_span[at++];
    }
    if (at < in_span.size()) {
      response->set_next_page_token(std::to_string(at));
    }
    return grpc::Status::OK;
  }

  grpc::Status WatchSession(
      grpc::ServerContext* context,
      const session::v1::WatchSessionRequest* request,
      grpc::ServerWriter<session::v1::WatchSessionResponse>* writer) override {
    std::vector<session::v1::Event> events;
    int stall_after = 0;
    {
      std::lock_guard lock(mutex_);
      const auto found = contacts_.find(request->session_id());
      if (found == contacts_.end()) return NotFound();
      events = found->second.events;
      stall_after = stall_after_;
    }
    for (const auto& event : events) {
      if (event.seq() <= request->after_seq()) continue;
      if (event.seq() > stall_after) break;
      session::v1::WatchSessionResponse response;
      *response.mutable_event() = event;
      {
        std::lock_guard lock(mutex_);
        ++events_sent_;  // Before the reader can ask.
      }
      if (!writer->Write(response)) return grpc::Status::CANCELLED;
      if (go_aways_.fetch_sub(1) > 0) {
        response.mutable_go_away();
        writer->Write(response);
        return ToGrpcStatus(ServerStopping().error(), "session.aicc");
      }
    }
    while (!context->IsCancelled()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return grpc::Status::CANCELLED;
  }

 private:
  struct Contact {
    session::v1::Session session;
    std::vector<session::v1::Event> events;
  };

  static grpc::Status NotFound() {
    return ToGrpcStatus(
        {ErrorKind::kNotFound, "SESSION_NOT_FOUND", "no such session", {}},
        "session.aicc");
  }

  std::mutex mutex_;
  std::map<std::string, Contact> contacts_;  // Guarded by mutex_.
  std::atomic<int> go_aways_ = 0;
  int events_sent_ = 0;          // Guarded by mutex_.
  int stall_after_ = 1'000'000;  // Guarded by mutex_.
};

}  // namespace aicc::summary
