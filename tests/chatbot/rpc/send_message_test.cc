#include <gmock/gmock.h>

#include <future>
#include <thread>

#include "tests/chatbot/rpc/fixture.h"

namespace aicc::chatbot {
namespace {

using common::v1::TIER_DOMAIN;
using common::v1::TIER_GENERAL;
using common::v1::TIER_HUMAN;
using grpc::StatusCode;
using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;

class SendMessageTest : public ChatbotTest {};

TEST_F(SendMessageTest, StreamsTheAnswerAndLogsEveryStep) {
  const Reply reply = Send("r1", "로밍 요금이 얼마예요?");

  ASSERT_TRUE(reply.status.ok()) << reply.Reason();
  EXPECT_EQ(reply.Kinds(), "received notice text text citation answer");
  EXPECT_EQ(reply.Shown(), "하루 11,000원입니다.");
  EXPECT_EQ(reply.answer().text(), reply.Shown());
  EXPECT_EQ(reply.answer().decision().tier(), TIER_DOMAIN);
  EXPECT_EQ(reply.answer().citations_size(), 1);
  EXPECT_THAT(LogKinds(),
              AnyOf("started floor customer notice understood bot record",
                    "started floor customer notice bot understood record"));

  const auto said = session_.Named(kId, "r1:a");
  ASSERT_EQ(said.size(), 1u);
  EXPECT_EQ(said[0].seq(), reply.answer().seq());
  EXPECT_EQ(said[0].utterance().floor_epoch(), 1);
  const auto record = session_.Named(kId, "r1:rec").at(0).answer_recorded();
  EXPECT_EQ(record.answer_seq(), reply.answer().seq());
  EXPECT_EQ(record.question_seq(), reply.events[0].received().seq());
  EXPECT_EQ(record.citations(0).document_id(), "roaming");
  const auto read = session_.Named(kId, "r1:understood").at(0).understood();
  EXPECT_EQ(read.intent(), "roaming_fee");
  EXPECT_EQ(read.utterance_seq(), record.question_seq());
  EXPECT_EQ(read.entities().at("country"), "일본");
}

TEST_F(SendMessageTest, GoesOnWithTheLogOfASessionServerThatStops) {
  session_.SendAway(3);

  const Reply reply = Send("r1", "로밍 요금이 얼마예요?");

  ASSERT_TRUE(reply.status.ok()) << reply.Reason();
  EXPECT_EQ(reply.Kinds(), "received notice text text citation answer");
}

TEST_F(SendMessageTest, TellsTheModelWhatWasSaidAndInWhichLanguage) {
  session_.Start(kId, "cust-1", "en");
  inference_.Play(Pieces({Text("One."), Decide(TIER_DOMAIN, "ANSWERED")}));
  Send("r1", "first");
  auto request = Request("r2", "second");
  request.set_external_allowed(true);

  Send(request);

  const auto asked = inference_.requests().at(1);
  EXPECT_EQ(asked.task(), inference::v1::TASK_CHAT);
  EXPECT_EQ(asked.locale(), "en");
  EXPECT_EQ(asked.session_id(), kId);
  EXPECT_TRUE(asked.external_allowed());
  EXPECT_FALSE(inference_.requests().at(0).external_allowed());
  ASSERT_EQ(asked.messages_size(), 3);
  EXPECT_EQ(asked.messages(0).text(), "first");
  EXPECT_EQ(asked.messages(1).text(), "One.");
  EXPECT_EQ(asked.messages(1).role(), inference::v1::MESSAGE_ROLE_BOT);
  EXPECT_EQ(asked.messages(2).text(), "second");
  EXPECT_EQ(asked.messages(2).role(), inference::v1::MESSAGE_ROLE_CUSTOMER);
}

TEST_F(SendMessageTest, LetsNoModelOutsideReadWhatTheCustomerHasTakenBack) {
  inference_.Play(Pieces({Text("One."), Decide(TIER_DOMAIN, "ANSWERED")}));
  const auto ask = [&](const std::string& request_id) {
    auto request = Request(request_id, "질문");
    request.set_external_allowed(true);
    Send(request);
    return inference_.requests().back().external_allowed();
  };

  EXPECT_TRUE(ask("r1"));
  consents_.SetExternalAi("cust-1", true);
  EXPECT_TRUE(ask("r2"));
  consents_.SetExternalAi("cust-1", false);
  EXPECT_FALSE(ask("r3"));
  consents_.Fail();
  consents_.SetExternalAi("cust-1", true);
  EXPECT_FALSE(ask("r4"));
}

TEST_F(SendMessageTest, PassesOnWhichModelTheCustomerHasChosen) {
  auto request = Request("r1", "first");
  request.set_model("claude");

  Send(request);

  EXPECT_EQ(inference_.requests().at(0).model(), "claude");
}

TEST_F(SendMessageTest, ATraceGoesOnToTheModels) {
  constexpr char kTrace[] =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  std::string traceparent;
  inference_.Play([&](grpc::ServerContext& context,
                      const inference::v1::GenerateRequest& request,
                      FakeInference::Writer& writer) {
    const auto& metadata = context.client_metadata();
    const auto found = metadata.find("traceparent");
    if (found != metadata.end()) {
      traceparent.assign(found->second.data(), found->second.size());
    }
    return DomainAnswer()(context, request, writer);
  });
  StartBot();
  grpc::ClientContext context;
  context.AddMetadata("authorization",
                      host_.Bearer({"t1", "cust-1", Role::kCustomer}));
  context.AddMetadata("traceparent", kTrace);
  const auto reader = stub_->SendMessage(&context, Request("r1", "질문"));
  v1::SendMessageResponse event;
  while (reader->Read(&event)) {
  }

  EXPECT_TRUE(reader->Finish().ok());
  EXPECT_EQ(traceparent, kTrace);
}

TEST_F(SendMessageTest, AModelThatMayNotBeChosenIsToldAndTheMessageKept) {
  inference_.Play(Pieces(
      {}, ToGrpcStatus({ErrorKind::kNotFound, "MODEL_NOT_FOUND", "none", {}},
                       "inference.aicc")));
  auto request = Request("r1", "질문");
  request.set_model("nobody");

  const Reply refused = Send(request);
  inference_.Play(Pieces({Text("답."), Decide(TIER_DOMAIN, "ANSWERED")}));
  const Reply again = Send("r1", "질문");

  EXPECT_EQ(refused.Reason(), "MODEL_NOT_FOUND");
  EXPECT_EQ(again.answer().text(), "답.");
}

TEST_F(SendMessageTest, GivesTheAiNoticeOnceAContact) {
  const Reply first = Send("r1", "하나");
  const Reply second = Send("r2", "둘");

  EXPECT_THAT(first.Kinds(), HasSubstr("notice"));
  EXPECT_EQ(second.Kinds(), "received text text citation answer");
  EXPECT_EQ(session_.Named(kId, "ai-notice").size(), 1u);
}

TEST_F(SendMessageTest, GivesTheAiNoticeThoughItsIdIsTaken) {
  session::v1::AppendEventRequest squatter;
  squatter.set_session_id(kId);
  squatter.set_event_id("ai-notice");
  squatter.mutable_utterance()->set_speaker(session::v1::SPEAKER_CUSTOMER);
  squatter.mutable_utterance()->set_text("내가 먼저");
  session_.Put(squatter);

  const Reply reply = Send("r1", "하나");

  EXPECT_EQ(reply.events.at(1).ai_notice().text(), "AI가 답변드립니다.");
  EXPECT_TRUE(session_.Named(kId, "r1:notice").at(0).has_ai_notice());
}

TEST_F(SendMessageTest, ARetryIsAnsweredFromTheLogAndRepeatsNothing) {
  const Reply first = Send("r1", "로밍 요금이 얼마예요?");
  const std::string log = LogKinds();
  inference_.Play(Pieces({Text("딴말"), Decide(TIER_DOMAIN, "ANSWERED")}));

  const Reply again = Send("r1", "로밍 요금이 얼마예요?");

  EXPECT_EQ(again.Kinds(), "received notice text citation answer");
  EXPECT_EQ(again.Shown(), first.Shown());
  EXPECT_EQ(again.answer().SerializeAsString(),
            first.answer().SerializeAsString());
  EXPECT_EQ(LogKinds(), log);
  EXPECT_EQ(inference_.requests().size(), 1u);
}

TEST_F(SendMessageTest, AnotherTextUnderTheSameIdIsRefused) {
  Send("r1", "로밍 요금이 얼마예요?");
  const std::string log = LogKinds();

  const Reply other = Send("r1", "해지할게요");

  EXPECT_EQ(other.Reason(), "REQUEST_CONFLICT");
  EXPECT_EQ(other.Kinds(), "");
  EXPECT_EQ(LogKinds(), log);
}

TEST_F(SendMessageTest, AnOldRetryIsAnsweredEvenAfterTheContactIsClosed) {
  const Reply first = Send("r1", "로밍 요금이 얼마예요?");
  session_.Close(kId);

  const Reply again = Send("r1", "로밍 요금이 얼마예요?");

  EXPECT_EQ(again.answer().SerializeAsString(),
            first.answer().SerializeAsString());
}

TEST_F(SendMessageTest, TheGeneralModelsAnswerBeginsWithItsPreface) {
  inference_.Play(
      Pieces({Escalate(TIER_DOMAIN, TIER_GENERAL, "OUT_OF_SCOPE"), Text("리마"),
              Text("입니다."), Decide(TIER_GENERAL, "OUT_OF_SCOPE")}));

  const Reply reply = Send("r1", "페루의 수도는?");

  const std::string text = "일반 AI의 답변입니다.\n\n리마입니다.";
  EXPECT_EQ(reply.Kinds(), "received notice escalation text text text answer");
  EXPECT_EQ(reply.Shown(), text);
  EXPECT_EQ(reply.answer().text(), text);
  EXPECT_EQ(session_.Named(kId, "r1:a").at(0).utterance().text(), text);
}

TEST_F(SendMessageTest, TextThatIsTakenBackIsNotInTheAnswer) {
  inference_.Play(Pieces({Text("잘못된 "), Cite("wrong", "잘못된"), Restart(),
                          Text("옳은 답"), Decide(TIER_DOMAIN, "ANSWERED")}));

  const Reply reply = Send("r1", "질문");

  EXPECT_EQ(reply.Kinds(), "received notice text citation restart text answer");
  EXPECT_EQ(reply.answer().text(), "옳은 답");
  EXPECT_EQ(reply.answer().citations_size(), 0);
}

TEST_F(SendMessageTest, AnAnswerUnderAChangedFloorIsNotGiven) {
  inference_.Play([this](auto&, const auto&, auto& writer) {
    writer.Write(Text("늦은 답"));
    session_.Connect(kId);
    writer.Write(Decide(TIER_DOMAIN, "ANSWERED"));
    return grpc::Status::OK;
  });

  const Reply reply = Send("r1", "질문");

  EXPECT_EQ(reply.Kinds(), "received notice text restart answer");
  EXPECT_EQ(reply.Shown(), "");
  EXPECT_EQ(reply.answer().seq(), 0);
  EXPECT_EQ(reply.answer().text(), "");
  EXPECT_TRUE(session_.Named(kId, "r1:a").empty());
  EXPECT_TRUE(session_.Named(kId, "r1:rec").empty());
}

TEST_F(SendMessageTest, WhileAnAgentHasTheFloorTheMessageIsOnlyLogged) {
  session_.Connect(kId);

  const Reply reply = Send("r1", "상담원님, 질문이요");

  EXPECT_TRUE(reply.status.ok());
  EXPECT_EQ(reply.Kinds(), "received");
  EXPECT_TRUE(inference_.requests().empty());
  EXPECT_EQ(session_.Named(kId, "r1:q").at(0).utterance().text(),
            "상담원님, 질문이요");
}

TEST_F(SendMessageTest, TheBotAnswersAgainOnceItHasTheFloorBack) {
  session_.Connect(kId);
  session_.ReturnToBotNow(kId);

  const Reply reply = Send("r1", "로밍 요금이 얼마예요?");

  EXPECT_GT(reply.answer().seq(), 0);
  EXPECT_EQ(session_.Named(kId, "r1:a").at(0).utterance().floor_epoch(), 3);
}

TEST_F(SendMessageTest, AnotherCustomersSessionIsNone) {
  const Reply reply =
      Send(Request("r1", "질문"), {"t1", "cust-2", Role::kCustomer});

  EXPECT_EQ(reply.status.error_code(), StatusCode::NOT_FOUND);
  EXPECT_EQ(reply.Reason(), "SESSION_NOT_FOUND");
  EXPECT_EQ(LogKinds(), "started floor");
}

TEST_F(SendMessageTest, ABridgeMaySpeakForTheCustomer) {
  const Reply reply =
      Send(Request("r1", "질문"), {"t1", "bridge", Role::kService});

  EXPECT_GT(reply.answer().seq(), 0);
}

TEST_F(SendMessageTest, AnAgentMayNotSpeakAsTheCustomer) {
  const Reply reply = Send(Request("r1", "질문"), {"t1", "kim", Role::kAgent});

  EXPECT_EQ(reply.status.error_code(), StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(reply.Reason(), "ROLE_NOT_ALLOWED");
}

TEST_F(SendMessageTest, AnUnknownSessionIsNotFound) {
  auto request = Request("r1", "질문");
  request.set_session_id("0198a000-0000-7000-8000-00000000ffff");

  EXPECT_EQ(Send(request).Reason(), "SESSION_NOT_FOUND");
}

TEST_F(SendMessageTest, AClosedSessionTakesNoMessage) {
  session_.Close(kId);

  const Reply reply = Send("r1", "질문");

  EXPECT_EQ(reply.status.error_code(), StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(reply.Reason(), "SESSION_CLOSED");
}

TEST_F(SendMessageTest, ATextOfAMegabyteIsRefused) {
  const Reply reply = Send("r1", std::string(1 << 20, 'a'));

  EXPECT_EQ(reply.status.error_code(), StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(reply.Reason(), "INVALID_FIELD");
  EXPECT_EQ(FromGrpcStatus(reply.status).metadata.at("field"), "text");
  EXPECT_EQ(LogKinds(), "started floor");
}

TEST_F(SendMessageTest, TheLongestTextIsTaken) {
  const Reply reply = Send("r1", std::string(16'384, 'a'));

  EXPECT_GT(reply.answer().seq(), 0);
}

TEST_F(SendMessageTest, EmptyOrOverlongFieldsAreRefusedByName) {
  const auto field_of = [](const Reply& reply) {
    return FromGrpcStatus(reply.status).metadata.at("field");
  };
  auto no_session = Request("r1", "질문");
  no_session.clear_session_id();

  EXPECT_EQ(field_of(Send("r1", "")), "text");
  EXPECT_EQ(field_of(Send("r1", std::string("a\0b", 3))), "text");
  EXPECT_EQ(field_of(Send("", "질문")), "request_id");
  EXPECT_EQ(field_of(Send(std::string(51, 'r'), "질문")), "request_id");
  EXPECT_EQ(field_of(Send(no_session)), "session_id");
}

TEST_F(SendMessageTest, TheLongestRequestIdFitsEveryIdMadeOfIt) {
  const std::string id(50, 'r');

  Send(id, "로밍 요금이 얼마예요?");

  for (const auto& event : session_.Log(kId)) {
    EXPECT_LE(event.event_id().size(), 64u);
  }
  EXPECT_EQ(session_.Named(kId, id + ":understood").size(), 1u);
}

TEST_F(SendMessageTest, TextThatIsNotUtf8IsRefused) {
  // protobuf warns of it, and sends it all the same.
  const Reply reply = Send("r1", "\xff\xfe");

  EXPECT_EQ(reply.status.error_code(), StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(reply.Reason(), "INVALID_FIELD");
  EXPECT_EQ(LogKinds(), "started floor");
}

TEST_F(SendMessageTest, WithoutTheSessionServiceTheCallerIsToRetry) {
  host_.channels.Put("session", nullptr);

  const Reply reply = Send("r1", "질문");

  EXPECT_EQ(reply.status.error_code(), StatusCode::UNAVAILABLE);
  EXPECT_EQ(reply.Reason(), "SERVICE_UNAVAILABLE");
}

TEST_F(SendMessageTest, ACallerWhoLeavesStopsTheModelAndARetryFinishes) {
  std::promise<void> stopped;
  inference_.Play([&](grpc::ServerContext& context, const auto&, auto& writer) {
    writer.Write(Text("하루 "));
    while (!context.IsCancelled()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    stopped.set_value();
    return grpc::Status::CANCELLED;
  });
  Sent sent = Begin(Request("r1", "로밍 요금이 얼마예요?"));
  v1::SendMessageResponse event;
  while (sent.reader->Read(&event) && !event.has_text_delta()) {
  }

  sent.context->TryCancel();
  const Reply left = Finish(sent);
  stopped.get_future().wait();
  inference_.Play(DomainAnswer());
  const Reply again = Send("r1", "로밍 요금이 얼마예요?");

  EXPECT_EQ(left.status.error_code(), StatusCode::CANCELLED);
  EXPECT_EQ(again.answer().text(), "하루 11,000원입니다.");
  EXPECT_EQ(session_.Named(kId, "r1:q").size(), 1u);
  EXPECT_EQ(session_.Named(kId, "r1:a").size(), 1u);
  EXPECT_EQ(session_.State(kId).state(), session::v1::STATE_SELF_SERVICE);
}

TEST_F(SendMessageTest, WhatIsDecidedIsFinishedThoughTheCallerLeaves) {
  StartBot();
  std::atomic<grpc::ClientContext*> leaving = nullptr;
  std::promise<void> recorded;
  session_.FailAfter([&](const auto& request) {
    if (request.event_id() == "r1:a") {
      while (leaving == nullptr) std::this_thread::yield();
      leaving.load()->TryCancel();
      // Time for the bot to learn of it.
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    if (request.event_id() == "r1:rec") recorded.set_value();
    return std::optional<Error>();
  });
  Sent sent = Begin(Request("r1", "로밍 요금이 얼마예요?"));
  leaving = sent.context.get();

  EXPECT_EQ(Finish(sent).status.error_code(), StatusCode::CANCELLED);

  EXPECT_EQ(recorded.get_future().wait_for(std::chrono::seconds(10)),
            std::future_status::ready);
}

TEST_F(SendMessageTest, MessagesOfOneContactAreAnsweredOneAfterAnother) {
  std::atomic<int> running = 0;
  std::atomic<int> most = 0;
  inference_.Play([&](auto&, const auto& request, auto& writer) {
    most = std::max(most.load(), ++running);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    const auto& question = request.messages(request.messages_size() - 1);
    writer.Write(Text("re: " + question.text()));
    --running;
    writer.Write(Decide(TIER_DOMAIN, "ANSWERED"));
    return grpc::Status::OK;
  });
  StartBot();

  std::vector<std::future<Reply>> sent;
  for (int i = 0; i < 8; ++i) {
    sent.push_back(std::async(std::launch::async, [this, i] {
      return Send("r" + std::to_string(i), "m" + std::to_string(i));
    }));
  }

  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(sent[static_cast<std::size_t>(i)].get().answer().text(),
              "re: m" + std::to_string(i));
  }
  EXPECT_EQ(most, 1);
  EXPECT_EQ(session_.Named(kId, "ai-notice").size(), 1u);
}

TEST_F(SendMessageTest, TooManyWaitingMessagesAreRefusedWithoutATrace) {
  std::promise<void> begun;
  std::promise<void> gate;
  auto go = gate.get_future().share();
  auto once = std::make_shared<std::once_flag>();
  inference_.Play([&begun, go, once](auto&, const auto&, auto& writer) {
    std::call_once(*once, [&] { begun.set_value(); });
    go.wait();
    writer.Write(Text("답"));
    writer.Write(Decide(TIER_DOMAIN, "ANSWERED"));
    return grpc::Status::OK;
  });
  Config config = TestConfig();
  config.waiting_messages = 1;
  StartBot(config);
  Sent first = Begin(Request("r1", "하나"));
  begun.get_future().wait();
  Sent second = Begin(Request("r2", "둘"));
  v1::SendMessageResponse received;
  ASSERT_TRUE(second.reader->Read(&received));

  const Reply third = Send("r3", "셋");

  EXPECT_EQ(third.status.error_code(), StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(third.Reason(), "TOO_MANY_MESSAGES");
  EXPECT_TRUE(session_.Named(kId, "r3:q").empty());
  gate.set_value();
  EXPECT_GT(Finish(first).answer().seq(), 0);
  EXPECT_GT(Finish(second).answer().seq(), 0);
}

TEST_F(SendMessageTest, AMessageThatWaitsIsInTheLogAlready) {
  std::promise<void> begun;
  std::promise<void> gate;
  inference_.Play([&](auto&, const auto&, auto& writer) {
    begun.set_value();
    gate.get_future().wait();
    session_.Connect(kId);
    writer.Write(Text("늦은 답"));
    writer.Write(Decide(TIER_DOMAIN, "ANSWERED"));
    return grpc::Status::OK;
  });
  Sent first = Begin(Request("r1", "하나"));
  begun.get_future().wait();

  Sent second = Begin(Request("r2", "둘"));
  v1::SendMessageResponse received;
  ASSERT_TRUE(second.reader->Read(&received));

  EXPECT_EQ(session_.Named(kId, "r2:q").size(), 1u);
  gate.set_value();
  // An agent took the contact meanwhile: nothing is left to be answered here.
  EXPECT_EQ(Finish(first).answer().seq(), 0);
  EXPECT_EQ(Finish(second).Kinds(), "");
  EXPECT_EQ(inference_.requests().size(), 1u);
}

}  // namespace
}  // namespace aicc::chatbot
