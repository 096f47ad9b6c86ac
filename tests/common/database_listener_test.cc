#include "common/database_listener.h"

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <pqxx/pqxx>
#include <set>
#include <string>

#include "tests/common/test_database.h"

namespace aicc {
namespace {

using Keys = std::multiset<std::string>;

// What one process hears.
class Process {
 public:
  explicit Process(const std::string& dsn)
      : listener_({.dsn = dsn,
                   .channel = "listener_test",
                   .ears = {[this](const std::string& key) { Hear(key); },
                            [this](std::string_view note) {
                              Hear("note " + std::string(note));
                            },
                            [this] { Connect(); }}}) {}

  void Tell(const std::string& key) { listener_.Tell(key); }
  void Send(const std::string& key, const std::string& note) {
    listener_.Send(key, note);
  }

  // Both wait for 10 s at most, and are false after that.
  bool AwaitConnections(int count) {
    return Await([&] { return connections_ >= count; });
  }
  bool AwaitKey(const std::string& key) {
    return Await([&] { return heard_.contains(key); });
  }

  Keys heard() {
    std::lock_guard lock(mutex_);
    return heard_;
  }

 private:
  void Hear(const std::string& key) {
    std::lock_guard lock(mutex_);
    heard_.insert(key);
    changed_.notify_all();
  }
  void Connect() {
    std::lock_guard lock(mutex_);
    ++connections_;
    changed_.notify_all();
  }
  template <typename Condition>
  bool Await(Condition condition) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(10), condition);
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  Keys heard_;                 // Guarded by mutex_.
  int connections_ = 0;        // Guarded by mutex_.
  DatabaseListener listener_;  // The last: it calls this from the start.
};

class DatabaseListenerTest : public testing::Test {
 protected:
  void SetUp() override {
    TestDatabase* const test = TestDatabase::Get();
    if (test == nullptr) GTEST_SKIP() << "AICC_TEST_DSN is not set";
    owner_dsn_ = test->owner_dsn();
    one_ = std::make_unique<Process>(test->app_dsn());
    other_ = std::make_unique<Process>(test->app_dsn());
    ASSERT_TRUE(one_->AwaitConnections(1));
    ASSERT_TRUE(other_->AwaitConnections(1));
  }

  std::string owner_dsn_;
  std::unique_ptr<Process> one_;
  std::unique_ptr<Process> other_;
};

TEST_F(DatabaseListenerTest, TellsTheOthersAndNotItself) {
  one_->Tell("from one");
  ASSERT_TRUE(other_->AwaitKey("from one"));

  other_->Tell("from the other");
  ASSERT_TRUE(one_->AwaitKey("from the other"));

  EXPECT_EQ(one_->heard(), Keys{"from the other"});
  EXPECT_EQ(other_->heard(), Keys{"from one"});
}

TEST_F(DatabaseListenerTest, CarriesMoreKeysThanOneNotificationHolds) {
  Keys told;
  for (int i = 0; i < 1'000; ++i) {
    std::string key = std::to_string(i);
    key.resize(200, 'x');
    told.insert(key);
    one_->Tell(key);
  }

  for (const auto& key : told) ASSERT_TRUE(other_->AwaitKey(key)) << key;
  EXPECT_EQ(other_->heard(), told);
}

TEST_F(DatabaseListenerTest, CarriesNotesOfAnyBytes) {
  std::string all;
  for (int i = 0; i < 5'000; ++i) all.push_back(static_cast<char>(i % 256));
  one_->Send("all", all);
  one_->Send("short", "\n");
  one_->Send("too long", all + "x");
  one_->Tell("key");

  ASSERT_TRUE(other_->AwaitKey("key"));
  ASSERT_TRUE(other_->AwaitKey("note \n"));
  ASSERT_TRUE(other_->AwaitKey("note " + all));
  EXPECT_EQ(other_->heard().size(), 3U);
}

TEST_F(DatabaseListenerTest, SendsTheLatestNoteOfAKey) {
  for (int i = 0; i < 10'000; ++i) one_->Send("busy", std::to_string(i));

  ASSERT_TRUE(other_->AwaitKey("note 9999"));
  EXPECT_LT(other_->heard().size(), 1'000U);
}

TEST_F(DatabaseListenerTest, DoesNotTellAKeyThatItCannotCarry) {
  one_->Tell("two\nlines");
  one_->Tell(std::string(201, 'x'));
  one_->Tell(std::string(200, 'x'));

  ASSERT_TRUE(other_->AwaitKey(std::string(200, 'x')));
  EXPECT_EQ(other_->heard(), Keys{std::string(200, 'x')});
}

TEST_F(DatabaseListenerTest, TellsEqualKeysThatFollowCloselyRarely) {
  for (int i = 0; i < 10'000; ++i) one_->Tell("busy");
  one_->Tell("end");

  ASSERT_TRUE(other_->AwaitKey("end"));
  ASSERT_TRUE(other_->AwaitKey("busy"));
  EXPECT_LT(other_->heard().count("busy"), 1'000U);
}

TEST_F(DatabaseListenerTest, ConnectsAgainAndSaysThatSomethingMayBeMissed) {
  pqxx::connection owner(owner_dsn_);
  pqxx::nontransaction(owner).exec(
      "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
      "WHERE usename = 'aicc_app' AND datname = current_database()");

  ASSERT_TRUE(one_->AwaitConnections(2));
  ASSERT_TRUE(other_->AwaitConnections(2));
  one_->Tell("after");
  EXPECT_TRUE(other_->AwaitKey("after"));
}

TEST(DatabaseListener, WithoutPostgresStopsWhenAsked) {
  const auto began = std::chrono::steady_clock::now();
  {
    Process alone("host=/nowhere");
    alone.Tell("unheard");
    EXPECT_EQ(alone.heard(), Keys{});
  }
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(5));
}

}  // namespace
}  // namespace aicc
