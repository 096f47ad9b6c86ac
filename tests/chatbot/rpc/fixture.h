#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "aicc/chatbot/v1/chatbot.grpc.pb.h"
#include "aicc/inference/v1/inference.grpc.pb.h"
#include "common/rpc_status.h"
#include "services/chatbot/module.h"
#include "tests/chatbot/rpc/fake_session.h"
#include "tests/common/test_server.h"

namespace aicc::chatbot {

// An inference service that says what the test tells it to. Thread-safe.
class FakeInference final : public inference::v1::InferenceService::Service {
 public:
  using Writer = grpc::ServerWriter<inference::v1::GenerateResponse>;
  using Script = std::function<grpc::Status(
      grpc::ServerContext&, const inference::v1::GenerateRequest&, Writer&)>;

  void Play(Script script);

  // Every request that came.
  std::vector<inference::v1::GenerateRequest> requests();

  grpc::Status Generate(grpc::ServerContext* context,
                        const inference::v1::GenerateRequest* request,
                        Writer* writer) override;

 private:
  std::mutex mutex_;
  Script script_;
  std::vector<inference::v1::GenerateRequest> requests_;
};

// Pieces of a generation.
inference::v1::GenerateResponse Text(std::string delta);
inference::v1::GenerateResponse Cite(std::string document, std::string quote);
inference::v1::GenerateResponse Escalate(common::v1::Tier from,
                                         common::v1::Tier to,
                                         std::string reason);
inference::v1::GenerateResponse Decide(common::v1::Tier tier,
                                       std::string reason);
inference::v1::GenerateResponse Restart();
inference::v1::GenerateResponse HandOver(std::string queue,
                                         std::string message);
inference::v1::GenerateResponse Understand(std::string intent,
                                           double sentiment);

// Plays `pieces` and ends with `status`.
FakeInference::Script Pieces(
    std::vector<inference::v1::GenerateResponse> pieces,
    grpc::Status status = grpc::Status::OK);

// An answer of the domain model, with one citation.
FakeInference::Script DomainAnswer();
// "I want a person", understood.
FakeInference::Script CustomerAsks();

// What came back of one SendMessage.
struct Reply {
  std::vector<v1::SendMessageResponse> events;
  grpc::Status status;

  // "received notice text text answer" and so on.
  std::string Kinds() const;
  // All text deltas since the last restart.
  std::string Shown() const;
  // The reason in the status; empty if it is OK.
  std::string Reason() const;
  // REQUIRES: there is one.
  const v1::Answer& answer() const;
  const v1::HandOver& hand_over() const;
};

// The chatbot service on a real server, between a session and an inference
// service that are fakes on real servers.
class ChatbotTest : public testing::Test {
 protected:
  static constexpr char kId[] = "0198a000-0000-7000-8000-000000000001";

  ChatbotTest();
  ~ChatbotTest() override;

  // Starts the chatbot; the first call does it by itself.
  void StartBot(Config config = TestConfig());
  static Config TestConfig();

  // A customer's call, waiting to be read.
  struct Sent {
    std::unique_ptr<grpc::ClientContext> context;
    std::unique_ptr<grpc::ClientReader<v1::SendMessageResponse>> reader;
  };
  Sent Begin(const v1::SendMessageRequest& request,
             const Caller& caller = {"t1", "cust-1", Role::kCustomer});
  static Reply Finish(Sent& sent);

  // All of it, with a limit of ten seconds.
  Reply Send(const v1::SendMessageRequest& request,
             const Caller& caller = {"t1", "cust-1", Role::kCustomer});
  Reply Send(const std::string& request_id, const std::string& text);
  static v1::SendMessageRequest Request(const std::string& request_id,
                                        const std::string& text);

  // The kinds of the contact's log: "started floor customer notice bot …".
  std::string LogKinds();

  TestHost host_;
  FakeSession session_;
  FakeConsents consents_;
  FakeInference inference_;
  std::unique_ptr<TestServer> session_server_;
  std::unique_ptr<TestServer> inference_server_;
  std::unique_ptr<HostedService> bot_;
  std::unique_ptr<TestServer> bot_server_;
  std::unique_ptr<v1::ChatbotService::Stub> stub_;
};

}  // namespace aicc::chatbot
