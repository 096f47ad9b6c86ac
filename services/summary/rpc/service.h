#pragma once

#include "aicc/summary/v1/report.grpc.pb.h"
#include "aicc/summary/v1/summary.grpc.pb.h"
#include "common/clock.h"
#include "common/rpc_host.h"
#include "services/summary/domain/reporter.h"
#include "services/summary/domain/summarizer.h"

namespace aicc::summary {

// The gRPC faces of the summary service. They hold no state: each method
// decodes, calls one domain function, encodes.
//
// Everything passed in must outlive the server. Thread-safe.

class SummaryRpc final : public v1::SummaryService::CallbackService {
 public:
  SummaryRpc(const RpcHost& host, Summarizer& summarizer, SummaryStore& store)
      : host_(host), summarizer_(summarizer), store_(store) {}

  grpc::ServerUnaryReactor* SummarizeSession(
      grpc::CallbackServerContext* context,
      const v1::SummarizeSessionRequest* request,
      v1::SummarizeSessionResponse* response) override;

  grpc::ServerUnaryReactor* GetSummary(
      grpc::CallbackServerContext* context,
      const v1::GetSummaryRequest* request,
      v1::GetSummaryResponse* response) override;

 private:
  const RpcHost& host_;
  Summarizer& summarizer_;
  SummaryStore& store_;
};

class ReportRpc final : public v1::ReportService::CallbackService {
 public:
  ReportRpc(const RpcHost& host, Reporter& reporter, const Clock& clock)
      : host_(host), reporter_(reporter), clock_(clock) {}

  grpc::ServerUnaryReactor* GetReport(grpc::CallbackServerContext* context,
                                      const v1::GetReportRequest* request,
                                      v1::GetReportResponse* response) override;

  grpc::ServerUnaryReactor* ListKpis(grpc::CallbackServerContext* context,
                                     const v1::ListKpisRequest* request,
                                     v1::ListKpisResponse* response) override;

 private:
  const RpcHost& host_;
  Reporter& reporter_;
  const Clock& clock_;
};

}  // namespace aicc::summary
