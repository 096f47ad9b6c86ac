#include "services/summary/rpc/service.h"

#include "common/rpc_server.h"
#include "services/summary/domain/errors.h"
#include "services/summary/rpc/handlers.h"

namespace aicc::summary {

grpc::ServerUnaryReactor* SummaryRpc::SummarizeSession(
    grpc::CallbackServerContext* context,
    const v1::SummarizeSessionRequest* request,
    v1::SummarizeSessionResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleSummarizeSession(call, *request, summarizer_);
                  });
}

grpc::ServerUnaryReactor* SummaryRpc::GetSummary(
    grpc::CallbackServerContext* context, const v1::GetSummaryRequest* request,
    v1::GetSummaryResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleGetSummary(call, *request, store_);
                  });
}

grpc::ServerUnaryReactor* ReportRpc::GetReport(
    grpc::CallbackServerContext* context, const v1::GetReportRequest* request,
    v1::GetReportResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleGetReport(call, *request, reporter_, clock_);
                  });
}

grpc::ServerUnaryReactor* ReportRpc::ListKpis(
    grpc::CallbackServerContext* context, const v1::ListKpisRequest* request,
    v1::ListKpisResponse* response) {
  return RunUnary(
      context, host_, kErrorDomain, request, response,
      [=](const CallContext& call) { return HandleListKpis(call, *request); });
}

}  // namespace aicc::summary
