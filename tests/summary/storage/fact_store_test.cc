#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/uuid.h"
#include "services/summary/storage/postgres_fact_store.h"
#include "tests/common/await.h"
#include "tests/common/test_database.h"

namespace aicc::summary {
namespace {

using std::chrono::microseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr TimePoint kNoon{seconds(1'700'000'000)};

class FactStoreTest : public testing::Test {
 protected:
  void SetUp() override {
    if (TestDatabase::Get() == nullptr) GTEST_SKIP() << "no AICC_TEST_DSN";
    database_.emplace(Database::Options{TestDatabase::Get()->app_dsn(), 2});
    store_.emplace(*database_);
  }

  static ContactFact AFact() {
    ContactFact fact;
    fact.session_id = NewUuid();
    fact.start_time = kNoon;
    fact.state_time = kNoon + microseconds(1);
    fact.last_seq = 5;
    return fact;
  }

  // One that an agent answered after `wait` and closed after `talk`.
  static ContactFact Answered(seconds wait, seconds talk) {
    ContactFact fact = AFact();
    fact.state = ContactState::kClosed;
    fact.queue_time = kNoon;
    fact.connect_time = fact.end_time = fact.close_time = kNoon + wait;
    fact.wait = wait;
    fact.talk = talk;
    fact.hold = seconds(10);
    fact.wrap_up = seconds(20);
    fact.handled_by = "agent";
    fact.disposition = "RESOLVED";
    return fact;
  }

  static ContactFact ByBot(std::string intent) {
    ContactFact fact = AFact();
    fact.state = ContactState::kClosed;
    fact.end_time = fact.close_time = kNoon;
    fact.handled_by = "bot";
    fact.first_intent = std::move(intent);
    fact.answers_by_tier = {{"DOMAIN", 2}};
    return fact;
  }

  static ContactFact Abandoned() {
    ContactFact fact = AFact();
    fact.state = ContactState::kAbandoned;
    fact.queue_time = kNoon;
    fact.end_time = fact.close_time = kNoon + seconds(30);
    fact.wait = seconds(30);
    fact.handled_by = "abandoned";
    fact.hand_overs = {{"OUT_OF_SCOPE", 1}};
    return fact;
  }

  ReportFigures AddUp(const CallContext& call) {
    const auto figures = Await(
        store_->AddUp(call, kNoon, kNoon + std::chrono::hours(1), seconds(20)));
    EXPECT_TRUE(figures);
    return *figures;
  }

  // A tenant of its own for each test: reports see all of a tenant.
  const CallContext call_ =
      CallContext::ForService("t-" + NewUuid().substr(19, 17), "summary");
  std::optional<Database> database_;
  std::optional<PostgresFactStore> store_;
};

TEST_F(FactStoreTest, GivesBackWhatItSaves) {
  ContactFact full = Answered(seconds(12), seconds(60));
  full.rating = 4;
  full.first_intent = "roaming_fee";
  full.answers_by_tier = {{"DOMAIN", 3}, {"HUMAN", 1}};
  full.model_escalations = {{"LOW_CONFIDENCE", 1}};
  full.human_escalations = {{"CUSTOMER_ASKED", 2}};
  full.hand_overs = {{"CUSTOMER_ASKED", 1}};
  full.intent_seq = 7;
  full.no_topic_seq = 4;
  full.agent_spoke = true;
  const ContactFact bare = AFact();

  ASSERT_TRUE(Await(store_->Save(call_, {full, bare})));
  const auto found =
      Await(store_->Get(call_, {full.session_id, bare.session_id, NewUuid()}));

  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 2u);
  EXPECT_EQ(found->at(full.session_id), full);
  EXPECT_EQ(found->at(bare.session_id), bare);
}

TEST_F(FactStoreTest, NeverGoesBackInTheLog) {
  ContactFact fact = ByBot("a");
  Await(store_->Save(call_, {fact}));
  ContactFact older = fact;
  older.last_seq = 4;
  older.first_intent = "older";
  ContactFact newer = fact;
  newer.last_seq = 6;
  newer.first_intent = "newer";

  Await(store_->Save(call_, {older}));
  const auto after_older = Await(store_->Get(call_, {fact.session_id}));
  Await(store_->Save(call_, {newer}));
  const auto after_newer = Await(store_->Get(call_, {fact.session_id}));

  EXPECT_EQ(after_older->at(fact.session_id), fact);
  EXPECT_EQ(after_newer->at(fact.session_id), newer);
}

TEST_F(FactStoreTest, MakesFactsOfAnOlderVersionAgain) {
  ContactFact old = ByBot("greeting");
  Await(store_->Save(call_, {old}));
  const auto age = [](Transaction& t) -> Result<int> {
    t.work().exec0(
        "UPDATE summary.contact_fact SET progress = progress - 'version'");
    return 0;
  };
  ASSERT_TRUE(Await(database_->Run(call_, age)));
  ContactFact anew = old;
  anew.first_intent = "billing";

  const auto before = Await(store_->Get(call_, {old.session_id}));
  Await(store_->Save(call_, {anew}));
  const auto after = Await(store_->Get(call_, {old.session_id}));

  EXPECT_THAT(*before, IsEmpty());
  EXPECT_EQ(after->at(old.session_id), anew);
}

TEST_F(FactStoreTest, AddsUpADayComputedByHand) {
  ContactFact good = Answered(seconds(10), seconds(100));
  good.rating = 5;
  ContactFact late = Answered(seconds(50), seconds(200));
  late.rating = 2;
  late.disposition = "FOLLOW_UP";
  ContactFact open = AFact();
  ContactFact in_wrap_up = Answered(seconds(20), seconds(999));
  in_wrap_up.state = ContactState::kWrapUp;
  in_wrap_up.disposition = "";
  ASSERT_TRUE(Await(store_->Save(
      call_, {good, late, open, in_wrap_up, ByBot("roaming_fee"),
              ByBot("roaming_fee"), ByBot("billing"), Abandoned()})));

  const ReportFigures figures = AddUp(call_);

  const Totals& t = figures.totals;
  EXPECT_EQ(t.contacts, 8);
  EXPECT_EQ(t.ended, 7);
  EXPECT_EQ(t.by_bot, 3);
  EXPECT_EQ(t.contained, 3);
  EXPECT_EQ(t.by_agent, 3);
  EXPECT_EQ(t.queued, 4);
  EXPECT_EQ(t.answered, 3);
  EXPECT_EQ(t.in_time, 2);  // 10 s and 20 s.
  EXPECT_EQ(t.abandoned, 1);
  EXPECT_EQ(t.never_answered, 1);
  EXPECT_EQ(t.wait_us, 80'000'000);
  EXPECT_EQ(t.handled, 2);  // Not the one whose wrap-up goes on.
  EXPECT_EQ(t.talk_us, 300'000'000);
  EXPECT_EQ(t.hold_us, 20'000'000);
  EXPECT_EQ(t.wrap_up_us, 40'000'000);
  EXPECT_EQ(t.rated, 2);
  EXPECT_EQ(t.satisfied, 1);
  EXPECT_EQ(t.rating_sum, 7);
  EXPECT_THAT(figures.handled_by,
              ElementsAre(LabelCount{"agent", 3}, LabelCount{"bot", 3},
                          LabelCount{"abandoned", 1}, LabelCount{"open", 1}));
  EXPECT_THAT(figures.answers_by_tier, ElementsAre(LabelCount{"DOMAIN", 6}));
  EXPECT_THAT(figures.escalations_by_reason,
              ElementsAre(LabelCount{"OUT_OF_SCOPE", 1}));
  EXPECT_THAT(figures.top_intents, ElementsAre(LabelCount{"roaming_fee", 2},
                                               LabelCount{"billing", 1}));
  EXPECT_THAT(figures.dispositions, ElementsAre(LabelCount{"FOLLOW_UP", 1},
                                                LabelCount{"RESOLVED", 1}));
}

TEST_F(FactStoreTest, CountsAReturnedContactAsTheBotsButNotAsContained) {
  ContactFact returned = ByBot("billing");
  returned.queue_time = returned.connect_time = kNoon;
  ASSERT_TRUE(Await(store_->Save(call_, {returned})));

  const Totals totals = AddUp(call_).totals;

  EXPECT_EQ(totals.by_bot, 1);
  EXPECT_EQ(totals.contained, 0);
}

TEST_F(FactStoreTest, TakesTheBeginningOfTheSpanAndNotItsEnd) {
  ContactFact first = AFact();
  ContactFact last = AFact();
  last.start_time = kNoon + std::chrono::hours(1) - microseconds(1);
  ContactFact next = AFact();
  next.start_time = kNoon + std::chrono::hours(1);
  ContactFact before = AFact();
  before.start_time = kNoon - microseconds(1);
  ASSERT_TRUE(Await(store_->Save(call_, {first, last, next, before})));

  EXPECT_EQ(AddUp(call_).totals.contacts, 2);
}

TEST_F(FactStoreTest, ShowsTheTwentyMostFrequentIntents) {
  std::vector<ContactFact> facts;
  for (int i = 0; i < 25; ++i)
    facts.push_back(ByBot("intent" + std::to_string(i)));
  facts.push_back(ByBot("intent24"));
  ASSERT_TRUE(Await(store_->Save(call_, facts)));

  const auto intents = AddUp(call_).top_intents;

  ASSERT_EQ(intents.size(), 20u);
  EXPECT_EQ(intents[0], (LabelCount{"intent24", 2}));
}

TEST_F(FactStoreTest, HidesFactsFromOtherTenants) {
  const ContactFact fact = ByBot("a");
  ASSERT_TRUE(Await(store_->Save(call_, {fact})));
  const auto other = CallContext::ForService("t-other", "summary");
  const auto count = [](Transaction& t) -> Result<int> {
    return t.work()
        .exec1("SELECT count(*) FROM summary.contact_fact")[0]
        .as<int>();
  };

  EXPECT_THAT(*Await(store_->Get(other, {fact.session_id})), IsEmpty());
  EXPECT_EQ(AddUp(other).totals.contacts, 0);
  EXPECT_EQ(*Await(database_->Run(other, count)), 0);
}

}  // namespace
}  // namespace aicc::summary
