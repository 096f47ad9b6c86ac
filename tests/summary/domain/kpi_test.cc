#include "services/summary/domain/kpi.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace aicc::summary {
namespace {

KpiValue Compute(std::string_view id, const Totals& totals) {
  for (const KpiDefinition& kpi : AllKpis()) {
    if (kpi.id == id) return kpi.compute(totals);
  }
  ADD_FAILURE() << "no KPI " << id;
  return {};
}

// A day computed by hand: 200 contacts, 190 over. The bot ended 88, two of them
// after an agent had returned them. 100 were queued: 80 answered, 70 of them
// within the threshold, 18 abandoned, one of these after an agent had it.
Totals ADay() {
  Totals t;
  t.contacts = 200;
  t.ended = 190;
  t.by_bot = 88;
  t.contained = 86;
  t.by_agent = 84;
  t.queued = 100;
  t.answered = 80;
  t.in_time = 70;
  t.abandoned = 18;
  t.never_answered = 17;
  t.wait_us = 80 * 12'000'000LL;
  t.handled = 75;
  t.talk_us = 75 * 180'000'000LL;
  t.hold_us = 75 * 20'000'000LL;
  t.wrap_up_us = 75 * 40'000'000LL;
  t.rated = 40;
  t.satisfied = 30;
  t.rating_sum = 160;
  return t;
}

TEST(KpiTest, MatchesTheFormulasComputedByHand) {
  const Totals t = ADay();

  EXPECT_DOUBLE_EQ(*Compute("contacts.v1", t).value, 200);
  EXPECT_DOUBLE_EQ(*Compute("containment.v2", t).value, 86.0 / 190);
  EXPECT_DOUBLE_EQ(*Compute("agent_handled.v1", t).value, 84.0 / 190);
  EXPECT_DOUBLE_EQ(*Compute("escalation_rate.v1", t).value, 0.5);
  EXPECT_DOUBLE_EQ(*Compute("answer_rate.v1", t).value, 0.8);
  EXPECT_DOUBLE_EQ(*Compute("abandonment_rate.v1", t).value, 0.18);
  EXPECT_DOUBLE_EQ(*Compute("service_level.v1", t).value, 70.0 / 97);
  EXPECT_DOUBLE_EQ(*Compute("asa.v1", t).value, 12);
  EXPECT_DOUBLE_EQ(*Compute("aht.v1", t).value, 240);
  EXPECT_DOUBLE_EQ(*Compute("average_talk.v1", t).value, 180);
  EXPECT_DOUBLE_EQ(*Compute("average_acw.v1", t).value, 40);
  EXPECT_DOUBLE_EQ(*Compute("csat.v1", t).value, 0.75);
  EXPECT_DOUBLE_EQ(*Compute("average_rating.v1", t).value, 4);
}

TEST(KpiTest, SaysHowManyContactsAFigureIsMadeFrom) {
  const Totals t = ADay();

  EXPECT_EQ(Compute("aht.v1", t).contact_count, 75);
  EXPECT_EQ(Compute("asa.v1", t).contact_count, 80);
  EXPECT_EQ(Compute("service_level.v1", t).contact_count, 97);
  EXPECT_EQ(Compute("csat.v1", t).contact_count, 40);
}

TEST(KpiTest, IsUndefinedAndNotZeroWithoutContacts) {
  for (const KpiDefinition& kpi : AllKpis()) {
    const KpiValue value = kpi.compute(Totals{});
    EXPECT_EQ(value.contact_count, 0) << kpi.id;
    if (kpi.unit == "count") {
      EXPECT_EQ(value.value, 0) << kpi.id;
    } else {
      EXPECT_EQ(value.value, std::nullopt) << kpi.id;
    }
  }
}

TEST(KpiTest, IsZeroWhereItIsZero) {
  Totals t;
  t.queued = 3;

  EXPECT_EQ(Compute("answer_rate.v1", t).value, 0.0);
  EXPECT_EQ(Compute("abandonment_rate.v1", t).value, 0.0);
  EXPECT_EQ(Compute("asa.v1", t).value, std::nullopt);
}

TEST(KpiTest, HasNoAnswerRateWithoutAQueue) {
  // Played back or bridged: an agent had them from the beginning.
  Totals t;
  t.contacts = t.ended = t.by_agent = t.handled = 3;
  t.talk_us = 3 * 60'000'000LL;

  EXPECT_EQ(Compute("answer_rate.v1", t).value, std::nullopt);
  EXPECT_EQ(Compute("abandonment_rate.v1", t).value, std::nullopt);
  EXPECT_EQ(Compute("service_level.v1", t).value, std::nullopt);
  EXPECT_DOUBLE_EQ(*Compute("aht.v1", t).value, 60);
}

TEST(KpiTest, SaysWhichThresholdTheServiceLevelHas) {
  for (const KpiDefinition& kpi : AllKpis()) {
    if (kpi.id != "service_level.v1") continue;
    EXPECT_THAT(kpi.formula_en,
                testing::HasSubstr("service_level_seconds (20 by default)"));
    EXPECT_THAT(kpi.formula_ko,
                testing::HasSubstr("service_level_seconds(기본 20초)"));
  }
}

TEST(KpiTest, NamesAndExplainsEveryKpiOnce) {
  std::set<std::string_view> ids;
  for (const KpiDefinition& kpi : AllKpis()) {
    EXPECT_TRUE(ids.insert(kpi.id).second) << kpi.id;
    EXPECT_THAT(kpi.id, testing::MatchesRegex("[a-z_]+\\.v[0-9]"));
    EXPECT_FALSE(kpi.name_ko.empty());
    EXPECT_FALSE(kpi.name_en.empty());
    EXPECT_FALSE(kpi.formula_ko.empty());
    EXPECT_FALSE(kpi.formula_en.empty());
    EXPECT_TRUE(kpi.unit == "count" || kpi.unit == "seconds" ||
                kpi.unit == "share" || kpi.unit == "score");
  }
}

}  // namespace
}  // namespace aicc::summary
