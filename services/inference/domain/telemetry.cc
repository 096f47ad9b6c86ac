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

std::function<void(double)> Tokens(Labels labels, const char* type,
                                   Metrics& metrics) {
  labels.emplace("gen_ai_token_type", type);
  return metrics.Observer("gen_ai_client_token_usage", labels, TokenBounds());
}

std::function<void(double)> Duration(Labels labels, const std::string& error,
                                     Metrics& metrics) {
  labels.emplace("error_type", error);
  return metrics.Observer("gen_ai_client_operation_duration_seconds", labels,
                          SecondBounds());
}

}  // namespace

struct Telemetry::OfModel {
  OfModel(Labels of, Metrics& metrics)
      : labels(std::move(of)),
        duration(Duration(labels, "", metrics)),
        first_token(metrics.Observer(
            "gen_ai_client_operation_time_to_first_chunk_seconds", labels,
            SecondBounds())),
        input(Tokens(labels, "input", metrics)),
        output(Tokens(labels, "output", metrics)) {}

  const Labels labels;
  const std::function<void(double)> duration;  // Of what did not fail.
  const std::function<void(double)> first_token;
  const std::function<void(double)> input;
  const std::function<void(double)> output;
};

Telemetry::Telemetry(Metrics& metrics, const Fleet& fleet)
    : metrics_(metrics),
      overhead_(metrics.Observer("aicc_inference_overhead_seconds", {},
                                 OverheadBounds())) {
  for (const LanguageModel* model : fleet.models()) {
    models_.emplace(
        model, std::make_unique<OfModel>(LabelsOf(model->info()), metrics));
  }
}

Telemetry::~Telemetry() = default;

void Telemetry::Measure(const Attempt& attempt) const {
  const OfModel& model = *models_.at(attempt.model);
  const double seconds = Seconds(attempt.total);
  if (attempt.outcome == "OK") {
    model.duration(seconds);
  } else {
    Duration(model.labels, attempt.outcome, metrics_)(seconds);
  }
  if (attempt.first_token.count() > 0) {
    model.first_token(Seconds(attempt.first_token));
  }
  // Guesses are not reported.
  if (attempt.usage.estimated || attempt.usage == Usage()) return;
  model.input(attempt.usage.prompt_tokens);
  model.output(attempt.usage.completion_tokens);
}

void Telemetry::Measure(const Dispatched& dispatched,
                        std::chrono::microseconds overhead) const {
  for (const Attempt& attempt : dispatched.attempts) {
    if (attempt.asked) Measure(attempt);
  }
  overhead_(Seconds(overhead));
}

}  // namespace aicc::inference
