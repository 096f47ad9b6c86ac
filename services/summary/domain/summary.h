#pragma once

#include <string>
#include <vector>

#include "common/clock.h"

namespace aicc::summary {

// The parts of a summary, in the order in which they are told.
enum class SectionKind {
  kSituation,
  kAction,
  kResolution,
  kFollowUp,
  kSatisfaction,
};

// One sentence and the log entries that prove it: ascending, never empty.
struct Sentence {
  std::string text;
  std::vector<int> evidence_seqs;

  friend bool operator==(const Sentence&, const Sentence&) = default;
};

struct Section {
  SectionKind kind = SectionKind::kSituation;
  std::vector<Sentence> sentences;  // Never empty.

  friend bool operator==(const Section&, const Section&) = default;
};

// Something named in the contact; see Entity of inference.proto.
struct NamedEntity {
  std::string type;
  std::string text;                // As it was said first, numbers masked.
  std::vector<int> evidence_seqs;  // Ascending, never empty.

  friend bool operator==(const NamedEntity&, const NamedEntity&) = default;
};

struct Summary {
  std::string session_id;
  int last_seq = 0;    // The log was read up to here.
  std::string locale;  // "ko" or "en".
  std::vector<Section> sections;
  std::vector<NamedEntity> entities;
  std::string model;               // "builtin" or a model's name.
  int dropped_sentence_count = 0;  // A model wrote them without evidence.
  TimePoint create_time;

  friend bool operator==(const Summary&, const Summary&) = default;
};

inline constexpr char kBuiltin[] = "builtin";

}  // namespace aicc::summary
