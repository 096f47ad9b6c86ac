#include <limits>

#include "tests/session/fixture.h"

namespace aicc::session {
namespace {

using Sessions = v1::SessionService::Stub;

class BadInputTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    if (instance_) id_ = Service().Start().session_id();
  }

  v1::AppendEventRequest Good() {
    v1::AppendEventRequest request;
    request.set_session_id(id_);
    request.set_event_id(NewUuid());
    request.mutable_utterance()->set_speaker(v1::SPEAKER_CUSTOMER);
    request.mutable_utterance()->set_text("a");
    return request;
  }

  // It is refused as INVALID_FIELD `field`, and the log stays as it was.
  void ExpectInvalid(const v1::AppendEventRequest& request,
                     const std::string& field) {
    const auto refused = Service().Call(&Sessions::AppendEvent, request);
    ASSERT_FALSE(refused.has_value()) << field;
    EXPECT_EQ(refused.error().kind, ErrorKind::kInvalidArgument);
    EXPECT_EQ(refused.error().reason, "INVALID_FIELD");
    EXPECT_EQ(refused.error().metadata.at("field"), field);
    EXPECT_EQ(Service().Get(id_)->last_seq(), 1);
  }

  std::string id_;
};

TEST_F(BadInputTest, IsTheEmptyText) {
  auto request = Good();
  request.mutable_utterance()->clear_text();
  ExpectInvalid(request, "utterance.text");
}

TEST_F(BadInputTest, IsATextOfOneMegabyte) {
  auto request = Good();
  request.mutable_utterance()->set_text(std::string(1 << 20, 'x'));
  ExpectInvalid(request, "utterance.text");
}

TEST_F(BadInputTest, IsATextOneByteTooLongButNotTheLongest) {
  auto request = Good();
  request.mutable_utterance()->set_text(std::string(16'385, 'x'));
  ExpectInvalid(request, "utterance.text");

  request.mutable_utterance()->set_text(std::string(16'384, 'x'));
  EXPECT_EQ(Reason(Service().Call(&Sessions::AppendEvent, request)), "");
}

TEST_F(BadInputTest, IsATextWithANulByte) {
  auto request = Good();
  request.mutable_utterance()->set_text(std::string("a\0b", 3));
  ExpectInvalid(request, "utterance.text");
}

// Such bytes get past no generated parser; the caller is told so all the same.
TEST_F(BadInputTest, IsATextThatIsNotUtf8) {
  auto request = Good();
  request.mutable_utterance()->set_text("abc\xEA\xB0");
  ExpectInvalid(request, "request");
}

TEST_F(BadInputTest, IsAnUnknownOrMissingSpeaker) {
  auto request = Good();
  request.mutable_utterance()->set_speaker(static_cast<v1::Speaker>(77));
  ExpectInvalid(request, "utterance.speaker");
  request.mutable_utterance()->set_speaker(v1::SPEAKER_UNSPECIFIED);
  ExpectInvalid(request, "utterance.speaker");
}

TEST_F(BadInputTest, IsAnIdThatIsMissingOrTooLong) {
  auto request = Good();
  request.clear_event_id();
  ExpectInvalid(request, "event_id");
  request.set_event_id(std::string(65, 'e'));
  ExpectInvalid(request, "event_id");
}

TEST_F(BadInputTest, IsASessionIdThatIsNone) {
  auto request = Good();
  request.set_session_id("'; DROP SCHEMA session; --");
  ExpectInvalid(request, "session_id");
}

TEST_F(BadInputTest, IsATimeInTheFutureOrOutOfRange) {
  auto request = Good();
  request.mutable_event_time()->set_seconds(4'102'444'800);
  ExpectInvalid(request, "event_time");
  request.mutable_event_time()->set_seconds(
      std::numeric_limits<std::int64_t>::max());
  ExpectInvalid(request, "event_time");
  request.mutable_event_time()->set_seconds(1);
  request.mutable_event_time()->set_nanos(-1);
  ExpectInvalid(request, "event_time");
  request.mutable_event_time()->set_seconds(-1);
  request.mutable_event_time()->set_nanos(0);
  ExpectInvalid(request, "event_time");
}

TEST_F(BadInputTest, IsANumberThatIsNoneOrOutOfRange) {
  auto request = Good();
  request.mutable_utterance()->set_confidence(
      std::numeric_limits<double>::quiet_NaN());
  ExpectInvalid(request, "utterance.confidence");
  request = Good();
  request.mutable_rating()->set_score(6);
  ExpectInvalid(request, "rating.score");
  request.mutable_understood()->set_sentiment(-1.5);
  ExpectInvalid(request, "understood.sentiment");
  request.mutable_understood()->set_sentiment(0);
  request.mutable_understood()->set_utterance_seq(-1);
  ExpectInvalid(request, "understood.utterance_seq");
  auto* const record = request.mutable_answer_recorded();
  record->mutable_decision()->set_tier(common::v1::TIER_DOMAIN);
  record->set_answer_seq(-1);
  ExpectInvalid(request, "answer_recorded.answer_seq");
  record->set_question_seq(-1);
  ExpectInvalid(request, "answer_recorded.question_seq");
  record->mutable_decision()->set_confidence(
      std::numeric_limits<double>::infinity());
  ExpectInvalid(request, "answer_recorded");
}

TEST_F(BadInputTest, IsABotUtteranceWithoutItsEpoch) {
  auto request = Good();
  request.mutable_utterance()->set_speaker(v1::SPEAKER_BOT);
  ExpectInvalid(request, "utterance.floor_epoch");
}

TEST_F(BadInputTest, IsAnEventWithoutABody) {
  auto request = Good();
  request.clear_body();
  ExpectInvalid(request, "body");
}

TEST_F(BadInputTest, IsAnUnknownSession) {
  const std::string nobody = NewUuid();
  auto service = Service();

  EXPECT_EQ(Reason(service.Get(nobody)), "SESSION_NOT_FOUND");
  EXPECT_EQ(Reason(service.Say(nobody, v1::SPEAKER_CUSTOMER, "a")),
            "SESSION_NOT_FOUND");
  EXPECT_EQ(Reason(service.RequestAgent(nobody)), "SESSION_NOT_FOUND");
  EXPECT_EQ(Reason(service.ReturnToBot(nobody)), "SESSION_NOT_FOUND");
  EXPECT_EQ(Reason(service.End(nobody)), "SESSION_NOT_FOUND");
}

TEST_F(BadInputTest, IsAWrongState) {
  auto service = Service();

  const auto refused = service.ReturnToBot(id_);

  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, "WRONG_STATE");
  EXPECT_EQ(refused.error().metadata.at("state"), "SELF_SERVICE");
  ASSERT_EQ(Reason(service.End(id_)), "");
  EXPECT_EQ(Reason(service.RequestAgent(id_)), "WRONG_STATE");
}

TEST_F(BadInputTest, IsAnUnknownQueueOrDisposition) {
  EXPECT_EQ(Reason(Service().RequestAgent(id_, "r", "nowhere")),
            "QUEUE_NOT_FOUND");
  EXPECT_EQ(
      Reason(AgentNamed("a").Presence(v1::PRESENCE_AVAILABLE, {"nowhere"})),
      "QUEUE_NOT_FOUND");
  EXPECT_EQ(Reason(AgentNamed("a").WrapUp(id_, "r", "NOTHING")),
            "DISPOSITION_NOT_FOUND");
}

TEST_F(BadInputTest, IsAPresenceThatOnlyContactsMake) {
  for (const auto presence :
       {v1::PRESENCE_UNSPECIFIED, v1::PRESENCE_BUSY, v1::PRESENCE_WRAP_UP,
        static_cast<v1::Presence>(99)}) {
    EXPECT_EQ(Reason(AgentNamed("a").Presence(presence)), "INVALID_FIELD");
  }
}

TEST_F(BadInputTest, IsAStartWithoutWhatItNeeds) {
  auto service = Service();
  v1::StartSessionRequest request;
  request.set_request_id("r");
  request.set_channel(v1::CHANNEL_CHAT);
  EXPECT_EQ(Reason(service.Call(&Sessions::StartSession, request)),
            "INVALID_FIELD");
  request.set_customer_id("c");
  request.set_channel(static_cast<v1::Channel>(9));
  EXPECT_EQ(Reason(service.Call(&Sessions::StartSession, request)),
            "INVALID_FIELD");
  request.set_channel(v1::CHANNEL_CHAT);
  request.set_locale("xx");
  EXPECT_EQ(Reason(service.Call(&Sessions::StartSession, request)),
            "INVALID_FIELD");
  request.set_locale("en");
  EXPECT_EQ(Reason(service.Call(&Sessions::StartSession, request)), "");
}

TEST_F(BadInputTest, IsAPageTokenOfSomebodyElses) {
  v1::ListSessionsRequest sessions;
  sessions.set_page_token("made up");
  EXPECT_EQ(Reason(Service().Call(&Sessions::ListSessions, sessions)),
            "BAD_PAGE_TOKEN");
  v1::ListQueuesRequest queues;
  queues.set_page_token("q1.99999");
  EXPECT_EQ(Reason(Service().Call(&Routing::ListQueues, queues)),
            "BAD_PAGE_TOKEN");
}

TEST_F(BadInputTest, IsAMissingForgedOrExpiredToken) {
  v1::GetSessionRequest request;
  request.set_session_id(id_);
  v1::GetSessionResponse response;
  const auto reason_with = [&](const std::string& header) {
    grpc::ClientContext context;
    if (!header.empty()) context.AddMetadata("authorization", header);
    const auto status =
        instance_->sessions().GetSession(&context, request, &response);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAUTHENTICATED);
    return FromGrpcStatus(status).reason;
  };
  const SystemClock clock;
  const Caller caller{tenant_, "s", Role::kService};
  const Authenticator same(std::string(32, 'k'), clock);
  const Authenticator forger(std::string(32, 'x'), clock);

  EXPECT_EQ(reason_with(""), "MISSING_TOKEN");
  EXPECT_EQ(reason_with("Bearer " + forger.Mint(caller, std::chrono::hours(1))),
            "BAD_TOKEN");
  EXPECT_EQ(
      reason_with("Bearer " + same.Mint(caller, -std::chrono::seconds(60))),
      "EXPIRED_TOKEN");
}

}  // namespace
}  // namespace aicc::session
