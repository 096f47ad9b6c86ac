#pragma once

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

#include "aicc/summary/v1/report.grpc.pb.h"
#include "aicc/summary/v1/summary.grpc.pb.h"
#include "common/service.h"
#include "services/summary/module.h"
#include "tests/common/await.h"
#include "tests/common/test_database.h"
#include "tests/summary/rpc/fake_inference.h"
#include "tests/summary/rpc/fake_session.h"

namespace aicc::summary {

// The whole summary service on a real server and a real database, with fake
// neighbours behind another real server.
class SummaryRpcTest : public testing::Test, private Channels {
 protected:
  void SetUp() override {
    if (TestDatabase::Get() == nullptr) GTEST_SKIP() << "no AICC_TEST_DSN";
    StartNeighbours();
    StartService(Config{});
  }

  void TearDown() override {
    if (server_) server_->Shutdown();
    if (service_) service_->Stop();
    server_.reset();
    service_.reset();
    if (neighbours_) neighbours_->Shutdown();
  }

  // Starts the service again, with `config`.
  void StartService(const Config& config) {
    if (server_) server_->Shutdown();
    server_.reset();
    service_.reset();
    environment_.emplace(Environment{TestExecutor().get_executor(), clock_,
                                     authenticator_, metrics_, host_, *this,
                                     TestDatabase::Get()->app_dsn()});
    auto made = MakeSummaryService(config, *environment_);
    ASSERT_TRUE(made) << made.error().message;
    service_ = *std::move(made);
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                             &port);
    for (grpc::Service* rpc : service_->rpc_services()) {
      builder.RegisterService(rpc);
    }
    server_ = builder.BuildAndStart();
    ASSERT_TRUE(service_->Start());
    const auto channel = ChannelTo(port);
    summary_ = v1::SummaryService::NewStub(channel);
    report_ = v1::ReportService::NewStub(channel);
  }

  void StopNeighbours() {
    neighbours_->Shutdown(std::chrono::system_clock::now());
  }

  // A call's context, with a token of `role`.
  std::unique_ptr<grpc::ClientContext> As(
      Role role, std::chrono::milliseconds limit = std::chrono::seconds(20)) {
    auto context = std::make_unique<grpc::ClientContext>();
    context->AddMetadata(
        "authorization",
        "Bearer " + authenticator_.Mint({tenant_, "someone", role},
                                        std::chrono::minutes(5)));
    context->set_deadline(std::chrono::system_clock::now() + limit);
    return context;
  }

  Result<v1::Summary> Summarize(const std::string& id,
                                Role role = Role::kAgent) {
    v1::SummarizeSessionRequest request;
    request.set_session_id(id);
    v1::SummarizeSessionResponse response;
    const auto context = As(role);
    const auto status =
        summary_->SummarizeSession(context.get(), request, &response);
    if (!status.ok()) return Failure(FromGrpcStatus(status));
    return response.summary();
  }

  Result<v1::Summary> GetSummary(const std::string& id,
                                 Role role = Role::kAgent) {
    v1::GetSummaryRequest request;
    request.set_session_id(id);
    v1::GetSummaryResponse response;
    const auto context = As(role);
    const auto status = summary_->GetSummary(context.get(), request, &response);
    if (!status.ok()) return Failure(FromGrpcStatus(status));
    return response.summary();
  }

  Result<v1::GetReportResponse> Report(
      const v1::GetReportRequest& request, Role role = Role::kSupervisor,
      std::chrono::milliseconds limit = std::chrono::seconds(20)) {
    v1::GetReportResponse response;
    const auto context = As(role, limit);
    const auto status = report_->GetReport(context.get(), request, &response);
    if (!status.ok()) return Failure(FromGrpcStatus(status));
    return response;
  }

  // Tests share a database, so each has a tenant of its own.
  const std::string tenant_ = "t-" + NewUuid().substr(19, 17);
  FakeSession session_;
  FakeInference inference_;
  SystemClock clock_;
  Authenticator authenticator_{std::string(32, 's'), clock_};
  std::unique_ptr<v1::SummaryService::Stub> summary_;
  std::unique_ptr<v1::ReportService::Stub> report_;

 private:
  static std::shared_ptr<grpc::Channel> ChannelTo(int port) {
    return grpc::CreateChannel("127.0.0.1:" + std::to_string(port),
                               grpc::InsecureChannelCredentials());
  }

  void StartNeighbours() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                             &neighbours_port_);
    builder.RegisterService(&session_);
    builder.RegisterService(&inference_);
    neighbours_ = builder.BuildAndStart();
    host_.Add(*v1::Summary::descriptor()->file()->service(0));
    host_.Add(*v1::Kpi::descriptor()->file()->service(0));
  }

  std::shared_ptr<grpc::Channel> To(std::string_view) override {
    return ChannelTo(neighbours_port_);
  }

  Metrics metrics_;
  RpcHost host_{TestExecutor().get_executor(), authenticator_, metrics_};
  std::optional<Environment> environment_;
  std::unique_ptr<HostedService> service_;
  std::unique_ptr<grpc::Server> neighbours_;
  int neighbours_port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace aicc::summary
