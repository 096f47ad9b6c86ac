#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "services/summary/domain/contact.h"
#include "services/summary/domain/conversation.h"

namespace aicc::summary {

// Writes the log of a contact for a test, one entry after the other. Time
// stands still until After() moves it.
class LogBuilder {
 public:
  static constexpr char kId[] = "01890a5d-ac96-774b-bcce-b302099a8057";

  LogBuilder& After(std::chrono::seconds wait) {
    now_ += wait;
    return *this;
  }
  LogBuilder& Customer(std::string text) {
    return Add(Said{Speaker::kCustomer, std::move(text)});
  }
  LogBuilder& Bot(std::string text) {
    return Add(Said{Speaker::kBot, std::move(text)});
  }
  LogBuilder& Agent(std::string text) {
    return Add(Said{Speaker::kAgent, std::move(text)});
  }
  LogBuilder& To(ContactState to, std::string reason = {},
                 std::string queue = {}) {
    const ContactState from = std::exchange(state_, to);
    return Add(StateChange{from, to, std::move(reason), std::move(queue)});
  }
  LogBuilder& Answer(Tier tier, std::string intent,
                     std::vector<TierPassed> escalations = {}) {
    return Add(AnswerGiven{
        tier, std::move(intent), std::move(escalations), "ANSWERED", 0, {}});
  }
  // What was decided for the utterance at `question_seq`.
  LogBuilder& Decide(std::string reason, std::string intent, int question_seq) {
    const Tier tier = reason == "CUSTOMER_ASKED" ? Tier::kHuman : Tier::kDomain;
    return Add(AnswerGiven{
        tier, std::move(intent), {}, std::move(reason), question_seq, {}});
  }
  LogBuilder& Understand(std::string intent, int utterance_seq) {
    return Add(Understood{std::move(intent), utterance_seq});
  }
  LogBuilder& Rate(int score, std::string comment = {}) {
    return Add(RatingGiven{score, std::move(comment)});
  }
  LogBuilder& WrapUp(std::string disposition, std::string note) {
    return Add(WrapUpDone{std::move(disposition), std::move(note)});
  }
  LogBuilder& Add(decltype(LogEntry::body) body) {
    entries_.push_back(
        {static_cast<int>(entries_.size()) + 1, now_, std::move(body)});
    return *this;
  }

  const std::vector<LogEntry>& entries() const { return entries_; }

  Contact contact(const std::string& locale) const {
    return {kId, locale, static_cast<int>(entries_.size()), TimePoint{}};
  }

  Conversation Build(const std::string& locale) const {
    Conversation conversation(contact(locale));
    for (const LogEntry& entry : entries_) (void)conversation.Add(entry);
    return conversation;
  }

 private:
  TimePoint now_{};
  ContactState state_ = ContactState::kSelfService;
  std::vector<LogEntry> entries_;
};

}  // namespace aicc::summary
