#include "services/summary/rpc/convert.h"
#include "services/summary/rpc/handlers.h"

namespace aicc::summary {

Task<Result<v1::SummarizeSessionResponse>> HandleSummarizeSession(
    const CallContext& call, const v1::SummarizeSessionRequest& request,
    Summarizer& summarizer) {
  const auto id = SessionIdFromProto(request.session_id());
  if (!id) co_return Failure(id.error());

  const Result<Summary> summary = co_await summarizer.Summarize(call, *id);
  if (!summary) co_return Failure(summary.error());

  v1::SummarizeSessionResponse response;
  ToProto(*summary, response.mutable_summary());
  co_return response;
}

}  // namespace aicc::summary
