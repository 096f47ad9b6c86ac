#include "services/session/rpc/convert.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {
namespace {

constexpr std::size_t kMaxTextBytes = 16'384;
constexpr std::size_t kMaxRecordBytes = 262'144;
constexpr std::size_t kMaxIntentBytes = 128;

Result<EventBody> FromProto(const v1::AiNotice& notice) {
  if (auto ok = CheckText("ai_notice.text", notice.text(), 1, kMaxNoteBytes);
      !ok) {
    return Failure(ok.error());
  }
  if (notice.floor_epoch() < 1) {
    return InvalidField("ai_notice.floor_epoch", "must be 1 or more");
  }
  return Noted{EventType::kAiNotice, ToJson(notice), notice.floor_epoch(), {}};
}

Result<EventBody> FromProto(const v1::AnswerRecorded& record) {
  if (auto ok = CheckSound("answer_recorded", record, kMaxRecordBytes); !ok) {
    return Failure(ok.error());
  }
  if (!record.has_decision()) {
    return InvalidField("answer_recorded.decision", "must be given");
  }
  const int tier = record.decision().tier();
  if (tier == common::v1::TIER_UNSPECIFIED || !common::v1::Tier_IsValid(tier)) {
    return InvalidField("answer_recorded.decision.tier",
                        "must be DOMAIN, GENERAL or HUMAN");
  }
  if (record.question_seq() < 0) {
    return InvalidField("answer_recorded.question_seq", "must not be negative");
  }
  if (record.answer_seq() < 0) {
    return InvalidField("answer_recorded.answer_seq", "must not be negative");
  }
  return Noted{EventType::kAnswerRecorded, ToJson(record), 0, {}};
}

Result<EventBody> FromProto(const v1::Rating& rating) {
  if (rating.score() < 1 || rating.score() > 5) {
    return InvalidField("rating.score", "must be 1 to 5");
  }
  if (auto ok = CheckText("rating.comment", rating.comment(), 0, kMaxNoteBytes);
      !ok) {
    return Failure(ok.error());
  }
  return Noted{EventType::kRating, ToJson(rating), 0, {}};
}

Result<EventBody> FromProto(const v1::Understood& understood) {
  if (auto ok = CheckSound("understood", understood, kMaxRecordBytes); !ok) {
    return Failure(ok.error());
  }
  if (understood.intent().size() > kMaxIntentBytes) {
    return InvalidField("understood.intent", "must be at most 128 bytes");
  }
  if (understood.utterance_seq() < 0) {
    return InvalidField("understood.utterance_seq", "must not be negative");
  }
  // Not a number compares false.
  if (!(understood.sentiment() >= -1 && understood.sentiment() <= 1)) {
    return InvalidField("understood.sentiment", "must be -1 to 1");
  }
  return Noted{EventType::kUnderstood, ToJson(understood), 0,
               understood.intent()};
}

}  // namespace

Result<Utterance> UtteranceFromProto(const v1::Utterance& in) {
  if (in.speaker() == v1::SPEAKER_UNSPECIFIED ||
      !v1::Speaker_IsValid(in.speaker())) {
    return InvalidField("utterance.speaker", "must be CUSTOMER, BOT or AGENT");
  }
  if (auto ok = CheckText("utterance.text", in.text(), 1, kMaxTextBytes); !ok) {
    return Failure(ok.error());
  }
  if (auto ok =
          CheckText("utterance.agent_id", in.agent_id(), 0, kMaxAgentBytes);
      !ok) {
    return Failure(ok.error());
  }
  if (in.has_confidence() && !(in.confidence() >= 0 && in.confidence() <= 1)) {
    return InvalidField("utterance.confidence", "must be 0 to 1");
  }
  if (in.floor_epoch() < 0) {
    return InvalidField("utterance.floor_epoch", "must not be negative");
  }
  if (!v1::Audience_IsValid(in.audience())) {
    return InvalidField("utterance.audience", "must be EVERYONE or STAFF");
  }
  if (in.audience() == v1::AUDIENCE_STAFF &&
      in.speaker() != v1::SPEAKER_AGENT) {
    return InvalidField("utterance.audience",
                        "may be STAFF for what an agent says only");
  }
  Utterance out;
  out.speaker = static_cast<Speaker>(in.speaker());
  out.text = in.text();
  if (out.speaker != Speaker::kCustomer) out.floor_epoch = in.floor_epoch();
  if (out.speaker == Speaker::kAgent) out.agent_id = in.agent_id();
  if (in.has_confidence()) out.confidence = in.confidence();
  if (in.audience() == v1::AUDIENCE_STAFF) out.audience = Audience::kStaff;
  return out;
}

Result<EventBody> BodyFromProto(const v1::AppendEventRequest& request) {
  switch (request.body_case()) {
    case v1::AppendEventRequest::kUtterance: {
      auto utterance = UtteranceFromProto(request.utterance());
      if (!utterance) return Failure(utterance.error());
      if (utterance->speaker != Speaker::kCustomer &&
          utterance->audience == Audience::kEveryone &&
          utterance->floor_epoch == 0) {
        return InvalidField("utterance.floor_epoch",
                            "must be given for what the customer is told");
      }
      return *std::move(utterance);
    }
    case v1::AppendEventRequest::kAiNotice:
      return FromProto(request.ai_notice());
    case v1::AppendEventRequest::kAnswerRecorded:
      return FromProto(request.answer_recorded());
    case v1::AppendEventRequest::kRating:
      return FromProto(request.rating());
    case v1::AppendEventRequest::kUnderstood:
      return FromProto(request.understood());
    case v1::AppendEventRequest::BODY_NOT_SET:
      break;
  }
  return InvalidField("body", "must be given");
}

}  // namespace aicc::session
