#include <atomic>
#include <cstdlib>
#include <map>
#include <mutex>
#include <thread>

#include "tests/session/fixture.h"

namespace aicc::session {
namespace {

// PostgreSQL is stopped, as if it had crashed, and started again.
class OutageTest : public ServiceTest {
 protected:
  void SetUp() override {
    if (std::getenv("AICC_TEST_STOP") == nullptr) {
      GTEST_SKIP() << "no AICC_TEST_STOP";
    }
    ServiceTest::SetUp();
  }
  void TearDown() override {
    if (stopped_) StartPostgres();
  }
  void StopPostgres() {
    ASSERT_EQ(std::system(std::getenv("AICC_TEST_STOP")), 0);
    stopped_ = true;
  }
  void StartPostgres() {
    ASSERT_EQ(std::system(std::getenv("AICC_TEST_START")), 0);
    stopped_ = false;
  }

 private:
  bool stopped_ = false;
};

TEST_F(OutageTest, LosesNothingAcknowledgedAndRepeatsNothing) {
  constexpr int kSessions = 8;
  std::vector<std::string> ids;
  for (int i = 0; i < kSessions; ++i) {
    ids.push_back(Service().Start().session_id());
  }
  std::mutex mutex;
  std::map<std::string, std::map<std::string, int>> acknowledged;  // By mutex.
  std::atomic<bool> done = false;
  std::atomic<int> refused = 0;
  std::vector<std::jthread> callers;
  for (const auto& id : ids) {
    callers.emplace_back([&, id] {
      auto service = Service();
      for (int i = 0; !done; ++i) {
        const std::string event = std::to_string(i);
        for (;;) {  // As a caller should: the same id until it is known.
          const auto appended =
              service.Say(id, v1::SPEAKER_CUSTOMER, event, 0, event);
          if (appended) {
            std::lock_guard lock(mutex);
            acknowledged[id][event] = appended->seq();
            break;
          }
          EXPECT_EQ(appended.error().reason, "STORE_UNAVAILABLE");
          EXPECT_EQ(appended.error().kind, ErrorKind::kUnavailable);
          ++refused;
          std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
      }
    });
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  StopPostgres();
  EXPECT_EQ(Reason(Service().Get(ids[0])), "STORE_UNAVAILABLE");
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  StartPostgres();
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  done = true;
  callers.clear();

  EXPECT_GT(refused, 0);
  for (const auto& id : ids) {
    const auto log = Service().Log(id);
    std::map<std::string, int> kept;
    for (std::size_t i = 0; i < log.size(); ++i) {
      ASSERT_EQ(log[i].seq(), static_cast<int>(i) + 1);
      if (log[i].has_utterance()) {
        EXPECT_TRUE(kept.emplace(log[i].event_id(), log[i].seq()).second);
      }
    }
    EXPECT_EQ(kept, acknowledged[id]);
  }
}

TEST_F(OutageTest, EndsAnIngestStreamAsUnavailableAfterWhatIsDurable) {
  const auto id = Service().Start().session_id();
  grpc::ClientContext context;
  Service().Authorize(&context);
  const auto stream = instance_->sessions().IngestTranscript(&context);
  v1::IngestTranscriptRequest request;
  request.set_session_id(id);
  request.set_event_id("e1");
  request.mutable_utterance()->set_speaker(v1::SPEAKER_CUSTOMER);
  request.mutable_utterance()->set_text("a");
  stream->Write(request);
  v1::IngestTranscriptResponse response;
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_EQ(response.acks(0).seq(), 2);

  StopPostgres();
  request.set_event_id("e2");
  stream->Write(request);  // And the caller goes on to hold the stream open.

  EXPECT_FALSE(stream->Read(&response));
  const auto status = stream->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(FromGrpcStatus(status).reason, "STORE_UNAVAILABLE");
  StartPostgres();
  ASSERT_TRUE(Eventually([&] { return Service().Get(id).has_value(); }));
  EXPECT_EQ(Service().Get(id)->last_seq(), 2);
}

TEST_F(OutageTest, LetsAWatcherGoOnWhenThePostgresIsBack) {
  auto service = Service();
  const auto id = service.Start().session_id();
  grpc::ClientContext context;
  service.Authorize(&context);
  v1::WatchSessionRequest request;
  request.set_session_id(id);
  const auto reader = instance_->sessions().WatchSession(&context, request);
  v1::WatchSessionResponse response;
  ASSERT_TRUE(reader->Read(&response));

  StopPostgres();
  StartPostgres();
  Instance other(TestDatabase::Get()->app_dsn());
  Client there(other, {tenant_, "test", Role::kService});
  ASSERT_TRUE(Eventually([&] {
    return there.Say(id, v1::SPEAKER_CUSTOMER, "a", 0, "e").has_value();
  }));

  ASSERT_TRUE(reader->Read(&response));
  EXPECT_EQ(response.event().seq(), 2);
  context.TryCancel();
  (void)reader->Finish();
}

}  // namespace
}  // namespace aicc::session
