#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "services/gateway/domain/connect_code.h"
#include "tests/gateway/edge/fixture.h"

namespace aicc::gateway {
namespace {

namespace v1 = session::v1;
using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;

class UnaryTest : public testing::Test {
 protected:
  HttpReply GetSession(const std::string& id, Headers headers = kJson) {
    return bench_.Post(kSession + "GetSession", std::move(headers),
                       R"({"session_id":")" + id + "\"}");
  }

  GatewayBench bench_;
};

TEST_F(UnaryTest, AnswersJsonWithTheNamesOfTheProto) {
  const HttpReply reply = GetSession("s1");

  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.headers.at("content-type"), "application/json");
  const auto session = boost::json::parse(reply.body).at("session");
  EXPECT_EQ(Text(session, "session_id"), "s1");
  EXPECT_EQ(Text(session, "state"), "STATE_QUEUED");
  EXPECT_EQ(Text(session, "customer_name"), "김하늘");
  EXPECT_EQ(session.at("last_seq"), 7);
}

TEST_F(UnaryTest, TakesBothSpellingsOfAField) {
  const auto reply =
      bench_.Post(kSession + "GetSession", kJson, R"({"sessionId":"s2"})");

  EXPECT_THAT(reply.body, HasSubstr(R"("session_id":"s2")"));
}

TEST_F(UnaryTest, AnswersBinaryWithBinary) {
  v1::GetSessionRequest request;
  request.set_session_id("s1");

  const auto reply = bench_.Post(kSession + "GetSession",
                                 {{"content-type", "application/proto"},
                                  {"connect-protocol-version", "1"}},
                                 request.SerializeAsString());

  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.headers.at("content-type"), "application/proto");
  v1::GetSessionResponse response;
  ASSERT_TRUE(response.ParseFromString(reply.body));
  EXPECT_EQ(response.session().session_id(), "s1");
}

TEST_F(UnaryTest, PassesOnWhatIsNestedAndChosen) {
  const auto reply = bench_.Post(
      kSession + "AppendEvent", kJson,
      R"({"session_id":"s1","event_id":"e1",)"
      R"("event_time":"2024-06-01T09:00:00Z",)"
      R"("utterance":{"speaker":"SPEAKER_CUSTOMER","text":"네, 맞아요 🙂"}})");

  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.body, R"({"seq":1})");
  const auto request = bench_.session().appended();
  EXPECT_EQ(request.utterance().text(), "네, 맞아요 🙂");
  EXPECT_EQ(request.event_time().seconds(), 1'717'232'400);
}

TEST_F(UnaryTest, LetsATextOfAMegabyteThrough) {
  const std::string text(1'000'000, 'a');

  const auto reply = bench_.Post(
      kSession + "AppendEvent", kJson,
      R"({"session_id":"s1","utterance":{"text":")" + text + "\"}}");

  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(bench_.session().appended().utterance().text().size(), text.size());
}

TEST_F(UnaryTest, PassesOnTokenRequestIdAndTrace) {
  const std::string trace =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  const auto reply = GetSession("s1", {{"content-type", "application/json"},
                                       {"x-request-id", "req-1"},
                                       {"traceparent", trace}});

  EXPECT_EQ(reply.headers.at("x-request-id"), "req-1");
  EXPECT_EQ(bench_.session().Header("x-request-id"), "req-1");
  EXPECT_EQ(bench_.session().Header("traceparent"), trace);
  EXPECT_THAT(bench_.session().Header("authorization"), HasSubstr("Bearer "));
}

TEST_F(UnaryTest, MakesARequestIdIfThereIsNoneThatWillDo) {
  for (const std::string given : {"", "has space", "안녕"}) {
    const auto reply = GetSession(
        "s1", {{"content-type", "application/json"}, {"x-request-id", given}});

    const std::string& made = reply.headers.at("x-request-id");
    EXPECT_EQ(made.size(), 36u);
    EXPECT_EQ(bench_.session().Header("x-request-id"), made);
  }
}

TEST_F(UnaryTest, PassesOnTheDeadlineWithinItsLimit) {
  // gRPC rounds deadlines up on the wire, by less than this.
  constexpr milliseconds kRounding(200);
  GetSession("s1", {{"content-type", "application/json"},
                    {"connect-timeout-ms", "5000"}});
  EXPECT_LE(bench_.session().time_left(), milliseconds(5'000) + kRounding);
  EXPECT_GT(bench_.session().time_left(), milliseconds(1'000));

  GetSession("s1", {{"content-type", "application/json"},
                    {"connect-timeout-ms", "9999999999"}});
  EXPECT_LE(bench_.session().time_left(), Config().unary_limit + kRounding);

  GetSession("s1");
  EXPECT_LE(bench_.session().time_left(), Config().unary_limit + kRounding);
}

TEST_F(UnaryTest, EndsAtItsDeadline) {
  const auto reply = GetSession("wait", {{"content-type", "application/json"},
                                         {"connect-timeout-ms", "50"}});

  EXPECT_EQ(reply.status, 504);
  EXPECT_EQ(Text(boost::json::parse(reply.body), "code"), "deadline_exceeded");
  EXPECT_EQ(ReasonOf(reply.body), "DEADLINE_PASSED");
}

TEST_F(UnaryTest, RefusesATimeoutThatIsNone) {
  const auto reply = GetSession("s1", {{"content-type", "application/json"},
                                       {"connect-timeout-ms", "soon"}});

  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(ReasonOf(reply.body), "INVALID_FIELD");
  EXPECT_EQ(bench_.session().calls, 0);
}

TEST_F(UnaryTest, IsCancelledUpstreamWhenTheClientLeaves) {
  {
    HttpClient client = bench_.Connect();
    const std::string body = R"({"session_id":"wait"})";
    client.Write("POST " + kSession + "GetSession HTTP/1.1\r\nhost: t\r\n" +
                 "authorization: Bearer " + bench_.Token() + "\r\n" +
                 "content-type: application/json\r\ncontent-length: " +
                 std::to_string(body.size()) + "\r\n\r\n" + body);
    ASSERT_TRUE(Eventually([&] { return bench_.session().calls == 1; }));
    EXPECT_EQ(bench_.session().cancelled, 0);
  }

  EXPECT_TRUE(Eventually([&] { return bench_.session().cancelled == 1; }));
}

TEST_F(UnaryTest, SaysWhenTheServiceIsGone) {
  bench_.KillServices();

  const auto reply = GetSession("s1");

  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(Text(boost::json::parse(reply.body), "code"), "unavailable");
  EXPECT_EQ(ReasonOf(reply.body), "SERVICE_UNAVAILABLE");
  EXPECT_THAT(reply.body, Not(HasSubstr("127.0.0.1")));
}

// One for each canonical code: what a service says arrives whole.
class ErrorCodeTest : public UnaryTest,
                      public testing::WithParamInterface<int> {};

TEST_P(ErrorCodeTest, ArrivesWithStatusMessageAndDetails) {
  const Code code = CodeFromNumber(GetParam());

  const auto reply = GetSession("error-" + std::to_string(GetParam()));

  EXPECT_EQ(reply.status, HttpStatus(code));
  EXPECT_EQ(reply.headers.at("content-type"), "application/json");
  const auto error = boost::json::parse(reply.body);
  EXPECT_EQ(Text(error, "code"), ConnectName(code));
  EXPECT_EQ(Text(error, "message"),
            "as asked for \"" + std::to_string(GetParam()) + "\"");
  EXPECT_EQ(ReasonOf(error), "REASON_" + std::to_string(GetParam()));
  const auto& detail = error.at("details").as_array().at(0);
  EXPECT_EQ(Text(detail.at("debug"), "domain"), "session.aicc");
  EXPECT_FALSE(detail.at("value").as_string().empty());
  EXPECT_EQ(detail.at("value").as_string().find('='), std::string::npos);
}

TEST_P(ErrorCodeTest, IsInOurWordsIfItCameWithoutDetails) {
  const Code code = CodeFromNumber(GetParam());

  const auto reply = GetSession("bare-" + std::to_string(GetParam()));

  EXPECT_EQ(reply.status, HttpStatus(code));
  EXPECT_EQ(Text(boost::json::parse(reply.body), "code"), ConnectName(code));
  EXPECT_NE(ReasonOf(reply.body), "");
  EXPECT_THAT(reply.body, Not(HasSubstr("10.1.2.3")));
}

INSTANTIATE_TEST_SUITE_P(All, ErrorCodeTest, testing::Range(1, 17));

}  // namespace
}  // namespace aicc::gateway
