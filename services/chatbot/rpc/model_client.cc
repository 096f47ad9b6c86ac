#include "services/chatbot/rpc/model_client.h"

#include <utility>

#include "common/log.h"
#include "services/chatbot/domain/errors.h"
#include "services/chatbot/rpc/session_client.h"

namespace aicc::chatbot {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// What the session service takes as one utterance. A model that writes more
// runs on, and half of what it wrote is no answer.
constexpr std::size_t kMaxAnswerBytes = 16'384;

// A callee gives up a little before its caller does.
constexpr milliseconds kDeadlineSlack{50};

// One generation in progress: what has come so far.
class Generation {
 public:
  Generation(std::string_view preface, ReplyStream* reply)
      : preface_(preface), reply_(reply) {}

  // Takes in one message and passes on what the customer should see.
  Task<void> Take(inference::v1::GenerateResponse piece) {
    using Piece = inference::v1::GenerateResponse;
    switch (piece.piece_case()) {
      case Piece::kTextDelta:
        co_await TakeText(std::move(*piece.mutable_text_delta()));
        break;
      case Piece::kCitation:
        made_.citations.push_back(piece.citation());
        if (reply_) co_await reply_->Cite(*piece.mutable_citation());
        break;
      case Piece::kEscalation:
        general_ = piece.escalation().to() == common::v1::TIER_GENERAL;
        escalations_.push_back(piece.escalation());
        if (reply_) co_await reply_->Escalate(*piece.mutable_escalation());
        break;
      case Piece::kRestart:
        text_.clear();
        made_.citations.clear();
        if (reply_) co_await reply_->Restart();
        break;
      case Piece::kDecision:
        decided_ = true;
        made_.decision = std::move(*piece.mutable_decision());
        break;
      case Piece::kUnderstanding:
        made_.understanding = std::move(*piece.mutable_understanding());
        break;
      case Piece::kHandOver:
        made_.queue = piece.hand_over().queue();
        made_.message = piece.hand_over().message();
        break;
      case Piece::PIECE_NOT_SET:
        break;
    }
  }

  bool overflowed() const {
    return text_.size() + preface_.size() > kMaxAnswerBytes;
  }

  // The whole of it; nothing if it is no answer: the stream broke off, ran on,
  // or decided for an answer that has no words.
  std::optional<Generated> Whole() {
    if (!decided_ || overflowed()) return std::nullopt;
    switch (made_.decision.tier()) {
      case common::v1::TIER_HUMAN:
        made_.citations.clear();
        return std::move(made_);
      case common::v1::TIER_GENERAL:
        made_.text = preface_ + text_;
        break;
      case common::v1::TIER_DOMAIN:
        made_.text = text_;
        break;
      default:
        return std::nullopt;
    }
    // The log cannot keep U+0000.
    if (text_.empty() || text_.contains('\0')) return std::nullopt;
    return std::move(made_);
  }

  // What is made of it if it is no answer.
  Generated Failed(steady_clock::duration took) {
    Generated failed;
    failed.understanding = std::move(made_.understanding);
    common::v1::DecisionRecord& decision = failed.decision;
    decision.set_tier(common::v1::TIER_HUMAN);
    decision.set_reason("MODEL_FAILED");
    for (const auto& escalation : escalations_) {
      *decision.add_escalations() = escalation;
    }
    auto* last = decision.add_escalations();
    last->set_from(general_ ? common::v1::TIER_GENERAL
                            : common::v1::TIER_DOMAIN);
    last->set_to(common::v1::TIER_HUMAN);
    last->set_reason("MODEL_FAILED");
    last->set_explanation("the models gave no whole answer in time");
    const auto ns =
        std::chrono::duration_cast<std::chrono::nanoseconds>(took).count();
    decision.mutable_total_duration()->set_seconds(ns / 1'000'000'000);
    decision.mutable_total_duration()->set_nanos(
        static_cast<int>(ns % 1'000'000'000));
    return failed;
  }

 private:
  Task<void> TakeText(std::string delta) {
    text_ += delta;
    if (reply_ == nullptr || overflowed()) co_return;
    const bool first = reply_->shown().empty();
    if (general_ && first) co_await reply_->Text(preface_);
    co_await reply_->Text(std::move(delta));
  }

  const std::string preface_;
  ReplyStream* const reply_;  // nullptr: nobody is to see it.
  std::string text_;          // Without the preface.
  bool general_ = false;      // The general model was asked.
  bool decided_ = false;
  std::vector<common::v1::Escalation> escalations_;
  Generated made_;
};

Failure DeadlinePassed() {
  return Failure({ErrorKind::kDeadlineExceeded,
                  "DEADLINE_PASSED",
                  "the answer was not ready before the deadline; retry with "
                  "the same request id",
                  {}});
}

}  // namespace

ModelClient::Stub& ModelClient::stub() {
  std::call_once(once_, [this] {
    stub_ = inference::v1::InferenceService::NewStub(channels_.To("inference"));
  });
  return *stub_;
}

Task<Result<Generated>> ModelClient::Generate(
    const CallContext& call, const inference::v1::GenerateRequest& request,
    std::string_view preface, ReplyStream* reply) {
  const auto began = steady_clock::now();
  const CallContext limited(call, Limited(call, limit_));
  Generation generation(preface, reply);
  Result<void> ended;
  {
    ClientStream<inference::v1::GenerateResponse> stream(
        self_, stub().async(), &Stub::async::Generate, limited, request);
    inference::v1::GenerateResponse piece;
    bool more = co_await stream.Read(&piece);
    while (more && !generation.overflowed()) {
      co_await generation.Take(std::move(piece));
      more = co_await stream.Read(&piece);
    }
    if (!more) ended = co_await stream.Finish();
  }
  if (call.cancelled()) ThrowCancelled();
  if (ended) {
    if (auto whole = generation.Whole()) co_return *std::move(whole);
  } else if (steady_clock::now() + kDeadlineSlack >= call.deadline()) {
    co_return DeadlinePassed();
  } else if (ended.error().reason == "MODEL_NOT_FOUND") {
    co_return Failure(ended.error());
  }
  Log().warn("id={} generate failed: {}", call.request_id(),
             ended ? "no whole answer" : ended.error().reason);
  Generated failed = generation.Failed(steady_clock::now() - began);
  if (reply != nullptr) {
    const auto& escalations = failed.decision.escalations();
    co_await reply->Escalate(escalations[escalations.size() - 1]);
  }
  co_return failed;
}

}  // namespace aicc::chatbot
