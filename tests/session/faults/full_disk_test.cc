// The disk under PostgreSQL is full, and has room again: what was acknowledged
// is there once, what was not is refused clearly, and nobody lends a hand but
// to PostgreSQL itself, if that has given up.

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <map>
#include <mutex>
#include <thread>

#include "tests/session/fixture.h"

namespace aicc::session {
namespace {

class FullDiskTest : public ServiceTest {
 protected:
  void SetUp() override {
    if (std::getenv("AICC_TEST_SMALL_DISK") == nullptr) {
      GTEST_SKIP() << "no AICC_TEST_SMALL_DISK: see full_disk.sh";
    }
    ServiceTest::SetUp();
  }
  static std::string Ballast() {
    return std::string(std::getenv("AICC_TEST_SMALL_DISK")) + "/ballast";
  }
  // Takes all the room there is.
  static void Fill() {
    const int fd = open(Ballast().c_str(), O_CREAT | O_WRONLY, 0600);
    ASSERT_GE(fd, 0);
    const std::string block(65'536, 'x');
    while (write(fd, block.data(), block.size()) > 0) {
    }
    close(fd);
  }
  // PostgreSQL stops by itself if it cannot even write its log ahead; whoever
  // runs it then starts it again.
  static void StartIfItStopped() {
    const std::string quiet = " >/dev/null 2>&1";
    (void)std::system((std::getenv("AICC_TEST_START") + quiet).c_str());
  }
};

TEST_F(FullDiskTest, LosesNothingAcknowledgedAndGoesOnByItself) {
  constexpr int kCallers = 4;
  std::vector<std::string> ids;
  for (int i = 0; i < kCallers; ++i) {
    ids.push_back(Service().Start().session_id());
  }
  std::mutex mutex;
  std::map<std::string, std::map<std::string, int>> acknowledged;  // By mutex.
  std::atomic<bool> done = false;
  std::atomic<int> kept = 0;
  std::atomic<int> refused = 0;
  std::vector<std::jthread> callers;
  for (const auto& id : ids) {
    callers.emplace_back([&, id] {
      auto service = Service();
      const std::string text(8'000, 'x');
      for (int i = 0; !done; ++i) {
        const std::string event = std::to_string(i);
        while (!done) {
          const auto appended =
              service.Say(id, v1::SPEAKER_CUSTOMER, text, 0, event);
          if (appended) {
            std::lock_guard lock(mutex);
            acknowledged[id][event] = appended->seq();
            ++kept;
            break;
          }
          EXPECT_EQ(appended.error().reason, "STORE_UNAVAILABLE");
          ++refused;
          std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
      }
    });
  }
  ASSERT_TRUE(Eventually([&] { return kept > 200; }));

  Fill();
  // What room its files have left is used up first.
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (refused < 20 && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_GE(refused, 20);
  ASSERT_EQ(unlink(Ballast().c_str()), 0);
  StartIfItStopped();
  const int before = kept;
  EXPECT_TRUE(Eventually([&] { return kept > before + 50; }));
  done = true;
  callers.clear();

  for (const auto& id : ids) {
    std::map<std::string, int> logged;
    int seq = 0;
    for (const auto& event : Service().Log(id)) {
      ASSERT_EQ(event.seq(), ++seq);
      if (event.has_utterance()) logged[event.event_id()] = event.seq();
    }
    for (const auto& [event, at] : acknowledged[id]) {
      EXPECT_EQ(logged[event], at);
    }
    // One more may be there of whom nobody was told when all stopped.
    EXPECT_LE(logged.size(), acknowledged[id].size() + 1);
  }
}

}  // namespace
}  // namespace aicc::session
