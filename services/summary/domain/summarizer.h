#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "common/call_context.h"
#include "common/clock.h"
#include "common/pack_manifest.h"
#include "services/summary/domain/contact_log.h"
#include "services/summary/domain/inference.h"
#include "services/summary/domain/stores.h"

namespace aicc::summary {

// Makes and keeps summaries. Thread-safe.
class Summarizer {
 public:
  struct Options {
    // The longest to wait for a model before the built-in engine does it;
    // 0 asks none.
    std::chrono::milliseconds model_limit{20'000};

    // Gives dispositions and queues their names; without it ids are shown.
    std::optional<PackManifest> pack;
  };

  // Everything passed in must outlive this.
  Summarizer(ContactLog& log, Inference& inference, SummaryStore& store,
             const Clock& clock, Options options);

  // Returns the summary of the contact as its log is now: the kept one while
  // the log has not grown, else a new one. A model writes it if there is one
  // and what it writes is proven by the log; else the built-in engine does.
  //
  // Errors of ContactLog; InsufficientConversation; ConversationTooLong.
  Task<Result<Summary>> Summarize(const CallContext& call,
                                  std::string_view session_id);

 private:
  Task<Result<Conversation>> Read(const CallContext& call, Contact contact);

  // Puts a model's sections into `*summary` and says who wrote them; leaves
  // nothing but the count of dropped sentences if it cannot.
  Task<void> LetModelWrite(const CallContext& call,
                           const Conversation& conversation, Summary* summary);

  Task<std::vector<NamedEntity>> FindEntities(const CallContext& call,
                                              const Conversation& conversation);

  ContactLog& log_;
  Inference& inference_;
  SummaryStore& store_;
  const Clock& clock_;
  const Options options_;
  const PackManifest* const pack_;  // options_.pack, if there is one.
};

}  // namespace aicc::summary
