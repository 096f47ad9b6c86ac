#include "services/summary/domain/contact_fact.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/summary/log_builder.h"

namespace aicc::summary {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

ContactFact FactOf(const LogBuilder& log) {
  ContactFact fact = NewFact(log.contact("ko"));
  for (const LogEntry& entry : log.entries()) Apply(entry, &fact);
  return fact;
}

LogBuilder AgentContact() {
  LogBuilder log;
  log.Customer("해지할게요")
      .Answer(Tier::kHuman, "cancel",
              {{Tier::kGeneral, "POLICY_CANCELLATION"},
               {Tier::kHuman, "POLICY_CANCELLATION"}})
      .After(seconds(5))
      .To(ContactState::kQueued, "POLICY_CANCELLATION", "retention")
      .After(seconds(12))
      .To(ContactState::kOffered)
      .After(seconds(3))
      .To(ContactState::kConnected)
      .After(seconds(60))
      .To(ContactState::kOnHold)
      .After(seconds(30))
      .To(ContactState::kConnected)
      .After(seconds(40))
      .To(ContactState::kWrapUp, "AGENT_ENDED")
      .After(seconds(25))
      .WrapUp("RETAINED", "")
      .To(ContactState::kClosed)
      .Rate(5);
  return log;
}

TEST(ContactFactTest, MeasuresTheTimesOfAnAgentsContact) {
  const ContactFact fact = FactOf(AgentContact());

  EXPECT_EQ(fact.wait, seconds(15));
  EXPECT_EQ(fact.talk, seconds(100));
  EXPECT_EQ(fact.hold, seconds(30));
  EXPECT_EQ(fact.wrap_up, seconds(25));
  EXPECT_EQ(fact.queue_time, TimePoint(seconds(5)));
  EXPECT_EQ(fact.connect_time, TimePoint(seconds(20)));
  EXPECT_EQ(fact.end_time, TimePoint(seconds(150)));
  EXPECT_EQ(fact.close_time, TimePoint(seconds(175)));
  EXPECT_EQ(fact.handled_by, "agent");
  EXPECT_EQ(fact.first_intent, "cancel");
  EXPECT_EQ(fact.disposition, "RETAINED");
  EXPECT_EQ(fact.rating, 5);
}

TEST(ContactFactTest, CountsAHandOverOnceThoughTheLogTellsItTwice) {
  const ContactFact fact = FactOf(AgentContact());

  EXPECT_THAT(fact.answers_by_tier, ElementsAre(Pair("HUMAN", 1)));
  // Domain to general, and to the human: not once more for the queue.
  EXPECT_THAT(EscalationsOf(fact), ElementsAre(Pair("POLICY_CANCELLATION", 2)));
}

TEST(ContactFactTest, CountsAHandOverThatNoModelDecided) {
  LogBuilder log;
  log.To(ContactState::kQueued, "CUSTOMER_ASKED", "general");

  EXPECT_THAT(EscalationsOf(FactOf(log)),
              ElementsAre(Pair("CUSTOMER_ASKED", 1)));
}

TEST(ContactFactTest, CountsNoWaitAfterTheFirstAgent) {
  LogBuilder log;
  log.To(ContactState::kQueued)
      .After(seconds(10))
      .To(ContactState::kConnected)
      .After(seconds(20))
      .To(ContactState::kQueued, "TRANSFER")
      .After(seconds(100))
      .To(ContactState::kConnected);

  const ContactFact fact = FactOf(log);

  EXPECT_EQ(fact.wait, seconds(10));
  EXPECT_THAT(EscalationsOf(fact), IsEmpty());
}

TEST(ContactFactTest, KnowsWhoBroughtAContactToItsEnd) {
  LogBuilder open, bot, returned, abandoned, bridged, lost;
  open.Customer("hi");
  bot.Customer("hi").Bot("hi").To(ContactState::kClosed, "BOT_ENDED");
  returned.To(ContactState::kQueued)
      .To(ContactState::kConnected)
      .Agent("hi")
      .To(ContactState::kSelfService)
      .To(ContactState::kClosed);
  abandoned.To(ContactState::kQueued).To(ContactState::kAbandoned);
  bridged.Customer("hi").Agent("hi").To(ContactState::kClosed);
  lost.To(ContactState::kQueued)
      .To(ContactState::kConnected)
      .To(ContactState::kWrapUp, "LINE_FAILURE");

  EXPECT_EQ(FactOf(open).handled_by, "open");
  EXPECT_EQ(FactOf(bot).handled_by, "bot");
  EXPECT_EQ(FactOf(returned).handled_by, "bot");
  EXPECT_EQ(FactOf(abandoned).handled_by, "abandoned");
  // Nobody accepted it, but an agent's lines were transcribed.
  EXPECT_EQ(FactOf(bridged).handled_by, "agent");
  EXPECT_EQ(FactOf(lost).handled_by, "agent");
}

TEST(ContactFactTest, GivesTheSameWhereverApplyingWasInterrupted) {
  const LogBuilder log = AgentContact();
  const ContactFact whole = FactOf(log);

  for (std::size_t cut = 0; cut < log.entries().size(); ++cut) {
    ContactFact fact = NewFact(log.contact("ko"));
    for (std::size_t i = 0; i < cut; ++i) Apply(log.entries()[i], &fact);
    ContactFact resumed = fact;
    for (std::size_t i = cut; i < log.entries().size(); ++i) {
      Apply(log.entries()[i], &resumed);
    }
    EXPECT_EQ(resumed, whole);
  }
}

TEST(ContactFactTest, TakesTheFirstTopicAndNoSmallTalk) {
  // In either order, as the bot writes both at once.
  LogBuilder log;
  log.Customer("안녕하세요")  // 1
      .Understand("greeting", 1)
      .Decide("SMALL_TALK", "greeting", 1)
      .Customer("상담원 연결해 주세요")  // 4
      .Decide("CUSTOMER_ASKED", "want_human", 4)
      .Understand("want_human", 4)
      .Customer("로밍 요금이 얼마예요?")  // 7
      .Understand("roaming_fee", 7)
      .Decide("ANSWERED", "roaming_fee", 7)
      .Customer("해지할게요")  // 10
      .Understand("cancel", 10);

  EXPECT_EQ(FactOf(log).first_intent, "roaming_fee");
}

TEST(ContactFactTest, HasNoTopicAfterSmallTalkOnly) {
  LogBuilder log;
  log.Customer("안녕하세요")
      .Understand("greeting", 1)
      .Decide("SMALL_TALK", "greeting", 1);

  EXPECT_EQ(FactOf(log).first_intent, "");
}

TEST(ContactFactTest, TakesTheTopicOfAContactThatNoModelAnswers) {
  LogBuilder log;
  log.Customer("해지할게요").Understand("cancel", 1);

  EXPECT_EQ(FactOf(log).first_intent, "cancel");
}

TEST(ContactFactTest, NeverMeasuresLessThanNothing) {
  LogBuilder log;
  log.To(ContactState::kQueued)
      .After(seconds(-30))
      .To(ContactState::kConnected)
      .After(seconds(10))
      .To(ContactState::kWrapUp);

  EXPECT_EQ(FactOf(log).wait, seconds(0));
  EXPECT_EQ(FactOf(log).talk, seconds(10));
}

}  // namespace
}  // namespace aicc::summary
