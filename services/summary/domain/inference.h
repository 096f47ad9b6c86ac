#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/call_context.h"
#include "common/error.h"
#include "common/task.h"
#include "services/summary/domain/model_summary.h"

namespace aicc::summary {

// Something a text names; see Entity of inference.proto.
struct Mention {
  std::string type;
  std::string text;
};

// What a model wrote.
struct ModelText {
  std::string text;
  std::string model;
};

// The models, which another service owns. Any thread may call at any time.
class Inference {
 public:
  virtual ~Inference() = default;

  // What `text` names, in order of appearance.
  virtual Task<Result<std::vector<Mention>>> Mentions(
      const CallContext& call, std::string_view text,
      std::string_view locale) = 0;

  // Has a model write a summary. "MODEL_NOT_CONFIGURED" if there is no model
  // for it; other failures are those of the inference service. A broken-off
  // answer is a failure.
  virtual Task<Result<ModelText>> Write(const CallContext& call,
                                        std::string_view session_id,
                                        const SummaryPrompt& prompt) = 0;
};

}  // namespace aicc::summary
