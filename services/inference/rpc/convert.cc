#include "services/inference/rpc/convert.h"

#include <utility>

namespace aicc::inference {
namespace {

constexpr int kMaxMessages = 400;
constexpr std::size_t kMaxMessageBytes = 65'536;
constexpr std::size_t kMaxConversationBytes = 524'288;
constexpr std::size_t kMaxSessionIdBytes = 64;
constexpr std::size_t kMaxSchemaBytes = 16'384;

Result<Speaker> SpeakerFromProto(v1::MessageRole role) {
  switch (role) {
    case v1::MESSAGE_ROLE_CUSTOMER:
      return Speaker::kCustomer;
    case v1::MESSAGE_ROLE_BOT:
      return Speaker::kBot;
    case v1::MESSAGE_ROLE_AGENT:
      return Speaker::kAgent;
    case v1::MESSAGE_ROLE_INSTRUCTION:
      return Speaker::kInstruction;
    default:
      return InvalidField("messages.role", "must be a known role");
  }
}

Result<std::vector<Turn>> TurnsFromProto(const v1::GenerateRequest& request) {
  if (request.messages().empty() || request.messages_size() > kMaxMessages) {
    return InvalidField("messages", "must be 1 to 400");
  }
  std::vector<Turn> turns;
  std::size_t bytes = 0;
  for (const v1::Message& message : request.messages()) {
    const auto speaker = SpeakerFromProto(message.role());
    if (!speaker) return Failure(speaker.error());
    const std::string& text = message.text();
    if (text.empty() || text.size() > kMaxMessageBytes) {
      return InvalidField("messages.text", "must be 1 to 65536 bytes");
    }
    bytes += text.size();
    turns.push_back({*speaker, text});
  }
  if (bytes > kMaxConversationBytes) {
    return InvalidField("messages", "must be at most 524288 bytes together");
  }
  return turns;
}

// As in routing.h; empty for what is none.
std::string_view TaskName(v1::Task task) {
  switch (task) {
    case v1::TASK_CHAT:
      return "chat";
    case v1::TASK_SUMMARIZE:
      return "summarize";
    case v1::TASK_ASSIST:
      return "assist";
    case v1::TASK_REPORT:
      return "report";
    case v1::TASK_CLASSIFY:
      return "classify";
    default:
      return {};
  }
}

Result<Thinking> ThinkingFromProto(v1::Thinking thinking) {
  switch (thinking) {
    case v1::THINKING_UNSPECIFIED:
      return Thinking::kDefault;
    case v1::THINKING_OFF:
      return Thinking::kOff;
    case v1::THINKING_LOW:
      return Thinking::kLow;
    case v1::THINKING_MEDIUM:
      return Thinking::kMedium;
    case v1::THINKING_HIGH:
      return Thinking::kHigh;
    default:
      return InvalidField("thinking", "must be a known one");
  }
}

static_assert(static_cast<int>(Tier::kDomain) == common::v1::TIER_DOMAIN);
static_assert(static_cast<int>(Tier::kGeneral) == common::v1::TIER_GENERAL);
static_assert(static_cast<int>(Tier::kHuman) == common::v1::TIER_HUMAN);

void ToProto(const Escalation& escalation, common::v1::Escalation* proto) {
  proto->set_from(TierToProto(escalation.from));
  proto->set_to(TierToProto(escalation.to));
  proto->set_reason(escalation.reason);
  proto->set_explanation(std::string(Explain(escalation.reason)));
}

void ToProto(const Signal& signal, common::v1::Signal* proto) {
  proto->set_name(signal.name);
  proto->set_value(signal.value);
  if (signal.threshold) proto->set_threshold(*signal.threshold);
  proto->set_tripped(signal.tripped);
}

void ToProto(const Passage& passage, common::v1::Citation* proto) {
  proto->set_document_id(passage.document_id);
  proto->set_title(passage.title);
  proto->set_section(passage.section);
  proto->set_quote(passage.sentence);
  proto->set_locale(passage.locale);
}

void ToProto(const Decision& decision, common::v1::DecisionRecord* proto) {
  proto->set_tier(TierToProto(decision.tier));
  proto->set_model(decision.model);
  proto->set_reason(decision.reason);
  if (decision.confidence) proto->set_confidence(*decision.confidence);
  proto->set_intent(decision.intent);
  for (const Signal& signal : decision.signals) {
    ToProto(signal, proto->add_signals());
  }
  for (const Escalation& escalation : decision.escalations) {
    ToProto(escalation, proto->add_escalations());
  }
  proto->set_policy(decision.policy);
  for (const CandidateNote& candidate : decision.candidates) {
    common::v1::CandidateRecord* const added = proto->add_candidates();
    added->set_model(candidate.model);
    added->set_taken(candidate.taken);
    added->set_reason(candidate.reason);
  }
  proto->set_prompt_token_count(decision.prompt_tokens);
  proto->set_completion_token_count(decision.completion_tokens);
  proto->set_cost_micro_usd(decision.cost_micro_usd);
  *proto->mutable_first_token_duration() =
      DurationToProto(decision.first_token);
  *proto->mutable_total_duration() = DurationToProto(decision.total);
}

// One overload a kind of piece.
struct PieceToProto {
  v1::GenerateResponse& response;

  void operator()(const Understanding& understood) const {
    ToProto(understood, response.mutable_understanding());
  }
  void operator()(const TextPiece& piece) const {
    response.set_text_delta(piece.text);
  }
  void operator()(const Passage& passage) const {
    ToProto(passage, response.mutable_citation());
  }
  void operator()(const Escalation& escalation) const {
    ToProto(escalation, response.mutable_escalation());
  }
  void operator()(const Restart&) const { response.mutable_restart(); }
  void operator()(const HandOver& hand_over) const {
    response.mutable_hand_over()->set_queue(hand_over.queue);
    response.mutable_hand_over()->set_message(hand_over.message);
  }
  void operator()(const Decision& decision) const {
    ToProto(decision, response.mutable_decision());
  }
};

}  // namespace

google::protobuf::Duration DurationToProto(std::chrono::microseconds duration) {
  google::protobuf::Duration proto;
  proto.set_seconds(duration.count() / 1'000'000);
  proto.set_nanos(static_cast<int>(duration.count() % 1'000'000 * 1'000));
  return proto;
}

Result<std::string> LocaleFromProto(const std::string& locale) {
  if (!locale.empty() && locale != "ko" && locale != "en") {
    return InvalidField("locale", "must be ko, en or empty");
  }
  return locale;
}

Result<Assignment> AssignmentFromProto(const v1::GenerateRequest& request) {
  const bool chat = request.task() == v1::TASK_CHAT;
  const std::string_view task = TaskName(request.task());
  if (task.empty()) return InvalidField("task", "must be a known task");
  const auto thinking = ThinkingFromProto(request.thinking());
  if (!thinking) return Failure(thinking.error());
  auto locale = LocaleFromProto(request.locale());
  if (!locale) return Failure(locale.error());
  auto turns = TurnsFromProto(request);
  if (!turns) return Failure(turns.error());
  if (chat && turns->back().speaker != Speaker::kCustomer) {
    return InvalidField("messages", "must end with the customer's for a chat");
  }
  if (request.session_id().size() > kMaxSessionIdBytes) {
    return InvalidField("session_id", "must be at most 64 bytes");
  }
  if (request.json_schema().size() > kMaxSchemaBytes ||
      (chat && !request.json_schema().empty())) {
    return InvalidField("json_schema",
                        "must be at most 16384 bytes, and empty for a chat");
  }
  Assignment assignment{*std::move(turns), *std::move(locale),
                        request.external_allowed(), request.json_schema(),
                        request.session_id()};
  assignment.task = task;
  assignment.thinking = *thinking;
  return assignment;
}

void ToProto(const Understanding& understood, v1::Understanding* proto) {
  proto->set_locale(understood.locale);
  for (const IntentScore& score : understood.intents) {
    v1::IntentScore* const added = proto->add_intents();
    added->set_intent(score.intent);
    added->set_confidence(score.confidence);
  }
  proto->set_out_of_scope_score(understood.out_of_scope_score);
  proto->set_out_of_scope(understood.out_of_scope);
  for (const Entity& entity : understood.entities) {
    v1::Entity* const added = proto->add_entities();
    added->set_type(entity.type);
    added->set_text(entity.text);
    added->set_value(entity.value);
    added->set_start(entity.start);
    added->set_end(entity.end);
  }
  proto->set_sentiment(understood.sentiment);
  proto->set_wants_human(understood.wants_human);
}

common::v1::Tier TierToProto(Tier tier) {
  return static_cast<common::v1::Tier>(tier);
}

v1::GenerateResponse ToProto(const Piece& piece) {
  v1::GenerateResponse response;
  std::visit(PieceToProto{response}, piece);
  return response;
}

}  // namespace aicc::inference
