#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/summary/rpc/fixture.h"

namespace aicc::summary {
namespace {

using session::v1::SPEAKER_BOT;
using session::v1::SPEAKER_CUSTOMER;
using testing::Contains;
using testing::ElementsAre;
using testing::IsSupersetOf;
using testing::Pair;

constexpr std::int64_t kDay = 1'700'000'000;

class GetReportTest : public SummaryRpcTest {
 protected:
  static v1::GetReportRequest TheDay() {
    v1::GetReportRequest request;
    request.mutable_start_time_from()->set_seconds(kDay);
    request.mutable_start_time_to()->set_seconds(kDay + 86'400);
    return request;
  }

  std::string BotContact() {
    const std::string id = session_.Start(kDay);
    session_.Say(id, SPEAKER_CUSTOMER, "How much is roaming?");
    session_.Say(id, SPEAKER_BOT, "11,000 won a day.");
    auto* decision =
        session_.Append(id)->mutable_answer_recorded()->mutable_decision();
    decision->set_tier(common::v1::TIER_DOMAIN);
    decision->set_intent("roaming_fee");
    session_.Change(id, session::v1::STATE_CLOSED, 60, "BOT_ENDED");
    return id;
  }

  std::string AgentContact(std::int64_t wait) {
    const std::string id = session_.Start(kDay + 3'600);
    session_.Say(id, SPEAKER_CUSTOMER, "I want to cancel.");
    session_.Change(id, session::v1::STATE_QUEUED, 10, "POLICY_CANCELLATION");
    session_.Change(id, session::v1::STATE_CONNECTED, 10 + wait);
    session_.Change(id, session::v1::STATE_WRAP_UP, 110 + wait, "AGENT_ENDED");
    session_.Append(id)->mutable_wrap_up_completed()->set_disposition(
        "CANCELLED");
    session_.Change(id, session::v1::STATE_CLOSED, 140 + wait);
    session_.Append(id)->mutable_rating()->set_score(4);
    return id;
  }

  std::string AbandonedContact() {
    const std::string id = session_.Start(kDay + 7'200);
    session_.Say(id, SPEAKER_CUSTOMER, "I want to cancel.");
    session_.Change(id, session::v1::STATE_QUEUED, 10, "POLICY_CANCELLATION");
    session_.Change(id, session::v1::STATE_ABANDONED, 100, "CUSTOMER_LEFT");
    return id;
  }

  // NaN stands for absent.
  static std::map<std::string, double> Values(
      const v1::GetReportResponse& report) {
    std::map<std::string, double> values;
    for (const auto& kpi : report.kpis()) {
      values[kpi.kpi_id()] = kpi.has_value() ? kpi.value() : NAN;
    }
    return values;
  }

  static std::map<std::string, std::int64_t> Counts(
      const google::protobuf::RepeatedPtrField<v1::Count>& counts) {
    std::map<std::string, std::int64_t> out;
    for (const auto& count : counts) out[count.label()] = count.count();
    return out;
  }
};

TEST_F(GetReportTest, ComputesADayFromTheLogs) {
  BotContact();
  AgentContact(10);
  AgentContact(40);
  AbandonedContact();
  session_.Start(kDay - 1);  // The day before.

  const auto report = Report(TheDay());

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(
      Values(*report),
      IsSupersetOf({Pair("contacts.v1", 4.0), Pair("containment.v2", 0.25),
                    Pair("agent_handled.v1", 0.5),
                    Pair("escalation_rate.v1", 0.75),
                    Pair("abandonment_rate.v1", 1.0 / 3),
                    Pair("service_level.v1", 1.0 / 3), Pair("asa.v1", 25.0),
                    Pair("aht.v1", 130.0), Pair("average_talk.v1", 100.0),
                    Pair("average_acw.v1", 30.0), Pair("csat.v1", 1.0),
                    Pair("average_rating.v1", 4.0)}));
  EXPECT_THAT(
      Counts(report->handled_by()),
      ElementsAre(Pair("abandoned", 1), Pair("agent", 2), Pair("bot", 1)));
  EXPECT_THAT(Counts(report->answers_by_tier()),
              ElementsAre(Pair("DOMAIN", 1)));
  EXPECT_THAT(Counts(report->escalations_by_reason()),
              ElementsAre(Pair("POLICY_CANCELLATION", 3)));
  EXPECT_THAT(Counts(report->top_intents()),
              ElementsAre(Pair("roaming_fee", 1)));
  EXPECT_THAT(Counts(report->dispositions()),
              ElementsAre(Pair("CANCELLED", 2)));
  EXPECT_GT(report->create_time().seconds(), kDay);
}

TEST_F(GetReportTest, HoldsTheWaitAgainstTheThresholdAskedFor) {
  AgentContact(10);
  AgentContact(40);
  auto request = TheDay();
  request.set_service_level_seconds(40);

  EXPECT_THAT(Values(*Report(request)),
              Contains(Pair("service_level.v1", 1.0)));
}

TEST_F(GetReportTest, AContactWithoutAnAnswerIsNotContained) {
  BotContact();
  const std::string silent = session_.Start(kDay + 60);
  session_.Change(silent, session::v1::STATE_CLOSED, 120, "CUSTOMER_ENDED");

  EXPECT_THAT(Values(*Report(TheDay())), Contains(Pair("containment.v2", 0.5)));
}

TEST_F(GetReportTest, SaysItsFormulasInTheLanguageAskedFor) {
  auto request = TheDay();
  request.set_locale("ko");
  EXPECT_EQ(
      Report(request)->kpis(1).formula(),
      "챗봇이 답변하고 끝냈으며 대기열에 들어가지 않은 상담 ÷ 종료된 상담");
  request.set_locale("en");
  EXPECT_EQ(Report(request)->kpis(1).formula(),
            Report(TheDay())->kpis(1).formula());
  request.set_locale("fr");
  EXPECT_EQ(Report(request).error().metadata.at("field"), "locale");
}

TEST_F(GetReportTest, HasNoValueWhereAFormulaIsUndefined) {
  const auto report = Report(TheDay());

  ASSERT_TRUE(report);
  EXPECT_GT(report->kpis_size(), 10);
  for (const auto& kpi : report->kpis()) {
    EXPECT_EQ(kpi.has_value(), kpi.unit() == "count") << kpi.kpi_id();
    EXPECT_EQ(kpi.contact_count(), 0);
    EXPECT_FALSE(kpi.formula().empty());
    EXPECT_EQ(kpi.names().size(), 2u);
  }
}

TEST_F(GetReportTest, ReadsOnlyWhatHasChangedSinceTheLastReport) {
  const std::string id = AgentContact(10);
  for (int i = 0; i < 20; ++i) BotContact();
  ASSERT_TRUE(Report(TheDay()));
  const int after_first = session_.events_sent();

  session_.Append(id)->mutable_rating()->set_score(1);
  const auto report = Report(TheDay());

  EXPECT_GE(after_first, 20 * 4 + 7);
  EXPECT_EQ(session_.events_sent(), after_first + 1);
  EXPECT_THAT(Values(*report), Contains(Pair("average_rating.v1", 1.0)));
}

TEST_F(GetReportTest, KeepsWhatItReadInVainAndGoesOnFromThere) {
  AgentContact(10);  // Seven entries.
  session_.StallAfter(4);
  Config config;
  config.report_limit = std::chrono::milliseconds(2'000);
  StartService(config);

  const auto report = Report(TheDay());
  session_.StallAfter(1'000'000);
  const auto next = Report(TheDay());

  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, ErrorKind::kDeadlineExceeded);
  EXPECT_EQ(report.error().reason, "REPORT_NOT_READY");
  EXPECT_EQ(report.error().metadata.at("readContactCount"), "1");
  ASSERT_TRUE(next);
  EXPECT_EQ(session_.events_sent(), 7);  // None of them twice.
  EXPECT_THAT(Values(*next), Contains(Pair("aht.v1", 130.0)));
}

TEST_F(GetReportTest, AnswersBeforeItsCallersDeadline) {
  AgentContact(10);
  session_.StallAfter(0);

  const auto report =
      Report(TheDay(), Role::kSupervisor, std::chrono::milliseconds(4'000));

  EXPECT_EQ(report.error().reason, "REPORT_NOT_READY");
}

TEST_F(GetReportTest, RefusesSpansThatAreNone) {
  auto turned = TheDay();
  turned.mutable_start_time_to()->set_seconds(kDay - 1);
  auto empty = TheDay();
  empty.mutable_start_time_to()->set_seconds(kDay);
  auto endless = TheDay();
  endless.mutable_start_time_to()->set_seconds(kDay + 401 * 86'400LL);
  auto impossible = TheDay();
  impossible.mutable_start_time_from()->set_seconds(1LL << 60);
  auto threshold = TheDay();
  threshold.set_service_level_seconds(3'601);
  auto negative = TheDay();
  negative.set_service_level_seconds(-1);

  for (const auto& request : {v1::GetReportRequest{}, turned, empty, endless,
                              impossible, threshold, negative}) {
    EXPECT_EQ(Report(request).error().reason, "INVALID_FIELD")
        << request.ShortDebugString();
  }
}

TEST_F(GetReportTest, IsForSupervisors) {
  EXPECT_EQ(Report(TheDay(), Role::kCustomer).error().reason,
            "ROLE_NOT_ALLOWED");
  EXPECT_EQ(Report(TheDay(), Role::kAgent).error().reason, "ROLE_NOT_ALLOWED");
  EXPECT_TRUE(Report(TheDay(), Role::kAdmin));
}

TEST_F(GetReportTest, SaysThatTheSessionServiceDoesNotAnswer) {
  StopNeighbours();

  EXPECT_EQ(Report(TheDay()).error().reason, "SERVICE_UNAVAILABLE");
}

TEST_F(GetReportTest, ListsItsKpisInPages) {
  v1::ListKpisRequest request;
  request.set_page_size(5);
  std::vector<std::string> listed;
  do {
    v1::ListKpisResponse page;
    ASSERT_TRUE(report_->ListKpis(As(Role::kAgent).get(), request, &page).ok());
    EXPECT_LE(page.kpis_size(), 5);
    for (const auto& kpi : page.kpis()) {
      EXPECT_FALSE(kpi.has_value());
      listed.push_back(kpi.kpi_id());
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());

  std::vector<std::string> reported;
  for (const auto& kpi : Report(TheDay())->kpis()) {
    reported.push_back(kpi.kpi_id());
  }
  EXPECT_EQ(listed, reported);
}

TEST_F(GetReportTest, RefusesPagesThatAreNone) {
  v1::ListKpisRequest bad_token;
  bad_token.set_page_token("nonsense");
  v1::ListKpisRequest bad_size;
  bad_size.set_page_size(-1);
  for (const auto& request : {bad_token, bad_size}) {
    v1::ListKpisResponse page;
    const auto status =
        report_->ListKpis(As(Role::kAgent).get(), request, &page);
    EXPECT_EQ(FromGrpcStatus(status).reason, "INVALID_FIELD");
  }
}

}  // namespace
}  // namespace aicc::summary
