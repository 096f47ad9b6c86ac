#include "services/chatbot/domain/transcript.h"

#include <algorithm>

namespace aicc::chatbot {

std::vector<Utterance> HistoryFor(const Transcript& transcript,
                                  int question_seq) {
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
  std::size_t bytes = 0;
  const auto first = std::ranges::find_if(history.rbegin(), history.rend(),
                                          [&](const Utterance& utterance) {
                                            bytes += utterance.text.size();
                                            return bytes > kMaxHistoryBytes;
                                          });
  history.erase(history.begin(), first.base());
  return history;
}

}  // namespace aicc::chatbot
