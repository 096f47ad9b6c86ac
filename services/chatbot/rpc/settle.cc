#include <absl/time/time.h>

#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/this_coro.hpp>
#include <utility>

#include "services/chatbot/domain/brief.h"
#include "services/chatbot/domain/errors.h"
#include "services/chatbot/domain/language.h"
#include "services/chatbot/rpc/turn.h"

namespace aicc::chatbot {
namespace {

using boost::asio::experimental::awaitable_operators::operator&&;

bool IsHuman(const common::v1::DecisionRecord& decision) {
  return decision.tier() == common::v1::TIER_HUMAN;
}

bool IsFloorChanged(const Error& error) {
  return error.reason == "FLOOR_CHANGED";
}

// Or is with an agent by now.
bool Waits(const session::v1::Session& session) {
  return session.state() != session::v1::STATE_SELF_SERVICE;
}

// When the queues open again, by the session service's QUEUE_CLOSED.
std::optional<TimePoint> OpensAt(const Error& error) {
  const auto told = error.metadata.find("opensAt");
  absl::Time time;
  if (told == error.metadata.end() ||
      !absl::ParseTime(absl::RFC3339_full, told->second, &time, nullptr)) {
    return std::nullopt;
  }
  return TimePoint(std::chrono::microseconds(absl::ToUnixMicros(time)));
}

v1::Answer NewAnswer(std::string text, int seq,
                     common::v1::DecisionRecord decision) {
  v1::Answer answer;
  answer.set_text(std::move(text));
  answer.set_seq(seq);
  *answer.mutable_decision() = std::move(decision);
  return answer;
}

}  // namespace

Task<Result<void>> Turn::Settle(Generated generated) {
  namespace asio = boost::asio;
  if (call_.cancelled()) ThrowCancelled();
  co_await asio::this_coro::reset_cancellation_state(
      asio::disable_cancellation());
  bot_.metrics.Count("aicc_chatbot_decisions_total", "tier",
                     common::v1::Tier_Name(generated.decision.tier()));
  if (IsHuman(generated.decision)) {
    co_return co_await HandOver(std::move(generated));
  }
  co_return co_await Answer(std::move(generated));
}

Task<Result<void>> Turn::Answer(Generated generated) {
  // Neither waits for the other, so that they may share a commit.
  const auto [understood, said] = co_await (
      AppendUnderstood(generated) && AppendSaid(ids_.Answer(), generated.text));
  if (!said) {
    if (!IsFloorChanged(said.error())) co_return Failure(said.error());
    co_return co_await NotGiven(std::move(generated.decision));
  }
  if (!understood) co_return Failure(understood.error());

  if (said->duplicate()) {
    // An attempt before this one, or beside it, was quicker: its words count.
    const auto outcome = co_await ReadOutcome(settling_);
    if (!outcome) co_return Failure(outcome.error());
    if (!outcome->answer) co_return RequestConflict();
    generated.text = outcome->answer->text;
    std::erase_if(generated.citations, [&](const auto& citation) {
      return !generated.text.contains(citation.quote());
    });
  }
  const Appended recorded = co_await AppendRecord(generated, said->seq());
  if (!recorded) co_return Failure(recorded.error());
  if (recorded->duplicate()) co_return co_await ReplayAnew();

  v1::Answer answer = NewAnswer(std::move(generated.text), said->seq(),
                                std::move(generated.decision));
  for (auto& citation : generated.citations) {
    *answer.add_citations() = std::move(citation);
  }
  co_await reply_.Finish(std::move(answer));
  co_return Result<void>();
}

std::optional<std::string> Turn::IfClosed(const std::string& queue) const {
  const TimePoint now = bot_.clock.Now();
  if (bot_.hours.IsOpen(queue, now)) return std::nullopt;
  return ClosedUntil(bot_.hours.NextOpening(queue, now));
}

std::string Turn::ClosedUntil(std::optional<TimePoint> opens) const {
  const std::string& language =
      bot_.manifest.LocaleFor(LanguageOf(request_.text(), locale()));
  if (!opens) return bot_.manifest.Message("no_answer", language);
  std::string text = bot_.manifest.Message("queue_closed", language);
  const auto at = text.find(kOpensPlaceholder);
  if (at != std::string::npos) {
    text.replace(at, kOpensPlaceholder.size(),
                 bot_.hours.Spoken(*opens, language));
  }
  return text;
}

Task<Result<void>> Turn::HandOver(Generated generated) {
  if (generated.queue.empty()) {
    generated.queue = bot_.manifest.queues.front().id;
  }
  const auto closed = IfClosed(generated.queue);
  if (generated.message.empty()) {
    generated.message = bot_.manifest.Message("hand_over", locale());
  }
  if (generated.understanding) {
    Reading reading = ReadingOf(*generated.understanding, question_seq_);
    std::erase_if(transcript_.readings, [this](const Reading& r) {
      return r.utterance_seq == question_seq_;
    });
    transcript_.readings.push_back(std::move(reading));
  }
  // The record first: it says for the next attempt that it is a hand-over.
  const auto [understood, recorded] =
      co_await (AppendUnderstood(generated) && AppendRecord(generated, 0));
  if (!recorded) co_return Failure(recorded.error());
  if (!understood) co_return Failure(understood.error());
  v1::Answer answer = NewAnswer("", 0, generated.decision);
  if (recorded->duplicate()) {
    auto outcome = co_await ReadOutcome(settling_);
    if (!outcome) co_return Failure(outcome.error());
    if (!outcome->record) co_return RequestConflict();
    if (!IsHuman(outcome->record->decision()) || outcome->queued ||
        outcome->closed) {
      co_return co_await Replay(*std::move(outcome));
    }
    if (outcome->hand_over) {
      generated.message = outcome->hand_over->text;
      answer.set_text(generated.message);
      answer.set_seq(outcome->hand_over->seq);
    }
  }
  if (closed) {
    co_return co_await TellClosed(*closed, std::move(answer));
  }
  const Appended said = co_await AppendSaid(ids_.HandOver(), generated.message);
  if (!said) {
    if (!IsFloorChanged(said.error())) co_return Failure(said.error());
    co_return co_await NotGiven(std::move(generated.decision));
  }
  answer.set_text(generated.message);
  answer.set_seq(said->seq());
  co_return co_await Queue(generated, std::move(answer));
}

// The floor stays the bot's.
Task<Result<void>> Turn::TellClosed(std::string text, v1::Answer answer) {
  const Appended told = co_await AppendSaid(ids_.Closed(), text);
  if (!told && !IsFloorChanged(told.error())) {
    co_return Failure(told.error());
  }
  if (told && told->duplicate()) {
    const auto outcome = co_await ReadOutcome(settling_);
    if (!outcome) co_return Failure(outcome.error());
    if (!outcome->closed) co_return RequestConflict();
    text = outcome->closed->text;
  }
  if (told) {
    answer.set_text(std::move(text));
    answer.set_seq(told->seq());
  }
  co_await reply_.Restart();
  co_await reply_.Finish(std::move(answer));
  co_return Result<void>();
}

Task<Result<void>> Turn::Queue(const Generated& generated, v1::Answer answer) {
  const std::string& reason = generated.decision.reason();
  session::v1::RequestAgentRequest request;
  request.set_session_id(session_.session_id());
  request.set_request_id(ids_.Agent());
  request.set_queue(generated.queue);
  ToProto(MakeBrief(transcript_, question_seq_, reason, locale(), bot_.topics),
          request.mutable_brief());

  auto queued = co_await bot_.session.RequestAgent(settling_, request);
  if (!queued && queued.error().reason == "QUEUE_NOT_FOUND") {
    // The pack here and the queues there differ: any human is better than none.
    request.clear_queue();
    queued = co_await bot_.session.RequestAgent(settling_, request);
  }
  if (!queued && queued.error().reason == "QUEUE_CLOSED") {
    // It has closed this very moment, or by the pack of the queues only.
    co_return co_await TellClosed(ClosedUntil(OpensAt(queued.error())),
                                  std::move(answer));
  }
  // The state changed by another's hand: a human is there, or it is over.
  const bool overtaken = !queued && queued.error().reason == "WRONG_STATE";
  if (!queued && !overtaken) co_return Failure(queued.error());
  if (queued && !Waits(*queued)) co_return RequestConflict();
  co_await reply_.Restart();
  if (queued) {
    co_await reply_.HandOver(queued->queue(), reason, request.brief());
  }
  co_await reply_.Finish(std::move(answer));
  co_return Result<void>();
}

Task<Result<void>> Turn::NotGiven(common::v1::DecisionRecord decision) {
  co_await reply_.Finish(NewAnswer("", 0, std::move(decision)));
  co_return Result<void>();
}

Task<Result<void>> Turn::Replay(Outcome outcome) {
  if (outcome.notice) {
    co_await reply_.Notice(outcome.notice->text, outcome.notice->seq);
  }
  session::v1::AnswerRecorded& record = *outcome.record;
  const bool human = IsHuman(record.decision());
  if (human && !outcome.closed && !outcome.queued && BotHasFloor()) {
    // It ended between the decision and the queue. The decision stands; only
    // where to, and what to say, is asked again.
    if (const auto read = co_await ReadLog(); !read) co_return read;
    auto generated = co_await Generate(nullptr);
    if (!generated) co_return Failure(generated.error());
    generated->decision = record.decision();
    co_return co_await Settle(*std::move(generated));
  }
  const auto& said = outcome.closed ? outcome.closed
                     : human        ? outcome.hand_over
                                    : outcome.answer;
  v1::Answer answer = NewAnswer(said ? said->text : "", said ? said->seq : 0,
                                record.decision());
  *answer.mutable_citations() = std::move(*record.mutable_citations());
  for (const auto& escalation : record.decision().escalations()) {
    co_await reply_.Escalate(escalation);
  }
  if (human && outcome.queued && !outcome.closed) {
    co_await reply_.HandOver(outcome.queued->queue(),
                             record.decision().reason(),
                             outcome.queued->brief());
  }
  co_await reply_.Finish(std::move(answer));
  co_return Result<void>();
}

Task<Result<void>> Turn::ReplayAnew() {
  auto outcome = co_await ReadOutcome(settling_);
  if (!outcome) co_return Failure(outcome.error());
  if (!outcome->record) co_return RequestConflict();
  // What this attempt showed so far may differ.
  outcome->notice.reset();
  co_return co_await Replay(*std::move(outcome));
}

Task<Turn::Appended> Turn::AppendUnderstood(const Generated& generated) {
  if (!generated.understanding) {
    co_return session::v1::AppendEventResponse();
  }
  auto event = NewEvent(ids_.Understood());
  ToProto(ReadingOf(*generated.understanding, question_seq_),
          event.mutable_understood());
  co_return co_await bot_.session.Append(settling_, event);
}

Task<Turn::Appended> Turn::AppendSaid(std::string event_id,
                                      const std::string& text) {
  auto event = NewEvent(std::move(event_id));
  event.mutable_utterance()->set_speaker(session::v1::SPEAKER_BOT);
  event.mutable_utterance()->set_text(text);
  event.mutable_utterance()->set_floor_epoch(session_.floor().epoch());
  co_return co_await bot_.session.Append(settling_, event);
}

Task<Turn::Appended> Turn::AppendRecord(const Generated& generated,
                                        int answer_seq) {
  auto event = NewEvent(ids_.Record());
  auto* record = event.mutable_answer_recorded();
  *record->mutable_decision() = generated.decision;
  for (const auto& citation : generated.citations) {
    *record->add_citations() = citation;
  }
  record->set_question_seq(question_seq_);
  record->set_answer_seq(answer_seq);
  co_return co_await bot_.session.Append(settling_, event);
}

}  // namespace aicc::chatbot
