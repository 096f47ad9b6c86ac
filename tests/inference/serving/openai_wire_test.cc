#include "services/inference/serving/openai_wire.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace aicc::inference {
namespace {

namespace json = boost::json;

TEST(OpenAiWireTest, AsksForAStreamWithUsage) {
  Endpoint endpoint;
  endpoint.model = "m";
  endpoint.max_tokens = 7;
  ModelRequest request;
  request.messages = {{ModelMessage::Role::kSystem, "s", true},
                      {ModelMessage::Role::kUser, "안녕\"", false}};

  const json::value body = json::parse(EncodeChat(endpoint, request));

  EXPECT_EQ(body.at("model"), "m");
  EXPECT_EQ(body.at("stream"), true);
  EXPECT_EQ(body.at("stream_options").at("include_usage"), true);
  EXPECT_EQ(body.at("max_tokens"), 7);
  EXPECT_EQ(body.at("messages").at(0).at("role"), "system");
  EXPECT_EQ(body.at("messages").at(1).at("content"), "안녕\"");
  EXPECT_FALSE(body.as_object().contains("temperature"));
  EXPECT_FALSE(body.as_object().contains("response_format"));
}

TEST(OpenAiWireTest, AsksForJsonThatFollowsASchema) {
  Endpoint endpoint;
  endpoint.max_tokens_field = "max_completion_tokens";
  endpoint.temperature = 0.5;
  ModelRequest request;
  request.json_schema = R"({"type":"object"})";

  const json::value body = json::parse(EncodeChat(endpoint, request));

  const json::value& format = body.at("response_format");
  EXPECT_EQ(format.at("type"), "json_schema");
  EXPECT_EQ(format.at("json_schema").at("schema").at("type"), "object");
  EXPECT_EQ(body.at("temperature"), 0.5);
  EXPECT_EQ(body.at("max_completion_tokens"), 1'024);
}

TEST(OpenAiWireTest, ReadsWhatServersSend) {
  const auto text = DecodeChunk(
      R"({"choices":[{"delta":{"content":"가"}}],"obfuscation":"x"})");
  const auto thought =
      DecodeChunk(R"({"choices":[{"delta":{"reasoning":"hm"}}]})");
  const auto end =
      DecodeChunk(R"({"choices":[{"delta":{},"finish_reason":"length"}]})");
  const auto usage = DecodeChunk(
      R"({"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4.0}})");

  EXPECT_EQ(text->text, "가");
  EXPECT_FALSE(text->finish);
  EXPECT_TRUE(thought->reasoning);
  EXPECT_EQ(thought->text, "");
  EXPECT_EQ(end->finish, Finish::kLength);
  EXPECT_EQ(usage->prompt_tokens, 3);
  EXPECT_EQ(usage->completion_tokens, 4);
}

TEST(OpenAiWireTest, SurvivesWhatServersShouldNotSend) {
  EXPECT_FALSE(DecodeChunk("{\"choices\":[{"));
  EXPECT_FALSE(DecodeChunk("[]"));
  EXPECT_FALSE(DecodeChunk(std::string(10'000, '[')));
  EXPECT_TRUE(DecodeChunk(R"({"choices":"no"})"));
  EXPECT_TRUE(DecodeChunk(R"({"choices":[7],"usage":-1})"));
  EXPECT_EQ(DecodeChunk(R"({"usage":{"prompt_tokens":1e99}})")->prompt_tokens,
            std::nullopt);
}

TEST(OpenAiWireTest, TakesCodesOfErrorsAndNeverTheirText) {
  EXPECT_EQ(DecodeErrorCode(
                R"({"error":{"message":"said 010-1234","code":"bad_key"}})"),
            "bad_key");
  EXPECT_EQ(DecodeErrorCode(R"({"error":{"type":"rate_limit","code":null}})"),
            "rate_limit");
  EXPECT_EQ(DecodeErrorCode(R"({"error":{"code":"you said 010-1234"}})"), "");
  EXPECT_EQ(DecodeErrorCode("<html>"), "");
}

}  // namespace
}  // namespace aicc::inference
