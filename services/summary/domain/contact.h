#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/clock.h"

namespace aicc::summary {

// A contact and its log, as far as summaries and reports look at them. The
// session service owns both; see session.proto for what the words mean.

enum class Speaker { kCustomer, kBot, kAgent };

enum class ContactState {
  kSelfService,
  kQueued,
  kOffered,
  kConnected,
  kOnHold,
  kWrapUp,
  kClosed,
  kAbandoned,
};

enum class Tier { kDomain, kGeneral, kHuman };

struct Contact {
  std::string session_id;
  std::string locale;  // "ko" or "en".
  int last_seq = 0;
  TimePoint start_time;
};

// Something a person or the bot said.
struct Said {
  Speaker speaker = Speaker::kCustomer;
  std::string text;
};

struct StateChange {
  ContactState from = ContactState::kSelfService;
  ContactState to = ContactState::kSelfService;
  std::string reason;
  std::string queue;
};

struct TierPassed {
  Tier to = Tier::kGeneral;
  std::string reason;
};

// A model answered, or none could.
struct AnswerGiven {
  Tier tier = Tier::kDomain;
  std::string intent;
  std::vector<TierPassed> escalations;
  std::string reason;               // "ANSWERED", "SMALL_TALK" …
  int question_seq = 0;             // What was answered; 0 if unknown.
  std::vector<std::string> quotes;  // Of the documents that it rests on.
};

struct Understood {
  std::string intent;
  int utterance_seq = 0;  // What was understood; 0 if unknown.
};

struct RatingGiven {
  int score = 0;  // 1 to 5.
  std::string comment;
};

struct WrapUpDone {
  std::string disposition;
  std::string note;
};

// What neither a summary nor a report looks at.
struct OtherEntry {};

struct LogEntry {
  int seq = 0;
  TimePoint time;  // When it happened.
  std::variant<OtherEntry, Said, StateChange, AnswerGiven, Understood,
               RatingGiven, WrapUpDone>
      body;
};

// "QUEUED" and so on, as kept and reported.
std::string_view StateName(ContactState state);
std::optional<ContactState> StateFromName(std::string_view name);

// "DOMAIN", "GENERAL", "HUMAN".
std::string_view TierName(Tier tier);

}  // namespace aicc::summary
