#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.h"
#include "common/pack_manifest.h"

namespace aicc::inference {

// What a customer's message means.
struct Entity {
  std::string type;   // See Entity.type in inference.proto.
  std::string text;   // As it stands in the message.
  std::string value;  // Canonical.
  int start = 0;      // First code point, from 0.
  int end = 0;        // One past the last code point.
};

struct IntentScore {
  std::string intent;
  double confidence = 0;  // 0 to 1.
};

struct Understanding {
  std::string locale;                // "ko" or "en".
  std::vector<IntentScore> intents;  // Best first, at most 5.
  double out_of_scope_score = 0;     // 0 (within) to 1 (outside).
  bool out_of_scope = false;
  std::vector<Entity> entities;
  double sentiment = 0;  // -1 (angry) to 1 (happy).
  bool wants_human = false;
};

// A sentence of a document that may answer.
struct Passage {
  std::string document_id;
  std::string title;
  std::string section;  // Empty for the introduction.
  std::string locale;
  std::string sentence;  // Word for word.
  double score = 0;      // Larger is better; comparable within one search.
};

// What the domain model says by itself, before anyone decides whether to say
// it.
struct DomainAnswer {
  std::string text;               // Empty if there is none.
  std::vector<Passage> passages;  // What the text quotes, in order.
  double retrieval_score = 0;     // Of the best passage, 0 to 1.
  double retrieval_margin = 0;    // To the best passage of another document.
  double confidence = 0;          // Probability that it is right; calibrated.
  bool small_talk = false;        // A fixed reply of the pack; no passages.
};

// What the pack demands whatever the model thinks.
struct PolicyMatch {
  std::string policy;   // Its id.
  std::string queue;    // Where a human takes it.
  std::string reason;   // "POLICY_…"
  std::string message;  // To the customer.
};

// One business: its pack and the built-in domain model made of it. Immutable,
// so any thread may use it at any time; everything runs on the caller's thread
// and takes well under a few milliseconds.
class DomainEngine {
 public:
  // Reads and checks the pack in the folder `path` and trains the model; takes
  // up to a few seconds. "BAD_CONFIG" (see common/config.h) names file and line
  // of the first thing that is wrong.
  static Result<std::unique_ptr<DomainEngine>> Load(const std::string& path);

  virtual ~DomainEngine() = default;

  // "builtin/telco@2026.11"
  virtual const std::string& model_name() const = 0;
  virtual const PackManifest& manifest() const = 0;

  // The confidence that an answer needs to be given, the out-of-scope score
  // that its message must stay under, and the least score of its best passage;
  // calibrated at load on held-out examples of the pack.
  virtual double confidence_threshold() const = 0;
  virtual double out_of_scope_threshold() const = 0;
  virtual double retrieval_threshold() const = 0;

  // `locale` may be empty: detected. Any UTF-8 is fine, up to 16 kB.
  virtual Understanding Understand(std::string_view text,
                                   std::string_view locale) const = 0;

  // The best sentences of all documents for `query`, best first, at most
  // `limit`; those of `locale` only.
  virtual std::vector<Passage> Search(std::string_view query,
                                      std::string_view locale,
                                      int limit) const = 0;

  // Composes an answer to `text` from the documents, for what was understood.
  virtual DomainAnswer Answer(std::string_view text,
                              const Understanding& understood) const = 0;

  // The first policy that applies, if any.
  virtual std::optional<PolicyMatch> MatchPolicy(
      std::string_view text, const Understanding& understood) const = 0;

  // The queue for an intent; the default queue if it names none or is empty.
  virtual const std::string& QueueOf(std::string_view intent) const = 0;
};

}  // namespace aicc::inference
