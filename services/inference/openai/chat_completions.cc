#include "services/inference/openai/chat_completions.h"

#include <algorithm>
#include <utility>

#include "common/elsewhere.h"
#include "common/log.h"
#include "common/uuid.h"
#include "services/inference/domain/consult.h"
#include "services/inference/openai/api_error.h"
#include "services/inference/openai/chat_answer.h"
#include "services/inference/openai/chat_request.h"
#include "services/inference/openai/explanation.h"

namespace aicc::inference {
namespace {

// The longest that all models together may take.
constexpr std::chrono::minutes kLimit{10};
// Of a body, to be read at once.
constexpr std::size_t kMuch = 256 << 10;
// What a chat takes of one message; longer ones are documents.
constexpr std::size_t kMaxChatBytes = 16'384;

HttpResponse EventStream() {
  return {200,
          {{"content-type", "text/event-stream; charset=utf-8"},
           {"cache-control", "no-cache"}},
          ""};
}

std::string TraceOf(const HttpRequest& request) {
  const std::string_view given = request.Header("traceparent");
  return IsTraceparent(given) ? std::string(given) : std::string();
}

// True if `request` is more than a chat: what the domain engine does not know
// of goes to the models as it is.
bool IsMoreThanAChat(const ModelRequest& request) {
  const auto has_picture = [](const ModelMessage& message) {
    return std::ranges::any_of(message.parts, [](const ContentPart& part) {
      return part.image.has_value();
    });
  };
  const bool thinks = request.thinking != Thinking::kDefault &&
                      request.thinking != Thinking::kOff;
  return thinks || !request.tools.empty() || !request.json_schema.empty() ||
         request.json || request.prefill ||
         request.messages.back().text.size() > kMaxChatBytes ||
         std::ranges::any_of(request.messages, has_picture) ||
         std::ranges::any_of(request.messages, [](const ModelMessage& each) {
           return each.role == ModelMessage::Role::kTool;
         });
}

// All text of a message, whose parts are texts.
std::string TextOf(const ModelMessage& message) {
  std::string text = message.text;
  for (const ContentPart& part : message.parts) text += "\n" + part.text;
  return text;
}

Speaker SpeakerOf(ModelMessage::Role role) {
  if (role == ModelMessage::Role::kUser) return Speaker::kCustomer;
  return role == ModelMessage::Role::kAssistant ? Speaker::kBot
                                                : Speaker::kInstruction;
}

// One request being answered.
class Completion {
 public:
  Completion(Models models, const Caller& caller, const std::string& request_id,
             const HttpRequest& request, HttpResponder& responder)
      : models_(models),
        call_(caller, std::chrono::steady_clock::now() + kLimit, request_id,
              TraceOf(request)),
        responder_(responder),
        accepted_(request.accepted),
        explains_(request.Header("x-aicc-explain") == "true") {
    head_.id = "chatcmpl-" + NewUuid();
    head_.created = std::chrono::duration_cast<std::chrono::seconds>(
                        std::chrono::system_clock::now().time_since_epoch())
                        .count();
  }

  Task<void> Run(Result<ChatCompletion> parsed);

 private:
  Task<void> Ask(const Target& target);
  Plan RouteTo(const Target& target);
  ApiError NoModelFits(const std::vector<Considered>& considered) const;
  std::string Explained() const {
    return explains_ ? explanation_.ToJson() : std::string();
  }
  Task<void> Decide();
  void KeepThoughts(std::vector<ModelDelta>* deltas);
  void Think(const ModelDelta& delta);
  Task<bool> Take(std::vector<ModelDelta> deltas);
  Task<void> TakeBack();
  Task<void> Put(std::string events);
  Task<void> End(const ModelReply& reply);
  Task<void> Fail(ApiError error);
  Task<void> TakePiece(Piece piece);
  void Say(std::string text);
  std::string NameOf(const std::string& decided) const;

  const Models models_;
  const CallContext call_;
  HttpResponder& responder_;
  const std::chrono::steady_clock::time_point accepted_;
  ChatCompletion asked_;
  AnswerHead head_;
  bool streams_ = false;  // The client wants pieces.
  bool begun_ = false;    // Some have been sent.
  WholeAnswer whole_;
  const bool explains_;  // The client wants to know why.
  Explanation explanation_;
  ModelReply decided_;  // Of an answer by decision.
  const ModelInfo* speaker_ = nullptr;
  std::vector<Thought> thoughts_;  // Theirs, since they called a tool.
};

Task<void> Completion::Run(Result<ChatCompletion> parsed) {
  if (!parsed) return Fail(ApiErrorOf(parsed.error()));
  asked_ = *std::move(parsed);
  OpenThoughts(models_.seal, call_.caller().tenant, &asked_.request.messages);
  streams_ = asked_.request.stream;
  const Target* const target = models_.catalog.Find(asked_.model);
  if (target == nullptr) return Fail(NoSuchModel(asked_.model));
  head_.model = asked_.model;
  const bool chats = !IsMoreThanAChat(asked_.request) || target->plan.empty();
  if (target->decides && chats) return Decide();
  return Ask(*target);
}

Task<void> Completion::Ask(const Target& target) {
  asked_.request.limits = target.limits;
  AnswerSink sink{[this](std::vector<ModelDelta> deltas) {
    return Take(std::move(deltas));
  }};
  if (!streams_) sink.restart = [this] { return TakeBack(); };
  sink.speaks = [this](const LanguageModel& model) {
    head_.model = model.info().model;
    speaker_ = &model.info();
    thoughts_.clear();
  };
  ModelRequest& request = asked_.request;
  request.route = asked_.model;
  TaskRules rules = models_.brain.RulesFor(TaskOf(request, asked_.task));
  if (target.ordered) rules.cost = rules.latency = rules.quality = 0;
  if (request.thinking == Thinking::kDefault) request.thinking = rules.thinking;
  // Whoever names a model has agreed that it reads the request, masked.
  const Routed routed =
      Route(models_.brain.fleet, target.plan, request, rules, true);
  explanation_.Consider(routed.considered);
  if (routed.plan.empty()) {
    co_return co_await Fail(NoModelFits(routed.considered));
  }
  const Purpose purpose{asked_.task, asked_.session_id,
                        target.decides ? "" : "MODEL_CHOSEN", accepted_};
  const Dispatched dispatched = co_await Consult(
      call_, models_.brain, routed.plan, request, sink, purpose);
  if (explains_) explanation_.Try(dispatched.attempts);
  if (!dispatched.result) {
    co_return co_await Fail(
        ApiErrorOf(dispatched.result.error(), asked_.model));
  }
  co_await End(*dispatched.result);
}

// Every model was kept out; the first says why.
ApiError Completion::NoModelFits(
    const std::vector<Considered>& considered) const {
  ApiError error;
  error.status = 400;
  error.type = "invalid_request_error";
  error.param = "model";
  const std::string& gate = considered.front().reason;
  error.code = gate == "CONTEXT" ? "context_length_exceeded" : "model_unfit";
  error.message = "no model behind " + asked_.model + " takes this request (" +
                  gate + "); change it, or name another model";
  return error;
}

// What was thought before a tool is called goes along in the call's id.
void Completion::KeepThoughts(std::vector<ModelDelta>* deltas) {
  if (!speaker_->profile.echo_thoughts) return;
  for (ModelDelta& delta : *deltas) {
    if (delta.kind == ModelDelta::Kind::kThought) {
      Think(delta);
    } else if (!delta.id.empty()) {
      const KeptThoughts kept{ThinkerOf(speaker_->internal, speaker_->model),
                              std::exchange(thoughts_, {}), delta.signature};
      const bool nothing = kept.thoughts.empty() && kept.signature.empty();
      if (nothing) continue;
      delta.id = models_.seal.Close(delta.id, call_.caller().tenant, kept);
    }
  }
}

void Completion::Think(const ModelDelta& delta) {
  // Gemini wants its signatures only.
  if (speaker_->profile.wire == WireFormat::kGemini) return;
  const bool begins = delta.redacted || thoughts_.empty() ||
                      thoughts_.back().redacted ||
                      !thoughts_.back().signature.empty();
  if (begins) thoughts_.push_back({"", "", delta.redacted});
  thoughts_.back().text += delta.text;
  thoughts_.back().signature += delta.signature;
}

Task<bool> Completion::Take(std::vector<ModelDelta> deltas) {
  KeepThoughts(&deltas);
  if (!streams_) {
    whole_.Take(std::move(deltas));
    co_return true;
  }
  co_await Put(ChunkEvents(head_, deltas, !begun_));
  co_return true;
}

Task<void> Completion::TakeBack() {
  whole_.Clear();
  co_return;
}

Task<void> Completion::Put(std::string events) {
  if (events.empty()) co_return;
  if (std::exchange(begun_, true)) {
    co_return co_await responder_.Write(std::move(events));
  }
  HttpResponse head = EventStream();
  head.body = std::move(events);
  co_await responder_.Begin(std::move(head));
}

Task<void> Completion::End(const ModelReply& reply) {
  if (!streams_) {
    co_return co_await responder_.Send(
        {200,
         {{"content-type", "application/json"}},
         whole_.ToJson(head_, reply, Explained())});
  }
  std::string events = FinishEvent(head_, reply.finish);
  if (explains_) events += ExplanationEvent(head_, Explained());
  if (asked_.include_usage) events += UsageEvent(head_, reply.usage);
  events += kDoneEvent;
  co_await Put(std::move(events));
  co_await responder_.End();
}

Task<void> Completion::Fail(ApiError error) {
  if (!begun_)
    co_return co_await responder_.Send(ToResponse(error, Explained()));
  co_await responder_.Write("data: " + ToJson(error, Explained()) + "\n\n");
  co_await responder_.End();
}

// The tiers in their order; what is said is said at once, when it is decided.
Task<void> Completion::Decide() {
  Assignment assignment;
  assignment.domain_only = asked_.model == kDomainName;
  const ModelRequest& request = asked_.request;
  // The domain engine itself, where no served model is behind the name.
  if (IsMoreThanAChat(request)) {
    co_return co_await Fail(ApiErrorOf(
        InvalidField("model",
                     "must be a served model for pictures, tools, schemas, "
                     "thinking and long texts; " +
                         asked_.model + " has none")
            .error()));
  }
  for (const ModelMessage& message : request.messages) {
    std::string text = TextOf(message);
    if (text.empty()) continue;
    assignment.turns.push_back({SpeakerOf(message.role), std::move(text)});
  }
  if (assignment.turns.empty() ||
      assignment.turns.back().speaker != Speaker::kCustomer) {
    co_return co_await Fail(ApiErrorOf(
        InvalidField("messages", "must end with a text of the role user")
            .error()));
  }
  assignment.external_allowed = asked_.model == kAuto;
  assignment.session_id = asked_.session_id;
  const PieceSink sink = [this](Piece piece) {
    return TakePiece(std::move(piece));
  };
  co_await Chat(call_, assignment, models_.brain, sink);
  const ModelReply reply = decided_;
  if (streams_) {
    ModelDelta all{ModelDelta::Kind::kText, whole_.text()};
    co_await Put(ChunkEvents(head_, {std::move(all)}, true));
  }
  co_await End(reply);
}

void Completion::Say(std::string text) {
  std::vector<ModelDelta> deltas;
  deltas.push_back({ModelDelta::Kind::kText, std::move(text)});
  whole_.Take(std::move(deltas));
}

// As its server knows it, where it is a served one.
std::string Completion::NameOf(const std::string& decided) const {
  for (const LanguageModel* model : models_.brain.fleet.models()) {
    if (model->info().name == decided) return model->info().model;
  }
  return decided;
}

Task<void> Completion::TakePiece(Piece piece) {
  if (auto* text = std::get_if<TextPiece>(&piece)) {
    Say(std::move(text->text));
  } else if (std::get_if<Restart>(&piece)) {
    whole_.Clear();
  } else if (auto* hand_over = std::get_if<HandOver>(&piece)) {
    whole_.Clear();
    Say(std::move(hand_over->message));
  } else if (auto* decision = std::get_if<Decision>(&piece)) {
    if (!decision->model.empty()) head_.model = NameOf(decision->model);
    if (explains_) explanation_.Decide(*decision);
    decided_.usage.prompt_tokens = decision->prompt_tokens;
    decided_.usage.completion_tokens = decision->completion_tokens;
  }
  co_return;
}

}  // namespace

Task<void> CompleteChat(Models models, Caller caller,
                        const HttpRequest& request,
                        const std::string& request_id,
                        HttpResponder& responder) {
  Completion completion(models, caller, request_id, request, responder);
  const auto parse = [&] { return ParseChatCompletion(request.body); };
  auto parsed =
      request.body.size() > kMuch ? co_await Elsewhere(parse) : parse();
  co_await completion.Run(std::move(parsed));
}

}  // namespace aicc::inference
