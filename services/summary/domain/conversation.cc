#include "services/summary/domain/conversation.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "services/summary/domain/errors.h"

namespace aicc::summary {

Result<void> Conversation::Add(LogEntry entry) {
  if (std::holds_alternative<OtherEntry>(entry.body)) return {};
  if (const auto* said = std::get_if<Said>(&entry.body)) {
    if (utterance_count_ == kMaxUtterances ||
        bytes_ + said->text.size() > kMaxBytes) {
      return ConversationTooLong();
    }
    ++utterance_count_;
    bytes_ += said->text.size();
    customer_spoke_ |= said->speaker == Speaker::kCustomer;
  }
  entries_.push_back(std::move(entry));
  return {};
}

Result<void> Conversation::Check() const {
  if (utterance_count_ < 2 || !customer_spoke_) {
    return InsufficientConversation(utterance_count_);
  }
  return {};
}

const LogEntry* Conversation::Find(int seq) const {
  const auto found =
      std::ranges::lower_bound(entries_, seq, {}, &LogEntry::seq);
  if (found == entries_.end() || found->seq != seq) return nullptr;
  return &*found;
}

std::vector<Utterance> Conversation::Utterances() const {
  std::vector<Utterance> out;
  // A human was called: what the bot says next is "one moment, please".
  bool handing_over = false;
  for (const LogEntry& entry : entries_) {
    if (const auto* answer = std::get_if<AnswerGiven>(&entry.body)) {
      handing_over = answer->tier == Tier::kHuman;
    }
    const auto* said = std::get_if<Said>(&entry.body);
    if (said == nullptr) continue;
    if (!handing_over || said->speaker != Speaker::kBot) {
      out.push_back({entry.seq, said->speaker, said->text});
    }
    handing_over = false;
  }
  return out;
}

}  // namespace aicc::summary
