#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "services/inference/domain/dispatch.h"
#include "services/inference/domain/splice.h"

namespace aicc::inference {

// What the reader of one answer has seen of it, from whichever models it came.
// Used by one coroutine.
class AnswerReader {
 public:
  // `sink` must outlive this.
  explicit AnswerReader(const AnswerSink& sink) : sink_(sink) {}

  // Passes on what came. False if the reader wants no more, or it does not go
  // on with what was said; see misfit().
  Task<bool> Take(std::vector<ModelDelta> deltas);

  // At the end of an answer: the rest of what was held back. False if the
  // reader wants no more.
  Task<bool> Flush();

  // Takes back all that was seen, where that can be.
  Task<void> TakeBack();

  // What comes next goes on with what was said; `prefill`: it was given as the
  // beginning of the answer.
  void GoOn(bool prefill);

  const std::string& said() const { return said_; }
  bool called() const { return called_; }  // A tool.
  bool left() const { return left_; }      // They want no more.
  bool misfit() const { return misfit_; }
  bool refused() const { return refused_; }
  bool has_seen() const { return !said_.empty() || called_ || refused_; }

  // From the beginning to the first useful token; 0: there was none.
  std::chrono::microseconds first_token() const { return first_token_; }

 private:
  std::vector<ModelDelta> Spliced(std::vector<ModelDelta> deltas);

  const AnswerSink& sink_;
  const std::chrono::steady_clock::time_point began_ =
      std::chrono::steady_clock::now();
  std::string said_;
  bool called_ = false;
  bool refused_ = false;
  bool left_ = false;
  bool misfit_ = false;
  std::optional<Splice> splice_;
  std::chrono::microseconds first_token_{0};
};

}  // namespace aicc::inference
