#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "services/inference/domain/decide.h"
#include "services/inference/domain/fleet.h"
#include "services/inference/domain/prompt.h"
#include "services/inference/domain/routing.h"

namespace aicc::inference {

// What an answer is made of, in the order of its making.
struct TextPiece {
  std::string text;
};
struct Restart {};
struct HandOver {
  std::string queue;
  std::string message;
};
using Piece = std::variant<Understanding, TextPiece, Passage, Escalation,
                           Restart, HandOver, Decision>;

// Receives one piece. Awaited before the next is made.
using PieceSink = std::function<Task<void>(Piece piece)>;

class AnswerCache;
class Ledger;
class Telemetry;

// Everything that may answer. Immutable; any thread may use it.
struct Brain {
  const DomainEngine& engine;
  const Fleet& fleet;  // In the order of the configuration.
  Limits limits;
  const Telemetry& telemetry;
  Ledger* ledger = nullptr;      // May be null.
  AnswerCache* cache = nullptr;  // May be null.
  RoutingRules rules = {};

  // Those of `task`; without any, what holds where nothing is said.
  TaskRules RulesFor(std::string_view task) const {
    const auto found = rules.find(task);
    return found == rules.end() ? TaskRules() : found->second;
  }
};

// Answers a customer's message, tier by tier; see Generate in inference.proto.
// The first piece is the Understanding, the last one the Decision. Cannot fail:
// where no model answers, a human must.
//
// REQUIRES: the last turn is the customer's.
Task<void> Chat(const CallContext& call, const Assignment& assignment,
                const Brain& brain, const PieceSink& sink);

// Has a served model do a task other than a chat; the last piece is the
// Decision. ModelNotConfigured if none may see the text, EveryModelFailed if
// none gave a whole answer.
Task<Result<void>> Write(const CallContext& call, const Assignment& assignment,
                         const Brain& brain, const PieceSink& sink);

}  // namespace aicc::inference
