#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "services/gateway/domain/envelope.h"
#include "tests/gateway/edge/fixture.h"

namespace aicc::gateway {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr char kGood[] = R"({"session_id":"s1"})";

class RefusalTest : public testing::Test {
 protected:
  ~RefusalTest() override { EXPECT_EQ(bench_.session().calls, 0); }

  void ExpectRefused(const HttpReply& reply, int status, std::string_view code,
                     std::string_view reason) {
    EXPECT_EQ(reply.status, status) << reply.body;
    EXPECT_EQ(reply.headers.at("content-type"), "application/json");
    EXPECT_EQ(reply.headers.count("x-request-id"), 1u);
    const auto error = boost::json::parse(reply.body);
    EXPECT_EQ(Text(error, "code"), code);
    EXPECT_FALSE(error.at("message").as_string().empty());
    EXPECT_EQ(ReasonOf(error), reason);
    EXPECT_EQ(Text(error.at("details").at(0).at("debug"), "domain"),
              "gateway.aicc");
  }
  HttpReply Append(const std::string& body) {
    return bench_.Post(kSession + "AppendEvent", kJson, body);
  }
  // What the answer says of which field of the request.
  static std::string FieldOf(const HttpReply& reply) {
    return std::string(boost::json::parse(reply.body)
                           .at("details")
                           .at(0)
                           .at("debug")
                           .at("metadata")
                           .at("field")
                           .as_string());
  }

  GatewayBench bench_;
};

TEST_F(RefusalTest, MissingToken) {
  const auto reply =
      bench_.Connect().Send("POST", kSession + "GetSession", kJson, kGood);

  ExpectRefused(reply, 401, "unauthenticated", "MISSING_TOKEN");
}

TEST_F(RefusalTest, BadExpiredAndForgedTokens) {
  const auto with = [&](const std::string& authorization) {
    return bench_.Post(kSession + "GetSession",
                       {{"content-type", "application/json"},
                        {"authorization", authorization}},
                       kGood);
  };

  ExpectRefused(with("Bearer rubbish"), 401, "unauthenticated", "BAD_TOKEN");
  ExpectRefused(with("Bearer " + GatewayBench::ForgedToken()), 401,
                "unauthenticated", "BAD_TOKEN");
  ExpectRefused(with("Bearer " + bench_.Token(std::chrono::seconds(-60))), 401,
                "unauthenticated", "EXPIRED_TOKEN");
  ExpectRefused(with("Basic dXNlcjpwYXNz"), 401, "unauthenticated",
                "MISSING_TOKEN");
}

TEST_F(RefusalTest, UnknownRpcs) {
  for (const std::string& path :
       {kSession + "NoSuchMethod", kSession + "getsession",
        std::string("/aicc.session.v1.NoService/GetSession"),
        std::string("/grpc.health.v1.Health/Check"),
        std::string("/grpc.reflection.v1alpha.ServerReflection/"
                    "ServerReflectionInfo")}) {
    ExpectRefused(bench_.Post(path, kJson, "{}"), 404, "unimplemented",
                  "UNKNOWN_RPC");
  }
}

TEST_F(RefusalTest, UnknownPaths) {
  for (const std::string path : {"/nothing", "/healthz/x", "/../etc/passwd"}) {
    ExpectRefused(bench_.Connect().Send("GET", path, {}, ""), 404, "not_found",
                  "UNKNOWN_PATH");
  }
}

TEST_F(RefusalTest, OtherMethodsThanPost) {
  for (const std::string method : {"GET", "PUT", "DELETE"}) {
    const auto reply =
        bench_.Connect().Send(method, kSession + "GetSession", kJson, "");

    ExpectRefused(reply, 405, "unimplemented", "METHOD_NOT_ALLOWED");
    EXPECT_EQ(reply.headers.at("allow"), "POST");
  }
}

TEST_F(RefusalTest, OtherContentTypes) {
  for (const std::string type :
       {"text/plain", "application/grpc", "application/connect+json", ""}) {
    const auto reply =
        bench_.Post(kSession + "GetSession", {{"content-type", type}}, kGood);

    ExpectRefused(reply, 415, "invalid_argument", "CONTENT_TYPE_NOT_SUPPORTED");
    EXPECT_EQ(reply.headers.at("accept-post"),
              "application/json, application/proto");
  }
  ExpectRefused(bench_.Post(kSession + "WatchSession", kJson, kGood), 415,
                "invalid_argument", "CONTENT_TYPE_NOT_SUPPORTED");
}

TEST_F(RefusalTest, Compression) {
  const auto reply = bench_.Post(
      kSession + "GetSession",
      {{"content-type", "application/json"}, {"content-encoding", "gzip"}},
      "\x1f\x8b");

  ExpectRefused(reply, 501, "unimplemented", "COMPRESSION_NOT_SUPPORTED");
  EXPECT_THAT(reply.body, HasSubstr("identity"));
  EXPECT_EQ(reply.headers.at("accept-encoding"), "identity");
}

TEST_F(RefusalTest, AnotherVersionOfTheProtocol) {
  const auto reply = bench_.Post(
      kSession + "GetSession",
      {{"content-type", "application/json"}, {"connect-protocol-version", "2"}},
      kGood);

  ExpectRefused(reply, 400, "invalid_argument", "INVALID_FIELD");
}

TEST_F(RefusalTest, StreamsFromTheClient) {
  const auto reply = bench_.Post(kSession + "IngestTranscript",
                                 {{"content-type", "application/connect+json"}},
                                 Envelope(0, "{}"));

  EXPECT_EQ(reply.status, 200);
  const auto messages = OpenEnvelopes(reply.body);
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0].flags, 2);
  const auto error = boost::json::parse(messages[0].message).at("error");
  EXPECT_EQ(Text(error, "code"), "unimplemented");
  EXPECT_EQ(ReasonOf(error), "CLIENT_STREAMING_NOT_SUPPORTED");

  ExpectRefused(bench_.Post(kSession + "IngestTranscript", kJson, "{}"), 501,
                "unimplemented", "CLIENT_STREAMING_NOT_SUPPORTED");
}

TEST_F(RefusalTest, BodiesOverTheLimit) {
  const auto reply =
      Append(R"({"event_id":")" + std::string(1'400'000, 'x') + "\"}");

  ExpectRefused(reply, 413, "resource_exhausted", "BODY_TOO_LARGE");
}

TEST_F(RefusalTest, BodiesThatAreNotJson) {
  for (const std::string body :
       {"", "[", "{", "nonsense", R"({"session_id":)",
        R"({"session_id":"s1"}x)", R"({'session_id':'s1'})", "[]", "\"text\"",
        "12"}) {
    const auto reply = Append(body);
    ExpectRefused(reply, 400, "invalid_argument", "INVALID_FIELD");
    EXPECT_EQ(FieldOf(reply), "body") << body;
  }
}

TEST_F(RefusalTest, UnknownFieldsByTheirPath) {
  const auto outer = Append(R"({"sesion_id":"s1"})");
  ExpectRefused(outer, 400, "invalid_argument", "INVALID_FIELD");
  EXPECT_EQ(FieldOf(outer), "sesion_id");

  const auto inner = Append(R"({"utterance":{"txt":"비밀 이야기"}})");
  ExpectRefused(inner, 400, "invalid_argument", "INVALID_FIELD");
  EXPECT_EQ(FieldOf(inner), "utterance.txt");
  EXPECT_THAT(inner.body, Not(HasSubstr("비밀")));
}

TEST_F(RefusalTest, WrongTypesByTheirPathAndWithoutTheValue) {
  const auto field = [&](const std::string& body) {
    const auto reply = Append(body);
    ExpectRefused(reply, 400, "invalid_argument", "INVALID_FIELD");
    EXPECT_THAT(reply.body, Not(HasSubstr("SECRET")));
    return FieldOf(reply);
  };

  EXPECT_EQ(field(R"({"utterance":"SECRET"})"), "utterance");
  EXPECT_EQ(field(R"({"utterance":{"floor_epoch":"SECRET"}})"),
            "utterance.floor_epoch");
  EXPECT_EQ(field(R"({"utterance":{"speaker":"SECRET"}})"),
            "utterance.speaker");
  EXPECT_EQ(field(R"({"event_time":"SECRET"})"), "event_time");
  EXPECT_EQ(field(R"({"answer_recorded":{"citations":[{},"SECRET"]}})"),
            "answer_recorded.citations[1]");
  EXPECT_EQ(field(R"({"rating":{},"utterance":{"text":"SECRET"}})"),
            "utterance");
  EXPECT_EQ(field(R"({"SECRET words 010-1234":1})"), "body");
}

TEST_F(RefusalTest, TextThatIsNotUtf8) {
  for (const std::string bad :
       {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xea\xb0"}) {
    const auto reply = Append(R"({"utterance":{"text":")" + bad + "\"}}");
    ExpectRefused(reply, 400, "invalid_argument", "INVALID_FIELD");
  }
  const auto surrogate = Append(R"({"utterance":{"text":"\ud800"}})");
  ExpectRefused(surrogate, 400, "invalid_argument", "INVALID_FIELD");

  // Binary: field 1, a string of one byte that is not UTF-8.
  const auto binary =
      bench_.Post(kSession + "GetSession",
                  {{"content-type", "application/proto"}}, "\x0a\x01\xff");
  ExpectRefused(binary, 400, "invalid_argument", "INVALID_FIELD");
}

TEST_F(RefusalTest, BinaryThatIsNoMessage) {
  for (const std::string bad : {"\x0a\x7f", "\xff\xff\xff\xff\xff\xff"}) {
    const auto reply = bench_.Post(
        kSession + "GetSession", {{"content-type", "application/proto"}}, bad);
    ExpectRefused(reply, 400, "invalid_argument", "INVALID_FIELD");
  }
}

TEST_F(RefusalTest, JsonThatIsNestedTooDeep) {
  const std::string lists = std::string(500'000, '[');
  ExpectRefused(Append(R"({"utterance":)" + lists), 400, "invalid_argument",
                "INVALID_FIELD");
  std::string objects;
  for (int i = 0; i < 50'000; ++i) objects += R"({"utterance":)";
  ExpectRefused(Append(objects), 400, "invalid_argument", "INVALID_FIELD");
}

}  // namespace
}  // namespace aicc::gateway
