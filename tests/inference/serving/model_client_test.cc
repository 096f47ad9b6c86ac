#include "services/inference/serving/model_client.h"

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/json.hpp>
#include <future>

#include "tests/common/await.h"
#include "tests/inference/serving/fake_openai_server.h"

namespace aicc::inference {
namespace {

using End = ScriptedAnswer::End;
using std::chrono::milliseconds;

constexpr milliseconds kShort{1'000};

class ModelClientTest : public testing::Test {
 protected:
  ModelClientTest() {
    endpoint_.name = "test";
    endpoint_.model = "m";
    endpoint_.base_url = server_.base_url();
    endpoint_.api_key = "secret";
    endpoint_.profile.prices.prompt = 2;
    request_.messages = {{ModelMessage::Role::kUser, "안녕?", false}};
  }

  // What the sink is given goes to text_.
  Task<bool> Collect(std::vector<ModelDelta> deltas) {
    for (const ModelDelta& delta : deltas) {
      TextOf(delta.kind) += delta.text;
      for (const TokenLogProb& each : delta.logprobs) tokens_ += each.token;
    }
    if (text_.empty()) co_return true;
    if (!began_set_) {
      began_set_ = true;
      began_.set_value();
    }
    co_return goes_on_;
  }

  std::string& TextOf(ModelDelta::Kind kind) {
    if (kind == ModelDelta::Kind::kToolCall) return arguments_;
    return kind == ModelDelta::Kind::kText ? text_ : thoughts_;
  }

  Task<ModelResult> Reply() {
    const DeltaSink sink = [this](std::vector<ModelDelta> deltas) {
      return Collect(std::move(deltas));
    };
    co_return co_await (*model_)->Reply(call_, request_, sink);
  }

  ModelResult Ask(ScriptedAnswer answer) {
    server_.Answer(std::move(answer));
    model_ = MakeModel(endpoint_, http_);
    // As RunServerStream() does: a call has a strand of its own.
    return boost::asio::co_spawn(
               boost::asio::make_strand(TestExecutor().get_executor()), Reply(),
               boost::asio::use_future)
        .get();
  }

  // The cause of the failure of `reply`, and its detail.
  static std::string CauseOf(const ModelResult& reply) {
    if (reply) return "no failure";
    const Error error = ToError("test", reply.error());
    const auto detail = error.metadata.find("detail");
    return error.metadata.at("cause") +
           (detail == error.metadata.end() ? "" : " " + detail->second);
  }

  FakeOpenAiServer server_;
  Endpoint endpoint_;
  HttpClient http_{TestExecutor().get_executor()};
  ModelRequest request_;
  CallContext call_ = CallContext::ForService("t", "test");
  Result<std::unique_ptr<LanguageModel>> model_;
  std::string text_;
  std::string thoughts_;
  std::string arguments_;
  std::string tokens_;  // Those whose likelihood is told.
  bool goes_on_ = true;
  bool began_set_ = false;
  std::promise<void> began_;
  std::future<void> first_ = began_.get_future();
};

TEST_F(ModelClientTest, StreamsAnAnswer) {
  const auto reply = Ask(WholeAnswer({"안녕", "하세요."}));

  ASSERT_TRUE(reply) << CauseOf(reply);
  EXPECT_EQ(text_, "안녕하세요.");
  EXPECT_EQ(reply->finish, Finish::kStop);
  EXPECT_EQ(reply->usage.prompt_tokens, 100);
  EXPECT_EQ(reply->usage.completion_tokens, 20);
  EXPECT_EQ(CostMicroUsd((*model_)->info().profile.prices, reply->usage), 200);
}

TEST_F(ModelClientTest, SendsKeyModelAndMessages) {
  ASSERT_TRUE(Ask(WholeAnswer({"네."})));

  const auto requests = server_.requests();
  ASSERT_EQ(requests.size(), 1u);
  EXPECT_EQ(requests[0].target, "/v1/chat/completions");
  EXPECT_EQ(requests[0].authorization, "Bearer secret");
  const auto body = boost::json::parse(requests[0].body);
  EXPECT_EQ(body.at("messages").at(0).at("content"), "안녕?");
}

TEST_F(ModelClientTest, ReadsAStreamThatIsCutAnywhere) {
  std::string stream;
  for (const std::string& piece :
       WholeAnswer({"로밍은 ", "11,000원입니다."}).pieces) {
    stream += piece;
  }
  ScriptedAnswer bytewise;
  for (const char c : stream) bytewise.pieces.emplace_back(1, c);

  const auto reply = Ask(std::move(bytewise));

  ASSERT_TRUE(reply) << CauseOf(reply);
  EXPECT_EQ(text_, "로밍은 11,000원입니다.");
}

TEST_F(ModelClientTest, DropsWhatTheModelThinks) {
  const auto reply =
      Ask({.pieces = {ReasoningEvent("비밀 생각"), TextEvent("<think>또 "),
                      TextEvent("생각</thi"), TextEvent("nk>답"), FinishEvent(),
                      DoneEvent()}});

  ASSERT_TRUE(reply) << CauseOf(reply);
  EXPECT_EQ(text_, "답");
  EXPECT_EQ(thoughts_, "비밀 생각또 생각");
}

TEST_F(ModelClientTest, OnlyThoughtsAreNoAnswer) {
  EXPECT_EQ(CauseOf(Ask({.pieces = {ReasoningEvent("음"), FinishEvent(),
                                    DoneEvent()}})),
            "EMPTY");
}

TEST_F(ModelClientTest, AServerThatDoesNotSayWhatItSendsIsRead) {
  ScriptedAnswer answer = WholeAnswer({"답"});
  answer.content_type = "";

  EXPECT_TRUE(Ask(std::move(answer)));
  EXPECT_EQ(text_, "답");
}

TEST_F(ModelClientTest, WhatComesBeforeTheAnswerIsNone) {
  ScriptedAnswer answer = WholeAnswer({"답"});
  answer.interim =
      "HTTP/1.1 100 Continue\r\n\r\n"
      "HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n";

  EXPECT_TRUE(Ask(std::move(answer)));
  EXPECT_EQ(text_, "답");
}

TEST_F(ModelClientTest, HintsWithoutEndAreNoAnswer) {
  ScriptedAnswer answer = WholeAnswer({"답"});
  for (int i = 0; i < 1'000; ++i) {
    answer.interim += "HTTP/1.1 103 Early Hints\r\n\r\n";
  }

  EXPECT_EQ(CauseOf(Ask(std::move(answer))), "BAD_RESPONSE malformed_http");
}

TEST_F(ModelClientTest, ACallWithoutArgumentsHasNone) {
  request_.tools = {{"f", "", "", {}}};

  ASSERT_TRUE(Ask(
      {.pieces = {
           "data: "
           R"({"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":""}}]}}]})"
           "\n\n",
           FinishEvent("tool_calls"), DoneEvent()}}));

  EXPECT_EQ(arguments_, "{}");
}

TEST_F(ModelClientTest, ACallThatIsCutIsNotMadeWhole) {
  request_.tools = {{"f", "", "", {}}};

  ASSERT_TRUE(Ask(
      {.pieces = {
           "data: "
           R"({"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":""}}]}}]})"
           "\n\n",
           FinishEvent("length"), DoneEvent()}}));

  EXPECT_EQ(arguments_, "");
}

TEST_F(ModelClientTest, ARefusalThatIsCutIsNoAnswer) {
  EXPECT_EQ(
      CauseOf(Ask({.pieces = {"data: "
                              R"({"choices":[{"delta":{"refusal":"안 됩"}}]})"
                              "\n\n"}})),
      "CUT_OFF");
}

TEST_F(ModelClientTest, AnAnswerThatIsBegunHasNoThoughtBefore) {
  endpoint_.profile.thinking = ThinkingSwitch::kTemplate;
  endpoint_.profile.thinks_by_default = true;
  endpoint_.profile.residency = "own";
  for (const bool opened : {false, true}) {
    endpoint_.profile.thought_opened = opened;
    text_.clear();
    request_.prefill = true;

    ASSERT_TRUE(Ask({.pieces = {TextEvent("답"), TextEvent("입니다."),
                                FinishEvent(), DoneEvent()}}));
    EXPECT_EQ(text_, "답입니다.") << opened;
  }
}

TEST_F(ModelClientTest, HowLikelyThoughtsWereIsNotTold) {
  request_.logprobs = true;
  const auto event = [](const std::string& text) {
    return R"(data: {"choices":[{"delta":{"content":")" + text +
           R"("},"logprobs":{"content":[{"token":")" + text +
           "\",\"logprob\":-1}]}}]}\n\n";
  };

  ASSERT_TRUE(Ask(
      {.pieces = {event("<think>"), event("비밀"), event("</think>"),
                  event("답"), event("이다"), FinishEvent(), DoneEvent()}}));

  EXPECT_EQ(text_, "답이다");
  EXPECT_EQ(tokens_, "답이다");
}

TEST_F(ModelClientTest, ACountOfNothingIsNone) {
  const auto reply = Ask({.pieces = {TextEvent("답"), FinishEvent(),
                                     UsageEvent(0, 0), DoneEvent()}});

  ASSERT_TRUE(reply);
  EXPECT_TRUE(reply->usage.estimated);
}

TEST_F(ModelClientTest, HeldBackThoughtsDoNotMakeItWaitForever) {
  endpoint_.between_tokens_timeout = kShort;
  endpoint_.first_token_timeout = kShort;
  endpoint_.profile.thinking = ThinkingSwitch::kAlways;
  endpoint_.profile.residency = "own";

  const auto reply =
      Ask({.pieces = {TextEvent("음, 요금은"), TextEvent("</think>"),
                      TextEvent("11,000원"), FinishEvent(), DoneEvent()}});

  ASSERT_TRUE(reply) << CauseOf(reply);
  EXPECT_EQ(text_, "11,000원");
  EXPECT_EQ(thoughts_, "음, 요금은");
}

TEST_F(ModelClientTest, AnAnswerIsWholeWithoutDoneAndWithoutUsage) {
  const auto reply =
      Ask({.pieces = {TextEvent("답"), FinishEvent()}, .end = End::kCut});

  ASSERT_TRUE(reply) << CauseOf(reply);
  EXPECT_EQ(reply->usage.prompt_tokens, 0);
}

TEST_F(ModelClientTest, DoesNotWaitForeverForTheUsage) {
  endpoint_.between_tokens_timeout = kShort;

  const auto reply =
      Ask({.pieces = {TextEvent("답"), FinishEvent()}, .end = End::kStall});

  EXPECT_TRUE(reply) << CauseOf(reply);
}

TEST_F(ModelClientTest, ReportsAnAnswerThatReachedItsLimit) {
  const auto reply =
      Ask({.pieces = {TextEvent("반쪽"), FinishEvent("length"), DoneEvent()}});

  ASSERT_TRUE(reply) << CauseOf(reply);
  EXPECT_EQ(reply->finish, Finish::kLength);
}

TEST_F(ModelClientTest, AStreamThatJustEndsIsNoAnswer) {
  EXPECT_EQ(CauseOf(Ask({.pieces = {TextEvent("반쪽")}})), "CUT_OFF");
}

TEST_F(ModelClientTest, DoneWithoutAReasonIsNoAnswer) {
  EXPECT_EQ(CauseOf(Ask({.pieces = {TextEvent("반쪽"), DoneEvent()}})),
            "CUT_OFF");
}

TEST_F(ModelClientTest, ACutConnectionIsNoAnswer) {
  EXPECT_EQ(CauseOf(Ask({.pieces = {TextEvent("반쪽")}, .end = End::kCut})),
            "CUT_OFF");
}

TEST_F(ModelClientTest, WaitsForTheFirstWordNoLongerThanItsLimit) {
  endpoint_.first_token_timeout = kShort;

  EXPECT_EQ(CauseOf(Ask({.pieces = {RoleEvent(), ": keep-alive\n\n"},
                         .end = End::kStall})),
            "FIRST_TOKEN_TIMEOUT");
  EXPECT_TRUE(server_.WaitForLeaving());
}

TEST_F(ModelClientTest, WaitsForTheHeadNoLongerThanForTheFirstWord) {
  endpoint_.first_token_timeout = kShort;

  EXPECT_EQ(CauseOf(Ask({.end = End::kStall, .head = false})),
            "FIRST_TOKEN_TIMEOUT");
}

TEST_F(ModelClientTest, WaitsBetweenWordsNoLongerThanItsLimit) {
  endpoint_.between_tokens_timeout = kShort;

  EXPECT_EQ(CauseOf(Ask({.pieces = {TextEvent("반쪽")}, .end = End::kStall})),
            "STALLED");
  EXPECT_EQ(text_, "반쪽");
}

TEST_F(ModelClientTest, WaitsForAllNoLongerThanItsLimit) {
  endpoint_.total_timeout = kShort;

  EXPECT_EQ(CauseOf(Ask({.pieces = {TextEvent("반쪽")}, .end = End::kStall})),
            "TOTAL_TIMEOUT");
}

TEST_F(ModelClientTest, NamesTheStatusAndCodeOfAnError) {
  EXPECT_EQ(
      CauseOf(Ask({.status = 401,
                   .content_type = "application/json",
                   .pieces = {R"({"error":{"code":"invalid_api_key"}})"}})),
      "NO_ACCESS 401 invalid_api_key");
}

TEST_F(ModelClientTest, NamesTheStatusOfAnErrorWithAnyBody) {
  EXPECT_EQ(
      CauseOf(Ask(
          {.status = 429, .content_type = "text/html", .pieces = {"<html>"}})),
      "RATE_LIMITED 429");
}

TEST_F(ModelClientTest, ReadsNoMoreOfAnErrorThanItMust) {
  const auto reply =
      Ask({.status = 500,
           .pieces = std::vector<std::string>(8, std::string(16'384, 'x')),
           .end = End::kStall});

  EXPECT_EQ(CauseOf(reply), "SERVER_ERROR 500");
  EXPECT_TRUE(server_.WaitForLeaving());
}

TEST_F(ModelClientTest, APageIsNoAnswer) {
  EXPECT_EQ(CauseOf(Ask({.content_type = "text/html",
                         .pieces = {"<html>login</html>"}})),
            "BAD_RESPONSE content_type");
}

TEST_F(ModelClientTest, GarbageIsNoAnswer) {
  EXPECT_EQ(CauseOf(Ask({.pieces = {TextEvent("반쪽"), "data: {\"choi\n\n",
                                    FinishEvent(), DoneEvent()}})),
            "BAD_RESPONSE broken_event");
}

TEST_F(ModelClientTest, AnErrorInTheStreamIsNoAnswer) {
  EXPECT_EQ(
      CauseOf(
          Ask({.pieces = {TextEvent("반쪽"),
                          "data: {\"error\":{\"code\":\"overloaded\"}}\n\n"}})),
      "ENDPOINT_ERROR overloaded");
}

TEST_F(ModelClientTest, ALineWithoutEndIsNoAnswer) {
  ScriptedAnswer answer{.pieces = {TextEvent("반쪽"), "data: "}};
  for (int i = 0; i < 40; ++i) {
    answer.pieces.push_back(std::string(32'768, 'x'));
  }

  EXPECT_EQ(CauseOf(Ask(std::move(answer))), "TOO_LARGE");
}

TEST_F(ModelClientTest, JsonThatIsNoneIsNoAnswer) {
  request_.json_schema = R"({"type":"object"})";

  EXPECT_EQ(CauseOf(Ask(WholeAnswer({"{\"a\":", " oops"}))),
            "UNUSABLE no_json");
}

TEST_F(ModelClientTest, JsonMayGoOnFromItsBeginning) {
  request_.json = true;
  request_.prefill = true;
  request_.messages.push_back({ModelMessage::Role::kAssistant, "{\"a\":"});

  EXPECT_TRUE(Ask(WholeAnswer({"1}"})));
}

TEST_F(ModelClientTest, ABeginningMakesNoJsonOfWhatIsNone) {
  request_.json = true;
  request_.prefill = true;
  request_.messages.push_back({ModelMessage::Role::kAssistant, "{\"a\":"});

  EXPECT_EQ(CauseOf(Ask(WholeAnswer({"oops"}))), "UNUSABLE no_json");
}

TEST_F(ModelClientTest, AServerThatIsNotThereIsAFailure) {
  endpoint_.base_url = "http://127.0.0.1:1/v1";

  EXPECT_EQ(CauseOf(Ask({})), "CONNECT_FAILED");
}

TEST_F(ModelClientTest, AHostThatDoesNotExistIsAFailure) {
  endpoint_.base_url = "http://host.invalid/v1";

  const std::string cause = CauseOf(Ask({}));

  EXPECT_TRUE(cause == "CONNECT_FAILED" || cause == "CONNECT_TIMEOUT") << cause;
}

TEST_F(ModelClientTest, AServerThatIsNotWhoItShouldBeIsAFailure) {
  // It speaks no TLS at all, so nothing is ever proven.
  endpoint_.base_url = "https" + server_.base_url().substr(4);
  endpoint_.connect_timeout = milliseconds(1'000);

  const std::string cause = CauseOf(Ask(WholeAnswer({"답"})));

  EXPECT_TRUE(cause == "CONNECT_FAILED" || cause == "CONNECT_TIMEOUT") << cause;
  EXPECT_TRUE(server_.requests().empty());
}

TEST_F(ModelClientTest, ASinkThatWantsNoMoreEndsTheAnswer) {
  goes_on_ = false;

  const auto reply =
      Ask({.pieces = {TextEvent("하나"), TextEvent("둘")}, .end = End::kStall});

  ASSERT_TRUE(reply) << CauseOf(reply);
  EXPECT_EQ(reply->finish, Finish::kLeft);
  // Both, if they came at once.
  EXPECT_TRUE(text_.starts_with("하나")) << text_;
  EXPECT_TRUE(server_.WaitForLeaving());
}

TEST_F(ModelClientTest, ACancelledCallLeavesTheServer) {
  server_.Answer({.pieces = {TextEvent("하나")}, .end = End::kStall});
  model_ = MakeModel(endpoint_, http_);
  const auto strand = boost::asio::make_strand(TestExecutor().get_executor());
  boost::asio::cancellation_signal cancel;
  std::promise<bool> thrown;
  boost::asio::co_spawn(
      strand, Reply(),
      boost::asio::bind_cancellation_slot(
          cancel.slot(), [&](std::exception_ptr e, ModelResult) {
            thrown.set_value(e != nullptr);
          }));
  first_.wait();

  boost::asio::post(
      strand, [&] { cancel.emit(boost::asio::cancellation_type::terminal); });

  EXPECT_TRUE(server_.WaitForLeaving());
  thrown.get_future().wait();
}

TEST(HttpUrlTest, TakesUrlsApart) {
  const auto url = ParseHttpUrl("https://api.example.com/openai/v1/");
  const auto v6 = ParseHttpUrl("http://[::1]:8000");

  ASSERT_TRUE(url && v6);
  EXPECT_TRUE(url->tls);
  EXPECT_EQ(url->host, "api.example.com");
  EXPECT_EQ(url->port, "443");
  EXPECT_EQ(url->path, "/openai/v1");
  EXPECT_EQ(v6->host, "::1");
  EXPECT_EQ(v6->port, "8000");
  EXPECT_EQ(v6->path, "");
}

TEST(HttpUrlTest, RefusesWhatIsNoBaseUrl) {
  for (const char* url : {"", "api.example.com", "ftp://a/b", "http://",
                          "http://a/b?c", "http://me:pw@a/"}) {
    EXPECT_FALSE(ParseHttpUrl(url)) << url;
  }
}

}  // namespace
}  // namespace aicc::inference
