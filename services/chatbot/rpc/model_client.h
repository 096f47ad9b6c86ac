#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aicc/inference/v1/inference.grpc.pb.h"
#include "common/call_context.h"
#include "common/error.h"
#include "common/rpc_client.h"
#include "common/task.h"
#include "services/chatbot/rpc/reply_stream.h"

namespace aicc::chatbot {

// What the models made of a message.
struct Generated {
  std::string text;  // What to say, the general model's preface included.
  std::vector<common::v1::Citation> citations;
  common::v1::DecisionRecord decision;
  std::optional<inference::v1::Understanding> understanding;
  std::string queue;    // With TIER_HUMAN; empty: the default one.
  std::string message;  // With TIER_HUMAN; empty: the pack's.
};

// The inference service as the chatbot sees it. Thread-safe.
class ModelClient {
 public:
  // `self` and `channels` must outlive this. All tiers together get `limit`.
  ModelClient(const ServiceIdentity& self, Channels& channels,
              std::chrono::milliseconds limit)
      : self_(self), channels_(channels), limit_(limit) {}

  // Asks for an answer and passes it on to `reply` as it comes, if that is not
  // nullptr. `preface` goes before a general model's text.
  //
  // Models that fail, whatever the way, give the decision TIER_HUMAN with the
  // reason "MODEL_FAILED": a customer never hangs. The only errors are
  // "DEADLINE_PASSED": the caller's own time ran out first; and
  // "MODEL_NOT_FOUND": `request` names one that may not be chosen.
  Task<Result<Generated>> Generate(
      const CallContext& call, const inference::v1::GenerateRequest& request,
      std::string_view preface, ReplyStream* reply);

 private:
  using Stub = inference::v1::InferenceService::Stub;

  // Made at the first call: the server is there then, in this process too.
  Stub& stub();

  const ServiceIdentity& self_;
  Channels& channels_;
  const std::chrono::milliseconds limit_;
  std::once_flag once_;
  std::unique_ptr<Stub> stub_;
};

}  // namespace aicc::chatbot
