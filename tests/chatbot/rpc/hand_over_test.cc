#include <gmock/gmock.h>
#include <stdlib.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/chatbot/rpc/fixture.h"

namespace aicc::chatbot {
namespace {

using common::v1::TIER_DOMAIN;
using common::v1::TIER_GENERAL;
using common::v1::TIER_HUMAN;
using testing::ElementsAre;
using testing::HasSubstr;

class HandOverTest : public ChatbotTest {
 protected:
  // Lets the first append under `event_id` fail, once it is done.
  void LoseTheAnswerTo(const std::string& event_id) {
    auto lost = std::make_shared<bool>(false);
    session_.FailAfter([event_id, lost](const auto& request) {
      std::optional<Error> error;
      if (request.event_id() == event_id && !std::exchange(*lost, true)) {
        error = Error{ErrorKind::kUnavailable, "STORE_UNAVAILABLE", "", {}};
      }
      return error;
    });
  }
};

TEST_F(HandOverTest, FetchesAHumanWithABrief) {
  Send("r1", "로밍 요금이 얼마예요?");
  inference_.Play(CustomerAsks());

  const Reply reply = Send("r2", "상담원 연결해 주세요");

  ASSERT_TRUE(reply.status.ok()) << reply.Reason();
  EXPECT_EQ(reply.Kinds(), "received escalation hand_over answer");
  EXPECT_EQ(reply.answer().text(), "사람을 부릅니다.");
  EXPECT_GT(reply.answer().seq(), 0);
  EXPECT_EQ(reply.answer().decision().tier(), TIER_HUMAN);
  EXPECT_EQ(reply.hand_over().queue(), "retention");
  EXPECT_EQ(reply.hand_over().reason(), "CUSTOMER_ASKED");

  const auto& brief = reply.hand_over().brief();
  EXPECT_EQ(brief.reason(), "CUSTOMER_ASKED");
  EXPECT_THAT(brief.summary(), HasSubstr("로밍 요금이 얼마예요?"));
  EXPECT_THAT(brief.tried(), ElementsAre("하루 11,000원입니다."));
  EXPECT_THAT(brief.intents(), ElementsAre("roaming_fee", "ask_human"));
  EXPECT_EQ(brief.slots().at("country"), "일본");
  EXPECT_LT(brief.sentiment(), 0);
  EXPECT_THAT(brief.document_ids(), ElementsAre("roaming"));

  EXPECT_EQ(session_.State(kId).state(), session::v1::STATE_QUEUED);
  EXPECT_EQ(session_.State(kId).brief().SerializeAsString(),
            brief.SerializeAsString());
  const auto record = session_.Named(kId, "r2:rec").at(0).answer_recorded();
  EXPECT_EQ(record.answer_seq(), 0);
  EXPECT_EQ(record.decision().reason(), "CUSTOMER_ASKED");
}

// The pack of the tests, with a queue that opens in two days.
class ClosedPack {
 public:
  ClosedPack() {
    folder_ = (std::filesystem::temp_directory_path() / "pack_XXXXXX").string();
    if (mkdtemp(folder_.data()) == nullptr) throw std::bad_alloc();
    std::filesystem::copy(
        AICC_TEST_PACK, folder_,
        std::filesystem::copy_options::recursive |
            std::filesystem::copy_options::overwrite_existing);
    using namespace std::chrono;
    const char* const days[] = {"sun", "mon", "tue", "wed",
                                "thu", "fri", "sat"};
    const weekday opens(
        floor<std::chrono::days>(system_clock::now() + hours(9)) +
        std::chrono::days(2));
    std::ifstream in(AICC_TEST_PACK "/pack.yaml");
    std::string text((std::istreambuf_iterator<char>(in)), {});
    const std::string queue = "name: {ko: \"해지\", en: \"Retention\"}";
    text.replace(text.find(queue), queue.size(), queue + ", hours: rarely");
    text += std::string("hours:\n  - {id: rarely, weekly: {") +
            days[opens.c_encoding()] + ": [\"09:00-10:00\"]}}\n";
    std::ofstream(folder_ + "/pack.yaml") << text;
  }
  ~ClosedPack() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  ClosedPack(const ClosedPack&) = delete;
  ClosedPack& operator=(const ClosedPack&) = delete;
  const std::string& folder() const { return folder_; }

 private:
  std::string folder_;
};

// A bot whose queue is closed for a day at least, or open.
class ClosedTest : public HandOverTest {
 protected:
  void Close() { StartWith(pack_.folder()); }
  void Open() { StartWith(AICC_TEST_PACK); }
  Reply AskForAHuman(const std::string& text = "상담원 연결해 주세요") {
    inference_.Play(CustomerAsks());
    return Send("r1", text);
  }
  void ChangeTheFloorBefore(const std::string& event_id) {
    session_.FailBefore([event_id](const auto& request) {
      std::optional<Error> error;
      if (request.event_id() == event_id) {
        error = Error{ErrorKind::kFailedPrecondition, "FLOOR_CHANGED", "", {}};
      }
      return error;
    });
  }
  void ExpectOnly(const Reply& said) {
    const Reply again = AskForAHuman();
    EXPECT_EQ(again.answer().text(), said.answer().text());
    EXPECT_EQ(again.answer().seq(), said.answer().seq());
    EXPECT_EQ(again.Kinds().find("hand_over"), std::string::npos);
    EXPECT_EQ(session_.State(kId).state(), session::v1::STATE_SELF_SERVICE);
    EXPECT_EQ(session_.Named(kId, "r1:closed").size(), 1u);
  }

 private:
  void StartWith(const std::string& pack) {
    Config config = TestConfig();
    config.pack = pack;
    StartBot(config);
  }

  const ClosedPack pack_;
};

TEST_F(ClosedTest, TellsWhenTheHoursBeginAndGoesOn) {
  Close();

  const Reply reply = AskForAHuman();

  ASSERT_TRUE(reply.status.ok()) << reply.Reason();
  EXPECT_THAT(reply.answer().text(), testing::EndsWith("요일 09:00에 열어요."));
  EXPECT_GT(reply.answer().seq(), 0);
  EXPECT_EQ(session_.Named(kId, "r1:h").size(), 0u);
  ExpectOnly(reply);
  inference_.Play(DomainAnswer());
  EXPECT_EQ(Send("r2", "로밍 요금이 얼마예요?").answer().text(),
            "하루 11,000원입니다.");
}

TEST_F(ClosedTest, TellsInTheLanguageOfTheMessage) {
  Close();

  EXPECT_THAT(
      AskForAHuman("I want to talk to a person, please").answer().text(),
      testing::MatchesRegex("We are back on [A-Z][a-z]+day .*, 09:00\\."));
}

TEST_F(ClosedTest, TheQueuesHaveTheLastWord) {
  session_.CloseQueues("2026-11-23T00:00:00Z");

  const Reply reply = AskForAHuman();

  ASSERT_TRUE(reply.status.ok()) << reply.Reason();
  EXPECT_EQ(reply.answer().text(), "11월 23일 월요일 09:00에 열어요.");
  ExpectOnly(reply);
}

TEST_F(ClosedTest, QueuesThatNeverOpenAreNotWaitedFor) {
  session_.CloseQueues("");

  const Reply reply = AskForAHuman();

  EXPECT_EQ(reply.answer().text(), "안내드릴 수 없습니다.");
  ExpectOnly(reply);
}

TEST_F(ClosedTest, WhoWasToldOfAHumanLearnsThatItHasClosedSince) {
  Open();
  LoseTheAnswerTo("r1:h");
  EXPECT_EQ(AskForAHuman().Reason(), "STORE_UNAVAILABLE");
  Close();

  const Reply again = AskForAHuman();

  EXPECT_THAT(again.answer().text(), testing::EndsWith("요일 09:00에 열어요."));
  ExpectOnly(again);
}

TEST_F(ClosedTest, ARetryInTheMorningIsToldTheSame) {
  Close();
  const Reply reply = AskForAHuman();
  Open();

  ExpectOnly(reply);
}

TEST_F(ClosedTest, NothingIsToldUnderAChangedFloor) {
  Close();
  ChangeTheFloorBefore("r1:closed");

  const Reply reply = AskForAHuman();

  ASSERT_TRUE(reply.status.ok()) << reply.Reason();
  EXPECT_EQ(reply.answer().text(), "");
  EXPECT_EQ(reply.answer().seq(), 0);
}

TEST_F(ClosedTest, UnderAChangedFloorWhatWasSaidBeforeStaysTheAnswer) {
  session_.CloseQueues("2026-11-23T00:00:00Z");
  ChangeTheFloorBefore("r1:closed");

  const Reply reply = AskForAHuman();
  session_.Connect(kId);
  const Reply again = AskForAHuman();

  EXPECT_EQ(reply.answer().seq(), session_.Named(kId, "r1:h").at(0).seq());
  EXPECT_NE(reply.answer().text(), "");
  EXPECT_EQ(again.answer().text(), reply.answer().text());
  EXPECT_EQ(again.answer().seq(), reply.answer().seq());
}

TEST_F(HandOverTest, IsNotToldOfIfNobodyIsFetched) {
  session_.TakeAgentRequest(kId, "r1:agent");  // By something else.
  inference_.Play(CustomerAsks());

  EXPECT_EQ(Send("r1", "상담원 연결해 주세요").Reason(), "REQUEST_CONFLICT");
}

TEST_F(HandOverTest, WhoWaitsForAHumanIsOnlyLogged) {
  inference_.Play(CustomerAsks());
  Send("r1", "상담원 연결해 주세요");

  const Reply reply = Send("r2", "언제 되나요?");

  EXPECT_EQ(reply.Kinds(), "received");
}

TEST_F(HandOverTest, ARetryIsHandedOverTheSameWay) {
  inference_.Play(CustomerAsks());
  const Reply first = Send("r1", "상담원 연결해 주세요");
  const std::string log = LogKinds();
  inference_.Play(DomainAnswer());

  const Reply again = Send("r1", "상담원 연결해 주세요");

  EXPECT_EQ(again.answer().SerializeAsString(),
            first.answer().SerializeAsString());
  EXPECT_EQ(again.hand_over().brief().SerializeAsString(),
            first.hand_over().brief().SerializeAsString());
  EXPECT_EQ(LogKinds(), log);
}

TEST_F(HandOverTest, AnAttemptThatDiedAfterItsDecisionIsFinished) {
  inference_.Play(CustomerAsks());
  LoseTheAnswerTo("r1:rec");
  const Reply died = Send("r1", "상담원 연결해 주세요");

  // The models would answer now, but the decision stands.
  const Reply again = Send("r1", "상담원 연결해 주세요");

  EXPECT_EQ(died.Reason(), "STORE_UNAVAILABLE");
  EXPECT_EQ(again.hand_over().queue(), "retention");
  EXPECT_EQ(again.answer().decision().reason(), "CUSTOMER_ASKED");
  EXPECT_EQ(session_.Named(kId, "r1:rec").size(), 1u);
  EXPECT_EQ(session_.Named(kId, "r1:h").size(), 1u);
}

TEST_F(HandOverTest, AnAttemptThatDiedBeforeItsDecisionHasGivenTheAnswer) {
  LoseTheAnswerTo("r1:a");
  const Reply died = Send("r1", "로밍 요금이 얼마예요?");
  inference_.Play(Pieces({Text("딴말"), Cite("other", "딴말"),
                          Cite("roaming", "11,000원입니다."),
                          Decide(TIER_DOMAIN, "ANSWERED")}));

  const Reply again = Send("r1", "로밍 요금이 얼마예요?");

  EXPECT_EQ(died.Reason(), "STORE_UNAVAILABLE");
  EXPECT_EQ(again.Shown(), "하루 11,000원입니다.");
  EXPECT_EQ(again.answer().text(), "하루 11,000원입니다.");
  EXPECT_EQ(again.answer().citations_size(), 1);
  EXPECT_EQ(session_.Named(kId, "r1:a").size(), 1u);
  EXPECT_EQ(session_.Named(kId, "r1:rec").at(0).answer_recorded().answer_seq(),
            again.answer().seq());
}

TEST_F(HandOverTest, WithoutTheInferenceServiceAHumanIsFetched) {
  host_.channels.Put("inference", nullptr);

  const Reply reply = Send("r1", "로밍 요금이 얼마예요?");

  ASSERT_TRUE(reply.status.ok()) << reply.Reason();
  EXPECT_EQ(reply.Kinds(), "received notice escalation hand_over answer");
  EXPECT_EQ(reply.hand_over().queue(), "general");
  EXPECT_EQ(reply.hand_over().reason(), "MODEL_FAILED");
  EXPECT_EQ(reply.answer().text(), "상담원에게 연결합니다.");
  const auto record = session_.Named(kId, "r1:rec").at(0).answer_recorded();
  EXPECT_EQ(record.decision().reason(), "MODEL_FAILED");
  EXPECT_EQ(record.decision().tier(), TIER_HUMAN);
  EXPECT_EQ(record.decision().escalations(0).from(), TIER_DOMAIN);
}

TEST_F(HandOverTest, AnAnswerThatIsNoneIsTakenBackAndAHumanFetched) {
  const std::string runaway(9'000, 'a');
  const std::vector<FakeInference::Script> broken = {
      // Ends without a decision.
      Pieces({Text("반쪽")}),
      // Breaks off.
      Pieces({Text("반쪽")}, grpc::Status(grpc::StatusCode::INTERNAL, "")),
      // Decides for an answer, breaks off all the same.
      Pieces({Text("반쪽"), Decide(TIER_DOMAIN, "ANSWERED")},
             grpc::Status(grpc::StatusCode::UNAVAILABLE, "")),
      // Has no words.
      Pieces({Decide(TIER_GENERAL, "ANSWERED")}),
      // Has what no log can keep.
      Pieces({Text(std::string("a\0b", 3)), Decide(TIER_DOMAIN, "ANSWERED")}),
      // Names no tier.
      Pieces({Text("반쪽"), Decide(common::v1::TIER_UNSPECIFIED, "")}),
      // Runs on.
      Pieces({Text(runaway), Text(runaway), Decide(TIER_DOMAIN, "ANSWERED")}),
  };
  int n = 0;
  for (const auto& script : broken) {
    SCOPED_TRACE(n);
    session_.Start(kId, "cust-1");  // Anew.
    inference_.Play(script);

    const Reply reply = Send("b" + std::to_string(n++), "로밍?");

    EXPECT_EQ(reply.hand_over().reason(), "MODEL_FAILED");
    EXPECT_EQ(reply.Shown(), "");
    EXPECT_EQ(reply.answer().text(), "상담원에게 연결합니다.");
    session_.ReturnToBotNow(kId);
  }
}

TEST_F(HandOverTest, ModelsThatTakeTooLongAreGivenUp) {
  inference_.Play([](grpc::ServerContext& context, const auto&, auto&) {
    while (!context.IsCancelled()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return grpc::Status::CANCELLED;
  });
  Config config = TestConfig();
  config.answer_limit = std::chrono::milliseconds(100);
  StartBot(config);

  EXPECT_EQ(Send("r1", "로밍?").hand_over().reason(), "MODEL_FAILED");
}

TEST_F(HandOverTest, AQueueThatIsGoneIsReplacedByTheFirst) {
  inference_.Play(Pieces({HandOver("no-such-queue", "사람을 부릅니다."),
                          Decide(TIER_HUMAN, "POLICY_LEGAL")}));

  EXPECT_EQ(Send("r1", "소송").hand_over().queue(), "general");
}

TEST_F(HandOverTest, AHandOverUnderAChangedFloorIsNotSaid) {
  inference_.Play([this](auto&, const auto&, auto& writer) {
    session_.Connect(kId);
    writer.Write(Decide(TIER_HUMAN, "CUSTOMER_ASKED"));
    return grpc::Status::OK;
  });

  const Reply reply = Send("r1", "상담원이요");

  EXPECT_EQ(reply.Kinds(), "received notice answer");
  EXPECT_EQ(reply.answer().seq(), 0);
  EXPECT_EQ(session_.State(kId).state(), session::v1::STATE_CONNECTED);
}

}  // namespace
}  // namespace aicc::chatbot
