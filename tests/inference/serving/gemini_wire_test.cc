#include "tests/inference/serving/wire_fixture.h"

namespace aicc::inference {
namespace {

class GeminiWireTest : public WireFixture {
 protected:
  GeminiWireTest() : WireFixture(WireFormat::kGemini) {}
};

TEST_F(GeminiWireTest, HasItsOwnPathKeyAndRoles) {
  request_.messages.push_back({ModelMessage::Role::kAssistant, "네"});
  const WireRequest wire = wire_.Encode(endpoint_, request_);
  const auto body = Body();

  EXPECT_EQ(wire.path, "/models/m:streamGenerateContent?alt=sse");
  EXPECT_EQ(wire.headers[0].first, "x-goog-api-key");
  EXPECT_EQ(body.at("systemInstruction").at("parts").at(0).at("text"), "규칙");
  EXPECT_EQ(body.at("contents").at(0).at("role"), "user");
  EXPECT_EQ(body.at("contents").at(1).at("role"), "model");
  request_.stream = false;
  EXPECT_EQ(wire_.Encode(endpoint_, request_).path,
            "/models/m:generateContent");
}

TEST_F(GeminiWireTest, SendsToolsCallsWithTheirSignaturesAndResultsByName) {
  CallTools();
  request_.tool_choice = ToolChoice::kNamed;
  request_.tool_name = "get_bill";

  const auto body = Body();

  const auto& functions = body.at("tools").at(0).at("functionDeclarations");
  EXPECT_EQ(functions.at(0).at("name"), "get_bill");
  EXPECT_EQ(functions.at(0).at("parametersJsonSchema").at("type"), "object");
  const auto& config = body.at("toolConfig").at("functionCallingConfig");
  EXPECT_EQ(config.at("mode"), "ANY");
  EXPECT_EQ(config.at("allowedFunctionNames").at(0), "get_bill");
  const auto& called = body.at("contents").at(1).at("parts");
  EXPECT_EQ(called.at(0).at("functionCall").at("args").at("month"), 3);
  EXPECT_EQ(called.at(0).at("thoughtSignature"), "sig");
  const auto& results = body.at("contents").at(2).at("parts");
  EXPECT_EQ(results.at(0).at("functionResponse").at("name"), "get_bill");
  EXPECT_EQ(results.at(0).at("functionResponse").at("response").at("won"),
            11'000);
  EXPECT_EQ(results.at(1).at("functionResponse").at("response").at("result"),
            "5G");
}

TEST_F(GeminiWireTest, SendsPictures) {
  request_.messages[1].parts = {{"", Image{"image/png", "QUJD", "", ""}}};

  const auto parts = Body().at("contents").at(0).at("parts");

  EXPECT_EQ(parts.at(1).at("inlineData").at("mimeType"), "image/png");
}

TEST_F(GeminiWireTest, ThinkingHasABudgetOrALevel) {
  request_.thinking = Thinking::kOff;
  endpoint_.profile.thinking = ThinkingSwitch::kThinkingBudget;
  EXPECT_EQ(
      Body().at("generationConfig").at("thinkingConfig").at("thinkingBudget"),
      0);
  endpoint_.profile.thinking = ThinkingSwitch::kThinkingLevel;
  request_.thinking = Thinking::kHigh;
  const auto config = Body().at("generationConfig").at("thinkingConfig");
  EXPECT_EQ(config.at("thinkingLevel"), "HIGH");
  EXPECT_EQ(config.at("includeThoughts"), true);
}

TEST_F(GeminiWireTest, AsksForJsonThatFollowsASchema) {
  request_.json_schema = R"({"type":"object"})";
  request_.max_tokens = 50;

  const auto config = Body().at("generationConfig");

  EXPECT_EQ(config.at("responseMimeType"), "application/json");
  EXPECT_EQ(config.at("responseJsonSchema").at("type"), "object");
  EXPECT_EQ(config.at("maxOutputTokens"), 50);
}

TEST_F(GeminiWireTest, ReadsPartsOfAllKinds) {
  const Read read = ReadEvents(
      {R"({"candidates":[{"content":{"parts":[{"text":"음","thought":true}]}}],"modelVersion":"gemini-x"})",
       R"({"candidates":[{"content":{"parts":[{"text":"답"}],"role":"model"}}]})",
       R"({"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","args":{"x":1}},"thoughtSignature":"s"},{"functionCall":{"name":"g"}}]},"finishReason":"STOP"}],)"
       R"("usageMetadata":{"promptTokenCount":10,"cachedContentTokenCount":4,"candidatesTokenCount":3,"thoughtsTokenCount":5}})"});

  EXPECT_TRUE(read.good);
  EXPECT_EQ(read.text, "답");
  EXPECT_EQ(read.thoughts, "음");
  ASSERT_EQ(read.calls.size(), 2u);
  EXPECT_EQ(read.calls[0].arguments, R"({"x":1})");
  EXPECT_EQ(read.calls[0].signature, "s");
  EXPECT_EQ(read.calls[1].arguments, "{}");
  EXPECT_TRUE(read.calls[0].id.empty());  // The client gives them one.
  EXPECT_EQ(read.finish, Finish::kToolCalls);
  EXPECT_EQ(read.usage, (Usage{10, 4, 8, 5, false}));
  EXPECT_EQ(read.model, "gemini-x");
}

TEST_F(GeminiWireTest, KnowsHowAnswersEnd) {
  const auto end = [&](const std::string& reason) {
    return ReadEvents(
        {R"({"candidates":[{"finishReason":")" + reason + "\"}]}"});
  };

  EXPECT_EQ(end("STOP").finish, Finish::kStop);
  EXPECT_EQ(end("MAX_TOKENS").finish, Finish::kLength);
  for (const char* forbidden : {"SAFETY", "SPII", "PROHIBITED_CONTENT"}) {
    EXPECT_EQ(end(forbidden).finish, Finish::kFiltered) << forbidden;
  }
  // The model's fault, not its server's.
  const auto malformed = end("MALFORMED_FUNCTION_CALL").error;
  ASSERT_TRUE(malformed);
  EXPECT_EQ(malformed->code, kUnusableAnswer);
  EXPECT_EQ(
      ReadEvents({R"({"promptFeedback":{"blockReason":"SAFETY"}})"}).finish,
      Finish::kFiltered);
}

TEST_F(GeminiWireTest, TellsALimitOfTheMinuteFromOneOfTheDay) {
  const auto error = [&](const std::string& quota) {
    return wire_.ReadError(
        R"({"error":{"code":429,"status":"RESOURCE_EXHAUSTED","details":[)"
        R"({"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":")" +
        quota +
        R"("}]},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"3.5s"}]}})");
  };

  const ModelFault minute =
      FaultOf(429, error("GenerateRequestsPerMinutePerProject"));
  EXPECT_EQ(minute.kind, FaultKind::kRateLimited);
  EXPECT_EQ(minute.retry_after, std::chrono::milliseconds(3'500));
  EXPECT_EQ(FaultOf(429, error("GenerateRequestsPerDayPerProject")).kind,
            FaultKind::kSpent);
}

TEST_F(GeminiWireTest, AKeyThatIsNoneIsNoBadRequest) {
  const auto error = wire_.ReadError(
      R"({"error":{"code":400,"status":"INVALID_ARGUMENT","details":[)"
      R"({"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}})");

  EXPECT_EQ(FaultOf(400, error).kind, FaultKind::kNoAccess);
}

TEST_F(GeminiWireTest, SurvivesWhatServersShouldNotSend) {
  EXPECT_FALSE(
      wire_
          .ReadError(
              R"({"error":{"details":[{"@type":"google.rpc.RetryInfo","retryDelay":"nans"}]}})")
          .retry_after);
  EXPECT_FALSE(ReadEvents({"{"}).good);
  EXPECT_TRUE(ReadEvents({R"({"candidates":[3]})"}).good);
  EXPECT_TRUE(
      ReadEvents({R"({"candidates":[{"content":{"parts":[1,{}]}}]})"}).good);
  EXPECT_EQ(wire_.ReadError(R"([{"error":{"status":"UNAVAILABLE"}}])").code,
            "UNAVAILABLE");
}

}  // namespace
}  // namespace aicc::inference
