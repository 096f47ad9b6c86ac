// Replays a day of a contact centre, as fast as it goes, against the PostgreSQL
// of AICC_TEST_DSN, with the service in a process of its own, and watches that
// process's memory:
//
//   tests/with_postgres.sh build/tests/bench/day_bench [CONTACTS]
//
// The day is generated: half of the contacts stay with the bot, three in ten
// come from another system's routing, two in ten wait for one of 40 agents.

#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "common/uuid.h"
#include "tests/common/test_database.h"
#include "tests/session/faults/replica.h"

namespace aicc::session {
namespace {

using std::chrono::steady_clock;

constexpr int kDrivers = 16;
constexpr int kAgents = 40;
constexpr int kSamples = 10;
constexpr int kOfferTimeoutMs = 20'000;

class Day {
 public:
  Day(int contacts, const std::string& dsn)
      : contacts_(contacts), replica_(dsn, AICC_TEST_PACK, kOfferTimeoutMs) {}

  void Run() {
    std::vector<std::thread> agents;
    for (int n = 0; n < kAgents; ++n) {
      agents.emplace_back([this, n] { Work(n); });
    }
    const auto begin = steady_clock::now();
    std::vector<std::thread> drivers;
    for (int n = 0; n < kDrivers; ++n) {
      drivers.emplace_back([this] { Drive(); });
    }
    Sample();
    for (auto& driver : drivers) driver.join();
    while (closed_ < routed_) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    const double seconds =
        std::chrono::duration<double>(steady_clock::now() - begin).count();
    std::printf("a day of %d contacts, %d through the queue: %.0f contacts/s\n",
                contacts_, routed_.load(), contacts_ / seconds);
    done_ = true;
    for (auto& agent : agents) agent.join();
  }

 private:
  template <typename Stub, typename Request, typename Response>
  bool Call(Stub& stub,
            grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                         Response*),
            Role role, const std::string& subject, const Request& request,
            Response* response) {
    grpc::ClientContext context;
    Authorize(role, subject, &context);
    return (stub.*method)(&context, request, response).ok();
  }
  void Authorize(Role role, const std::string& subject,
                 grpc::ClientContext* context) {
    session::Authorize(authenticator_, {tenant_, subject, role},
                       std::chrono::minutes(1), context);
  }
  template <typename Request, typename Response>
  bool Ask(grpc::Status (v1::SessionService::Stub::*method)(
               grpc::ClientContext*, const Request&, Response*),
           const Request& request, Response* response) {
    return Call(*replica_.sessions(), method, Role::kService, "day", request,
                response);
  }

  void Drive() {
    for (int n = next_++; n < contacts_; n = next_++) {
      if (!Contact(n)) {
        std::fprintf(stderr, "contact %d failed\n", n);
        std::exit(1);
      }
      ++driven_;
    }
  }

  bool Contact(int n) {
    std::mt19937 random(static_cast<unsigned>(n));
    v1::StartSessionRequest start;
    start.set_request_id("day-" + std::to_string(n));
    start.set_channel(random() % 3 == 0 ? v1::CHANNEL_VOICE : v1::CHANNEL_CHAT);
    start.set_customer_id("c" + std::to_string(random() % 20'000));
    start.mutable_start_time()->set_seconds(TimeOf(n));
    v1::StartSessionResponse started;
    using Stub = v1::SessionService::Stub;
    if (!Ask(&Stub::StartSession, start, &started)) return false;
    const auto& id = started.session().session_id();
    const int turns = 3 + static_cast<int>(random() % 6);
    for (int turn = 0; turn < turns; ++turn) {
      if (!Say(id, turn)) return false;
    }
    const auto kind = random() % 10;
    if (kind < 5) return End(id);
    v1::RequestAgentRequest request;
    request.set_session_id(id);
    request.set_request_id("r");
    if (kind < 8) request.set_agent_id("elsewhere-" + std::to_string(n % 100));
    v1::RequestAgentResponse queued;
    if (!Ask(&Stub::RequestAgent, request, &queued)) return false;
    if (kind >= 8) {
      ++routed_;
      return true;  // One of the agents goes on.
    }
    return Say(id, turns) && End(id) && WrapUp(Role::kService, "day", id);
  }

  // Yesterday, with a rush in the morning and one after lunch.
  std::int64_t TimeOf(int n) const {
    const double share = (n + 0.5) / contacts_;
    const double hour = 24 * (share - 0.08 * std::sin(4 * 3.14159265 * share));
    return yesterday_ + static_cast<std::int64_t>(hour * 3'600);
  }

  bool Say(const std::string& id, int turn) {
    v1::AppendEventRequest request;
    request.set_session_id(id);
    request.set_event_id("u" + std::to_string(turn));
    request.mutable_utterance()->set_speaker(v1::SPEAKER_CUSTOMER);
    request.mutable_utterance()->set_text(
        turn % 2 == 0 ? "요금제를 바꾸고 싶은데 위약금이 있나요?"
                      : "My bill is higher than last month, why is that?");
    v1::AppendEventResponse response;
    return Ask(&v1::SessionService::Stub::AppendEvent, request, &response);
  }
  bool End(const std::string& id) {
    v1::EndSessionRequest request;
    request.set_session_id(id);
    request.set_end_reason(v1::END_REASON_CUSTOMER_LEFT);
    v1::EndSessionResponse response;
    return Ask(&v1::SessionService::Stub::EndSession, request, &response);
  }
  bool WrapUp(Role role, const std::string& who, const std::string& id) {
    v1::CompleteWrapUpRequest request;
    request.set_session_id(id);
    request.set_request_id("w");
    request.set_disposition("RESOLVED");
    v1::CompleteWrapUpResponse response;
    return Call(*replica_.routing(), &v1::RoutingService::Stub::CompleteWrapUp,
                role, who, request, &response);
  }

  // An agent's day: takes what is offered, ends it, does the paperwork.
  void Work(int n) {
    const std::string agent = "a" + std::to_string(n);
    while (!done_) {
      v1::SetPresenceRequest present;
      present.set_presence(v1::PRESENCE_AVAILABLE);
      v1::SetPresenceResponse here;
      Call(*replica_.routing(), &v1::RoutingService::Stub::SetPresence,
           Role::kAgent, agent, present, &here);
      grpc::ClientContext context;
      Authorize(Role::kAgent, agent, &context);
      context.set_deadline(std::chrono::system_clock::now() +
                           std::chrono::seconds(3));
      const auto stub = replica_.routing();
      const auto reader = stub->WatchOffers(&context, v1::WatchOffersRequest());
      v1::WatchOffersResponse response;
      while (reader->Read(&response)) {
        if (response.offer().state() == v1::OFFER_STATE_PENDING) {
          Take(agent, response.offer());
        }
      }
      (void)reader->Finish();
    }
  }
  void Take(const std::string& agent, const v1::Offer& offer) {
    v1::AcceptOfferRequest request;
    request.set_offer_id(offer.offer_id());
    v1::AcceptOfferResponse taken;
    if (!Call(*replica_.routing(), &v1::RoutingService::Stub::AcceptOffer,
              Role::kAgent, agent, request, &taken)) {
      return;
    }
    const auto& id = taken.session().session_id();
    if (!End(id) || !WrapUp(Role::kAgent, agent, id)) {
      std::fprintf(stderr, "contact %s was not closed\n", id.c_str());
      std::exit(1);
    }
    ++closed_;
  }

  // Memory of the service, in MB.
  double Resident() const {
    std::ifstream statm("/proc/" + std::to_string(replica_.pid()) + "/statm");
    long size = 0;
    long resident = 0;
    statm >> size >> resident;
    return static_cast<double>(resident) *
           static_cast<double>(sysconf(_SC_PAGESIZE)) / 1'048'576;
  }
  void Sample() {
    for (int i = 1; i <= kSamples; ++i) {
      while (driven_ < static_cast<std::int64_t>(contacts_) * i / kSamples) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
      }
      std::printf("memory of the service after %8d contacts %8.1f MB\n",
                  driven_.load(), Resident());
      std::fflush(stdout);
    }
  }

  const int contacts_;
  const std::string tenant_ = "t-" + NewUuid();
  const std::int64_t yesterday_ =
      std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now() -
                                            std::chrono::hours(24))
          .time_since_epoch() /
      std::chrono::seconds(1);
  SystemClock clock_;
  Authenticator authenticator_{std::string(32, 'k'), clock_};
  Replica replica_;
  std::atomic<int> next_ = 0;
  std::atomic<int> driven_ = 0;
  std::atomic<int> routed_ = 0;
  std::atomic<int> closed_ = 0;
  std::atomic<bool> done_ = false;
};

}  // namespace
}  // namespace aicc::session

int main(int argc, char** argv) {
  if (aicc::TestDatabase::Get() == nullptr) {
    std::fprintf(stderr, "set AICC_TEST_DSN; see tests/with_postgres.sh\n");
    return 1;
  }
  const int contacts = argc > 1 ? std::atoi(argv[1]) : 50'000;
  aicc::session::Day(contacts, aicc::TestDatabase::Get()->app_dsn()).Run();
  return 0;
}
