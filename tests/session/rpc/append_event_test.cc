#include <algorithm>
#include <set>
#include <thread>

#include "tests/session/fixture.h"

namespace aicc::session {
namespace {

class AppendEventTest : public ServiceTest {};

TEST_F(AppendEventTest, NumbersFromTwoAfterTheStart) {
  auto service = Service();
  const auto session = service.Start();

  const auto first =
      service.Say(session.session_id(), v1::SPEAKER_CUSTOMER, "안녕하세요");
  const auto second =
      service.Say(session.session_id(), v1::SPEAKER_BOT, "hello", 1);

  ASSERT_EQ(Reason(first), "");
  ASSERT_EQ(Reason(second), "");
  EXPECT_EQ(first->seq(), 2);
  EXPECT_EQ(second->seq(), 3);
  EXPECT_FALSE(first->duplicate());
  const auto log = service.Log(session.session_id());
  ASSERT_EQ(log.size(), 3U);
  EXPECT_TRUE(log[0].has_session_started());
  EXPECT_EQ(log[1].utterance().text(), "안녕하세요");
  EXPECT_EQ(log[2].utterance().floor_epoch(), 1);
}

TEST_F(AppendEventTest, GivesTheFirstSeqForTheSameEventId) {
  auto service = Service();
  const auto id = service.Start().session_id();
  const auto first = service.Say(id, v1::SPEAKER_CUSTOMER, "yes", 0, "e1");
  ASSERT_EQ(Reason(service.Say(id, v1::SPEAKER_CUSTOMER, "yes")), "");

  const auto again = service.Say(id, v1::SPEAKER_CUSTOMER, "other", 0, "e1");

  ASSERT_EQ(Reason(again), "");
  EXPECT_EQ(again->seq(), first->seq());
  EXPECT_TRUE(again->duplicate());
  EXPECT_EQ(service.Get(id)->last_seq(), 3);
}

TEST_F(AppendEventTest, TakesTheSameEventIdInAnotherSession) {
  auto service = Service();
  const auto one = service.Start().session_id();
  const auto two = service.Start().session_id();

  const auto first = service.Say(one, v1::SPEAKER_CUSTOMER, "a", 0, "e1");
  const auto second = service.Say(two, v1::SPEAKER_CUSTOMER, "a", 0, "e1");

  EXPECT_FALSE(first->duplicate());
  EXPECT_FALSE(second->duplicate());
}

TEST_F(AppendEventTest, GivesADuplicateItsSeqEvenAfterTheEnd) {
  auto service = Service();
  const auto id = service.Start().session_id();
  const auto first = service.Say(id, v1::SPEAKER_CUSTOMER, "a", 0, "e1");
  ASSERT_EQ(Reason(service.End(id)), "");

  const auto again = service.Say(id, v1::SPEAKER_CUSTOMER, "a", 0, "e1");

  ASSERT_EQ(Reason(again), "");
  EXPECT_EQ(again->seq(), first->seq());
}

// 64 callers on one contact, each event twice: once each, and no gap.
TEST_F(AppendEventTest, LeavesNoGapUnderSixtyFourCallersOfOneSession) {
  constexpr int kCallers = 64;
  constexpr int kEach = 8;
  const auto id = Service().Start().session_id();
  std::vector<std::vector<int>> seqs(kCallers);
  {
    std::vector<std::jthread> callers;
    for (int c = 0; c < kCallers; ++c) {
      callers.emplace_back([&, c] {
        auto service = Service();
        for (int i = 0; i < kEach; ++i) {
          const std::string event = std::to_string(c) + "-" + std::to_string(i);
          for (int twice = 0; twice < 2; ++twice) {
            const auto appended =
                service.Say(id, v1::SPEAKER_CUSTOMER, event, 0, event);
            seqs[static_cast<std::size_t>(c)].push_back(
                appended ? appended->seq() : 0);
          }
        }
      });
    }
  }

  std::set<int> all;
  for (const auto& mine : seqs) {
    for (std::size_t i = 0; i < mine.size(); i += 2) {
      EXPECT_EQ(mine[i], mine[i + 1]);
      all.insert(mine[i]);
    }
  }
  EXPECT_EQ(all.size(), static_cast<std::size_t>(kCallers * kEach));
  EXPECT_EQ(*all.begin(), 2);
  EXPECT_EQ(*all.rbegin(), kCallers * kEach + 1);
  const auto log = Service().Log(id);
  for (std::size_t i = 0; i < log.size(); ++i) {
    EXPECT_EQ(log[i].seq(), static_cast<int>(i) + 1);
  }
}

TEST_F(AppendEventTest, LeavesNoGapOverManySessionsOnTwoInstances) {
  constexpr int kSessions = 16;
  constexpr int kEach = 12;
  Instance other(TestDatabase::Get()->app_dsn());
  std::vector<std::string> ids;
  for (int i = 0; i < kSessions; ++i) {
    ids.push_back(Service().Start().session_id());
  }
  {
    std::vector<std::jthread> callers;
    for (int c = 0; c < 8; ++c) {
      callers.emplace_back([&, c] {
        Client client(c % 2 == 0 ? *instance_ : other,
                      {tenant_, "test", Role::kService});
        for (int i = 0; i < kEach; ++i) {
          for (const auto& id : ids) {
            EXPECT_EQ(Reason(client.Say(id, v1::SPEAKER_CUSTOMER, "x")), "");
          }
        }
      });
    }
  }

  for (const auto& id : ids) {
    const auto log = Service().Log(id);
    ASSERT_EQ(log.size(), 8U * kEach + 1);
    for (std::size_t i = 0; i < log.size(); ++i) {
      ASSERT_EQ(log[i].seq(), static_cast<int>(i) + 1);
    }
  }
}

TEST_F(AppendEventTest, RefusesWhatWasWrittenUnderAnOlderEpoch) {
  auto service = Service();
  const auto id = service.Start().session_id();
  ASSERT_EQ(Reason(service.RequestAgent(id)), "");

  const auto late = service.Say(id, v1::SPEAKER_BOT, "too late", 1);

  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error().kind, ErrorKind::kFailedPrecondition);
  EXPECT_EQ(late.error().reason, "FLOOR_CHANGED");
  EXPECT_EQ(late.error().metadata.at("floorOwner"), "NOBODY");
  EXPECT_EQ(late.error().metadata.at("floorEpoch"), "2");
  EXPECT_EQ(late.error().metadata.at("errorDomain"), "session.aicc");
}

TEST_F(AppendEventTest, TakesNothingButARatingAfterTheEnd) {
  auto service = Service();
  const auto id = service.Start().session_id();
  ASSERT_EQ(Reason(service.End(id)), "");
  v1::AppendEventRequest rating;
  rating.set_session_id(id);
  rating.set_event_id("r");
  rating.mutable_rating()->set_score(5);

  EXPECT_EQ(Reason(service.Say(id, v1::SPEAKER_CUSTOMER, "a")),
            "SESSION_CLOSED");
  EXPECT_EQ(
      Reason(service.Call(&v1::SessionService::Stub::AppendEvent, rating)), "");
}

TEST_F(AppendEventTest, KeepsEveryKindOfBodyAsItWasSent) {
  auto service = Service();
  const auto id = service.Start().session_id();
  v1::AppendEventRequest notice;
  notice.set_session_id(id);
  notice.set_event_id("n");
  notice.mutable_ai_notice()->set_text("AI가 답변합니다 \"예\"\n");
  notice.mutable_ai_notice()->set_floor_epoch(1);
  v1::AppendEventRequest record;
  record.set_session_id(id);
  record.set_event_id("d");
  auto& decision = *record.mutable_answer_recorded()->mutable_decision();
  decision.set_tier(common::v1::TIER_DOMAIN);
  decision.set_confidence(0.75);
  decision.set_cost_micro_usd(1'234'567'890'123);
  decision.mutable_total_duration()->set_nanos(5'000'000);
  v1::AppendEventRequest understood;
  understood.set_session_id(id);
  understood.set_event_id("u");
  understood.mutable_understood()->set_intent("roaming");
  (*understood.mutable_understood()->mutable_entities())["country"] = "일본";

  for (const auto& request : {notice, record, understood}) {
    ASSERT_EQ(
        Reason(service.Call(&v1::SessionService::Stub::AppendEvent, request)),
        "");
  }

  const auto log = service.Log(id);
  ASSERT_EQ(log.size(), 4U);
  EXPECT_EQ(log[1].ai_notice().SerializeAsString(),
            notice.ai_notice().SerializeAsString());
  EXPECT_EQ(log[2].answer_recorded().SerializeAsString(),
            record.answer_recorded().SerializeAsString());
  EXPECT_EQ(log[3].understood().SerializeAsString(),
            understood.understood().SerializeAsString());
  EXPECT_EQ(service.Get(id)->intent(), "roaming");
}

TEST_F(AppendEventTest, KeepsTheTimeItWasTold) {
  auto service = Service();
  const auto id = service.Start().session_id();
  v1::AppendEventRequest request;
  request.set_session_id(id);
  request.set_event_id("e");
  request.mutable_event_time()->set_seconds(1'700'000'000);
  request.mutable_event_time()->set_nanos(123'456'000);
  request.mutable_utterance()->set_speaker(v1::SPEAKER_CUSTOMER);
  request.mutable_utterance()->set_text("a");
  request.mutable_utterance()->set_confidence(0.5);

  ASSERT_EQ(
      Reason(service.Call(&v1::SessionService::Stub::AppendEvent, request)),
      "");

  const auto event = service.Log(id).at(1);
  EXPECT_EQ(event.event_time().seconds(), 1'700'000'000);
  EXPECT_EQ(event.event_time().nanos(), 123'456'000);
  EXPECT_EQ(event.utterance().confidence(), 0.5);
}

}  // namespace
}  // namespace aicc::session
