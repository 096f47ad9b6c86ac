#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "aicc/chatbot/v1/chatbot.pb.h"
#include "aicc/session/v1/session.pb.h"
#include "common/call_context.h"
#include "common/error.h"
#include "common/server_stream.h"
#include "common/task.h"
#include "services/chatbot/domain/ids.h"
#include "services/chatbot/domain/transcript.h"
#include "services/chatbot/domain/turn_gate.h"
#include "services/chatbot/rpc/bot.h"
#include "services/chatbot/rpc/convert.h"
#include "services/chatbot/rpc/model_client.h"
#include "services/chatbot/rpc/reply_stream.h"

namespace aicc::chatbot {

// One customer's message and the reply to it. Every step is in the contact's
// log under an id of its own before the next begins, so that another attempt,
// here or in another process, goes on where this one ended. Belongs to one
// coroutine.
class Turn {
 public:
  // Everything passed in must outlive this.
  Turn(const CallContext& call, const v1::SendMessageRequest& request,
       const Bot& bot, ServerStream<v1::SendMessageResponse>& stream);

  // Does all of it. `place` is this message's place in the line of its contact.
  Task<Result<void>> Run(TurnGate::Place& place);

 private:
  using Appended = Result<session::v1::AppendEventResponse>;

  // turn.cc: up to the answer.
  Task<Result<void>> Receive();
  // What has the question's id in the log is this question.
  Task<Result<bool>> IsSameQuestion();
  Task<Result<void>> Reply();
  Task<Result<bool>> GiveNotice();  // False: the bot lost the floor.
  Task<Result<bool>> AppendNotice(std::string event_id, bool* duplicate,
                                  int* seq);
  Task<Result<void>> Refresh();
  Task<Result<void>> ReadLog();
  Task<Result<Generated>> Generate(ReplyStream* reply);
  // Whether a model outside of the company may read this contact's text.
  Task<bool> ExternalAllowed();
  Task<Result<Outcome>> ReadOutcome(const CallContext& call);

  // settle.cc: from the decision on. Not cut short when the customer leaves: it
  // is a handful of short steps, and a half-told answer helps nobody.
  Task<Result<void>> Settle(Generated generated);
  Task<Result<void>> Answer(Generated generated);
  Task<Result<void>> HandOver(Generated generated);
  Task<Result<void>> Queue(const Generated& generated, v1::Answer answer);
  // What the customer is told if `queue` is closed; nothing if it is open.
  std::optional<std::string> IfClosed(const std::string& queue) const;
  // What they are told if it opens then; never, if there is no such time.
  std::string ClosedUntil(std::optional<TimePoint> opens) const;
  // That no human comes. `answer`: what was said before, which stays the answer
  // if the bot has lost the floor.
  Task<Result<void>> TellClosed(std::string text, v1::Answer answer);
  Task<Result<void>> NotGiven(common::v1::DecisionRecord decision);
  Task<Result<void>> Replay(Outcome outcome);
  Task<Result<void>> ReplayAnew();
  Task<Appended> AppendUnderstood(const Generated& generated);
  Task<Appended> AppendSaid(std::string event_id, const std::string& text);
  Task<Appended> AppendRecord(const Generated& generated, int answer_seq);

  bool BotHasFloor() const;
  const std::string& locale() const { return session_.locale(); }
  session::v1::AppendEventRequest NewEvent(std::string event_id) const;

  const CallContext& call_;
  // Has neither the caller's deadline nor their leaving.
  const CallContext settling_;
  const v1::SendMessageRequest& request_;
  const Bot& bot_;
  const TurnIds ids_;
  ReplyStream reply_;

  session::v1::Session session_;  // As last read.
  int question_seq_ = 0;
  bool retried_ = false;   // The message was in the log already.
  Transcript transcript_;  // The latest part of it.
};

}  // namespace aicc::chatbot
