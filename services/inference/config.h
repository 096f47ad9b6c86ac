#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/config.h"
#include "common/error.h"
#include "services/inference/serving/endpoint.h"

namespace aicc::inference {

// The settings of this service, see README.md.
struct Config {
  // The folder of the pack. Set by the program, which has one for all services.
  std::string pack;

  // The served models, in the order in which those of a tier are asked. Without
  // one of the tier `domain` the built-in engine answers; without one of the
  // tier `general` a human does what the domain model must not. A domain model
  // outside the company's boundary is the company's own contract, so a customer
  // is not asked for consent; its text is masked like any other.
  std::vector<Endpoint> endpoints;

  // Limits that the pack calibrates; set only to overrule it.
  struct Risk {
    // The out-of-scope score above which the domain model must not answer.
    std::optional<double> out_of_scope;
    // The least confidence in an answer, and the least retrieval score.
    std::optional<double> confidence;
    std::optional<double> retrieval;
    // The least share of each sentence of a served domain model that must be
    // found in the documents. Higher: fewer wrong answers, more hand-overs.
    double grounded_share = 0.55;
  } risk;
};

// Reads the section `inference`. What is wrong is noted in it, for Done().
Result<Config> ReadConfig(ConfigNode& section);

}  // namespace aicc::inference
