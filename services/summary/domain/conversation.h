#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "common/error.h"
#include "services/summary/domain/contact.h"
#include "services/summary/domain/rank.h"

namespace aicc::summary {

// What a summary is made from: the log of one contact without what no summary
// looks at. Not thread-safe.
class Conversation {
 public:
  // More utterances, or bytes of text, than this are not summed up.
  static constexpr std::size_t kMaxUtterances = 5'000;
  static constexpr std::size_t kMaxBytes = 4 << 20;

  explicit Conversation(Contact contact) : contact_(std::move(contact)) {}

  // Adds the next entry; ConversationTooLong, and adds nothing, if it is too
  // much.
  Result<void> Add(LogEntry entry);

  // InsufficientConversation unless there is something to sum up.
  Result<void> Check() const;

  const Contact& contact() const { return contact_; }
  bool korean() const { return contact_.locale != "en"; }

  // In the order of the log.
  const std::vector<LogEntry>& entries() const { return entries_; }

  // The entry at `seq`; nullptr if there is none that can be evidence.
  const LogEntry* Find(int seq) const;

  // What was said, without the bot's words while a human was fetched. Views
  // into this, which must outlive them.
  std::vector<Utterance> Utterances() const;

 private:
  Contact contact_;
  std::vector<LogEntry> entries_;
  std::size_t utterance_count_ = 0;
  std::size_t bytes_ = 0;
  bool customer_spoke_ = false;
};

}  // namespace aicc::summary
