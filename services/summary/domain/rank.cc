#include "services/summary/domain/rank.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>

#include "services/summary/domain/text.h"

namespace aicc::summary {
namespace {

using Weights = std::map<std::string, double>;

// How often each stem is used in the whole contact, damped.
Weights CentroidOf(const std::vector<Utterance>& utterances) {
  Weights centroid;
  for (const Utterance& utterance : utterances) {
    for (const std::string& stem : ContentStems(utterance.text)) {
      centroid[stem] += 1;
    }
  }
  for (auto& [stem, weight] : centroid) weight = std::log1p(weight);
  return centroid;
}

// How much of `stems` is what the contact is about, 0 to about 1.
double Similarity(const std::vector<std::string>& stems,
                  const Weights& centroid) {
  if (stems.empty()) return 0;
  double sum = 0;
  for (const std::string& stem : stems) {
    const auto found = centroid.find(stem);
    if (found != centroid.end()) sum += found->second - std::log(2.0);
  }
  return sum / std::sqrt(static_cast<double>(stems.size()));
}

// A sentence of a few words says little by itself, a long one more, but not in
// proportion.
double LengthScore(std::size_t words, bool korean) {
  // A Korean word holds about twice as much as an English one.
  const double length = static_cast<double>(words) * (korean ? 1.8 : 1.0);
  if (length < 4) return -1.5;
  return 1.4 * std::log(std::min(length, 28.0) / 6.0);
}

bool StartsInKorean(std::string_view text) {
  std::size_t hangul = 0;
  std::size_t all = 0;
  for (std::size_t at = 0; at < text.size(); ++all) {
    hangul += IsHangul(NextCodePoint(text, &at)) ? 1 : 0;
  }
  return hangul * 3 > all;
}

// `turn` counts the turns of this speaker's side, from 0.
double CustomerScore(const Cues& cues, int turn) {
  double score = turn == 0 ? 1.8 : turn == 1 ? 0.2 : -0.2;
  if (cues.problem) score += 0.7;
  if (cues.question) score += 0.5;
  if (cues.request) score += 0.4;
  if (cues.confirmed) score += 0.3;
  if (cues.thanks && !cues.problem) score -= 1.2;
  if (cues.greeting || cues.closing) score -= 0.8;
  return score;
}

double AgentScore(const Cues& cues, int turn) {
  double score = turn == 0 ? 0.1 : 0.2;
  if (cues.action) score += 0.6;
  if (cues.promise) score += 0.5;
  if (cues.question) score -= 0.1;
  if (cues.apology) score -= 0.5;
  if (cues.hold || cues.recap) score -= 1.0;
  if (cues.thanks) score -= 0.7;
  if (cues.greeting || cues.closing) score -= 1.2;
  return score;
}

}  // namespace

std::vector<Candidate> RankSentences(const std::vector<Utterance>& utterances) {
  const Weights centroid = CentroidOf(utterances);
  std::vector<Candidate> out;
  int customer_turn = -1;
  int service_turn = -1;
  const Speaker* before = nullptr;
  for (const Utterance& utterance : utterances) {
    const bool customer = utterance.speaker == Speaker::kCustomer;
    if (before == nullptr || (*before == Speaker::kCustomer) != customer) {
      ++(customer ? customer_turn : service_turn);
    }
    before = &utterance.speaker;
    const bool korean = StartsInKorean(utterance.text);
    for (const std::string_view text : SplitSentences(utterance.text)) {
      Candidate candidate{utterance.seq, utterance.speaker, text,
                          FindCues(text), 0};
      candidate.score = customer ? CustomerScore(candidate.cues, customer_turn)
                                 : AgentScore(candidate.cues, service_turn);
      candidate.score += LengthScore(Words(text).size(), korean);
      candidate.score += 0.2 * Similarity(ContentStems(text), centroid);
      out.push_back(candidate);
    }
  }
  return out;
}

}  // namespace aicc::summary
