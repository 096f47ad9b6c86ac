#pragma once

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "aicc/inference/v1/inference.grpc.pb.h"
#include "common/clock.h"
#include "common/metrics.h"
#include "common/rpc_status.h"
#include "services/inference/module.h"
#include "tests/common/await.h"
#include "tests/inference/fakes.h"
#include "tests/inference/serving/fake_openai_server.h"

namespace aicc::inference {

// Nobody is called by this service.
class NoChannels final : public Channels {
 public:
  std::shared_ptr<grpc::Channel> To(std::string_view) override {
    return nullptr;
  }
};

// All of an answer.
struct Answer {
  std::vector<v1::GenerateResponse> pieces;
  grpc::Status status;

  // As a reader sees it: restarts take back what was said.
  std::string Text() const {
    std::string text;
    for (const auto& piece : pieces) {
      if (piece.has_restart()) text.clear();
      text += piece.text_delta();
    }
    return text;
  }
  int Count(v1::GenerateResponse::PieceCase kind) const {
    int count = 0;
    for (const auto& piece : pieces) count += piece.piece_case() == kind;
    return count;
  }
  const v1::GenerateResponse* Find(v1::GenerateResponse::PieceCase kind) const {
    for (const auto& piece : pieces) {
      if (piece.piece_case() == kind) return &piece;
    }
    return nullptr;
  }
  const common::v1::DecisionRecord& decision() const {
    return pieces.back().decision();
  }
  std::string Reasons() const {
    std::string reasons;
    for (const auto& escalation : decision().escalations()) {
      reasons += (reasons.empty() ? "" : " ") + escalation.reason();
    }
    return reasons;
  }
};

// The whole service on a real gRPC server, with a fake engine and, if asked
// for, endpoints that are fake servers.
class InferenceFixture : public testing::Test {
 protected:
  Endpoint& AddEndpoint(std::string name, Tier tier,
                        const FakeOpenAiServer& server, bool internal = false) {
    Endpoint endpoint;
    endpoint.name = std::move(name);
    endpoint.tier = tier;
    endpoint.model = "m";
    endpoint.base_url = server.base_url();
    endpoint.internal = internal;
    endpoint.profile.prices = {1, 0, 10};
    config_.endpoints.push_back(std::move(endpoint));
    return config_.endpoints.back();
  }

  void Start() {
    auto made = MakeInferenceService(config_, environment_,
                                     std::make_unique<FakeEngine>());
    ASSERT_TRUE(made) << made.error().message;
    Serve(*std::move(made));
  }

  void Serve(std::unique_ptr<HostedService> service) {
    service_ = std::move(service);
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                             &port);
    for (grpc::Service* rpc : service_->rpc_services()) {
      builder.RegisterService(rpc);
    }
    server_ = builder.BuildAndStart();
    stub_ = v1::InferenceService::NewStub(
        grpc::CreateChannel("127.0.0.1:" + std::to_string(port),
                            grpc::InsecureChannelCredentials()));
  }

  void Sign(grpc::ClientContext* context, Role role = Role::kService) const {
    const Caller caller{"demo", "test", role};
    context->AddMetadata(
        "authorization",
        "Bearer " + authenticator_.Mint(caller, std::chrono::seconds(60)));
  }

  static v1::GenerateRequest ChatRequest(const std::string& text) {
    v1::GenerateRequest request;
    request.set_task(v1::TASK_CHAT);
    v1::Message* const message = request.add_messages();
    message->set_role(v1::MESSAGE_ROLE_CUSTOMER);
    message->set_text(text);
    return request;
  }

  Answer Generate(const v1::GenerateRequest& request) {
    if (!stub_) Start();
    grpc::ClientContext context;
    Sign(&context);
    const auto reader = stub_->Generate(&context, request);
    Answer answer;
    v1::GenerateResponse piece;
    while (reader->Read(&piece)) answer.pieces.push_back(piece);
    answer.status = reader->Finish();
    return answer;
  }

  Answer Ask(const std::string& text, bool external_allowed = false) {
    v1::GenerateRequest request = ChatRequest(text);
    request.set_external_allowed(external_allowed);
    return Generate(request);
  }

  SystemClock clock_;
  Authenticator authenticator_{std::string(32, 's'), clock_};
  Metrics metrics_;
  RpcHost host_{TestExecutor().get_executor(), authenticator_, metrics_};
  NoChannels channels_;
  Environment environment_{TestExecutor().get_executor(),
                           clock_,
                           authenticator_,
                           metrics_,
                           host_,
                           channels_,
                           ""};
  Config config_;
  std::unique_ptr<HostedService> service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<v1::InferenceService::Stub> stub_;
};

}  // namespace aicc::inference
