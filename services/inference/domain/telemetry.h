#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>

#include "common/metrics.h"
#include "services/inference/domain/dispatch.h"

namespace aicc::inference {

// What calls of served models took, as figures that OpenTelemetry's conventions
// for generative AI name (open-telemetry/semantic-conventions-genai), as
// Prometheus writes them:
// - gen_ai_client_operation_duration_seconds, of each attempt, with its
//   `error_type` if it failed;
// - gen_ai_client_operation_time_to_first_chunk_seconds;
// - gen_ai_client_token_usage, by `gen_ai_token_type`, where the server
//   counted;
// - aicc_inference_overhead_seconds, of ours: what the call took beside waiting
//   for servers of models.
// Immutable; thread-safe.
class Telemetry {
 public:
  // `metrics` and the models of `fleet` must outlive this.
  Telemetry(Metrics& metrics, const Fleet& fleet);
  ~Telemetry();

  void Measure(const Dispatched& dispatched,
               std::chrono::microseconds overhead) const;

 private:
  struct OfModel;
  void Measure(const Attempt& attempt) const;

  Metrics& metrics_;
  std::function<void(double)> overhead_;
  std::map<const LanguageModel*, std::unique_ptr<OfModel>> models_;
};

}  // namespace aicc::inference
