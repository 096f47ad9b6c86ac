#pragma once

#include <chrono>

#include "common/metrics.h"
#include "services/inference/domain/dispatch.h"

namespace aicc::inference {

// Adds what `dispatched` took to the metrics that OpenTelemetry's conventions
// for generative AI name (open-telemetry/semantic-conventions-genai), as
// Prometheus writes them:
// - gen_ai_client_operation_duration_seconds, of each attempt, with its
//   `error_type` if it failed;
// - gen_ai_client_operation_time_to_first_chunk_seconds;
// - gen_ai_client_token_usage, by `gen_ai_token_type`, where the server
//   counted;
// - aicc_inference_overhead_seconds, of ours: what the call took beside waiting
//   for servers of models.
void Measure(const Dispatched& dispatched, std::chrono::microseconds overhead,
             Metrics& metrics);

}  // namespace aicc::inference
