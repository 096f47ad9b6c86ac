#include "tests/inference/rpc/fixture.h"

namespace aicc::inference {
namespace {

ScriptedAnswer Refusal() {
  ScriptedAnswer refusal;
  refusal.status = 400;
  refusal.content_type = "application/json";
  refusal.pieces = {R"({"error":{"code":"bad_request"}})"};
  return refusal;
}

// Customers and agents who name the model that is to answer them.
class ChooseTest : public InferenceFixture {
 protected:
  ChooseTest() {
    AddEndpoint("first", Tier::kGeneral, first_, true).choosable = true;
    AddEndpoint("second", Tier::kGeneral, second_, true).choosable = true;
    config_.endpoints.back().model = "n";
  }

  void Script(const ScriptedAnswer& first = WholeAnswer({"첫째입니다."}),
              const ScriptedAnswer& second = WholeAnswer({"둘째입니다."})) {
    first_.Answer(first);
    second_.Answer(second);
  }
  Answer Choose(const std::string& model,
                const std::string& text = "로밍 요금?") {
    v1::GenerateRequest request = ChatRequest(text);
    request.set_model(model);
    return Generate(request);
  }
  static std::string Candidates(const Answer& answer) {
    std::string all;
    for (const auto& each : answer.decision().candidates()) {
      all += each.model() + ":" + each.reason() + " ";
    }
    return all;
  }

  FakeOpenAiServer first_;
  FakeOpenAiServer second_;
};

TEST_F(ChooseTest, WhoIsNamedAnswersInsteadOfTheDomainModel) {
  Script();
  const Answer answer = Choose("second");

  EXPECT_EQ(answer.Text(), "둘째입니다.");
  EXPECT_EQ(answer.decision().model(), "second/n");
  EXPECT_EQ(answer.decision().tier(), common::v1::TIER_GENERAL);
  EXPECT_EQ(answer.Reasons(), "MODEL_CHOSEN");
  EXPECT_FALSE(answer.decision().has_confidence());
  EXPECT_TRUE(first_.requests().empty());
}

TEST_F(ChooseTest, WhatNoModelMayAnswerStillGoesToAHuman) {
  Script();
  const Answer policy = Choose("second", "해지하고 싶어요");
  const Answer human = Choose("second", "상담원 연결해 주세요");

  EXPECT_EQ(policy.decision().tier(), common::v1::TIER_HUMAN);
  EXPECT_EQ(human.decision().tier(), common::v1::TIER_HUMAN);
  EXPECT_TRUE(second_.requests().empty());
}

TEST_F(ChooseTest, IfItFailsTheOthersAreAsked) {
  Script(WholeAnswer({"첫째입니다."}), Refusal());

  const Answer answer = Choose("second");

  EXPECT_EQ(answer.Text(), "첫째입니다.");
  EXPECT_EQ(answer.decision().model(), "first/m");
}

TEST_F(ChooseTest, IfAllOfThemFailTheDomainModelAnswersWhatItMay) {
  Script(Refusal(), Refusal());

  const Answer may = Choose("second");
  const Answer must_not = Choose("second", "주식 추천해 줘");

  EXPECT_EQ(may.decision().model(), "builtin/fake@1");
  EXPECT_EQ(may.Reasons(), "MODEL_CHOSEN MODEL_FAILED");
  EXPECT_TRUE(may.decision().has_confidence());
  EXPECT_EQ(must_not.decision().tier(), common::v1::TIER_HUMAN);
}

TEST_F(ChooseTest, WithoutConsentOneThatIsOutsideIsNotAsked) {
  Script();
  config_.endpoints.back().internal = false;

  const Answer answer = Choose("second");

  EXPECT_EQ(answer.decision().model(), "builtin/fake@1");
  EXPECT_EQ(Candidates(answer), "second/n:CONSENT_MISSING ");
  EXPECT_TRUE(second_.requests().empty());
}

TEST_F(ChooseTest, OneThatMayNotBeChosenIsRefused) {
  Script();
  config_.endpoints.back().choosable = false;

  const Answer hidden = Choose("second");
  const Answer unknown = Choose("nobody");

  for (const Answer& refused : {hidden, unknown}) {
    EXPECT_EQ(refused.status.error_code(), grpc::StatusCode::NOT_FOUND);
    EXPECT_EQ(FromGrpcStatus(refused.status).reason, "MODEL_NOT_FOUND");
    EXPECT_TRUE(refused.pieces.empty());
  }
}

TEST_F(ChooseTest, ADomainModelThatIsChosenKeepsItsGates) {
  Script();
  FakeOpenAiServer house;
  const std::string grounded = FakeEngine::RoamingPassages()[0].sentence;
  house.Answer(WholeAnswer({grounded}));
  FakeOpenAiServer other;
  AddEndpoint("other", Tier::kDomain, other, true).choosable = true;
  config_.endpoints.back().model = "o";
  AddEndpoint("house", Tier::kDomain, house, true).choosable = true;
  config_.endpoints.back().model = "h";

  const Answer answer = Choose("house");
  const Answer outside = Choose("house", "주식 추천해 줘");

  EXPECT_EQ(answer.decision().model(), "house/h");
  EXPECT_EQ(answer.Text(), grounded);
  EXPECT_EQ(house.requests().size(), 1u);
  EXPECT_TRUE(other.requests().empty());
  EXPECT_EQ(outside.decision().tier(), common::v1::TIER_GENERAL);
}

TEST_F(ChooseTest, AnAgentsTaskGoesToWhomTheyName) {
  Script();
  v1::GenerateRequest request = ChatRequest("고객이 화가 났습니다");
  request.set_task(v1::TASK_ASSIST);
  request.set_model("second");

  const Answer answer = Generate(request);

  EXPECT_EQ(answer.decision().model(), "second/n");
  EXPECT_EQ(answer.Text(), "둘째입니다.");
}

// Tasks, and how much to think for each step.
class TaskTest : public InferenceFixture {};

TEST_F(TaskTest, ATaskHasItsRules) {
  FakeOpenAiServer here;
  FakeOpenAiServer abroad;
  here.Answer(WholeAnswer({"요금"}));
  AddEndpoint("abroad", Tier::kGeneral, abroad, true).profile.residency = "us";
  AddEndpoint("here", Tier::kGeneral, here, true).profile.residency = "own";
  config_.rules["classify"].residency = {"own"};
  v1::GenerateRequest request = ChatRequest("요금이 너무 많이 나왔어요");
  request.set_task(v1::TASK_CLASSIFY);

  const Answer answer = Generate(request);

  EXPECT_EQ(answer.Text(), "요금");
  EXPECT_TRUE(abroad.requests().empty());
}

TEST_F(TaskTest, AStepThatIsToBeThoughtAboutGoesToAModelThatThinks) {
  FakeOpenAiServer quick;
  FakeOpenAiServer deep;
  quick.Answer(WholeAnswer({"빠른 답"}));
  deep.Answer(WholeAnswer({"깊은 답"}));
  AddEndpoint("quick", Tier::kGeneral, quick, true);
  AddEndpoint("deep", Tier::kGeneral, deep, true).profile.thinking =
      ThinkingSwitch::kEffort;
  config_.endpoints.back().model = "d";
  v1::GenerateRequest request = ChatRequest("환불 규정을 단계별로 검토하세요");
  request.set_task(v1::TASK_ASSIST);

  const Answer plain = Generate(request);
  request.set_thinking(v1::THINKING_HIGH);
  const Answer thought = Generate(request);

  EXPECT_EQ(plain.Text(), "빠른 답");
  EXPECT_EQ(thought.Text(), "깊은 답");
  EXPECT_TRUE(deep.requests().back().body.contains("\"high\""));
}

TEST_F(TaskTest, WhoWasThoughtOfIsToldWhereNobodyMayAnswer) {
  FakeOpenAiServer outside;
  AddEndpoint("outside", Tier::kGeneral, outside);
  v1::GenerateRequest request = ChatRequest("요금");
  request.set_task(v1::TASK_CLASSIFY);

  const Answer answer = Generate(request);

  const Error error = FromGrpcStatus(answer.status);
  EXPECT_EQ(error.reason, "MODEL_NOT_CONFIGURED");
  EXPECT_EQ(error.metadata.at("candidates"), "outside/m CONSENT_MISSING");
}

TEST_F(TaskTest, WhatIsUnknownIsNamed) {
  v1::GenerateRequest request = ChatRequest("요금");
  request.set_thinking(static_cast<v1::Thinking>(9));

  const Answer answer = Generate(request);

  EXPECT_EQ(FromGrpcStatus(answer.status).metadata.at("field"), "thinking");
}

}  // namespace
}  // namespace aicc::inference
