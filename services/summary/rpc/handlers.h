#pragma once

#include "aicc/summary/v1/report.pb.h"
#include "aicc/summary/v1/summary.pb.h"
#include "common/call_context.h"
#include "common/clock.h"
#include "common/error.h"
#include "common/task.h"
#include "services/summary/domain/reporter.h"
#include "services/summary/domain/summarizer.h"

namespace aicc::summary {

// One coroutine per RPC, each in the file of its name. They never block.

Task<Result<v1::SummarizeSessionResponse>> HandleSummarizeSession(
    const CallContext& call, const v1::SummarizeSessionRequest& request,
    Summarizer& summarizer);

Task<Result<v1::GetSummaryResponse>> HandleGetSummary(
    const CallContext& call, const v1::GetSummaryRequest& request,
    SummaryStore& store);

Task<Result<v1::GetReportResponse>> HandleGetReport(
    const CallContext& call, const v1::GetReportRequest& request,
    Reporter& reporter, const Clock& clock);

Task<Result<v1::ListKpisResponse>> HandleListKpis(
    const CallContext& call, const v1::ListKpisRequest& request);

}  // namespace aicc::summary
