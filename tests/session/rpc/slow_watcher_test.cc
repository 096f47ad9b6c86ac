#include <malloc.h>

#include <chrono>
#include <thread>

#include "tests/session/fixture.h"
#include "tests/session/line.h"
#include "tests/session/watch.h"

namespace aicc::session {
namespace {

constexpr int kStalled = 20;
constexpr int kEvents = 2'500;
const std::string kText(4'000, 'x');

// What is allocated now. 0 with a sanitizer's allocator.
std::size_t BytesInUse() { return ::mallinfo2().uordblks; }

class SlowWatcherTest : public ServiceTest {
 protected:
  // Says `count` things, all of them acknowledged at the end.
  void Say(const std::string& id, int count) {
    Line line(Service());
    for (int i = 0; i < count; ++i) {
      ASSERT_TRUE(line.Send(Line::Final(id, NewUuid(), kText)));
      if (i % 500 == 499) ASSERT_TRUE(line.Read());
    }
    EXPECT_EQ(Reason(line.End()), "");
  }
};

// Their streams are stalled by flow control: what they do not read stays in the
// log, not in memory, and others are as fast as ever.
TEST_F(SlowWatcherTest, ThoseWhoNeverReadHoldNeitherMemoryNorOthersUp) {
  const auto id = Service().Start().session_id();
  std::vector<std::unique_ptr<Watch>> stalled;
  for (int i = 0; i < kStalled; ++i) {
    stalled.push_back(std::make_unique<Watch>(Service().Narrow(), id, 0));
  }
  Watch fast(Service(), id, 0);
  ASSERT_EQ(fast.Next(), 1);
  std::jthread reader([&] {
    for (int seq = 2; seq <= kEvents + 1; ++seq) ASSERT_EQ(fast.Next(), seq);
  });
  Say(id, 200);  // By now they are stalled.
  const std::size_t before = BytesInUse();

  Say(id, kEvents - 200);
  const auto said = std::chrono::steady_clock::now();
  reader.join();

  EXPECT_LT(std::chrono::steady_clock::now() - said, std::chrono::seconds(2));
  EXPECT_LT(BytesInUse(), before + (16U << 20));  // All of it: 200 MB.
  for (const auto& watch : stalled) {
    for (int seq = 1; seq <= kEvents + 1; ++seq) ASSERT_EQ(watch->Next(), seq);
    watch->Leave();
  }
  fast.Leave();
}

// Who does not take the acknowledgements is not read from: nothing piles up.
TEST_F(SlowWatcherTest, ASpeakerWhoTakesNoAcknowledgementsIsHeldBack) {
  const auto id = Service().Start().session_id();
  Line line(Service().Narrow());
  std::atomic<int> sent = 0;
  std::jthread speaker([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      if (!line.Send(Line::Final(id, std::to_string(sent), kText))) return;
      ++sent;
    }
  });
  ASSERT_TRUE(Eventually([&] {
    const int before = sent;
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    return sent == before && before > 0;
  }));
  const int held = sent;

  speaker.request_stop();
  int acknowledged = 0;
  while (acknowledged < held) {
    const auto response = line.Read();
    ASSERT_TRUE(response);
    for (const auto& ack : response->acks()) {
      ASSERT_EQ(ack.seq(), ++acknowledged + 1);
    }
  }
  speaker.join();
  EXPECT_EQ(Reason(line.End()), "");
}

// Some at the end of the log, some far behind, some with the customer's view.
TEST_F(SlowWatcherTest, AllWhoWatchOneContactSeeTheSameLog) {
  auto service = Service();
  const auto id = service.Start().session_id();
  std::vector<std::jthread> watchers;
  for (int i = 0; i < 24; ++i) {
    watchers.emplace_back([&, i] {
      Watch watch(i % 2 == 0 ? Service() : Customer(), id, 0);
      for (int seq = 1; seq <= 302; ++seq) {
        ASSERT_EQ(watch.Next(), seq);
        if (i % 3 == 0 && seq % 10 == 0) {
          std::this_thread::sleep_for(std::chrono::milliseconds(i));
        }
      }
      EXPECT_EQ(watch.Next(), 303);
      EXPECT_EQ(watch.Next(), 0);
      EXPECT_EQ(Reason(watch.End()), "");
    });
  }
  for (int i = 0; i < 300; ++i) {
    ASSERT_EQ(Reason(service.Say(id, v1::SPEAKER_CUSTOMER, "a")), "");
  }
  ASSERT_EQ(Reason(service.End(id)), "");
}

}  // namespace
}  // namespace aicc::session
