#include "services/session/domain/event.h"

namespace aicc::session {
namespace {

template <typename... F>
struct Overload : F... {
  using F::operator()...;
};

void Enter(Session* session, const StateChanged& change, TimePoint time) {
  session->state = change.to;
  switch (change.to) {
    case State::kQueued:
      // Back from an offer it keeps its old place.
      if (change.from == State::kOffered) break;
      session->queue = change.queue;
      session->queue_time = time;
      session->brief = change.brief;
      break;
    case State::kConnected:
      if (change.from == State::kOnHold) break;
      session->agent_id = change.agent_id;
      session->connect_time = time;
      if (change.from == State::kSelfService) session->brief = change.brief;
      break;
    case State::kWrapUp:
      session->end_time = time;
      session->end_reason = EndReasonFromName(change.reason);
      break;
    case State::kClosed:
    case State::kAbandoned:
      session->close_time = time;
      if (!session->end_time) {
        session->end_time = time;
        session->end_reason = EndReasonFromName(change.reason);
      }
      break;
    default:
      break;
  }
}

}  // namespace

EventType TypeOf(const EventBody& body) {
  return std::visit(
      Overload{
          [](const Utterance&) { return EventType::kUtterance; },
          [](const SessionStarted&) { return EventType::kSessionStarted; },
          [](const StateChanged&) { return EventType::kStateChanged; },
          [](const FloorChanged&) { return EventType::kFloorChanged; },
          [](const OfferChanged&) { return EventType::kOfferChanged; },
          [](const WrapUpCompleted&) { return EventType::kWrapUpCompleted; },
          [](const Noted& noted) { return noted.type; },
      },
      body);
}

void Apply(SessionHead* head, const Event& event) {
  head->last_seq = event.seq;
  const auto* noted = std::get_if<Noted>(&event.body);
  if (noted != nullptr && !noted->intent.empty()) head->intent = noted->intent;
}

void Apply(Session* session, const Event& event) {
  Apply(static_cast<SessionHead*>(session), event);
  std::visit(
      Overload{
          [&](const SessionStarted& started) {
            session->channel = started.channel;
            session->locale = started.locale;
            session->source = started.source;
            session->start_time = event.event_time;
          },
          [&](const StateChanged& change) {
            Enter(session, change, event.event_time);
          },
          [&](const FloorChanged& change) { session->floor = change.floor; },
          [&](const OfferChanged& change) {
            const bool open = change.state == OfferState::kPending;
            session->offer_id = open ? change.offer_id : "";
          },
          [&](const WrapUpCompleted& done) {
            session->disposition = done.disposition;
          },
          [](const Utterance&) {},
          [](const Noted&) {},
      },
      event.body);
}

}  // namespace aicc::session
