#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "services/summary/domain/contact.h"

namespace aicc::summary {

using Counts = std::map<std::string, int>;

// Raise it when Apply() makes something else of the same log: facts of another
// version are not read, but made again.
inline constexpr int kFactVersion = 2;

// What reports need to know of one contact: a projection of its log, and of
// nothing else, so that it can be thrown away and made again. Made by applying
// the entries one after the other; applying may stop and go on any time.
struct ContactFact {
  std::string session_id;
  TimePoint start_time;
  int last_seq = 0;  // Applied so far.

  ContactState state = ContactState::kSelfService;
  TimePoint state_time;  // Since when; the contact's start at first.

  // Each when it first happened.
  std::optional<TimePoint> queue_time;
  std::optional<TimePoint> connect_time;
  std::optional<TimePoint> end_time;  // Of the conversation; the last one.
  std::optional<TimePoint> close_time;

  // Sums over the whole contact. What is still going on is not in them.
  std::chrono::microseconds wait{0};  // In a queue, before the first agent.
  std::chrono::microseconds talk{0};
  std::chrono::microseconds hold{0};
  std::chrono::microseconds wrap_up{0};

  // "bot", "agent", "abandoned" or "open".
  std::string handled_by = "open";

  // The first topic: no small talk, and no mere wish for a person. Empty if
  // none was understood.
  std::string first_intent;
  std::string disposition;  // Empty before wrap-up.
  std::optional<int> rating;

  Counts answers_by_tier;  // "DOMAIN" …: answers.

  // Escalations by reason, by where they were seen: a hand-over is in the log
  // twice if the bot decided it, as its answer and as the contact's way into
  // the queue, and once if the customer did.
  Counts model_escalations;  // From model to model.
  Counts human_escalations;  // To a human, as answers say.
  Counts hand_overs;         // From self-service into a queue.

  // The utterance that `first_intent` is of; 0 if that is not known. Whether it
  // is a topic, the bot's decision may tell later.
  int intent_seq = 0;

  // The last utterance whose decision says that it is none. What it was
  // understood as may come later.
  int no_topic_seq = 0;

  // An agent's line was transcribed while nobody had accepted the contact, as
  // bridges and replays do that route calls elsewhere.
  bool agent_spoke = false;

  friend bool operator==(const ContactFact&, const ContactFact&) = default;
};

// A fact that nothing was applied to.
ContactFact NewFact(const Contact& contact);

// Applies the next entry.
// REQUIRES: entry.seq == fact->last_seq + 1.
void Apply(const LogEntry& entry, ContactFact* fact);

// Escalations by reason, each counted once.
Counts EscalationsOf(const ContactFact& fact);

}  // namespace aicc::summary
