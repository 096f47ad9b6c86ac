#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "services/inference/domain/dispatch.h"
#include "services/inference/domain/fleet.h"
#include "services/inference/domain/payer.h"

namespace aicc::inference {

// Leave to ask a model, given back whatever happens.
class Admission {
 public:
  // `alone`: there is nobody else to ask.
  Admission(Health& health, bool alone);
  ~Admission() {
    if (!told_ && granted()) breaker_.Nothing(ticket_);
  }
  Admission(const Admission&) = delete;
  Admission& operator=(const Admission&) = delete;

  bool granted() const { return ticket_.permit != Breaker::Permit::kNo; }
  bool probes() const { return ticket_.permit == Breaker::Permit::kProbe; }
  void Succeeded();
  void Failed();

 private:
  Breaker& breaker_;
  Breaker::Ticket ticket_;
  bool told_ = false;
};

// One time that a model is asked: what it may cost at most is taken before, and
// what it cost and says of the model is noted after, also if it is unwound.
// Used by one coroutine; what it is given must outlive it.
class Trial {
 public:
  using Time = std::chrono::steady_clock::time_point;

  Trial(const CallContext& call, const Fleet& fleet, LanguageModel& model,
        const ModelRequest& request, Admission& admission,
        std::vector<Attempt>* attempts);
  ~Trial();
  Trial(const Trial&) = delete;
  Trial& operator=(const Trial&) = delete;

  LanguageModel& model() const { return model_; }
  Time began() const { return began_; }

  // Takes what it may cost, and notes the attempt. False, noted as one that was
  // not asked, if a budget has less left.
  Task<bool> Begin();

  // Asks; see LanguageModel::Reply(). REQUIRES: Begin() was true.
  Task<ModelResult> Ask(const DeltaSink& sink);

  // Completes what a server that did not count all has told.
  void Count(Usage* usage) const;

  // Notes what came, before anything is done with it.
  void Note(const std::vector<ModelDelta>& deltas);

  // One of these ends it. `blames`: a fault counts against the model.
  void End(const ModelResult& result, bool blames);
  // Another one was quicker, which was asked at `other_began`, if that was
  // later.
  void Outrun(Time other_began = {});

 private:
  void EndWell(const ModelReply& reply);
  void EndBadly(const ModelFault& fault, bool blames);
  void Abandon(std::string outcome);
  Attempt& attempt() { return (*attempts_)[place_]; }

  const CallContext& call_;
  LanguageModel& model_;
  Health& health_;
  const ModelRequest& request_;
  Admission& admission_;
  std::vector<Attempt>* const attempts_;
  std::size_t place_ = 0;  // Among them.
  Payer payer_;
  Time began_{};
  std::size_t bytes_ = 0;  // Of what it has said.
  bool begun_ = false;
  bool asked_ = false;
  bool ended_ = false;
};

// True if a reader can do something with it.
bool IsUseful(const ModelDelta& delta);

// What `began` is ago.
std::chrono::microseconds Since(std::chrono::steady_clock::time_point began);

}  // namespace aicc::inference
