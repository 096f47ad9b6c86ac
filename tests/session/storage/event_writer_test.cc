#include "services/session/storage/event_writer.h"

#include <algorithm>
#include <boost/asio/thread_pool.hpp>
#include <mutex>
#include <pqxx/pqxx>

#include "tests/session/fixture.h"

namespace aicc::session {
namespace {

// Keeps everybody from appending to a contact.
class Hold {
 public:
  explicit Hold(const std::string& session_id) {
    work_.exec("SELECT FROM session.session WHERE session_id = '" + session_id +
               "' FOR UPDATE");
  }

 private:
  pqxx::connection connection_{TestDatabase::Get()->owner_dsn()};
  pqxx::work work_{connection_};
};

// A writer of its own beside the service, with small batches.
class EventWriterTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    if (!instance_) return;
    database_ = std::make_unique<Database>(
        Database::Options{.dsn = TestDatabase::Get()->app_dsn()});
    writer_ = std::make_unique<EventWriter>(
        *database_, executor_.get_executor(), clock_, [](const auto&) {},
        EventWriter::Options{
            .shards = 1, .queue_limit = 60, .batch_limit = 8, .turn_limit = 2});
  }

  bool Submit(const std::string& session_id, int number) {
    Append append;
    append.caller = Service().caller();
    append.session_id = session_id;
    append.event.event_id = "e" + std::to_string(number);
    Utterance utterance;
    utterance.text = "여보세요";
    append.event.body = utterance;
    append.done = [this, session_id, number](const Result<Appended>& appended) {
      std::lock_guard lock(mutex_);
      EXPECT_TRUE(appended);
      done_.emplace_back(session_id, number);
    };
    return writer_->Submit(append);
  }
  // What was told, in this order, once it is `count`.
  std::vector<std::pair<std::string, int>> Done(std::size_t count) {
    EXPECT_TRUE(Eventually([&] {
      std::lock_guard lock(mutex_);
      return done_.size() == count;
    }));
    std::lock_guard lock(mutex_);
    return done_;
  }

  SystemClock clock_;
  boost::asio::thread_pool executor_{2};
  std::mutex mutex_;
  std::vector<std::pair<std::string, int>> done_;  // By mutex_.
  std::unique_ptr<Database> database_;
  std::unique_ptr<EventWriter> writer_;
};

TEST_F(EventWriterTest, AContactThatSaysALotDoesNotHoldUpTheOthers) {
  const auto loud = Service().Start("c1").session_id();
  const auto calm = Service().Start("c2").session_id();

  {
    const Hold hold(loud);
    for (int i = 0; i < 50; ++i) ASSERT_TRUE(Submit(loud, i));
    ASSERT_TRUE(Submit(calm, 50));
  }

  const auto done = Done(51);
  const auto turn = std::ranges::find(done, std::pair(calm, 50));
  EXPECT_LT(turn - done.begin(), 30);
  std::vector<int> order;
  for (const auto& [session_id, number] : done) {
    if (session_id == loud) order.push_back(number);
  }
  EXPECT_TRUE(std::ranges::is_sorted(order));
  EXPECT_EQ(Service().Log(loud).size(), 51u);
}

TEST_F(EventWriterTest, TakesNoMoreThanMayWaitAndGoesOnOnceThereIsRoom) {
  const auto id = Service().Start("c1").session_id();
  int taken = 0;
  {
    const Hold hold(id);
    while (taken < 1'000 && Submit(id, taken)) ++taken;
  }

  EXPECT_GE(taken, 60);
  EXPECT_LE(taken, 68);
  EXPECT_TRUE(Eventually([&] { return Submit(id, taken); }));
  Done(static_cast<std::size_t>(taken) + 1);
}

}  // namespace
}  // namespace aicc::session
