// Two processes on one database, 200 agents, one of the processes killed: every
// contact is handled once, by one agent at a time, and no agent has two.

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <random>
#include <thread>

#include "common/uuid.h"
#include "tests/common/test_database.h"
#include "tests/session/faults/replica.h"
#include "tests/session/test_pack.h"

namespace aicc::session {
namespace {

constexpr int kAgents = 200;
constexpr int kContacts = 600;
constexpr int kOfferTimeoutMs = 1'500;
constexpr std::chrono::seconds kLimit{150};

class ReplicasTest : public testing::Test {
 protected:
  void SetUp() override {
    if (TestDatabase::Get() == nullptr) GTEST_SKIP() << "no AICC_TEST_DSN";
    for (auto& replica : replicas_) replica = NewReplica();
  }

  std::shared_ptr<Replica> NewReplica() {
    return std::make_shared<Replica>(TestDatabase::Get()->app_dsn(),
                                     pack_.folder(), kOfferTimeoutMs);
  }
  std::shared_ptr<Replica> Pick(int n) {
    std::lock_guard lock(mutex_);
    return replicas_[static_cast<std::size_t>(n % 2)];
  }
  bool TimeIsUp() const { return std::chrono::steady_clock::now() > end_; }

  void Authorize(Role role, const std::string& subject,
                 grpc::ClientContext* context) {
    session::Authorize(authenticator_, {tenant_, subject, role},
                       std::chrono::seconds(20), context);
  }

  // Asks one process after the other until one answers; what it answers, or the
  // reason that it refuses with.
  template <typename Stub, typename Request, typename Response>
  grpc::StatusCode Ask(std::shared_ptr<Stub> (Replica::*stub)(),
                       grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                    const Request&, Response*),
                       Role role, const std::string& subject,
                       const Request& request, Response* response, int n) {
    for (;; ++n) {
      grpc::ClientContext context;
      Authorize(role, subject, &context);
      const auto replica = Pick(n);
      const auto status =
          ((*((*replica).*stub)()).*method)(&context, request, response);
      if (status.error_code() != grpc::StatusCode::UNAVAILABLE &&
          status.error_code() != grpc::StatusCode::DEADLINE_EXCEEDED) {
        return status.error_code();
      }
      if (TimeIsUp()) return status.error_code();
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }

  std::string NewWaiting(int n) {
    v1::StartSessionRequest start;
    start.set_request_id("start-" + std::to_string(n));
    start.set_channel(v1::CHANNEL_CHAT);
    start.set_customer_id("c" + std::to_string(n));
    v1::StartSessionResponse started;
    EXPECT_EQ(Ask(&Replica::sessions, &v1::SessionService::Stub::StartSession,
                  Role::kService, "test", start, &started, n),
              grpc::StatusCode::OK);
    v1::RequestAgentRequest request;
    request.set_session_id(started.session().session_id());
    request.set_request_id("r");
    v1::RequestAgentResponse queued;
    EXPECT_EQ(Ask(&Replica::sessions, &v1::SessionService::Stub::RequestAgent,
                  Role::kService, "test", request, &queued, n),
              grpc::StatusCode::OK);
    return request.session_id();
  }

  void Present(const std::string& agent, int n) {
    v1::SetPresenceRequest request;
    request.set_presence(v1::PRESENCE_AVAILABLE);
    v1::SetPresenceResponse response;
    Ask(&Replica::routing, &v1::RoutingService::Stub::SetPresence, Role::kAgent,
        agent, request, &response, n);
  }

  // An agent at work: takes most offers, rejects some, looks away from a few.
  void Work(int n) {
    const std::string agent = "a" + std::to_string(n);
    std::mt19937 random(static_cast<unsigned>(n));
    for (int turn = n; !done_ && !TimeIsUp(); ++turn) {
      Present(agent, turn);
      grpc::ClientContext context;
      Authorize(Role::kAgent, agent, &context);
      // A quiet process is no reason to wait for ever.
      context.set_deadline(std::chrono::system_clock::now() +
                           std::chrono::seconds(5));
      const auto replica = Pick(turn);
      const auto reader =
          replica->routing()->WatchOffers(&context, v1::WatchOffersRequest());
      v1::WatchOffersResponse response;
      while (!done_ && reader->Read(&response)) {
        if (response.offer().state() != v1::OFFER_STATE_PENDING) continue;
        const auto dice = random() % 100;
        if (dice < 3) continue;  // It times out, and the agent is set away.
        if (dice < 10) {
          Reject(agent, response.offer(), turn);
        } else {
          Handle(agent, response.offer(), turn);
        }
        Present(agent, turn);
      }
      context.TryCancel();
      (void)reader->Finish();
    }
  }
  void Reject(const std::string& agent, const v1::Offer& offer, int n) {
    v1::RejectOfferRequest request;
    request.set_offer_id(offer.offer_id());
    v1::RejectOfferResponse response;
    Ask(&Replica::routing, &v1::RoutingService::Stub::RejectOffer, Role::kAgent,
        agent, request, &response, n);
  }
  void Handle(const std::string& agent, const v1::Offer& offer, int n) {
    v1::AcceptOfferRequest accept;
    accept.set_offer_id(offer.offer_id());
    v1::AcceptOfferResponse accepted;
    if (Ask(&Replica::routing, &v1::RoutingService::Stub::AcceptOffer,
            Role::kAgent, agent, accept, &accepted, n) != grpc::OK) {
      return;
    }
    const auto& id = accepted.session().session_id();
    v1::EndSessionRequest end;
    end.set_session_id(id);
    end.set_end_reason(v1::END_REASON_AGENT_ENDED);
    v1::EndSessionResponse ended;
    EXPECT_EQ(Ask(&Replica::sessions, &v1::SessionService::Stub::EndSession,
                  Role::kAgent, agent, end, &ended, n),
              grpc::StatusCode::OK);
    v1::CompleteWrapUpRequest wrap_up;
    wrap_up.set_session_id(id);
    wrap_up.set_request_id("w");
    wrap_up.set_disposition("RESOLVED");
    v1::CompleteWrapUpResponse closed;
    EXPECT_EQ(Ask(&Replica::routing, &v1::RoutingService::Stub::CompleteWrapUp,
                  Role::kAgent, agent, wrap_up, &closed, n),
              grpc::StatusCode::OK);
    if (++closed_ >= kContacts) done_ = true;
  }

  // All of it if the contact is over, else up to its `utterances`th utterance.
  std::vector<v1::Event> LogOf(const std::string& id, int utterances = 0) {
    grpc::ClientContext context;
    Authorize(Role::kService, "test", &context);
    v1::WatchSessionRequest request;
    request.set_session_id(id);
    const auto replica = Pick(0);
    const auto reader = replica->sessions()->WatchSession(&context, request);
    std::vector<v1::Event> log;
    v1::WatchSessionResponse response;
    int said = 0;
    while ((utterances == 0 || said < utterances) && reader->Read(&response)) {
      log.push_back(response.event());
      said += response.event().has_utterance() ? 1 : 0;
    }
    if (utterances > 0) context.TryCancel();
    const bool ended = reader->Finish().ok();
    EXPECT_TRUE(ended || utterances > 0);
    return log;
  }

  const std::string tenant_ = "t-" + NewUuid();
  const std::chrono::steady_clock::time_point end_ =
      std::chrono::steady_clock::now() + kLimit;
  TestPack pack_;
  SystemClock clock_;
  Authenticator authenticator_{std::string(32, 'k'), clock_};
  std::mutex mutex_;
  std::array<std::shared_ptr<Replica>, 2> replicas_;  // Guarded by mutex_.
  std::atomic<int> closed_ = 0;
  std::atomic<bool> done_ = false;
};

std::int64_t Micros(const google::protobuf::Timestamp& time) {
  return time.seconds() * 1'000'000 + time.nanos() / 1'000;
}

// One offer open at a time, and when somebody had it.
void CheckLog(
    const std::string& id, const std::vector<v1::Event>& log,
    std::map<std::string, std::vector<std::pair<std::int64_t, std::int64_t>>>*
        had) {
  std::string open;
  std::string agent;
  std::int64_t since = 0;
  int accepted = 0;
  int seq = 0;
  for (const auto& event : log) {
    ASSERT_EQ(event.seq(), ++seq) << id;
    if (event.has_offer_changed()) {
      const auto& offer = event.offer_changed();
      if (offer.state() == v1::OFFER_STATE_PENDING) {
        EXPECT_EQ(open, "") << id;
        open = offer.offer_id();
        agent = offer.agent_id();
        since = Micros(event.record_time());
      } else {
        EXPECT_EQ(open, offer.offer_id()) << id;
        open.clear();
        const bool taken = offer.state() == v1::OFFER_STATE_ACCEPTED;
        accepted += taken ? 1 : 0;
        if (!taken)
          (*had)[agent].emplace_back(since, Micros(event.record_time()));
      }
    }
  }
  EXPECT_EQ(accepted, 1) << id;
  ASSERT_EQ(log.back().state_changed().to(), v1::STATE_CLOSED) << id;
  (*had)[agent].emplace_back(since, Micros(log.back().record_time()));
}

TEST_F(ReplicasTest, HandleEveryContactOnceThoughOneIsKilled) {
  std::vector<std::thread> agents;
  for (int n = 0; n < kAgents; ++n) {
    agents.emplace_back([this, n] { Work(n); });
  }
  std::vector<std::string> contacts;
  for (int n = 0; n < kContacts; ++n) {
    contacts.push_back(NewWaiting(n));
    if (n != kContacts / 2) continue;
    Pick(0)->Kill();
    const auto fresh = NewReplica();
    std::lock_guard lock(mutex_);
    replicas_[0] = fresh;
  }
  for (auto& agent : agents) agent.join();

  ASSERT_EQ(closed_, kContacts);
  std::map<std::string, std::vector<std::pair<std::int64_t, std::int64_t>>> had;
  for (const auto& id : contacts) CheckLog(id, LogOf(id), &had);
  EXPECT_GT(had.size(), kAgents / 2U);
  for (auto& [agent, spans] : had) {
    std::ranges::sort(spans);
    for (std::size_t i = 1; i < spans.size(); ++i) {
      EXPECT_LE(spans[i - 1].second, spans[i].first) << agent;
    }
  }
}

// Sends `count` finals over a stream, as a bridge does that keeps what has not
// been acknowledged, and sends it again wherever somebody answers.
class Bridge {
 public:
  Bridge(std::string session_id, int count)
      : session_id_(std::move(session_id)), count_(count) {}

  // One stream, until it breaks or all is acknowledged.
  void Run(v1::SessionService::Stub& stub, grpc::ClientContext* context) {
    const auto stream = stub.IngestTranscript(context);
    std::thread writer([&] {
      for (int n = 0; n < count_; ++n) {
        if (acked(n)) continue;
        v1::IngestTranscriptRequest request;
        request.set_session_id(session_id_);
        request.set_event_id("u" + std::to_string(n));
        request.mutable_utterance()->set_speaker(v1::SPEAKER_CUSTOMER);
        request.mutable_utterance()->set_text("말 " + std::to_string(n));
        if (!stream->Write(request)) return;
        std::this_thread::sleep_for(std::chrono::microseconds(300));
      }
      stream->WritesDone();
    });
    v1::IngestTranscriptResponse response;
    while (stream->Read(&response)) {
      std::lock_guard lock(mutex_);
      for (const auto& ack : response.acks()) {
        EXPECT_EQ(ack.refused_reason(), "");
        const auto [known, first] = seqs_.emplace(ack.event_id(), ack.seq());
        EXPECT_EQ(known->second, ack.seq()) << "acknowledged twice otherwise";
      }
    }
    context->TryCancel();
    writer.join();
    (void)stream->Finish();
  }

  const std::string& session_id() const { return session_id_; }
  bool done() {
    std::lock_guard lock(mutex_);
    return static_cast<int>(seqs_.size()) == count_;
  }
  // REQUIRES: nobody runs it.
  const std::map<std::string, int>& seqs() const { return seqs_; }

 private:
  bool acked(int n) {
    std::lock_guard lock(mutex_);
    return seqs_.contains("u" + std::to_string(n));
  }

  const std::string session_id_;
  const int count_;
  std::mutex mutex_;
  std::map<std::string, int> seqs_;  // Of acknowledged ones; by mutex_.
};

TEST_F(ReplicasTest, LoseAndDoubleNothingOfStreamsWhenTheyAreKilled) {
  constexpr int kStreams = 20;
  constexpr int kFinals = 1'500;
  std::vector<std::unique_ptr<Bridge>> bridges;
  for (int n = 0; n < kStreams; ++n) {
    bridges.push_back(std::make_unique<Bridge>(NewWaiting(n), kFinals));
  }
  std::vector<std::thread> threads;
  for (int n = 0; n < kStreams; ++n) {
    threads.emplace_back(
        [this, n, bridge = bridges[static_cast<std::size_t>(n)].get()] {
          for (int turn = n; !bridge->done() && !TimeIsUp(); ++turn) {
            grpc::ClientContext context;
            Authorize(Role::kService, "bridge", &context);
            context.set_deadline(std::chrono::system_clock::now() +
                                 std::chrono::seconds(30));
            const auto replica = Pick(turn);
            bridge->Run(*replica->sessions(), &context);
          }
        });
  }
  // Both in turn, with streams in full flight.
  for (int kill = 0; kill < 4; ++kill) {
    std::this_thread::sleep_for(std::chrono::milliseconds(250));
    Pick(kill)->Kill();
    const auto fresh = NewReplica();
    std::lock_guard lock(mutex_);
    replicas_[static_cast<std::size_t>(kill % 2)] = fresh;
  }
  for (auto& thread : threads) thread.join();

  for (const auto& bridge : bridges) {
    ASSERT_TRUE(bridge->done());
    std::map<std::string, int> logged;
    int seq = 0;
    for (const auto& event : LogOf(bridge->session_id(), kFinals)) {
      ASSERT_EQ(event.seq(), ++seq);
      if (event.has_utterance()) {
        EXPECT_TRUE(logged.emplace(event.event_id(), event.seq()).second);
      }
    }
    EXPECT_EQ(logged, bridge->seqs());
  }
}

}  // namespace
}  // namespace aicc::session
