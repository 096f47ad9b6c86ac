#include <map>
#include <thread>

#include "tests/common/nats_server.h"
#include "tests/session/fixture.h"
#include "tests/session/line.h"
#include "tests/session/watch.h"

namespace aicc::session {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// Two replicas on one PostgreSQL, which wake one another over NATS only.
class NatsTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    if (!instance_) return;
    nats_ = NatsServer::Start({"--auth", kToken});
    ASSERT_TRUE(nats_) << "nats-server is not there";
    Serve(kToken);
  }

  // The sweep is so rare that it does not hide a wake-up that is lost.
  void Serve(const std::string& secret,
             milliseconds sweep = milliseconds(60'000)) {
    Config config = Instance::TestConfig();
    config.watch_sweep_interval = sweep;
    config.nats_url = nats_->url();
    config.nats_secret_env = "AICC_TEST_NATS_SECRET";
    ::setenv(config.nats_secret_env.c_str(), secret.c_str(), 1);
    there_.reset();
    other_.reset();
    instance_ =
        std::make_unique<Instance>(TestDatabase::Get()->app_dsn(), config);
    other_ = std::make_unique<Instance>(TestDatabase::Get()->app_dsn(), config);
    there_ = std::make_unique<Client>(*other_,
                                      Caller{tenant_, "test", Role::kService});
  }

  // How long the watcher here waits for what is said there.
  milliseconds Took(Watch& watch, const std::string& id, int seq) {
    const auto began = steady_clock::now();
    EXPECT_EQ(Reason(there_->Say(id, v1::SPEAKER_CUSTOMER, "a")), "");
    EXPECT_EQ(watch.Next(), seq);
    return std::chrono::duration_cast<milliseconds>(steady_clock::now() -
                                                    began);
  }

  // Says something there until it is heard here at once, and not because of a
  // sweep by chance: both are connected.
  int AwaitConnection(Watch& watch, const std::string& id, int seq) {
    int in_time = 0;
    for (int i = 0; i < 100; ++i) {
      const bool at_once = Took(watch, id, seq++) < milliseconds(200);
      in_time = at_once ? in_time + 1 : 0;
      if (in_time == 8) return seq;
    }
    ADD_FAILURE() << "never connected";
    return seq;
  }

  static constexpr char kToken[] = "a token of the tests";
  std::unique_ptr<NatsServer> nats_;
  std::unique_ptr<Instance> other_;
  std::unique_ptr<Client> there_;
};

TEST_F(NatsTest, WakesAndCarriesWhatIsSaidBetweenReplicas) {
  const auto id = Service().Start().session_id();
  Watch watch(Service(), id, 0, true);
  ASSERT_EQ(watch.Next(), 1);
  for (int seq = 2; seq < 20; ++seq) {
    EXPECT_LT(Took(watch, id, seq), milliseconds(5'000));
  }
  Line line(*there_);
  std::jthread speaker([&](const std::stop_token& stop) {
    for (int i = 1; !stop.stop_requested(); ++i) {
      line.Send(Line::Partial(id, "u1", i, "여보\n세요"));
      std::this_thread::sleep_for(milliseconds(10));
    }
  });

  const auto news = watch.Read();

  ASSERT_TRUE(news && news->has_partial());
  EXPECT_EQ(news->partial().text(), "여보\n세요");
  speaker.request_stop();
  speaker.join();
  EXPECT_EQ(Reason(line.End()), "");
  watch.Leave();
}

TEST_F(NatsTest, AServerThatIsGoneCostsTimeAndComesBackByItself) {
  Serve(kToken, milliseconds(500));
  const auto id = Service().Start().session_id();
  Watch watch(Service(), id, 0);
  ASSERT_EQ(watch.Next(), 1);
  int seq = AwaitConnection(watch, id, 2);

  nats_->Kill();
  for (int i = 0; i < 5; ++i) {
    EXPECT_LT(Took(watch, id, seq++), milliseconds(5'000));
  }
  ASSERT_TRUE(nats_->Resume());

  AwaitConnection(watch, id, seq);
  watch.Leave();
}

TEST_F(NatsTest, AServerThatIsNotThereAtTheStartIsFoundLater) {
  nats_->Kill();
  Serve(kToken, milliseconds(500));
  const auto id = Service().Start().session_id();
  Watch watch(Service(), id, 0);
  ASSERT_EQ(watch.Next(), 1);
  EXPECT_LT(Took(watch, id, 2), milliseconds(5'000));
  ASSERT_TRUE(nats_->Resume());

  AwaitConnection(watch, id, 3);
  watch.Leave();
}

TEST_F(NatsTest, AWrongSecretCostsTimeAndNothingElse) {
  Serve("wrong", milliseconds(500));
  const auto id = Service().Start().session_id();
  Watch watch(Service(), id, 0);
  ASSERT_EQ(watch.Next(), 1);

  EXPECT_LT(Took(watch, id, 2), milliseconds(5'000));
  watch.Leave();
}

TEST_F(NatsTest, ASecretThatIsNotSetStopsTheStart) {
  Config config;
  config.nats_url = nats_->url();
  config.nats_secret_env = "AICC_TEST_NO_SUCH_VARIABLE";

  EXPECT_EQ(Reason(FindNatsSecret(&config)), "BAD_CONFIG");
}

}  // namespace
}  // namespace aicc::session
