#include "services/inference/domain/answer_reader.h"

#include <algorithm>
#include <utility>

#include "services/inference/domain/trial.h"

namespace aicc::inference {
namespace {

using Kind = ModelDelta::Kind;
using std::chrono::microseconds;

}  // namespace

Task<bool> AnswerReader::Take(std::vector<ModelDelta> deltas) {
  if (splice_) deltas = Spliced(std::move(deltas));
  if (misfit_) co_return false;
  for (const ModelDelta& delta : deltas) {
    if (IsUseful(delta) && first_token_.count() == 0) {
      first_token_ = std::max(microseconds(1), Since(began_));
    }
    if (delta.kind == Kind::kText) said_ += delta.text;
    if (delta.kind == Kind::kToolCall) called_ = true;
    if (delta.kind == Kind::kRefusal) refused_ = true;
  }
  if (deltas.empty()) co_return true;
  left_ = !co_await sink_.take(std::move(deltas));
  co_return !left_;
}

// Lets through what is new. Calls of tools and refusals are no part of a text
// that goes on.
std::vector<ModelDelta> AnswerReader::Spliced(std::vector<ModelDelta> deltas) {
  std::vector<ModelDelta> spliced;
  for (ModelDelta& delta : deltas) {
    if (delta.kind == Kind::kThought) continue;
    auto rest = splice_->Feed(delta.text);
    if (delta.kind != Kind::kText || !rest) {
      misfit_ = true;
      return {};
    }
    if (rest->empty()) continue;
    delta.text = *std::move(rest);
    spliced.push_back(std::move(delta));
  }
  return spliced;
}

Task<bool> AnswerReader::Flush() {
  if (!splice_ || misfit_ || left_) co_return !left_;
  auto rest = splice_->Finish();
  misfit_ = !rest;
  if (!rest || rest->empty()) co_return true;
  said_ += *rest;
  std::vector<ModelDelta> deltas;
  deltas.push_back({Kind::kText, *std::move(rest)});
  left_ = !co_await sink_.take(std::move(deltas));
  co_return !left_;
}

Task<void> AnswerReader::TakeBack() {
  if (!sink_.restart || !has_seen()) co_return;
  co_await sink_.restart();
  said_.clear();
  called_ = false;
  refused_ = false;
}

void AnswerReader::GoOn(bool prefill) {
  misfit_ = false;
  splice_.emplace(said_, prefill);
}

}  // namespace aicc::inference
