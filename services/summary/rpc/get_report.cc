#include "services/summary/rpc/convert.h"
#include "services/summary/rpc/handlers.h"

namespace aicc::summary {

Task<Result<v1::GetReportResponse>> HandleGetReport(
    const CallContext& call, const v1::GetReportRequest& request,
    Reporter& reporter, const Clock& clock) {
  const auto span = SpanFromProto(request);
  if (!span) co_return Failure(span.error());

  if (const auto ok = CheckLocale(request.locale()); !ok) {
    co_return Failure(ok.error());
  }
  const Result<ReportFigures> figures = co_await reporter.Report(call, *span);
  if (!figures) co_return Failure(figures.error());

  v1::GetReportResponse response;
  ToProto(*figures, request.locale(), &response);
  *response.mutable_create_time() = ToProto(clock.Now());
  co_return response;
}

}  // namespace aicc::summary
