#include <thread>

#include "tests/session/fixture.h"
#include "tests/session/line.h"
#include "tests/session/watch.h"

namespace aicc::session {
namespace {

class GoAwayTest : public ServiceTest {};

TEST_F(GoAwayTest, AWatcherGoesOnElsewhereAndMissesNothing) {
  Instance next(TestDatabase::Get()->app_dsn());
  Client there(next, {tenant_, "test", Role::kService});
  const auto id = Service().Start().session_id();
  Watch watch(Service(), id, 0);
  ASSERT_EQ(watch.Next(), 1);

  instance_->PrepareToStop();
  const auto news = watch.Read();

  ASSERT_TRUE(news);
  EXPECT_TRUE(news->has_go_away());
  EXPECT_FALSE(watch.Read());
  EXPECT_EQ(Reason(watch.End()), "SERVER_STOPPING");
  ASSERT_EQ(Reason(there.Say(id, v1::SPEAKER_CUSTOMER, "a")), "");
  Watch again(there, id, 1);
  EXPECT_EQ(again.Next(), 2);
  again.Leave();
}

TEST_F(GoAwayTest, ANewWatcherIsSentAwayAfterWhatItAskedFor) {
  const auto id = Service().Start().session_id();
  instance_->PrepareToStop();

  Watch watch(Service(), id, 0);

  EXPECT_EQ(watch.Next(), 1);
  EXPECT_TRUE(watch.Read()->has_go_away());
  EXPECT_FALSE(watch.Read());
  EXPECT_EQ(Reason(watch.End()), "SERVER_STOPPING");
}

TEST_F(GoAwayTest, AnAgentIsToldToAskForOffersElsewhere) {
  auto agent = AgentNamed("a1");
  ASSERT_EQ(Reason(agent.Presence(v1::PRESENCE_AVAILABLE)), "");
  grpc::ClientContext context;
  agent.Authorize(&context);
  const auto offers = instance_->routing().WatchOffers(&context, {});

  instance_->PrepareToStop();

  v1::WatchOffersResponse response;
  ASSERT_TRUE(offers->Read(&response));
  EXPECT_TRUE(response.has_go_away());
  EXPECT_FALSE(offers->Read(&response));
  EXPECT_EQ(FromGrpcStatus(offers->Finish()).reason, "SERVER_STOPPING");
}

// The caller goes on to send until it is told; what was not acknowledged it
// sends again, to the next server.
TEST_F(GoAwayTest, AnIngestStreamIsAcknowledgedBeforeItEnds) {
  constexpr int kEvents = 500;
  Instance next(TestDatabase::Get()->app_dsn());
  Client there(next, {tenant_, "test", Role::kService});
  const auto id = Service().Start().session_id();
  Line line(Service());
  std::jthread speaker([&](const std::stop_token& stop) {
    for (int i = 0; i < kEvents && !stop.stop_requested(); ++i) {
      if (!line.Send(Line::Final(id, std::to_string(i)))) return;
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
  });
  int acknowledged = 0;
  bool sent_away = false;
  for (auto response = line.Read(); response; response = line.Read()) {
    ASSERT_FALSE(sent_away);
    sent_away = response->has_go_away();
    for (const auto& ack : response->acks()) {
      ASSERT_EQ(ack.event_id(), std::to_string(acknowledged));
      ASSERT_EQ(ack.seq(), ++acknowledged + 1);
    }
    if (acknowledged > 20) instance_->PrepareToStop();
  }
  speaker.request_stop();
  speaker.join();
  EXPECT_TRUE(sent_away);
  EXPECT_EQ(Reason(line.Finish()), "SERVER_STOPPING");
  EXPECT_LT(acknowledged, kEvents);

  Line other(there);
  for (int i = acknowledged; i < kEvents; ++i) {
    ASSERT_EQ(other.Say(Line::Final(id, std::to_string(i)))->seq(), i + 2);
  }
  EXPECT_EQ(Reason(other.End()), "");
  EXPECT_EQ(there.Get(id)->last_seq(), kEvents + 1);
}

TEST_F(GoAwayTest, OpenStreamsDoNotHoldUpThePlannedStop) {
  const auto id = Service().Start().session_id();
  Watch watch(Service(), id, 0);
  ASSERT_EQ(watch.Next(), 1);
  Line line(Service());
  ASSERT_TRUE(line.Say(Line::Final(id, "u1")));
  const auto began = std::chrono::steady_clock::now();

  std::jthread stopper([&] {
    instance_->PrepareToStop();
    instance_->Shutdown(std::chrono::seconds(30));
  });

  auto news = watch.Read();
  if (news && news->has_event()) news = watch.Read();
  EXPECT_TRUE(news && news->has_go_away());
  EXPECT_TRUE(line.Read()->has_go_away());
  EXPECT_EQ(Reason(line.Finish()), "SERVER_STOPPING");
  stopper.join();
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(5));
}

// A client that resumes sees one log, whatever becomes of its servers.
TEST_F(GoAwayTest, RestartsAreInvisibleToAClientThatResumes) {
  constexpr int kEvents = 400;
  const auto id = Service().Start().session_id();
  std::jthread appender([&, writer = Service()]() mutable {
    for (int i = 0; i < kEvents; ++i) {
      EXPECT_EQ(Reason(writer.Say(id, v1::SPEAKER_CUSTOMER, "a")), "");
    }
  });
  int port = 0;
  int last = 0;
  for (int servers = 0; last < kEvents + 1; ++servers) {
    Instance server(TestDatabase::Get()->app_dsn(), Instance::TestConfig(),
                    port);
    port = server.port();
    Watch watch({server, {tenant_, "test", Role::kService}}, id, last);
    for (int i = 0; i < 100 && last < kEvents + 1; ++i) {
      ASSERT_EQ(watch.Next(), ++last);
    }
    // Every second one stops without a word.
    if (servers % 2 == 0) server.PrepareToStop();
    server.Shutdown(std::chrono::seconds(servers % 2 == 0 ? 30 : 0));
    for (auto news = watch.Read(); news; news = watch.Read()) {
      if (news->has_event()) ASSERT_EQ(news->event().seq(), ++last);
    }
    (void)watch.End();
  }
}

}  // namespace
}  // namespace aicc::session
