#include "services/summary/domain/kpi.h"

namespace aicc::summary {
namespace {

constexpr double kMicrosPerSecond = 1e6;

// The mean of nothing is undefined, not 0.
KpiValue Share(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return {};
  return {static_cast<double>(part) / static_cast<double>(whole), whole};
}

KpiValue MeanSeconds(std::int64_t sum_us, std::int64_t count) {
  KpiValue mean = Share(sum_us, count);
  if (mean.value) *mean.value /= kMicrosPerSecond;
  return mean;
}

constexpr KpiDefinition kKpis[] = {
    {"contacts.v1", "상담 건수", "Contacts", "기간 안에 시작된 상담",
     "contacts that started in the span", "count",
     [](const Totals& t) {
       return KpiValue{static_cast<double>(t.contacts), t.contacts};
     }},
    {"containment.v2", "챗봇 처리율", "Containment rate",
     "챗봇이 답변하고 끝냈으며 대기열에 들어가지 않은 상담 ÷ 종료된 상담",
     "contacts that the bot answered and ended and that never entered a "
     "queue ÷ contacts that ended",
     "share", [](const Totals& t) { return Share(t.contained, t.ended); }},
    {"agent_handled.v1", "상담원 처리율", "Handled by agents",
     "상담원이 끝낸 상담 ÷ 종료된 상담",
     "contacts that an agent ended ÷ contacts that ended", "share",
     [](const Totals& t) { return Share(t.by_agent, t.ended); }},
    {"escalation_rate.v1", "상담원 전환율", "Escalation rate",
     "대기열에 들어간 상담 ÷ 시작된 상담",
     "contacts that entered a queue ÷ contacts that started", "share",
     [](const Totals& t) { return Share(t.queued, t.contacts); }},
    {"answer_rate.v1", "응대율", "Answer rate",
     "대기열에 들어갔고 상담원이 수락한 상담 ÷ 대기열에 들어간 상담",
     "contacts that entered a queue and that an agent accepted ÷ contacts that "
     "entered a queue",
     "share", [](const Totals& t) { return Share(t.answered, t.queued); }},
    {"abandonment_rate.v1", "포기율", "Abandonment rate",
     "기다리는 중에 고객이 떠난 상담(기다린 시간이 아무리 짧아도 포함) ÷ "
     "대기열에 들어간 상담",
     "contacts whose customer left while waiting, however short they waited ÷ "
     "contacts that entered a queue",
     "share", [](const Totals& t) { return Share(t.abandoned, t.queued); }},
    {"service_level.v1", "서비스 레벨", "Service level",
     "service_level_seconds(기본 20초) 안에 응대한 상담 ÷ (응대한 상담 + 한 "
     "번도 응대받지 못하고 포기한 상담)",
     "contacts answered within service_level_seconds (20 by default) ÷ "
     "(contacts answered + contacts abandoned without ever being answered)",
     "share",
     [](const Totals& t) {
       return Share(t.in_time, t.answered + t.never_answered);
     }},
    {"asa.v1", "평균 응답 대기 시간", "Average speed of answer (ASA)",
     "응대한 상담이 첫 상담원 수락까지 대기열에서 기다린 시간의 합 ÷ 응대한 "
     "상담",
     "time in queues before the first agent accepted, summed over answered "
     "contacts ÷ answered contacts",
     "seconds",
     [](const Totals& t) { return MeanSeconds(t.wait_us, t.answered); }},
    {"aht.v1", "평균 처리 시간", "Average handle time (AHT)",
     "(상담 + 보류 + 후처리 시간) ÷ 상담원이 응대했고 마감된 상담",
     "(talk + hold + after-contact work) ÷ contacts that an agent handled and "
     "that are closed",
     "seconds",
     [](const Totals& t) {
       return MeanSeconds(t.talk_us + t.hold_us + t.wrap_up_us, t.handled);
     }},
    {"average_talk.v1", "평균 상담 시간", "Average talk time",
     "상담 시간 ÷ 상담원이 응대했고 마감된 상담",
     "talk ÷ contacts that an agent handled and that are closed", "seconds",
     [](const Totals& t) { return MeanSeconds(t.talk_us, t.handled); }},
    {"average_acw.v1", "평균 후처리 시간", "Average after-contact work (ACW)",
     "후처리 시간 ÷ 상담원이 응대했고 마감된 상담",
     "after-contact work ÷ contacts that an agent handled and that are closed",
     "seconds",
     [](const Totals& t) { return MeanSeconds(t.wrap_up_us, t.handled); }},
    {"csat.v1", "고객 만족도", "Customer satisfaction (CSAT)",
     "4점 또는 5점을 받은 상담 ÷ 평가받은 상담",
     "contacts rated 4 or 5 ÷ contacts rated", "share",
     [](const Totals& t) { return Share(t.satisfied, t.rated); }},
    {"average_rating.v1", "평균 평점", "Average rating",
     "평점(1~5)의 합 ÷ 평가받은 상담",
     "sum of ratings (1 to 5) ÷ contacts rated", "score",
     [](const Totals& t) { return Share(t.rating_sum, t.rated); }},
};

}  // namespace

std::span<const KpiDefinition> AllKpis() { return kKpis; }

}  // namespace aicc::summary
