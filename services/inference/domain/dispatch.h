#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "services/inference/domain/fleet.h"

namespace aicc::inference {

struct Dispatched;

// Where an answer goes.
struct AnswerSink {
  DeltaSink take;

  // Takes back all that was taken so far. Empty if it cannot be: what a reader
  // has seen is then continued, or the answer fails.
  std::function<Task<void>()> restart = {};

  // Told whose pieces come next. May be empty.
  std::function<void(const LanguageModel& model)> speaks = {};

  // Told what there was if the call is cancelled: a coroutine that is unwound
  // returns nothing. May be empty.
  std::function<void(const Dispatched& dispatched)> abandoned = {};
};

// Whom to ask. Those of one step share the load; the next step is for what the
// one before did not answer.
using Plan = std::vector<std::vector<LanguageModel*>>;

// One time that a model was asked, or was to be.
struct Attempt {
  const LanguageModel* model = nullptr;
  // "OK", a FaultName(), "CANCELLED", or why it was not asked: "BREAKER_OPEN",
  // "RESTING", "BUDGET_SPENT", "STORE_UNAVAILABLE" (nobody knows what is left).
  std::string outcome;
  int status = 0;           // The HTTP status of a failure; 0: none.
  std::string detail = {};  // ModelFault::detail of one.
  bool asked = true;
  Usage usage = {};
  std::chrono::microseconds first_token{0};  // 0: there was none.
  std::chrono::microseconds total{0};
  std::chrono::microseconds waited{0};  // Of it, for the server.
};

struct Dispatched {
  // The answer; or why there is none: what the first of those that were asked
  // said, as what came after it was only its replacement.
  ModelResult result;
  // Who gave it; nullptr without one. Of an answer in two parts, the second.
  const LanguageModel* model = nullptr;
  std::vector<Attempt> attempts = {};
  bool continued = false;  // Another one gave its beginning.
  bool cached = false;     // It was kept from before; nobody was asked.
  // From the beginning to the first useful token; 0: there was none.
  std::chrono::microseconds first_token{0};
  // Between attempts, as servers want it.
  std::chrono::microseconds rested{0};
};

// Has one of the models of `plan` answer: asks again what may be asked again,
// as the servers want it; leaves those alone that fail; falls back to the next;
// and where the reader has seen a part already has another one continue it,
// never passing a part off as a whole. No model is waited for in vain beyond
// its limits; see endpoint.h.
//
// Models of `plan` are those of `fleet`. Cancelled as every Task.
Task<Dispatched> Dispatch(const CallContext& call, const Fleet& fleet,
                          const Plan& plan, const ModelRequest& request,
                          const AnswerSink& sink);

}  // namespace aicc::inference
