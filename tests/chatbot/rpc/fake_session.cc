#include "tests/chatbot/rpc/fake_session.h"

#include <chrono>
#include <thread>

#include "common/drain.h"
#include "common/rpc_status.h"

namespace aicc::chatbot {
namespace {

using session::v1::FLOOR_OWNER_AGENT;
using session::v1::FLOOR_OWNER_BOT;
using session::v1::FLOOR_OWNER_NOBODY;

grpc::Status Refuse(const Error& error) {
  return ToGrpcStatus(error, "session.aicc");
}

Error NotFound() {
  return {ErrorKind::kNotFound, "SESSION_NOT_FOUND", "no such session", {}};
}

Error Precondition(std::string reason) {
  return {ErrorKind::kFailedPrecondition, std::move(reason), "no", {}};
}

grpc::Status BadToken() {
  return Refuse({ErrorKind::kUnauthenticated, "BAD_TOKEN", "", {}});
}

}  // namespace

void FakeSession::Start(const std::string& id, const std::string& customer,
                        const std::string& locale) {
  std::lock_guard lock(mutex_);
  Contact& contact = contacts_[id];
  session::v1::Session& session = contact.session;
  session.set_session_id(id);
  session.set_customer_id(customer);
  session.set_locale(locale);
  session.set_state(session::v1::STATE_SELF_SERVICE);
  Add(contact, "start").mutable_session_started()->set_locale(locale);
  GiveFloor(contact, FLOOR_OWNER_BOT);
}

void FakeSession::Connect(const std::string& id) {
  std::lock_guard lock(mutex_);
  Contact& contact = *Find(id);
  contact.session.set_state(session::v1::STATE_CONNECTED);
  GiveFloor(contact, FLOOR_OWNER_AGENT);
}

void FakeSession::ReturnToBotNow(const std::string& id) {
  std::lock_guard lock(mutex_);
  Contact& contact = *Find(id);
  contact.session.set_state(session::v1::STATE_SELF_SERVICE);
  GiveFloor(contact, FLOOR_OWNER_BOT);
}

void FakeSession::TakeAgentRequest(const std::string& id,
                                   const std::string& request_id) {
  std::lock_guard lock(mutex_);
  ++Find(id)->agent_requests[request_id];
}

void FakeSession::Close(const std::string& id) {
  std::lock_guard lock(mutex_);
  Contact& contact = *Find(id);
  contact.session.set_state(session::v1::STATE_CLOSED);
  GiveFloor(contact, FLOOR_OWNER_NOBODY);
}

int FakeSession::Put(session::v1::AppendEventRequest request) {
  std::lock_guard lock(mutex_);
  return Append(request).value().seq();
}

void FakeSession::FailBefore(Fault fault) {
  std::lock_guard lock(mutex_);
  fail_before_ = std::move(fault);
}

void FakeSession::FailAfter(Fault fault) {
  std::lock_guard lock(mutex_);
  fail_after_ = std::move(fault);
}

std::vector<FakeSession::Event> FakeSession::Log(const std::string& id) {
  std::lock_guard lock(mutex_);
  return Find(id)->log;
}

session::v1::Session FakeSession::State(const std::string& id) {
  std::lock_guard lock(mutex_);
  return Find(id)->session;
}

std::vector<FakeSession::Event> FakeSession::Named(
    const std::string& id, const std::string& event_id) {
  std::vector<Event> named;
  for (Event& event : Log(id)) {
    if (event.event_id() == event_id) named.push_back(std::move(event));
  }
  return named;
}

bool FakeSession::Admitted(const grpc::ServerContext& context) const {
  const auto& metadata = context.client_metadata();
  const auto found = metadata.find("authorization");
  return found != metadata.end() &&
         bearer_ok_({found->second.data(), found->second.size()});
}

FakeSession::Contact* FakeSession::Find(const std::string& id) {
  const auto found = contacts_.find(id);
  return found != contacts_.end() ? &found->second : nullptr;
}

FakeSession::Event& FakeSession::Add(Contact& contact,
                                     const std::string& event_id) {
  Event& event = contact.log.emplace_back();
  const int seq = static_cast<int>(contact.log.size());
  event.set_session_id(contact.session.session_id());
  event.set_event_id(event_id);
  event.set_seq(seq);
  contact.session.set_last_seq(seq);
  return event;
}

void FakeSession::GiveFloor(Contact& contact, session::v1::FloorOwner owner) {
  session::v1::Floor* floor = contact.session.mutable_floor();
  floor->set_owner(owner);
  floor->set_epoch(floor->epoch() + 1);
  Add(contact, "floor-" + std::to_string(floor->epoch()))
      .mutable_floor_changed()
      ->mutable_floor()
      ->CopyFrom(*floor);
}

Result<session::v1::AppendEventResponse> FakeSession::Append(
    const session::v1::AppendEventRequest& request) {
  Contact* contact = Find(request.session_id());
  if (contact == nullptr) return Failure(NotFound());
  session::v1::AppendEventResponse response;
  for (const Event& event : contact->log) {
    if (event.event_id() != request.event_id()) continue;
    response.set_seq(event.seq());
    response.set_duplicate(true);
    return response;
  }
  const session::v1::Session& session = contact->session;
  if (session.state() == session::v1::STATE_CLOSED) {
    return Failure(Precondition("SESSION_CLOSED"));
  }
  const auto may_speak = [&](session::v1::FloorOwner owner, int epoch) {
    return session.floor().owner() == owner && session.floor().epoch() == epoch;
  };
  if (request.has_utterance() &&
      request.utterance().speaker() == session::v1::SPEAKER_BOT &&
      !may_speak(FLOOR_OWNER_BOT, request.utterance().floor_epoch())) {
    return Failure(Precondition("FLOOR_CHANGED"));
  }
  if (request.has_ai_notice() &&
      !may_speak(FLOOR_OWNER_BOT, request.ai_notice().floor_epoch())) {
    return Failure(Precondition("FLOOR_CHANGED"));
  }
  Event& event = Add(*contact, request.event_id());
  if (request.has_utterance()) {
    *event.mutable_utterance() = request.utterance();
  } else if (request.has_ai_notice()) {
    *event.mutable_ai_notice() = request.ai_notice();
  } else if (request.has_answer_recorded()) {
    *event.mutable_answer_recorded() = request.answer_recorded();
  } else if (request.has_understood()) {
    *event.mutable_understood() = request.understood();
  }
  response.set_seq(event.seq());
  return response;
}

grpc::Status FakeSession::GetSession(
    grpc::ServerContext* context, const session::v1::GetSessionRequest* request,
    session::v1::GetSessionResponse* response) {
  if (!Admitted(*context)) return BadToken();
  std::lock_guard lock(mutex_);
  const Contact* contact = Find(request->session_id());
  if (contact == nullptr) return Refuse(NotFound());
  *response->mutable_session() = contact->session;
  return grpc::Status::OK;
}

grpc::Status FakeSession::AppendEvent(
    grpc::ServerContext* context,
    const session::v1::AppendEventRequest* request,
    session::v1::AppendEventResponse* response) {
  if (!Admitted(*context)) return BadToken();
  std::lock_guard lock(mutex_);
  if (fail_before_) {
    if (const auto error = fail_before_(*request)) return Refuse(*error);
  }
  const auto appended = Append(*request);
  if (!appended) return Refuse(appended.error());
  if (fail_after_) {
    if (const auto error = fail_after_(*request)) return Refuse(*error);
  }
  *response = *appended;
  return grpc::Status::OK;
}

grpc::Status FakeSession::WatchSession(
    grpc::ServerContext* context,
    const session::v1::WatchSessionRequest* request,
    grpc::ServerWriter<session::v1::WatchSessionResponse>* writer) {
  if (!Admitted(*context)) return BadToken();
  auto next = static_cast<std::size_t>(request->after_seq());
  while (!context->IsCancelled()) {
    session::v1::WatchSessionResponse response;
    {
      std::lock_guard lock(mutex_);
      const Contact* contact = Find(request->session_id());
      if (contact == nullptr) return Refuse(NotFound());
      if (next < contact->log.size()) {
        *response.mutable_event() = contact->log[next];
      } else if (contact->session.state() == session::v1::STATE_CLOSED) {
        return grpc::Status::OK;
      }
    }
    if (response.has_event()) {
      if (!writer->Write(response)) break;
      ++next;
      if (go_aways_.fetch_sub(1) > 0) {
        response.mutable_go_away();
        writer->Write(response);
        return ToGrpcStatus(ServerStopping().error(), "session.aicc");
      }
    } else {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }
  return grpc::Status::CANCELLED;
}

grpc::Status FakeSession::RequestAgent(
    grpc::ServerContext* context,
    const session::v1::RequestAgentRequest* request,
    session::v1::RequestAgentResponse* response) {
  if (!Admitted(*context)) return BadToken();
  std::lock_guard lock(mutex_);
  Contact* contact = Find(request->session_id());
  if (contact == nullptr) return Refuse(NotFound());
  session::v1::Session& session = contact->session;
  const bool again = contact->agent_requests[request->request_id()]++ > 0;
  const bool waits = session.state() == session::v1::STATE_QUEUED;
  if (!again && !waits) {
    if (session.state() != session::v1::STATE_SELF_SERVICE) {
      return Refuse(Precondition("WRONG_STATE"));
    }
    const std::string queue =
        request->queue().empty() ? "general" : request->queue();
    if (closed_until_) {
      contact->agent_requests.erase(request->request_id());
      Error error = Precondition("QUEUE_CLOSED");
      error.metadata["opensAt"] = *closed_until_;
      return Refuse(error);
    }
    if (queue != "general" && queue != "retention") {
      contact->agent_requests.erase(request->request_id());
      return Refuse({ErrorKind::kNotFound, "QUEUE_NOT_FOUND", "", {}});
    }
    session.set_state(session::v1::STATE_QUEUED);
    session.set_queue(queue);
    *session.mutable_brief() = request->brief();
    auto* changed = Add(*contact, "queued").mutable_state_changed();
    changed->set_to(session::v1::STATE_QUEUED);
    changed->set_queue(queue);
    changed->set_reason(request->brief().reason());
    *changed->mutable_brief() = request->brief();
    GiveFloor(*contact, FLOOR_OWNER_NOBODY);
  }
  *response->mutable_session() = session;
  return grpc::Status::OK;
}

void FakeConsents::SetExternalAi(const std::string& customer, bool in_force) {
  std::lock_guard lock(mutex_);
  external_ai_[customer] = in_force;
}

void FakeConsents::Fail() {
  std::lock_guard lock(mutex_);
  failing_ = true;
}

grpc::Status FakeConsents::GetConsents(
    grpc::ServerContext*, const session::v1::GetConsentsRequest* request,
    session::v1::GetConsentsResponse* response) {
  std::lock_guard lock(mutex_);
  if (failing_) return {grpc::StatusCode::UNAVAILABLE, "away"};
  const auto found = external_ai_.find(request->customer_id());
  if (found == external_ai_.end()) return grpc::Status::OK;
  auto* state = response->add_states();
  state->set_purpose(session::v1::CONSENT_PURPOSE_EXTERNAL_AI);
  state->set_in_force(found->second);
  return grpc::Status::OK;
}

}  // namespace aicc::chatbot
