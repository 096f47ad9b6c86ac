#include <optional>
#include <string>

#include "services/summary/rpc/convert.h"

namespace aicc::summary {
namespace {

namespace sv1 = session::v1;
namespace cv1 = common::v1;

std::optional<Speaker> SpeakerFromProto(sv1::Speaker speaker) {
  switch (speaker) {
    case sv1::SPEAKER_CUSTOMER:
      return Speaker::kCustomer;
    case sv1::SPEAKER_BOT:
      return Speaker::kBot;
    case sv1::SPEAKER_AGENT:
      return Speaker::kAgent;
    default:
      return std::nullopt;
  }
}

std::optional<ContactState> StateFromProto(sv1::State state) {
  switch (state) {
    case sv1::STATE_SELF_SERVICE:
      return ContactState::kSelfService;
    case sv1::STATE_QUEUED:
      return ContactState::kQueued;
    case sv1::STATE_OFFERED:
      return ContactState::kOffered;
    case sv1::STATE_CONNECTED:
      return ContactState::kConnected;
    case sv1::STATE_ON_HOLD:
      return ContactState::kOnHold;
    case sv1::STATE_WRAP_UP:
      return ContactState::kWrapUp;
    case sv1::STATE_CLOSED:
      return ContactState::kClosed;
    case sv1::STATE_ABANDONED:
      return ContactState::kAbandoned;
    default:
      return std::nullopt;
  }
}

std::optional<Tier> TierFromProto(cv1::Tier tier) {
  switch (tier) {
    case cv1::TIER_DOMAIN:
      return Tier::kDomain;
    case cv1::TIER_GENERAL:
      return Tier::kGeneral;
    case cv1::TIER_HUMAN:
      return Tier::kHuman;
    default:
      return std::nullopt;
  }
}

decltype(LogEntry::body) Spoken(const sv1::Utterance& utterance) {
  const auto speaker = SpeakerFromProto(utterance.speaker());
  // What the staff tell one another is no part of what was agreed.
  const bool aside = utterance.audience() == sv1::AUDIENCE_STAFF;
  if (!speaker || aside) return OtherEntry{};
  return Said{*speaker, utterance.text()};
}

decltype(LogEntry::body) Changed(const sv1::StateChanged& change) {
  const auto from = StateFromProto(change.from());
  const auto to = StateFromProto(change.to());
  if (!to) return OtherEntry{};
  return StateChange{from.value_or(ContactState::kSelfService), *to,
                     change.reason(), change.queue()};
}

decltype(LogEntry::body) Answered(const sv1::AnswerRecorded& recorded) {
  const cv1::DecisionRecord& decision = recorded.decision();
  const auto tier = TierFromProto(decision.tier());
  if (!tier) return OtherEntry{};
  AnswerGiven answer{
      *tier, decision.intent(), {}, decision.reason(), recorded.question_seq(),
      {}};
  for (const cv1::Escalation& escalation : decision.escalations()) {
    const auto to = TierFromProto(escalation.to());
    if (to) answer.escalations.push_back({*to, escalation.reason()});
  }
  for (const cv1::Citation& citation : recorded.citations()) {
    answer.quotes.push_back(citation.quote());
  }
  return answer;
}

decltype(LogEntry::body) BodyFromProto(const sv1::Event& event) {
  switch (event.body_case()) {
    case sv1::Event::kUtterance:
      return Spoken(event.utterance());
    case sv1::Event::kStateChanged:
      return Changed(event.state_changed());
    case sv1::Event::kAnswerRecorded:
      return Answered(event.answer_recorded());
    case sv1::Event::kUnderstood:
      return Understood{event.understood().intent(),
                        event.understood().utterance_seq()};
    case sv1::Event::kRating:
      return RatingGiven{event.rating().score(), event.rating().comment()};
    case sv1::Event::kWrapUpCompleted:
      return WrapUpDone{event.wrap_up_completed().disposition(),
                        event.wrap_up_completed().note()};
    default:
      return OtherEntry{};
  }
}

}  // namespace

Contact ContactFromProto(const sv1::Session& session) {
  return {session.session_id(), session.locale(), session.last_seq(),
          TimeFromProto(session.start_time())};
}

LogEntry EntryFromProto(const sv1::Event& event) {
  return {event.seq(), TimeFromProto(event.event_time()), BodyFromProto(event)};
}

}  // namespace aicc::summary
