#include "services/chatbot/rpc/turn.h"

#include <algorithm>
#include <utility>

#include "services/chatbot/domain/errors.h"
#include "services/chatbot/domain/language.h"

namespace aicc::chatbot {
namespace {

// How much of a log is read for one message, counted in events: enough for any
// conversation's memory, and a bound for one that was made to be long.
constexpr int kLogWindow = 400;

}  // namespace

Turn::Turn(const CallContext& call, const v1::SendMessageRequest& request,
           const Bot& bot, ServerStream<v1::SendMessageResponse>& stream)
    : call_(call),
      settling_(call, CallContext::kNoDeadline),
      request_(request),
      bot_(bot),
      ids_(request.request_id()),
      reply_(stream) {}

Task<Result<void>> Turn::Run(TurnGate::Place& place) {
  if (const auto received = co_await Receive(); !received) co_return received;
  if (!retried_ && !BotHasFloor()) co_return Result<void>();

  const bool waited = co_await place.Turn();
  if (waited || retried_) {
    if (const auto fresh = co_await Refresh(); !fresh) co_return fresh;
  }
  if (retried_) {
    auto outcome = co_await ReadOutcome(call_);
    if (!outcome) co_return Failure(outcome.error());
    if (outcome->record) co_return co_await Replay(*std::move(outcome));
  }
  if (!BotHasFloor()) co_return Result<void>();
  co_return co_await Reply();
}

Task<Result<void>> Turn::Receive() {
  if (const auto fresh = co_await Refresh(); !fresh) co_return fresh;
  // To a stranger, another customer's session is none at all.
  const Caller& caller = call_.caller();
  if (caller.role == Role::kCustomer &&
      session_.customer_id() != caller.subject) {
    co_return SessionNotFound(request_.session_id());
  }
  auto event = NewEvent(ids_.Question());
  event.mutable_utterance()->set_speaker(session::v1::SPEAKER_CUSTOMER);
  event.mutable_utterance()->set_text(request_.text());
  const Appended appended = co_await bot_.session.Append(call_, event);
  if (!appended) co_return Failure(appended.error());
  question_seq_ = appended->seq();
  retried_ = appended->duplicate();
  if (retried_) {
    const auto same = co_await IsSameQuestion();
    if (!same) co_return Failure(same.error());
    if (!*same) co_return RequestConflict();
  }
  co_await reply_.Received(question_seq_);
  co_return Result<void>();
}

Task<Result<bool>> Turn::IsSameQuestion() {
  const auto there = co_await bot_.session.Read(call_, session_.session_id(),
                                                question_seq_, question_seq_);
  if (!there) co_return Failure(there.error());
  if (there->empty()) co_return false;
  const auto& said = there->front().utterance();
  if (said.speaker() != session::v1::SPEAKER_CUSTOMER) co_return false;
  co_return said.text() == request_.text();
}

Task<Result<void>> Turn::Reply() {
  if (const auto read = co_await ReadLog(); !read) co_return read;
  const auto noticed = co_await GiveNotice();
  if (!noticed) co_return Failure(noticed.error());
  if (!*noticed) co_return Result<void>();
  auto generated = co_await Generate(&reply_);
  if (!generated) co_return Failure(generated.error());
  co_return co_await Settle(*std::move(generated));
}

Task<Result<bool>> Turn::GiveNotice() {
  if (transcript_.notice_seq) co_return true;
  bool duplicate = false;
  int seq = 0;
  const auto given =
      co_await AppendNotice(std::string(kNoticeId), &duplicate, &seq);
  if (!given || !*given || !duplicate) co_return given;
  // It is older than what was read, or was given this moment for another
  // message; or else somebody took its id for something else.
  const auto there =
      co_await bot_.session.Read(call_, session_.session_id(), seq, seq);
  if (!there) co_return Failure(there.error());
  if (!there->empty() && there->front().has_ai_notice()) co_return true;
  co_return co_await AppendNotice(ids_.Notice(), &duplicate, &seq);
}

Task<Result<bool>> Turn::AppendNotice(std::string event_id, bool* duplicate,
                                      int* seq) {
  const std::string& text = bot_.manifest.Message("ai_notice", locale());
  auto event = NewEvent(std::move(event_id));
  event.mutable_ai_notice()->set_text(text);
  event.mutable_ai_notice()->set_floor_epoch(session_.floor().epoch());
  const Appended appended = co_await bot_.session.Append(call_, event);
  if (!appended) {
    if (appended.error().reason == "FLOOR_CHANGED") co_return false;
    co_return Failure(appended.error());
  }
  *duplicate = appended->duplicate();
  *seq = appended->seq();
  if (!*duplicate) co_await reply_.Notice(text, *seq);
  co_return true;
}

Task<Result<void>> Turn::Refresh() {
  auto session = co_await bot_.session.Get(call_, request_.session_id());
  if (!session) co_return Failure(session.error());
  session_ = *std::move(session);
  co_return Result<void>();
}

Task<Result<void>> Turn::ReadLog() {
  const int last = std::max(session_.last_seq(), question_seq_);
  const int first = std::max(1, last - kLogWindow + 1);
  const auto events =
      co_await bot_.session.Read(call_, session_.session_id(), first, last);
  if (!events) co_return Failure(events.error());
  transcript_ = TranscriptOf(*events);
  co_return Result<void>();
}

Task<Result<Generated>> Turn::Generate(ReplyStream* reply) {
  inference::v1::GenerateRequest request;
  request.set_task(inference::v1::TASK_CHAT);
  request.set_locale(LanguageOf(request_.text(), locale()));
  request.set_session_id(session_.session_id());
  request.set_external_allowed(co_await ExternalAllowed());
  request.set_model(request_.model());
  for (const Utterance& said : HistoryFor(transcript_, question_seq_)) {
    ToProto(said, request.add_messages());
  }
  std::string preface = bot_.manifest.Message("general_answer", locale());
  if (!preface.empty()) preface += "\n\n";
  co_return co_await bot_.models.Generate(call_, request, preface, reply);
}

Task<bool> Turn::ExternalAllowed() {
  if (!request_.external_allowed()) co_return false;
  const auto consent =
      co_await bot_.session.ExternalAiConsent(call_, session_.customer_id());
  // Not knowing what the customer said is no consent.
  co_return consent && consent->value_or(true);
}

Task<Result<Outcome>> Turn::ReadOutcome(const CallContext& call) {
  // What became of a message stands soon after it; the end of the log may have
  // moved since it was last looked at.
  const auto session = co_await bot_.session.Get(call, request_.session_id());
  if (!session) co_return Failure(session.error());
  const auto events = co_await bot_.session.Read(
      call, session->session_id(), question_seq_,
      std::min(session->last_seq(), question_seq_ + kLogWindow));
  if (!events) co_return Failure(events.error());
  co_return OutcomeOf(*events, ids_);
}

bool Turn::BotHasFloor() const {
  return session_.floor().owner() == session::v1::FLOOR_OWNER_BOT;
}

session::v1::AppendEventRequest Turn::NewEvent(std::string event_id) const {
  session::v1::AppendEventRequest event;
  event.set_session_id(session_.session_id());
  event.set_event_id(std::move(event_id));
  return event;
}

}  // namespace aicc::chatbot
