#include "common/background.h"

#include <gtest/gtest.h>
#include <spdlog/sinks/base_sink.h>

#include <atomic>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <future>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>

#include "common/log.h"
#include "tests/common/await.h"

namespace aicc {
namespace {

namespace asio = boost::asio;

// What a loop has seen of its life.
struct Life {
  std::promise<void> begun;
  std::atomic<bool> unwound = false;
};

struct Unwound {
  ~Unwound() { life.unwound = true; }
  Life& life;
};

Task<void> RunUntilCancelled(Life& life) {
  const Unwound unwound{life};
  asio::steady_timer timer(co_await asio::this_coro::executor,
                           std::chrono::hours(1));
  life.begun.set_value();
  co_await timer.async_wait(asio::use_awaitable);
}

Task<void> Fail(Life& life) {
  const Unwound unwound{life};
  life.begun.set_value();
  throw std::runtime_error("a customer's words");
  co_return;
}

Task<void> Return(Life& life) {
  life.begun.set_value();
  co_return;
}

// The log while it lives.
class Overheard {
 public:
  Overheard() { Log().sinks().push_back(sink_); }
  ~Overheard() { Log().sinks().pop_back(); }
  std::string text() const { return sink_->text(); }

 private:
  class Sink final : public spdlog::sinks::base_sink<std::mutex> {
   public:
    std::string text() {
      std::lock_guard lock(mutex_);
      return text_;
    }

   private:
    void sink_it_(const spdlog::details::log_msg& message) override {
      text_.append(message.payload.data(), message.payload.size());
    }
    void flush_() override {}

    std::string text_;  // Guarded by mutex_.
  };

  const std::shared_ptr<Sink> sink_ = std::make_shared<Sink>();
};

TEST(Background, StopReturnsOnceAllHaveEnded) {
  Life one;
  Life other;
  Background background(TestExecutor().get_executor());
  background.Start("one", [&] { return RunUntilCancelled(one); });
  background.Start("other", [&] { return RunUntilCancelled(other); });
  one.begun.get_future().wait();
  other.begun.get_future().wait();

  background.Stop();

  EXPECT_TRUE(one.unwound);
  EXPECT_TRUE(other.unwound);
}

TEST(Background, StopEndsALoopThatHasNotYetBegunToWait) {
  for (int i = 0; i < 200; ++i) {
    Life life;
    Background background(TestExecutor().get_executor());
    background.Start("loop", [&] { return RunUntilCancelled(life); });
    background.Stop();
  }
}

TEST(Background, MayBeStoppedAgainAndStartAnother) {
  Life life;
  Background background(TestExecutor().get_executor());
  background.Stop();
  background.Stop();

  background.Start("loop", [&] { return RunUntilCancelled(life); });
  life.begun.get_future().wait();
  background.Stop();

  EXPECT_TRUE(life.unwound);
}

TEST(Background, StopsWhenItIsDestroyed) {
  Life life;
  {
    Background background(TestExecutor().get_executor());
    background.Start("loop", [&] { return RunUntilCancelled(life); });
    life.begun.get_future().wait();
  }

  EXPECT_TRUE(life.unwound);
}

TEST(Background, KeepsWhatALoopWasGivenForAsLongAsItRuns) {
  auto life = std::make_shared<Life>();
  const std::weak_ptr<Life> kept = life;
  Background background(TestExecutor().get_executor());
  background.Start("loop", [life] { return RunUntilCancelled(*life); });
  life->begun.get_future().wait();

  life.reset();

  EXPECT_FALSE(kept.expired());
  background.Stop();
}

TEST(Background, LogsUnderItsNameALoopThatFailsAndLetsTheOthersRun) {
  Overheard log;
  Life failing;
  Life running;
  Background background(TestExecutor().get_executor());
  background.Start("running", [&] { return RunUntilCancelled(running); });
  background.Start("failing", [&] { return Fail(failing); });
  running.begun.get_future().wait();
  failing.begun.get_future().wait();
  while (log.text().empty()) std::this_thread::yield();

  EXPECT_FALSE(running.unwound);
  background.Stop();

  EXPECT_TRUE(failing.unwound);
  EXPECT_NE(log.text().find("background=failing"), std::string::npos);
  EXPECT_EQ(log.text().find("running"), std::string::npos);
  EXPECT_EQ(log.text().find("words"), std::string::npos);
}

Task<void> FailOnce(std::atomic<int>& runs, Life& life) {
  if (++runs == 1) throw std::runtime_error("the disk is full");
  return RunUntilCancelled(life);
}

TEST(Background, ALoopThatFailsIsStartedAgain) {
  Overheard log;
  std::atomic<int> runs = 0;
  Life life;
  Background background(TestExecutor().get_executor());
  background.Start("loop", [&] { return FailOnce(runs, life); });

  life.begun.get_future().wait();
  background.Stop();

  EXPECT_EQ(runs, 2);
  EXPECT_TRUE(life.unwound);
}

TEST(Background, StopsALoopThatHasEndedByItself) {
  Overheard log;
  Life life;
  Background background(TestExecutor().get_executor());
  background.Start("loop", [&] { return Return(life); });
  life.begun.get_future().wait();

  background.Stop();

  EXPECT_EQ(log.text(), "");
}

}  // namespace
}  // namespace aicc
