#include "tests/inference/serving/wire_fixture.h"

namespace aicc::inference {
namespace {

class AnthropicWireTest : public WireFixture {
 protected:
  AnthropicWireTest() : WireFixture(WireFormat::kAnthropic) {}
};

TEST_F(AnthropicWireTest, HasItsOwnPathHeadersAndSystem) {
  const WireRequest wire = wire_.Encode(endpoint_, request_);
  const auto body = Body();

  EXPECT_EQ(wire.path, "/messages");
  EXPECT_EQ(wire.headers[0].first, "anthropic-version");
  EXPECT_EQ(wire.headers[1],
            (std::pair<std::string, std::string>("x-api-key", "secret")));
  EXPECT_EQ(body.at("system"), "규칙");
  EXPECT_EQ(body.at("max_tokens"), 8'192);
  EXPECT_EQ(body.at("stream"), true);
  ASSERT_EQ(body.at("messages").as_array().size(), 1u);
  EXPECT_EQ(body.at("messages").at(0).at("content").at(0).at("text"), "안녕\"");
}

TEST_F(AnthropicWireTest, SendsToolsCallsAndResultsOfOneTurnTogether) {
  CallTools();
  request_.parallel_tool_calls = false;

  const auto body = Body();

  EXPECT_EQ(body.at("tools").at(0).at("input_schema").at("type"), "object");
  EXPECT_EQ(body.at("tools").at(1).at("input_schema").at("type"), "object");
  EXPECT_EQ(body.at("tool_choice").at("disable_parallel_tool_use"), true);
  const auto& messages = body.at("messages").as_array();
  ASSERT_EQ(messages.size(), 3u);
  const auto& called = messages[1].at("content").as_array();
  EXPECT_EQ(called[0].at("type"), "thinking");
  EXPECT_EQ(called[0].at("signature"), "signed");
  EXPECT_EQ(called[1].at("input").at("month"), 3);
  EXPECT_TRUE(called[2].at("input").as_object().empty());
  const auto& results = messages[2].at("content").as_array();
  ASSERT_EQ(results.size(), 2u);
  EXPECT_EQ(results[0].at("tool_use_id"), "c1");
  EXPECT_EQ(results[1].at("content").at(0).at("text"), "5G");
}

TEST_F(AnthropicWireTest, SendsPictures) {
  request_.messages[1].parts = {{"", Image{"image/png", "QUJD", "", ""}},
                                {"", Image{"", "", "https://a/b.png", ""}}};

  const auto content = Body().at("messages").at(0).at("content");

  EXPECT_EQ(content.at(1).at("source").at("media_type"), "image/png");
  EXPECT_EQ(content.at(1).at("source").at("data"), "QUJD");
  EXPECT_EQ(content.at(2).at("source").at("url"), "https://a/b.png");
}

TEST_F(AnthropicWireTest, ThinkingHasABudgetAndNoTemperature) {
  endpoint_.profile.thinking = ThinkingSwitch::kBudget;
  endpoint_.profile.sampling_thinking = false;
  request_.thinking = Thinking::kLow;
  request_.max_tokens = 1'000;
  request_.temperature = 0.3;

  const auto body = Body();

  EXPECT_EQ(body.at("thinking").at("budget_tokens"), 1'024);
  EXPECT_EQ(body.at("max_tokens"), 2'024);
  EXPECT_FALSE(body.as_object().contains("temperature"));
}

TEST_F(AnthropicWireTest, AdaptiveThinkingHasAnEffort) {
  endpoint_.profile.thinking = ThinkingSwitch::kAdaptive;
  request_.thinking = Thinking::kHigh;
  EXPECT_EQ(Body().at("thinking").at("type"), "adaptive");
  EXPECT_EQ(Body().at("output_config").at("effort"), "high");

  request_.thinking = Thinking::kOff;
  EXPECT_EQ(Body().at("thinking").at("type"), "disabled");
}

TEST_F(AnthropicWireTest, AsksForJsonThatFollowsASchema) {
  request_.json_schema = R"({"type":"object"})";

  EXPECT_EQ(Body().at("output_config").at("format").at("schema").at("type"),
            "object");
}

TEST_F(AnthropicWireTest, ReadsBlocksOfAllKinds) {
  const Read read = ReadEvents(
      {R"({"type":"message_start","message":{"model":"claude-x","usage":{"input_tokens":5,"cache_read_input_tokens":7,"cache_creation_input_tokens":2,"output_tokens":1}}})",
       R"({"type":"ping"})",
       R"({"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}})",
       R"({"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"음"}})",
       R"({"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"s"}})",
       R"({"type":"content_block_stop","index":0})",
       R"({"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}})",
       R"({"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"답"}})",
       R"({"type":"something_new"})",
       R"({"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"a","name":"f","input":{}}})",
       R"({"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"x\""}})",
       R"({"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":":1}"}})",
       R"({"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"b","name":"g","input":{}}})",
       R"({"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":9}})",
       R"({"type":"message_stop"})"});

  EXPECT_TRUE(read.good);
  EXPECT_EQ(read.text, "답");
  EXPECT_EQ(read.thoughts, "음");
  ASSERT_EQ(read.calls.size(), 2u);
  EXPECT_EQ(read.calls[0].arguments, R"({"x":1})");
  EXPECT_EQ(read.calls[1].id, "b");
  EXPECT_EQ(read.finish, Finish::kToolCalls);
  EXPECT_EQ(read.usage, (Usage{14, 7, 9, 0, false}));
  EXPECT_EQ(read.model, "claude-x");
  EXPECT_TRUE(read.done);
}

TEST_F(AnthropicWireTest, BlocksMayTakeTurns) {
  const Read read = ReadEvents(
      {R"({"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"a","name":"f","input":{}}})",
       R"({"type":"content_block_start","index":1,"content_block":{"type":"server_tool_use","id":"s","name":"search","input":{}}})",
       R"({"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"b","name":"g","input":{}}})",
       R"({"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"q\":0}"}})",
       R"({"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"y\""}})",
       R"({"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"x\":1}"}})",
       R"({"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":":2}"}})"});

  ASSERT_EQ(read.calls.size(), 2u);
  EXPECT_EQ(read.calls[0].arguments, R"({"x":1})");
  EXPECT_EQ(read.calls[1].arguments, R"({"y":2})");
}

TEST_F(AnthropicWireTest, AToolThatMustBeCalledIsNotThoughtAbout) {
  endpoint_.profile.thinking = ThinkingSwitch::kBudget;
  request_.thinking = Thinking::kHigh;
  request_.tools = {{"f", "", "", {}}};
  request_.tool_choice = ToolChoice::kRequired;

  EXPECT_FALSE(Body().as_object().contains("thinking"));
}

TEST_F(AnthropicWireTest, InstructionsAloneAreWhatIsSaid) {
  request_.messages.pop_back();

  const auto body = Body();

  EXPECT_EQ(body.at("messages").at(0).at("role"), "user");
  EXPECT_EQ(body.at("messages").at(0).at("content"), "규칙");
  EXPECT_FALSE(body.as_object().contains("system"));
}

TEST_F(AnthropicWireTest, JsonWithoutASchemaIsAskedForInWords) {
  request_.json = true;

  EXPECT_TRUE(boost::json::serialize(Body().at("system")).contains("JSON"));
}

TEST_F(AnthropicWireTest, ReadsAnAnswerInOnePiece) {
  const Read read = ReadWhole(
      R"({"type":"message","model":"claude-x","content":[{"type":"text","text":"답"},)"
      R"({"type":"tool_use","id":"a","name":"f","input":{"x":1}}],)"
      R"("stop_reason":"end_turn","usage":{"input_tokens":3,"output_tokens":4}})");

  EXPECT_TRUE(read.good);
  EXPECT_EQ(read.text, "답");
  EXPECT_EQ(read.calls[0].arguments, R"({"x":1})");
  EXPECT_EQ(read.finish, Finish::kStop);
  EXPECT_EQ(read.usage, (Usage{3, 0, 4, 0, false}));
}

TEST_F(AnthropicWireTest, KnowsHowAnswersEnd) {
  const auto end = [&](const std::string& reason) {
    return ReadEvents({R"({"type":"message_delta","delta":{"stop_reason":")" +
                       reason + "\"}}"});
  };

  EXPECT_EQ(end("max_tokens").finish, Finish::kLength);
  EXPECT_EQ(end("model_context_window_exceeded").finish, Finish::kLength);
  EXPECT_EQ(end("refusal").finish, Finish::kFiltered);
  EXPECT_FALSE(end("stop_sequence").broken);
  EXPECT_TRUE(end("pause_turn").broken);
}

TEST_F(AnthropicWireTest, TellsErrorsApart) {
  const auto kind = [&](int status, const char* body) {
    return FaultOf(status, wire_.ReadError(body)).kind;
  };

  EXPECT_EQ(kind(400, R"({"type":"error","error":{"type":)"
                      R"("invalid_request_error","message":"prompt is too )"
                      R"(long: 210000 tokens > 200000 maximum"}})"),
            FaultKind::kContextLength);
  EXPECT_EQ(kind(400, R"({"error":{"type":"invalid_request_error",)"
                      R"("message":"Your credit balance is too low"}})"),
            FaultKind::kSpent);
  EXPECT_EQ(kind(529, R"({"error":{"type":"overloaded_error"}})"),
            FaultKind::kServerError);
  EXPECT_EQ(kind(413, R"({"error":{"type":"request_too_large"}})"),
            FaultKind::kContextLength);
  const Read read = ReadEvents(
      {R"({"type":"error","error":{"type":"overloaded_error","message":"x"}})"});
  EXPECT_EQ(FaultInStream(*read.error).kind, FaultKind::kEndpointError);
}

}  // namespace
}  // namespace aicc::inference
