#include "services/summary/domain/contact_fact.h"

#include <algorithm>
#include <variant>

namespace aicc::summary {
namespace {

using std::chrono::microseconds;

// Adds the time spent in the state that ends now.
void AddTime(TimePoint now, ContactFact* fact) {
  // Whoever reported the times may have had another clock.
  const microseconds spent =
      std::max(now - fact->state_time, microseconds::zero());
  switch (fact->state) {
    case ContactState::kQueued:
    case ContactState::kOffered:
      if (!fact->connect_time) fact->wait += spent;
      return;
    case ContactState::kConnected:
      fact->talk += spent;
      return;
    case ContactState::kOnHold:
      fact->hold += spent;
      return;
    case ContactState::kWrapUp:
      fact->wrap_up += spent;
      return;
    case ContactState::kSelfService:
    case ContactState::kClosed:
    case ContactState::kAbandoned:
      return;
  }
}

void Enter(ContactState state, TimePoint now, ContactFact* fact) {
  const ContactState from = fact->state;
  switch (state) {
    case ContactState::kSelfService:
      fact->agent_spoke = false;
      break;
    case ContactState::kQueued:
      if (!fact->queue_time) fact->queue_time = now;
      break;
    case ContactState::kConnected:
      if (!fact->connect_time) fact->connect_time = now;
      break;
    case ContactState::kWrapUp:
      fact->end_time = now;
      fact->handled_by = "agent";
      break;
    case ContactState::kAbandoned:
      fact->end_time = fact->close_time = now;
      fact->handled_by = "abandoned";
      break;
    case ContactState::kClosed:
      fact->close_time = now;
      if (from == ContactState::kWrapUp) break;
      fact->end_time = now;
      fact->handled_by =
          from == ContactState::kSelfService && !fact->agent_spoke ? "bot"
                                                                   : "agent";
      break;
    case ContactState::kOffered:
    case ContactState::kOnHold:
      break;
  }
}

void ApplyBody(const StateChange& change, TimePoint time, ContactFact* fact) {
  AddTime(time, fact);
  if (change.from == ContactState::kSelfService &&
      change.to == ContactState::kQueued && !change.reason.empty()) {
    ++fact->hand_overs[change.reason];
  }
  Enter(change.to, time, fact);
  fact->state = change.to;
  fact->state_time = time;
}

// The log tells of an utterance twice, in either order: what it was understood
// as, and what was decided.
void AddIntent(const std::string& intent, int utterance_seq,
               ContactFact* fact) {
  if (intent.empty() || !fact->first_intent.empty()) return;
  if (utterance_seq > 0 && utterance_seq == fact->no_topic_seq) return;
  fact->first_intent = intent;
  fact->intent_seq = utterance_seq;
}

void ForgetIntent(int utterance_seq, ContactFact* fact) {
  if (utterance_seq == 0) return;
  fact->no_topic_seq = utterance_seq;
  if (fact->intent_seq != utterance_seq) return;
  fact->first_intent.clear();
  fact->intent_seq = 0;
}

bool IsTopic(const AnswerGiven& answer) {
  return answer.reason != "SMALL_TALK" && answer.reason != "CUSTOMER_ASKED";
}

void ApplyBody(const AnswerGiven& answer, TimePoint, ContactFact* fact) {
  ++fact->answers_by_tier[std::string(TierName(answer.tier))];
  for (const TierPassed& passed : answer.escalations) {
    if (passed.reason.empty()) continue;
    auto& counts = passed.to == Tier::kHuman ? fact->human_escalations
                                             : fact->model_escalations;
    ++counts[passed.reason];
  }
  if (IsTopic(answer)) {
    AddIntent(answer.intent, answer.question_seq, fact);
  } else {
    ForgetIntent(answer.question_seq, fact);
  }
}

void ApplyBody(const Understood& understood, TimePoint, ContactFact* fact) {
  AddIntent(understood.intent, understood.utterance_seq, fact);
}

void ApplyBody(const Said& said, TimePoint, ContactFact* fact) {
  if (said.speaker == Speaker::kAgent &&
      fact->state == ContactState::kSelfService) {
    fact->agent_spoke = true;
  }
}

void ApplyBody(const RatingGiven& rating, TimePoint, ContactFact* fact) {
  fact->rating = rating.score;
}

void ApplyBody(const WrapUpDone& wrap_up, TimePoint, ContactFact* fact) {
  fact->disposition = wrap_up.disposition;
}

void ApplyBody(const OtherEntry&, TimePoint, ContactFact*) {}

}  // namespace

ContactFact NewFact(const Contact& contact) {
  ContactFact fact;
  fact.session_id = contact.session_id;
  fact.start_time = contact.start_time;
  fact.state_time = contact.start_time;
  return fact;
}

void Apply(const LogEntry& entry, ContactFact* fact) {
  std::visit([&](const auto& body) { ApplyBody(body, entry.time, fact); },
             entry.body);
  fact->last_seq = entry.seq;
}

Counts EscalationsOf(const ContactFact& fact) {
  Counts out = fact.human_escalations;
  for (const auto& [reason, count] : fact.hand_overs) {
    out[reason] = std::max(out[reason], count);
  }
  for (const auto& [reason, count] : fact.model_escalations) {
    out[reason] += count;
  }
  return out;
}

}  // namespace aicc::summary
