#include "services/chatbot/domain/transcript.h"

#include <algorithm>

namespace aicc::chatbot {

std::vector<Utterance> HistoryFor(const Transcript& transcript,
                                  int question_seq, int limit) {
  std::vector<Utterance> history;
  const Utterance* question = nullptr;
  for (const Utterance& utterance : transcript.utterances) {
    if (utterance.seq == question_seq) {
      question = &utterance;
      continue;
    }
    // The bot may have answered an earlier message after this one was written.
    if (utterance.seq > question_seq &&
        utterance.speaker == Speaker::kCustomer) {
      continue;
    }
    history.push_back(utterance);
  }
  if (question != nullptr) history.push_back(*question);
  const auto keep = static_cast<std::size_t>(std::max(limit, 1));
  if (history.size() > keep) {
    history.erase(history.begin(),
                  history.end() - static_cast<std::ptrdiff_t>(keep));
  }
  return history;
}

}  // namespace aicc::chatbot
