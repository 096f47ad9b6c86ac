#include "tests/chatbot/rpc/fixture.h"

#include <utility>

namespace aicc::chatbot {
namespace {

using inference::v1::GenerateResponse;

std::string KindOf(const v1::SendMessageResponse& event) {
  using Event = v1::SendMessageResponse;
  switch (event.event_case()) {
    case Event::kReceived:
      return "received";
    case Event::kAiNotice:
      return "notice";
    case Event::kTextDelta:
      return "text";
    case Event::kCitation:
      return "citation";
    case Event::kEscalation:
      return "escalation";
    case Event::kRestart:
      return "restart";
    case Event::kHandOver:
      return "hand_over";
    case Event::kAnswer:
      return "answer";
    case Event::EVENT_NOT_SET:
      break;
  }
  return "nothing";
}

std::string KindOf(const session::v1::Event& event) {
  if (event.has_utterance()) {
    switch (event.utterance().speaker()) {
      case session::v1::SPEAKER_CUSTOMER:
        return "customer";
      case session::v1::SPEAKER_BOT:
        return "bot";
      default:
        return "agent";
    }
  }
  if (event.has_session_started()) return "started";
  if (event.has_ai_notice()) return "notice";
  if (event.has_floor_changed()) return "floor";
  if (event.has_state_changed()) return "state";
  if (event.has_answer_recorded()) return "record";
  if (event.has_understood()) return "understood";
  return "other";
}

}  // namespace

void FakeInference::Play(Script script) {
  std::lock_guard lock(mutex_);
  script_ = std::move(script);
}

std::vector<inference::v1::GenerateRequest> FakeInference::requests() {
  std::lock_guard lock(mutex_);
  return requests_;
}

grpc::Status FakeInference::Generate(
    grpc::ServerContext* context, const inference::v1::GenerateRequest* request,
    Writer* writer) {
  Script script;
  {
    std::lock_guard lock(mutex_);
    requests_.push_back(*request);
    script = script_;
  }
  return script(*context, *request, *writer);
}

GenerateResponse Text(std::string delta) {
  GenerateResponse piece;
  piece.set_text_delta(std::move(delta));
  return piece;
}

GenerateResponse Cite(std::string document, std::string quote) {
  GenerateResponse piece;
  piece.mutable_citation()->set_document_id(std::move(document));
  piece.mutable_citation()->set_quote(std::move(quote));
  return piece;
}

GenerateResponse Escalate(common::v1::Tier from, common::v1::Tier to,
                          std::string reason) {
  GenerateResponse piece;
  piece.mutable_escalation()->set_from(from);
  piece.mutable_escalation()->set_to(to);
  piece.mutable_escalation()->set_reason(std::move(reason));
  return piece;
}

GenerateResponse Decide(common::v1::Tier tier, std::string reason) {
  GenerateResponse piece;
  piece.mutable_decision()->set_tier(tier);
  piece.mutable_decision()->set_reason(std::move(reason));
  return piece;
}

GenerateResponse Restart() {
  GenerateResponse piece;
  piece.mutable_restart();
  return piece;
}

GenerateResponse HandOver(std::string queue, std::string message) {
  GenerateResponse piece;
  piece.mutable_hand_over()->set_queue(std::move(queue));
  piece.mutable_hand_over()->set_message(std::move(message));
  return piece;
}

GenerateResponse Understand(std::string intent, double sentiment) {
  GenerateResponse piece;
  auto* understanding = piece.mutable_understanding();
  understanding->set_sentiment(sentiment);
  auto* score = understanding->add_intents();
  score->set_intent(std::move(intent));
  score->set_confidence(0.9);
  auto* entity = understanding->add_entities();
  entity->set_type("country");
  entity->set_text("일본");
  return piece;
}

FakeInference::Script Pieces(std::vector<GenerateResponse> pieces,
                             grpc::Status status) {
  return [pieces = std::move(pieces), status](
             grpc::ServerContext&, const inference::v1::GenerateRequest&,
             FakeInference::Writer& writer) {
    for (const GenerateResponse& piece : pieces) writer.Write(piece);
    return status;
  };
}

FakeInference::Script DomainAnswer() {
  return Pieces({Understand("roaming_fee", 0.2), Text("하루 "),
                 Text("11,000원입니다."),
                 Cite("roaming", "하루 11,000원입니다."),
                 Decide(common::v1::TIER_DOMAIN, "ANSWERED")});
}

FakeInference::Script CustomerAsks() {
  return Pieces({Understand("ask_human", -0.6),
                 Escalate(common::v1::TIER_DOMAIN, common::v1::TIER_HUMAN,
                          "CUSTOMER_ASKED"),
                 HandOver("retention", "사람을 부릅니다."),
                 Decide(common::v1::TIER_HUMAN, "CUSTOMER_ASKED")});
}

std::string Reply::Kinds() const {
  std::string kinds;
  for (const auto& event : events) {
    kinds += (kinds.empty() ? "" : " ") + KindOf(event);
  }
  return kinds;
}

std::string Reply::Shown() const {
  std::string shown;
  for (const auto& event : events) {
    if (event.has_restart()) shown.clear();
    shown += event.text_delta();
  }
  return shown;
}

std::string Reply::Reason() const {
  return status.ok() ? "" : FromGrpcStatus(status).reason;
}

const v1::Answer& Reply::answer() const {
  for (const auto& event : events) {
    if (event.has_answer()) return event.answer();
  }
  throw std::logic_error("no answer: " + Kinds() + ", " + Reason());
}

const v1::HandOver& Reply::hand_over() const {
  for (const auto& event : events) {
    if (event.has_hand_over()) return event.hand_over();
  }
  throw std::logic_error("no hand-over: " + Kinds() + ", " + Reason());
}

ChatbotTest::ChatbotTest()
    : session_([this](std::string_view header) {
        const auto caller = host_.authenticator.Check(BearerToken(header));
        return caller && caller->role == Role::kService &&
               caller->tenant == "t1";
      }) {
  session_server_ = std::make_unique<TestServer>(
      std::vector<grpc::Service*>{&session_, &consents_});
  inference_server_ =
      std::make_unique<TestServer>(std::vector<grpc::Service*>{&inference_});
  host_.channels.Put("session", session_server_->Channel());
  host_.channels.Put("inference", inference_server_->Channel());
  inference_.Play(DomainAnswer());
  session_.Start(kId, "cust-1");
}

ChatbotTest::~ChatbotTest() { bot_server_.reset(); }

Config ChatbotTest::TestConfig() {
  Config config;
  config.pack = AICC_TEST_PACK;
  return config;
}

void ChatbotTest::StartBot(Config config) {
  auto made = MakeChatbotService(config, host_.environment());
  ASSERT_TRUE(made) << made.error().message;
  bot_ = *std::move(made);
  bot_server_ = std::make_unique<TestServer>(bot_->rpc_services());
  stub_ = v1::ChatbotService::NewStub(bot_server_->Channel());
}

ChatbotTest::Sent ChatbotTest::Begin(const v1::SendMessageRequest& request,
                                     const Caller& caller) {
  if (!stub_) StartBot();
  Sent sent{std::make_unique<grpc::ClientContext>(), nullptr};
  sent.context->AddMetadata("authorization", host_.Bearer(caller));
  sent.context->set_deadline(std::chrono::system_clock::now() +
                             std::chrono::seconds(10));
  sent.reader = stub_->SendMessage(sent.context.get(), request);
  return sent;
}

Reply ChatbotTest::Finish(Sent& sent) {
  Reply reply;
  v1::SendMessageResponse event;
  while (sent.reader->Read(&event)) reply.events.push_back(event);
  reply.status = sent.reader->Finish();
  return reply;
}

Reply ChatbotTest::Send(const v1::SendMessageRequest& request,
                        const Caller& caller) {
  Sent sent = Begin(request, caller);
  return Finish(sent);
}

Reply ChatbotTest::Send(const std::string& request_id,
                        const std::string& text) {
  return Send(Request(request_id, text));
}

v1::SendMessageRequest ChatbotTest::Request(const std::string& request_id,
                                            const std::string& text) {
  v1::SendMessageRequest request;
  request.set_session_id(kId);
  request.set_request_id(request_id);
  request.set_text(text);
  return request;
}

std::string ChatbotTest::LogKinds() {
  std::string kinds;
  for (const auto& event : session_.Log(kId)) {
    kinds += (kinds.empty() ? "" : " ") + KindOf(event);
  }
  return kinds;
}

}  // namespace aicc::chatbot
