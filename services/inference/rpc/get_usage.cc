#include <utility>

#include "services/inference/domain/errors.h"
#include "services/inference/rpc/convert.h"
#include "services/inference/rpc/handlers.h"

namespace aicc::inference {
namespace {

using google::protobuf::Timestamp;
using std::chrono::microseconds;

constexpr std::chrono::days kLongestSpan{400};

bool IsTime(const Timestamp& time) {
  return time.seconds() >= 0 && time.seconds() < 253'402'300'800 &&
         time.nanos() >= 0 && time.nanos() < 1'000'000'000;
}

TimePoint TimeOf(const Timestamp& time) {
  return TimePoint(std::chrono::seconds(time.seconds()) +
                   microseconds(time.nanos() / 1'000));
}

void Set(TimePoint time, Timestamp* proto) {
  const auto us = time.time_since_epoch().count();
  proto->set_seconds(us / 1'000'000);
  proto->set_nanos(static_cast<int>(us % 1'000'000 * 1'000));
}

Result<UsageSpan> SpanOf(const v1::GetUsageRequest& request, TimePoint now) {
  if (!request.has_start_time() || !IsTime(request.start_time())) {
    return InvalidField("start_time", "must be a time");
  }
  if (request.has_end_time() && !IsTime(request.end_time())) {
    return InvalidField("end_time", "must be a time");
  }
  UsageSpan span{TimeOf(request.start_time()),
                 request.has_end_time() ? TimeOf(request.end_time()) : now,
                 request.by_day()};
  if (span.to <= span.from || span.to - span.from > kLongestSpan) {
    return InvalidField("end_time",
                        "must be later than start_time, by at most 400 days");
  }
  return span;
}

void ToProto(const UsageFigures& figures, v1::UsageRow* row) {
  if (figures.day) Set(*figures.day, row->mutable_day());
  row->set_model(figures.model);
  if (figures.tier == "DOMAIN") row->set_tier(common::v1::TIER_DOMAIN);
  if (figures.tier == "GENERAL") row->set_tier(common::v1::TIER_GENERAL);
  row->set_task(figures.task);
  row->set_call_count(figures.calls);
  row->set_failed_call_count(figures.failed);
  row->set_prompt_token_count(figures.prompt_tokens);
  row->set_cached_token_count(figures.cached_tokens);
  row->set_completion_token_count(figures.completion_tokens);
  row->set_reasoning_token_count(figures.reasoning_tokens);
  row->set_cost_micro_usd(figures.cost_micro_usd);
  *row->mutable_first_token_p50() = DurationToProto(figures.first_token_p50);
  *row->mutable_first_token_p95() = DurationToProto(figures.first_token_p95);
  *row->mutable_overhead_p50() = DurationToProto(figures.overhead_p50);
}

void ToProto(const BudgetSpan& span, const Charge& spent,
             v1::BudgetState* state) {
  const Budget& budget = *span.budget;
  state->set_budget(budget.name);
  Set(span.start, state->mutable_start_time());
  Set(EndOf(budget.period, span.start), state->mutable_end_time());
  if (budget.tokens) state->set_token_limit(*budget.tokens);
  state->set_token_count(spent.tokens);
  if (budget.micro_usd) state->set_cost_limit_micro_usd(*budget.micro_usd);
  state->set_cost_micro_usd(spent.micro_usd);
}

}  // namespace

Task<Result<v1::GetUsageResponse>> HandleGetUsage(
    const CallContext& call, const v1::GetUsageRequest& request,
    const Desk& desk, const Clock& clock) {
  const auto span = SpanOf(request, clock.Now());
  if (!span) co_return Failure(span.error());
  if (desk.usage == nullptr) co_return LedgerOff();

  const auto figures = co_await desk.usage->Usage(call, *span);
  if (!figures) co_return Failure(figures.error());
  const auto budgets = desk.budgets.Of(call.caller().tenant);
  const auto spent = co_await desk.budgets.Spent(call, budgets);
  if (!spent) co_return Failure(spent.error());

  v1::GetUsageResponse response;
  for (const UsageFigures& each : *figures) {
    ToProto(each, response.add_rows());
  }
  for (std::size_t i = 0; i < budgets.size(); ++i) {
    ToProto(budgets[i], (*spent)[i], response.add_budgets());
  }
  co_return response;
}

}  // namespace aicc::inference
