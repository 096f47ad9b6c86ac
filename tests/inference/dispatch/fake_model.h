#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "common/pause.h"
#include "services/inference/domain/language_model.h"

namespace aicc::inference {

// What a fake model does when it is asked once.
struct Script {
  // Says `text` after so long; empty: only waits.
  struct Step {
    std::chrono::milliseconds after{0};
    std::string text;
    ModelDelta::Kind kind = ModelDelta::Kind::kText;
  };
  std::vector<Step> steps;
  ModelResult end = ModelReply{};
};

inline Script Says(std::string text, std::chrono::milliseconds after = {}) {
  return {{{after, std::move(text)}}, ModelReply{}};
}
inline Script Fails(FaultKind kind, std::chrono::milliseconds after = {}) {
  return {{{after, ""}}, std::unexpected(ModelFault{kind, 0, ""})};
}

// A model that keeps to scripts, one a request; the last one again and again.
class FakeModel final : public LanguageModel {
 public:
  explicit FakeModel(std::string endpoint, std::vector<Script> scripts = {})
      : scripts_(scripts.begin(), scripts.end()) {
    info_.endpoint = endpoint;
    info_.name = endpoint + "/fake";
    info_.model = "fake";
    info_.tier = Tier::kGeneral;
    info_.internal = true;
  }

  const ModelInfo& info() const override { return info_; }
  ModelInfo& info() { return info_; }

  Task<ModelResult> Reply(const CallContext&, const ModelRequest& request,
                          const DeltaSink& sink) override {
    const Unwound unwound(*this);
    const Script script = Next(request);
    for (const Script::Step& step : script.steps) {
      if (step.after.count() > 0) co_await Pause(step.after);
      if (step.text.empty()) continue;
      std::vector<ModelDelta> deltas;
      deltas.push_back({step.kind, step.text});
      if (!co_await sink(std::move(deltas))) {
        ended_ = true;
        co_return ModelReply{Finish::kLeft};
      }
    }
    ended_ = true;
    co_return script.end;
  }
  Task<bool> Reachable() override { co_return true; }

  int asked() const { return asked_; }
  int stopped() const { return stopped_; }  // How often it was unwound.
  std::vector<ModelRequest> requests() const {
    std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  struct Unwound {
    explicit Unwound(FakeModel& m) : model(m) { model.ended_ = false; }
    ~Unwound() {
      if (!model.ended_) ++model.stopped_;
    }
    FakeModel& model;
  };

  Script Next(const ModelRequest& request) {
    ++asked_;
    std::lock_guard lock(mutex_);
    requests_.push_back(request);
    Script script = scripts_.front();
    if (scripts_.size() > 1) scripts_.pop_front();
    return script;
  }

  ModelInfo info_;
  mutable std::mutex mutex_;
  std::deque<Script> scripts_;  // Guarded by mutex_, as is the next.
  std::vector<ModelRequest> requests_;
  std::atomic<bool> ended_ = false;
  std::atomic<int> asked_ = 0;
  std::atomic<int> stopped_ = 0;
};

}  // namespace aicc::inference
