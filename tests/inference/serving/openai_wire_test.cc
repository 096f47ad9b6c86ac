#include "tests/inference/serving/wire_fixture.h"

namespace aicc::inference {
namespace {

class OpenAiWireTest : public WireFixture {
 protected:
  OpenAiWireTest() : WireFixture(WireFormat::kOpenAi) {}
};

TEST_F(OpenAiWireTest, AsksForAStreamWithUsage) {
  const auto body = Body();

  EXPECT_EQ(body.at("model"), "m");
  EXPECT_EQ(body.at("stream"), true);
  EXPECT_EQ(body.at("stream_options").at("include_usage"), true);
  EXPECT_EQ(body.at("messages").at(0).at("role"), "system");
  EXPECT_EQ(body.at("messages").at(1).at("content"), "안녕\"");
  for (const char* absent :
       {"temperature", "response_format", "max_tokens", "tools", "stop"}) {
    EXPECT_FALSE(body.as_object().contains(absent)) << absent;
  }
}

TEST_F(OpenAiWireTest, AsksForAnAnswerInOnePiece) {
  request_.stream = false;

  EXPECT_FALSE(Body().as_object().contains("stream"));
}

TEST_F(OpenAiWireTest, SendsWhatTheProfileLetsIt) {
  endpoint_.profile.max_tokens_field = "max_completion_tokens";
  endpoint_.profile.penalties = false;
  endpoint_.profile.system_role = "developer";
  endpoint_.profile.max_temperature = 1;
  request_.max_tokens = 99'999;
  request_.temperature = 1.5;
  request_.presence_penalty = 1;

  const auto body = Body();

  EXPECT_EQ(body.at("max_completion_tokens"), 8'192);
  EXPECT_EQ(body.at("temperature"), 1);
  EXPECT_FALSE(body.as_object().contains("presence_penalty"));
  EXPECT_EQ(body.at("messages").at(0).at("role"), "developer");
}

TEST_F(OpenAiWireTest, AModelThatRefusesSamplingIsAskedWithoutIt) {
  endpoint_.profile.thinking = ThinkingSwitch::kAlways;
  endpoint_.profile.sampling_thinking = false;
  request_.temperature = 0.2;

  EXPECT_FALSE(Body().as_object().contains("temperature"));
}

TEST_F(OpenAiWireTest, WhatIsThoughtTakesNothingFromTheAnswer) {
  endpoint_.profile.thinking = ThinkingSwitch::kAlways;
  endpoint_.profile.max_output_tokens = 32'768;
  request_.max_answer_tokens = 1'000;

  EXPECT_EQ(Body().at("max_tokens"), 5'096);
}

TEST_F(OpenAiWireTest, TellsEachModelInItsOwnWayWhetherToThink) {
  request_.thinking = Thinking::kOff;
  endpoint_.profile.thinking = ThinkingSwitch::kTemplate;
  EXPECT_EQ(Body().at("chat_template_kwargs").at("enable_thinking"), false);
  endpoint_.profile.thinking = ThinkingSwitch::kEffort;
  EXPECT_EQ(Body().at("reasoning_effort"), "none");
  endpoint_.profile.thinking = ThinkingSwitch::kType;
  EXPECT_EQ(Body().at("thinking").at("type"), "disabled");
  endpoint_.profile.thinking = ThinkingSwitch::kEnable;
  EXPECT_EQ(Body().at("enable_thinking"), false);
}

TEST_F(OpenAiWireTest, AModelWithoutASystemPromptHasItBeforeTheFirstMessage) {
  endpoint_.profile.system_prompt = false;

  const auto body = Body();

  ASSERT_EQ(body.at("messages").as_array().size(), 1u);
  EXPECT_EQ(body.at("messages").at(0).at("content"), "규칙\n\n안녕\"");
}

TEST_F(OpenAiWireTest, AModelWithoutASystemPromptHasItBeforeThePictures) {
  endpoint_.profile.system_prompt = false;
  request_.messages[1].parts = {{"", Image{"", "", "https://a/b.png", ""}}};

  const auto content = Body().at("messages").at(0).at("content");

  EXPECT_EQ(content.at(0).at("text"), "규칙");
  EXPECT_EQ(content.at(1).at("text"), "안녕\"");
  EXPECT_EQ(content.at(2).at("type"), "image_url");
}

TEST_F(OpenAiWireTest, AModelWithoutASystemPromptHasItAlone) {
  endpoint_.profile.system_prompt = false;
  request_.messages.pop_back();

  const auto messages = Body().at("messages");

  EXPECT_EQ(messages.at(0).at("role"), "user");
  EXPECT_EQ(messages.at(0).at("content"), "규칙");
}

TEST_F(OpenAiWireTest, NumbersAndStopsAreWrittenAsTheyAre) {
  request_.temperature = 0.1;
  request_.frequency_penalty = -1.25;
  request_.seed = -9'007'199'254'740'993;
  request_.stop = {"끝\n", "\"", ""};

  const auto body = Body();

  EXPECT_EQ(body.at("temperature"), 0.1);
  EXPECT_EQ(body.at("frequency_penalty"), -1.25);
  EXPECT_EQ(body.at("seed"), -9'007'199'254'740'993);
  EXPECT_EQ(body.at("stop"), boost::json::array({"끝\n", "\"", ""}));
}

TEST_F(OpenAiWireTest, AsksForJsonThatFollowsASchema) {
  request_.json_schema = R"({"type":"object"})";

  const auto format = Body().at("response_format");
  EXPECT_EQ(format.at("type"), "json_schema");
  EXPECT_EQ(format.at("json_schema").at("schema").at("type"), "object");

  endpoint_.profile.json_schema = false;
  EXPECT_EQ(Body().at("response_format").at("type"), "json_object");
}

TEST_F(OpenAiWireTest, SendsToolsCallsAndResults) {
  endpoint_.profile.echo_thoughts = true;
  CallTools();
  request_.parallel_tool_calls = false;
  request_.tool_choice = ToolChoice::kNamed;
  request_.tool_name = "get_bill";

  const auto body = Body();

  const auto& tool = body.at("tools").at(0).at("function");
  EXPECT_EQ(tool.at("name"), "get_bill");
  EXPECT_EQ(tool.at("strict"), true);
  EXPECT_EQ(tool.at("parameters").at("type"), "object");
  EXPECT_EQ(body.at("tool_choice").at("function").at("name"), "get_bill");
  EXPECT_EQ(body.at("parallel_tool_calls"), false);
  const auto& called = body.at("messages").at(2);
  EXPECT_TRUE(called.at("content").is_null());
  EXPECT_EQ(called.at("tool_calls").at(0).at("id"), "c1");
  EXPECT_EQ(called.at("tool_calls").at(1).at("function").at("arguments"),
            "broken");
  EXPECT_EQ(called.at("reasoning_content"), "생각");
  EXPECT_EQ(body.at("messages").at(3).at("tool_call_id"), "c1");
}

TEST_F(OpenAiWireTest, SendsPictures) {
  Image drawn{"image/png", "QUJD", "", "low"};
  Image placed{"", "", "https://a/b.png", ""};
  request_.messages[1].parts = {{"", drawn}, {"그리고", {}}, {"", placed}};

  const auto content = Body().at("messages").at(1).at("content");

  EXPECT_EQ(content.at(0).at("text"), "안녕\"");
  EXPECT_EQ(content.at(1).at("image_url").at("url"),
            "data:image/png;base64,QUJD");
  EXPECT_EQ(content.at(1).at("image_url").at("detail"), "low");
  EXPECT_EQ(content.at(2).at("text"), "그리고");
  EXPECT_EQ(content.at(3).at("image_url").at("url"), "https://a/b.png");
}

TEST_F(OpenAiWireTest, ABeginningIsGivenAsEachServerWantsIt) {
  request_.messages.push_back({ModelMessage::Role::kAssistant, "요금은"});
  request_.prefill = true;
  EXPECT_FALSE(Body().as_object().contains("continue_final_message"));

  endpoint_.profile.prefill = Prefill::kContinue;
  EXPECT_EQ(Body().at("continue_final_message"), true);
  EXPECT_EQ(Body().at("add_generation_prompt"), false);
  endpoint_.profile.prefill = Prefill::kPrefix;
  EXPECT_EQ(Body().at("messages").at(2).at("prefix"), true);
}

TEST_F(OpenAiWireTest, WhatWeDoNotKnowGoesToOurOwnServersOnly) {
  request_.extra = R"({"top_k":40,"model":"other"})";
  EXPECT_FALSE(Body().as_object().contains("top_k"));

  endpoint_.internal = true;
  EXPECT_EQ(Body().at("top_k"), 40);
  EXPECT_EQ(Body().at("model"), "m");
}

TEST_F(OpenAiWireTest, ReadsTextThoughtsAndUsage) {
  const Read read = ReadEvents(
      {R"({"model":"m-1","choices":[{"delta":{"role":"assistant","content":""}}]})",
       R"({"choices":[{"delta":{"reasoning":"음"}}]})",
       R"({"choices":[{"delta":{"reasoning_content":"…"}}]})",
       R"({"choices":[{"delta":{"content":"가"}}],"obfuscation":"x"})",
       R"({"choices":[{"delta":{},"finish_reason":"length"}],"usage":null})",
       R"({"choices":[],"usage":{"prompt_tokens":30,"completion_tokens":4.0,)"
       R"("prompt_tokens_details":{"cached_tokens":20},)"
       R"("completion_tokens_details":{"reasoning_tokens":3}}})",
       "[DONE]"});

  EXPECT_TRUE(read.good);
  EXPECT_EQ(read.text, "가");
  EXPECT_EQ(read.thoughts, "음…");
  EXPECT_EQ(read.finish, Finish::kLength);
  EXPECT_EQ(read.usage, (Usage{30, 20, 4, 3, false}));
  EXPECT_EQ(read.model, "m-1");
  EXPECT_TRUE(read.done);
}

TEST_F(OpenAiWireTest, JoinsCallsThatComeInFragments) {
  const Read read = ReadEvents(
      {R"({"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":""}}]}}]})",
       R"({"choices":[{"delta":{"tool_calls":[{"index":1,"id":"b","function":{"name":"g","arguments":"{"}}]}}]})",
       R"({"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"x\""}},{"index":1,"function":{"arguments":"}"}}]}}]})",
       R"({"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":":1}"}}]},"finish_reason":"tool_calls"}]})"});

  ASSERT_EQ(read.calls.size(), 2u);
  EXPECT_EQ(read.calls[0].id, "a");
  EXPECT_EQ(read.calls[0].arguments, R"({"x":1})");
  EXPECT_EQ(read.calls[1].name, "g");
  EXPECT_EQ(read.calls[1].arguments, "{}");
  EXPECT_EQ(read.finish, Finish::kToolCalls);
}

TEST_F(OpenAiWireTest, CallsWithoutAnIndexAreOneAfterTheOther) {
  const Read read = ReadEvents(
      {R"({"choices":[{"delta":{"tool_calls":[{"function":{"name":"f","arguments":"{}"}},{"function":{"name":"g","arguments":"["}}]}}]})",
       R"({"choices":[{"delta":{"tool_calls":[{"function":{"arguments":"]"}}]}}]})"});

  ASSERT_EQ(read.calls.size(), 2u);
  EXPECT_EQ(read.calls[1].arguments, "[]");
}

TEST_F(OpenAiWireTest, ReadsAnAnswerInOnePiece) {
  const Read read = ReadWhole(
      R"({"model":"m-1","choices":[{"message":{"content":"답","reasoning_content":"음",)"
      R"("tool_calls":[{"id":"a","function":{"name":"f","arguments":"{}"}}]},)"
      R"("finish_reason":"stop","logprobs":{"content":[{"token":"답","logprob":-0.5,)"
      R"("top_logprobs":[{"token":"응","logprob":-1}]}]}}],)"
      R"("usage":{"prompt_tokens":3,"completion_tokens":4}})");

  EXPECT_TRUE(read.good);
  EXPECT_EQ(read.text, "답");
  EXPECT_EQ(read.thoughts, "음");
  ASSERT_EQ(read.calls.size(), 1u);
  EXPECT_EQ(read.calls[0].name, "f");
  EXPECT_EQ(read.usage->completion_tokens, 4);
}

TEST_F(OpenAiWireTest, ReadsLogProbabilities) {
  WireUpdate update;
  wire_.NewReader()->ReadEvent(
      R"({"choices":[{"delta":{"content":"답"},"logprobs":{"content":[)"
      R"({"token":"답","logprob":-0.25,"top_logprobs":[{"token":"응","logprob":-1.5}]}]}}]})",
      &update);

  ASSERT_EQ(update.deltas.size(), 1u);
  ASSERT_EQ(update.deltas[0].logprobs.size(), 1u);
  EXPECT_EQ(update.deltas[0].logprobs[0].logprob, -0.25);
  EXPECT_EQ(update.deltas[0].logprobs[0].top[0].token, "응");
}

TEST_F(OpenAiWireTest, ReadsContentInParts) {
  const Read read = ReadEvents(
      {R"({"choices":[{"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"음"}]}]}}]})",
       R"({"choices":[{"delta":{"content":[{"type":"text","text":"답"}]},"finish_reason":"stop"}]})"});

  EXPECT_TRUE(read.good);
  EXPECT_EQ(read.text, "답");
  EXPECT_EQ(read.thoughts, "음");
  EXPECT_FALSE(ReadEvents({R"({"choices":[{"delta":{"content":7}}]})"}).good);
}

TEST_F(OpenAiWireTest, ARefusalIsNoText) {
  const Read read = ReadWhole(
      R"({"choices":[{"message":{"content":null,"refusal":"안 됩니다"},"finish_reason":"stop"}]})");

  EXPECT_TRUE(read.good);
  EXPECT_EQ(read.refusal, "안 됩니다");
  EXPECT_EQ(read.text, "");
}

TEST_F(OpenAiWireTest, ARefusalInPiecesEndsWhereItsReasonComes) {
  const std::vector<std::string> events{
      R"({"choices":[{"delta":{"refusal":"안 "}}]})",
      R"({"choices":[{"delta":{"refusal":"됩니다"}}]})"};
  const Read cut = ReadEvents(events);
  const Read whole =
      ReadEvents({events[0], events[1],
                  R"({"choices":[{"delta":{},"finish_reason":"stop"}]})"});

  EXPECT_EQ(cut.refusal, "안 됩니다");
  EXPECT_FALSE(cut.finish);
  EXPECT_EQ(whole.finish, Finish::kFiltered);
}

TEST_F(OpenAiWireTest, ArgumentsThatAreAnObjectAreItsText) {
  const Read read = ReadWhole(
      R"({"choices":[{"message":{"tool_calls":[{"id":"a","function":{"name":"f","arguments":{"x":1}}}]},"finish_reason":"tool_calls"}]})");

  ASSERT_EQ(read.calls.size(), 1u);
  EXPECT_EQ(read.calls[0].arguments, R"({"x":1})");
}

TEST_F(OpenAiWireTest, AReasonThatIsNoEndMeansThatItBrokeOff) {
  for (const char* reason :
       {"abort", "error", "insufficient_system_resource"}) {
    const Read read = ReadEvents({std::string(R"({"choices":[{"delta":{},)") +
                                  R"("finish_reason":")" + reason + "\"}]}"});
    EXPECT_TRUE(read.broken) << reason;
  }
}

TEST_F(OpenAiWireTest, SurvivesWhatServersShouldNotSend) {
  EXPECT_FALSE(ReadEvents({"{\"choices\":[{"}).good);
  EXPECT_FALSE(ReadEvents({"[]"}).good);
  EXPECT_FALSE(ReadEvents({std::string(10'000, '[')}).good);
  EXPECT_FALSE(ReadEvents({R"({"choices":"no"})"}).good);
  EXPECT_TRUE(ReadEvents({R"({"choices":[7],"usage":-1})"}).good);
  EXPECT_TRUE(ReadEvents({R"({"choices":[{"delta":{"tool_calls":[{"index":-4,)"
                          R"("function":{"name":"f"}}]}}]})"})
                  .good);
  EXPECT_EQ(ReadEvents({R"({"choices":[],"usage":{"prompt_tokens":1e99}})"})
                .usage->prompt_tokens,
            0);
  EXPECT_FALSE(ReadWhole("<html>").good);
  EXPECT_FALSE(ReadWhole(R"({"choices":[]})").good);
}

TEST_F(OpenAiWireTest, AnErrorInTheStreamIsOne) {
  EXPECT_EQ(ReadEvents({R"({"error":{"type":"overloaded","code":null}})"})
                .error->code,
            "overloaded");
}

TEST_F(OpenAiWireTest, TellsErrorsApart) {
  const auto kind = [&](int status, const char* body) {
    return FaultOf(status, wire_.ReadError(body)).kind;
  };

  EXPECT_EQ(kind(400, R"({"error":{"code":"context_length_exceeded"}})"),
            FaultKind::kContextLength);
  EXPECT_EQ(
      kind(400, R"({"error":{"message":"This model's maximum context length)"
                R"( is 8192 tokens.","type":"BadRequestError","code":400}})"),
      FaultKind::kContextLength);
  EXPECT_EQ(kind(400, R"({"error":{"code":"content_policy_violation"}})"),
            FaultKind::kFiltered);
  EXPECT_EQ(kind(400, R"({"error":{"code":"invalid_prefill"}})"),
            FaultKind::kBadRequest);
  EXPECT_EQ(kind(429, R"({"error":{"code":"rate_limit_exceeded"}})"),
            FaultKind::kRateLimited);
  EXPECT_EQ(kind(429, R"({"error":{"code":"insufficient_quota"}})"),
            FaultKind::kSpent);
  EXPECT_EQ(kind(402, "{}"), FaultKind::kSpent);
  EXPECT_EQ(kind(204, ""), FaultKind::kBadResponse);
  EXPECT_EQ(kind(302, ""), FaultKind::kBadResponse);
  EXPECT_EQ(kind(401, ""), FaultKind::kNoAccess);
  EXPECT_EQ(kind(404, ""), FaultKind::kUnknownModel);
  EXPECT_EQ(kind(413, ""), FaultKind::kContextLength);
  EXPECT_EQ(kind(408, ""), FaultKind::kServerError);
  EXPECT_EQ(kind(503, "<html>"), FaultKind::kServerError);
}

TEST_F(OpenAiWireTest, TakesCodesOfErrorsAndNeverTheirText) {
  EXPECT_EQ(wire_.ReadError(R"({"error":{"code":"you said 010-1234"}})").code,
            "");
  EXPECT_EQ(
      wire_.ReadError(R"({"error":{"type":"rate_limit","code":null}})").code,
      "rate_limit");
  EXPECT_EQ(wire_.ReadError(R"({"error":{"code":"c-010-1234-5678"}})").code,
            "");
  EXPECT_EQ(wire_.ReadError("<html>").code, "");
}

}  // namespace
}  // namespace aicc::inference
