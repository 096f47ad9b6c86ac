#pragma once

#include <string_view>
#include <vector>

#include "services/summary/domain/contact.h"
#include "services/summary/domain/cues.h"

namespace aicc::summary {

// Something said, and where.
struct Utterance {
  int seq = 0;
  Speaker speaker = Speaker::kCustomer;
  std::string_view text;
};

// A sentence that a summary could quote. Views into the utterances' texts.
struct Candidate {
  int seq = 0;
  Speaker speaker = Speaker::kCustomer;
  std::string_view text;
  Cues cues;
  // How much it tells about the contact; comparable between sentences of one
  // side of one contact. Above 0 is worth quoting.
  double score = 0;
};

// Every sentence of the contact with its score, in the contact's order.
std::vector<Candidate> RankSentences(const std::vector<Utterance>& utterances);

}  // namespace aicc::summary
