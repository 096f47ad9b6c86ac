#include "services/session/domain/event.h"

namespace aicc::session {
namespace {

template <typename... F>
struct Overload : F... {
  using F::operator()...;
};

void EnterQueue(Session* session, const StateChanged& change, TimePoint time) {
  session->queue = change.queue;
  if (!change.keeps_place || !session->queue_time) session->queue_time = time;
  if (!change.brief.empty() || change.from == State::kSelfService) {
    session->brief = change.brief;
  }
  session->priority = change.priority;
  session->skills = change.skills;
  session->preferred_agent = change.preferred_agent;
}

void Enter(Session* session, const StateChanged& change, TimePoint time) {
  session->state = change.to;
  switch (change.to) {
    case State::kSelfService:
      session->follow_up.reset();
      break;
    case State::kQueued:
      // Back from an offer: nobody in particular is to have it any more.
      session->target_agent = change.target_agent;
      if (change.from == State::kOffered) {
        session->queue = change.queue;
        break;
      }
      EnterQueue(session, change, time);
      break;
    case State::kConnected:
      session->target_agent.clear();
      if (IsWithAgent(change.from) && change.agent_id == session->agent_id) {
        break;
      }
      session->agent_id = change.agent_id;
      session->connect_time = time;
      if (change.from == State::kSelfService) session->brief = change.brief;
      break;
    case State::kWrapUp:
      session->end_time = time;
      session->end_reason = EndReasonFromName(change.reason);
      session->wrap_up_expire_time = change.expire_time;
      break;
    case State::kClosed:
    case State::kAbandoned:
      session->wrap_up_expire_time.reset();
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

void Change(Session* session, const ParticipantChanged& changed,
            TimePoint time) {
  switch (changed.change) {
    case ParticipantChange::kInvited:
      session->invitation =
          Invitation{changed.role, changed.queue, changed.agent_id, time};
      return;
    case ParticipantChange::kInvitationEnded:
      session->invitation.reset();
      return;
    case ParticipantChange::kJoined: {
      // Who came was asked in, unless they were there already.
      const auto* there = FindParticipant(*session, changed.agent_id);
      const bool came = there == nullptr || IsSupervising(there->role);
      if (came && !IsSupervising(changed.role)) session->invitation.reset();
      [[fallthrough]];
    }
    case ParticipantChange::kLeft:
      std::erase_if(session->participants, [&](const Participant& p) {
        return p.agent_id == changed.agent_id;
      });
      break;
  }
  if (changed.change == ParticipantChange::kLeft) return;
  session->participants.push_back({changed.agent_id, changed.role, time});
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
          [](const ParticipantChanged&) {
            return EventType::kParticipantChanged;
          },
          [](const FollowUpRequested&) {
            return EventType::kFollowUpRequested;
          },
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
            session->previous_id = started.previous_id;
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
          [&](const ParticipantChanged& changed) {
            Change(session, changed, event.event_time);
          },
          [&](const FollowUpRequested& requested) {
            session->follow_up = requested.follow_up;
          },
          [](const Utterance&) {},
          [](const Noted&) {},
      },
      event.body);
}

}  // namespace aicc::session
