#pragma once

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "aicc/inference/v1/inference.grpc.pb.h"
#include "common/rpc_status.h"

namespace aicc::summary {

// An inference service whose model says what the test wants.
class FakeInference final : public inference::v1::InferenceService::Service {
 public:
  // The model writes `text`, in two pieces, after having taken back another.
  void Write(std::string text) {
    std::lock_guard lock(mutex_);
    text_ = std::move(text);
    ending_ = Ending::kDecision;
  }
  // There is a model, but its answer breaks off.
  void BreakOff(std::string text) {
    std::lock_guard lock(mutex_);
    text_ = std::move(text);
    ending_ = Ending::kNone;
  }
  // The model thinks until its caller leaves.
  void Hang() {
    std::lock_guard lock(mutex_);
    ending_ = Ending::kNever;
  }
  // Understand() fails from now on.
  void FailToUnderstand() {
    std::lock_guard lock(mutex_);
    understands_ = false;
  }
  inference::v1::GenerateRequest last_request() {
    std::lock_guard lock(mutex_);
    return last_request_;
  }

  grpc::Status Understand(
      grpc::ServerContext*, const inference::v1::UnderstandRequest* request,
      inference::v1::UnderstandResponse* response) override {
    std::lock_guard lock(mutex_);
    if (!understands_) {
      return grpc::Status(grpc::StatusCode::UNAVAILABLE, "down");
    }
    for (const auto& [type, word] :
         {std::pair("money", "44,000 won"), std::pair("date", "20 November"),
          std::pair("phone", "010-1234-5678")}) {
      if (request->text().find(word) == std::string::npos) continue;
      auto* entity = response->mutable_understanding()->add_entities();
      entity->set_type(type);
      entity->set_text(word);
    }
    return grpc::Status::OK;
  }

  grpc::Status Generate(
      grpc::ServerContext* context,
      const inference::v1::GenerateRequest* request,
      grpc::ServerWriter<inference::v1::GenerateResponse>* writer) override {
    std::unique_lock lock(mutex_);
    last_request_ = *request;
    if (ending_ == Ending::kNever) {
      lock.unlock();
      while (!context->IsCancelled()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
      return grpc::Status::CANCELLED;
    }
    if (ending_ == Ending::kNotConfigured) {
      return ToGrpcStatus({ErrorKind::kFailedPrecondition,
                           "MODEL_NOT_CONFIGURED",
                           "no model",
                           {}},
                          "inference.aicc");
    }
    inference::v1::GenerateResponse piece;
    piece.set_text_delta("of a model that failed");
    writer->Write(piece);
    piece.mutable_restart();
    writer->Write(piece);
    piece.set_text_delta(text_.substr(0, text_.size() / 2));
    writer->Write(piece);
    piece.set_text_delta(text_.substr(text_.size() / 2));
    writer->Write(piece);
    if (ending_ == Ending::kDecision) {
      piece.mutable_decision()->set_model("vllm/exaone");
      writer->Write(piece);
    }
    return grpc::Status::OK;
  }

 private:
  enum class Ending { kNotConfigured, kNone, kNever, kDecision };

  std::mutex mutex_;  // Guards all below.
  std::string text_;
  Ending ending_ = Ending::kNotConfigured;
  bool understands_ = true;
  inference::v1::GenerateRequest last_request_;
};

}  // namespace aicc::summary
