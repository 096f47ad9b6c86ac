#include "services/inference/domain/telemetry.h"

#include <string>
#include <utility>
#include <vector>

namespace aicc::inference {
namespace {

using Labels = Metrics::Labels;

// As the conventions advise.
const std::vector<double>& SecondBounds() {
  static const std::vector<double> bounds{0.01,  0.02,  0.04,  0.08, 0.16,
                                          0.32,  0.64,  1.28,  2.56, 5.12,
                                          10.24, 20.48, 40.96, 81.92};
  return bounds;
}
const std::vector<double>& TokenBounds() {
  static const std::vector<double> bounds{
      1,      4,      16,      64,        256,       1'024,      4'096,
      16'384, 65'536, 262'144, 1'048'576, 4'194'304, 16'777'216, 67'108'864};
  return bounds;
}
const std::vector<double>& OverheadBounds() {
  static const std::vector<double> bounds{0.00005, 0.0001, 0.00025, 0.0005,
                                          0.001,   0.0025, 0.005,   0.01,
                                          0.05,    0.25,   1};
  return bounds;
}

double Seconds(std::chrono::microseconds time) {
  return std::chrono::duration<double>(time).count();
}

Labels LabelsOf(const ModelInfo& model) {
  return {{"gen_ai_operation_name", "chat"},
          {"gen_ai_provider_name",
           model.profile.owner.empty() ? "unknown" : model.profile.owner},
          {"gen_ai_request_model", model.model},
          {"server_address", model.host},
          {"aicc_endpoint", model.endpoint}};
}

void MeasureTokens(const Labels& labels, const char* type, int count,
                   Metrics& metrics) {
  Labels typed = labels;
  typed.emplace("gen_ai_token_type", type);
  metrics.Observe("gen_ai_client_token_usage", typed, count, TokenBounds());
}

void Measure(const Attempt& attempt, Metrics& metrics) {
  const Labels labels = LabelsOf(attempt.model->info());
  Labels ended = labels;
  ended.emplace("error_type", attempt.outcome == "OK" ? "" : attempt.outcome);
  metrics.Observe("gen_ai_client_operation_duration_seconds", ended,
                  Seconds(attempt.total), SecondBounds());
  if (attempt.first_token.count() > 0) {
    metrics.Observe("gen_ai_client_operation_time_to_first_chunk_seconds",
                    labels, Seconds(attempt.first_token), SecondBounds());
  }
  // Guesses are not reported.
  if (attempt.usage.estimated || attempt.usage == Usage()) return;
  MeasureTokens(labels, "input", attempt.usage.prompt_tokens, metrics);
  MeasureTokens(labels, "output", attempt.usage.completion_tokens, metrics);
}

}  // namespace

void Measure(const Dispatched& dispatched, std::chrono::microseconds overhead,
             Metrics& metrics) {
  for (const Attempt& attempt : dispatched.attempts) {
    if (attempt.asked) Measure(attempt, metrics);
  }
  metrics.Observe("aicc_inference_overhead_seconds", {}, Seconds(overhead),
                  OverheadBounds());
}

}  // namespace aicc::inference
