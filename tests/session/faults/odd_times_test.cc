// A clock that steps back, and clients that cannot keep still: nothing is lost,
// doubled or held for ever.

#include <atomic>
#include <thread>

#include "tests/session/routing_fixture.h"

namespace aicc::session {
namespace {

class OddTimesTest : public RoutingFixture {
 protected:
  // Follows the log after `seq` until it has an event more, or a moment has
  // passed; leaves without a word. Returns the last `seq` it saw.
  int Glimpse(const std::string& id, int seq) {
    grpc::ClientContext context;
    Service().Authorize(&context);
    context.set_deadline(std::chrono::system_clock::now() +
                         std::chrono::milliseconds(200));
    v1::WatchSessionRequest request;
    request.set_session_id(id);
    request.set_after_seq(seq);
    const auto reader = instance_->sessions().WatchSession(&context, request);
    v1::WatchSessionResponse response;
    if (reader->Read(&response) && response.has_event()) {
      EXPECT_EQ(response.event().seq(), seq + 1);
      seq = response.event().seq();
    }
    context.TryCancel();
    (void)reader->Finish();
    return seq;
  }
};

TEST_F(OddTimesTest, AClockThatStepsBackLosesNothing) {
  const auto before = Connected("a1");
  ASSERT_EQ(Reason(AgentNamed("a1").End(before, v1::END_REASON_AGENT_ENDED)),
            "");
  instance_->clock().Step(-std::chrono::hours(1));

  // What began before can be finished, and what is new can begin.
  EXPECT_EQ(Reason(AgentNamed("a1").WrapUp(before)), "");
  Available("a1");
  const auto after = Waiting();
  EXPECT_EQ(AcceptNext("a1")->session_id(), after);
  int seq = 0;
  for (const auto& event : Service().Log(before)) {
    EXPECT_EQ(event.seq(), ++seq);
  }
  // They have called since: they are there.
  EXPECT_EQ(Agent("a1").presence(), v1::PRESENCE_BUSY);
}

TEST_F(OddTimesTest, AClockThatStepsBackHoldsNoOfferForAnHour) {
  Available("a1");
  const auto id = Waiting();
  AwaitState(id, v1::STATE_OFFERED);

  instance_->clock().Step(-std::chrono::hours(1));

  AwaitState(id, v1::STATE_QUEUED);
  EXPECT_EQ(Reasons(id).back(), "OFFER_TIMED_OUT");
}

TEST_F(OddTimesTest, AClientThatReconnectsAllTheTimeMissesNothing) {
  const auto id = Started();
  constexpr int kEvents = 60;
  std::thread writer([&] {
    for (int i = 0; i < kEvents; ++i) {
      EXPECT_EQ(Reason(Customer().Say(id, v1::SPEAKER_CUSTOMER,
                                      "n" + std::to_string(i))),
                "");
      std::this_thread::sleep_for(std::chrono::milliseconds(40));
    }
  });
  // 100 times a second beside it, hardly there before they are gone.
  std::atomic<bool> done = false;
  std::atomic<int> visits = 0;
  std::thread restless([&] {
    while (!done) {
      grpc::ClientContext context;
      Service().Authorize(&context);
      v1::WatchSessionRequest request;
      request.set_session_id(id);
      const auto reader = instance_->sessions().WatchSession(&context, request);
      context.TryCancel();
      (void)reader->Finish();
      ++visits;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  });

  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  int seq = 0;
  while (seq < 1 + kEvents && std::chrono::steady_clock::now() < end) {
    seq = Glimpse(id, seq);
  }
  writer.join();
  done = true;
  restless.join();

  EXPECT_EQ(seq, 1 + kEvents);
  EXPECT_GT(visits, 30);
  EXPECT_EQ(Service().Get(id)->last_seq(), 1 + kEvents);
}

}  // namespace
}  // namespace aicc::session
