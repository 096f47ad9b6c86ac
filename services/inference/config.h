#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/config.h"
#include "common/error.h"
#include "services/inference/domain/answer_cache.h"
#include "services/inference/domain/budgets.h"
#include "services/inference/domain/routing.h"
#include "services/inference/serving/endpoint.h"

namespace aicc::inference {

// A name under which clients ask for whatever stands behind it.
struct VirtualModel {
  std::string name;  // 1 to 80 of a-z, 0-9, `.`, `_`, `-`, `/`.

  // Endpoints by name: the first, those that share its load, and those that are
  // asked when all of these fail, in this order.
  std::string primary;
  std::vector<std::string> balance;
  std::vector<std::string> fallbacks;

  // Where it is not as the endpoints say.
  ModelLimits limits;
};

// The settings of this service, see README.md.
struct Config {
  // The folder of the pack. Set by the program, which has one for all services.
  std::string pack;

  // The folder of the profiles. Set by the program, like the pack; read by
  // ReadConfig(), because endpoints are checked against it.
  std::string models;

  // True refuses models whose licence forbids commercial use.
  bool commercial = true;

  // The served models, in the order in which those of a tier are asked. Without
  // one of the tier `domain` the built-in engine answers; without one of the
  // tier `general` a human does what the domain model must not. A domain model
  // outside the company's boundary is the company's own contract, so a customer
  // is not asked for consent; its text is masked like any other.
  std::vector<Endpoint> endpoints;

  std::vector<VirtualModel> virtual_models;

  // How models are chosen, by task.
  RoutingRules rules;

  // What may be spent.
  std::vector<Budget> budgets;

  // Answers that are kept; none by default.
  AnswerCache::Options cache;

  // The share of requests that may be asked of two models at once, see
  // Endpoint::hedge_after. 0 to 1.
  double hedge_share = 0.05;

  // Keeps a row of each call of a served model; needs a database. Without one,
  // budgets are this process's own, and forgotten when it ends.
  bool ledger = true;
  int database_connections = 4;

  // Keys of clients of /v1 that have no token: the environment variable that
  // holds one, and the tenant in whose name it asks.
  std::vector<std::pair<std::string, std::string>> api_keys;

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

// Reads the section `inference`, against the profiles in the folder `models`.
// What is wrong is noted in it, for Done(); "BAD_CONFIG" or "FILE_NOT_FOUND" if
// the profiles cannot be read.
Result<Config> ReadConfig(ConfigNode& section, const std::string& models);

}  // namespace aicc::inference
