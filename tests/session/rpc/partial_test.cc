#include <map>
#include <random>
#include <set>
#include <thread>

#include "tests/session/fixture.h"
#include "tests/session/line.h"
#include "tests/session/watch.h"

namespace aicc::session {
namespace {

class PartialTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    if (instance_) id_ = Service().Start().session_id();
  }

  // Watches as one who asks for partials, once all events so far are read.
  std::unique_ptr<Watch> WatchAll(Client client) {
    auto watch = std::make_unique<Watch>(client, id_, 0, true);
    EXPECT_TRUE(watch->Reach(Service().Get(id_)->last_seq()));
    return watch;
  }

  std::string id_;
};

TEST_F(PartialTest, ReachesThoseWhoAskForItAndNotTheLog) {
  const auto asks = WatchAll(Service());
  Watch plain(Service(), id_, 1);
  Line line(Service());

  line.Send(Line::Partial(id_, "u1", 1, "로밍"));
  line.Send(Line::Partial(id_, "u1", 2, "로밍 요금"));
  const auto ack = line.Say(Line::Final(id_, "u1", "로밍 요금제요."));

  ASSERT_TRUE(ack);
  EXPECT_EQ(ack->seq(), 2);
  int revision = 0;
  for (auto news = asks->Read(); news; news = asks->Read()) {
    if (news->has_event()) {
      EXPECT_EQ(news->event().event_id(), "u1");
      break;
    }
    const auto& partial = news->partial();
    EXPECT_EQ(partial.session_id(), id_);
    EXPECT_EQ(partial.event_id(), "u1");
    EXPECT_EQ(partial.speaker(), v1::SPEAKER_CUSTOMER);
    EXPECT_EQ(partial.text(), partial.revision() == 1 ? "로밍" : "로밍 요금");
    EXPECT_TRUE(partial.has_event_time());
    EXPECT_GT(partial.revision(), revision);
    revision = partial.revision();
  }
  EXPECT_EQ(plain.Next(), 2);
  EXPECT_EQ(Service().Get(id_)->last_seq(), 2);
  EXPECT_EQ(Reason(line.End()), "");
  asks->Leave();
  plain.Leave();
}

TEST_F(PartialTest, IsDroppedIfItsRevisionIsNotNewer) {
  const auto watch = WatchAll(Service());
  Line line(Service());

  for (const int revision : {1, 3, 3, 2, 1}) {
    line.Send(Line::Partial(id_, "u1", revision));
  }
  line.Send(Line::Partial(id_, "u2", 1));

  std::map<std::string, std::vector<int>> revisions;
  while (!revisions.contains("u2")) {
    const auto news = watch->Read();
    ASSERT_TRUE(news && news->has_partial());
    revisions[news->partial().event_id()].push_back(news->partial().revision());
  }
  EXPECT_EQ(revisions["u1"].back(), 3);
  EXPECT_LE(revisions["u1"].size(), 2U);
  EXPECT_EQ(Reason(line.End()), "");
  watch->Leave();
}

TEST_F(PartialTest, NeverFollowsItsFinalHoweverLateItComes) {
  auto service = Service();
  Line line(service);
  const auto watch = WatchAll(service);
  ASSERT_TRUE(line.Say(Line::Final(id_, "early")));
  for (int i = 0; i < 100; ++i) {  // More than a process keeps in memory.
    ASSERT_TRUE(line.Say(Line::Final(id_, "e" + std::to_string(i))));
  }
  ASSERT_TRUE(watch->Reach(102));

  line.Send(Line::Partial(id_, "early", 7));
  line.Send(Line::Partial(id_, "e99", 7));
  line.Send(Line::Partial(id_, "new", 1));

  const auto news = watch->Read();
  ASSERT_TRUE(news && news->has_partial());
  EXPECT_EQ(news->partial().event_id(), "new");
  EXPECT_EQ(Reason(line.End()), "");
  watch->Leave();
}

TEST_F(PartialTest, IsGivenToWhoComesWhileItIsSpoken) {
  const auto first = WatchAll(Service());
  Line line(Service());
  line.Send(Line::Partial(id_, "u1", 1, "아"));
  ASSERT_TRUE(first->Read()->has_partial());

  const auto second = WatchAll(Customer());

  const auto news = second->Read();
  ASSERT_TRUE(news && news->has_partial());
  EXPECT_EQ(news->partial().text(), "아");
  EXPECT_EQ(Reason(line.End()), "");
  first->Leave();
  second->Leave();
}

TEST_F(PartialTest, IsRefusedAsTheFinalWouldBe) {
  Line line(Service());
  const auto reason = [&](const v1::IngestTranscriptRequest& request) {
    const auto ack = line.Say(request);
    return ack && ack->seq() == 0 ? ack->refused_reason() : "none";
  };
  auto silent = Line::Partial(id_, "u1", 1);
  silent.mutable_utterance()->clear_speaker();
  auto tomorrow = Line::Partial(id_, "u1", 1);
  tomorrow.mutable_event_time()->set_seconds(4'000'000'000);

  EXPECT_EQ(reason(Line::Partial("nonsense", "u1", 1)), "INVALID_FIELD");
  EXPECT_EQ(reason(Line::Partial(id_, "", 1)), "INVALID_FIELD");
  EXPECT_EQ(reason(Line::Partial(id_, "u1", 0)), "INVALID_FIELD");
  EXPECT_EQ(reason(Line::Partial(id_, "u1", -1)), "INVALID_FIELD");
  EXPECT_EQ(reason(Line::Partial(id_, "u1", 1, "")), "INVALID_FIELD");
  EXPECT_EQ(reason(Line::Partial(id_, "u1", 1, std::string(4'097, 'x'))),
            "INVALID_FIELD");
  EXPECT_EQ(reason(silent), "INVALID_FIELD");
  EXPECT_EQ(reason(tomorrow), "INVALID_FIELD");
  ASSERT_TRUE(line.Send(Line::Partial(id_, "u1", 1, std::string(4'096, 'x'))));
  EXPECT_EQ(line.Say(Line::Final(id_, "u1"))->seq(), 2);
  EXPECT_EQ(Reason(line.End()), "");
}

TEST_F(PartialTest, IsHeardInNoOtherTenantAndByNoOtherCustomer) {
  const auto watch = WatchAll(Customer());
  Watch stranger(Customer("c2"), id_, 0, true);
  EXPECT_FALSE(stranger.Read());
  EXPECT_EQ(Reason(stranger.End()), "SESSION_NOT_FOUND");
  Client elsewhere(*instance_, {"t-" + NewUuid(), "x", Role::kService});
  Line theirs(elsewhere);
  Line ours(Service());

  theirs.Send(Line::Partial(id_, "theirs", 1));
  ASSERT_EQ(theirs.Say(Line::Final(id_, "f"))->refused_reason(),
            "SESSION_NOT_FOUND");
  ours.Send(Line::Partial(id_, "ours", 1));

  EXPECT_EQ(watch->Read()->partial().event_id(), "ours");
  EXPECT_EQ(Reason(ours.End()), "");
  EXPECT_EQ(Reason(theirs.End()), "");
  watch->Leave();
}

TEST_F(PartialTest, ReachesWatchersOfAnotherInstance) {
  Instance other(TestDatabase::Get()->app_dsn());
  Client there(other, {tenant_, "test", Role::kService});
  const auto watch = WatchAll(there);
  Line line(Service());
  std::jthread speaker([&](const std::stop_token& stop) {
    for (int i = 1; !stop.stop_requested(); ++i) {  // One may be lost.
      line.Send(Line::Partial(id_, "u1", i, "여보\n세요"));
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  });

  const auto news = watch->Read();

  ASSERT_TRUE(news && news->has_partial());
  EXPECT_EQ(news->partial().text(), "여보\n세요");
  speaker.request_stop();
  speaker.join();
  EXPECT_EQ(Reason(line.End()), "");
  watch->Leave();
}

TEST_F(PartialTest, DoesNotComeOnceTheContactIsOver) {
  const auto watch = WatchAll(Service());
  Line line(Service());
  line.Send(Line::Partial(id_, "u1", 1));
  ASSERT_TRUE(watch->Read()->has_partial());
  ASSERT_EQ(Reason(Service().End(id_)), "");

  line.Send(Line::Partial(id_, "u1", 2));

  bool over = false;
  for (auto news = watch->Read(); news; news = watch->Read()) {
    if (news->event().state_changed().to() == v1::STATE_CLOSED) over = true;
    if (over) EXPECT_FALSE(news->has_partial());
  }
  EXPECT_EQ(Reason(watch->End()), "");
  EXPECT_EQ(Reason(line.End()), "");
}

// Three speakers; what they say comes revised, repeated and out of order, from
// two processes, while watchers of both come and go.
TEST_F(PartialTest, WhateverTheOrderFinalsAreThereOnceAndNothingFollowsThem) {
  constexpr int kUtterances = 150;
  Instance other(TestDatabase::Get()->app_dsn());
  Client there(other, {tenant_, "test", Role::kService});
  std::vector<std::jthread> speakers;
  for (const auto& from : {std::pair(Service(), 1U), {there, 2U}}) {
    speakers.emplace_back([this, from] {
      std::mt19937 random(from.second);
      Line line(from.first);
      std::vector<v1::IngestTranscriptRequest> all;
      for (int u = 0; u < kUtterances; ++u) {
        const auto speaker = static_cast<v1::Speaker>(1 + u % 3);
        const std::string id = "u" + std::to_string(u);
        for (int r = 1; r < 4; ++r) {
          all.push_back(Line::Partial(id_, id, r, id, speaker));
        }
        all.push_back(Line::Final(id_, id, id, speaker));
      }
      for (std::size_t i = 0; i + 12 < all.size(); ++i) {
        std::swap(all[i], all[i + random() % 12]);
      }
      for (const auto& request : all) {
        ASSERT_TRUE(line.Send(request));
        if (random() % 4 == 0) ASSERT_TRUE(line.Send(request));
      }
      EXPECT_EQ(Reason(line.End()), "");
    });
  }
  std::vector<std::jthread> watchers;
  for (auto client : {Service(), there, Service(), there}) {
    watchers.emplace_back([this, client] {
      std::set<std::string> finals;
      for (int last = 1; last < kUtterances + 1;) {
        Watch watch(client, id_, last, true);
        std::map<std::string, int> revisions;
        for (int stay = 0; stay < 60 && last < kUtterances + 1; ++stay) {
          const auto news = watch.Read();
          ASSERT_TRUE(news);
          if (news->has_event()) {
            ASSERT_EQ(news->event().seq(), ++last);
            ASSERT_TRUE(finals.insert(news->event().event_id()).second);
            continue;
          }
          const auto& partial = news->partial();
          ASSERT_FALSE(finals.contains(partial.event_id()));
          ASSERT_GT(partial.revision(), revisions[partial.event_id()]);
          revisions[partial.event_id()] = partial.revision();
        }
        watch.Leave();
      }
      EXPECT_EQ(finals.size(), static_cast<std::size_t>(kUtterances));
    });
  }
  watchers.clear();
  speakers.clear();

  std::set<std::string> kept;
  for (const auto& event : Service().Log(id_, 1)) {
    EXPECT_TRUE(kept.insert(event.event_id()).second);
  }
  EXPECT_EQ(kept.size(), static_cast<std::size_t>(kUtterances));
}

}  // namespace
}  // namespace aicc::session
