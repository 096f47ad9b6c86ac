#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <thread>

#include "services/gateway/domain/envelope.h"
#include "tests/gateway/edge/fixture.h"

namespace aicc::gateway {
namespace {

namespace v1 = session::v1;

const Headers kStreamJson{{"content-type", "application/connect+json"}};

class StreamTest : public testing::Test {
 protected:
  static std::string Request(const std::string& id) {
    return Envelope(0, R"({"session_id":")" + id + "\"}");
  }
  HttpReply Watch(const std::string& id) {
    return bench_.Post(kSession + "WatchSession", kStreamJson, Request(id));
  }
  // Begins to watch on `client`, without reading the answer.
  void Begin(HttpClient& client, const std::string& id) {
    const std::string body = Request(id);
    client.Write("POST " + kSession + "WatchSession HTTP/1.1\r\nhost: t\r\n" +
                 "authorization: Bearer " + bench_.Token() + "\r\n" +
                 "content-type: application/connect+json\r\n" +
                 "content-length: " + std::to_string(body.size()) + "\r\n\r\n" +
                 body);
  }

  GatewayBench bench_;
};

TEST_F(StreamTest, EnvelopesEachMessageAndTheEnd) {
  const HttpReply reply = Watch("three");

  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.headers.at("content-type"), "application/connect+json");
  EXPECT_EQ(reply.headers.at("connect-accept-encoding"), "identity");
  const auto messages = OpenEnvelopes(reply.body);
  ASSERT_EQ(messages.size(), 4u);
  for (int i = 0; i < 3; ++i) {
    const Enveloped& message = messages[static_cast<std::size_t>(i)];
    EXPECT_EQ(message.flags, 0);
    const auto event = boost::json::parse(message.message).at("event");
    EXPECT_EQ(event.at("seq"), i + 1);
    EXPECT_EQ(Text(event, "session_id"), "three");
  }
  EXPECT_EQ(messages[3].flags, 2);
  EXPECT_EQ(messages[3].message, "{}");
}

TEST_F(StreamTest, SpeaksBinaryToo) {
  v1::WatchSessionRequest request;
  request.set_session_id("three");

  const auto reply =
      bench_.Post(kSession + "WatchSession",
                  {{"content-type", "application/connect+proto"}},
                  Envelope(0, request.SerializeAsString()));

  const auto messages = OpenEnvelopes(reply.body);
  ASSERT_EQ(messages.size(), 4u);
  v1::WatchSessionResponse response;
  ASSERT_TRUE(response.ParseFromString(messages[2].message));
  EXPECT_EQ(response.event().seq(), 3);
  EXPECT_EQ(messages[3].message, "{}");
}

TEST_F(StreamTest, EndsWithTheErrorAfterWhatCameBefore) {
  const auto reply = Watch("fail");

  EXPECT_EQ(reply.status, 200);
  const auto messages = OpenEnvelopes(reply.body);
  ASSERT_EQ(messages.size(), 2u);
  EXPECT_EQ(messages[0].flags, 0);
  EXPECT_EQ(messages[1].flags, 2);
  const auto error = boost::json::parse(messages[1].message).at("error");
  EXPECT_EQ(Text(error, "code"), "failed_precondition");
  EXPECT_EQ(ReasonOf(error), "REASON_9");
}

TEST_F(StreamTest, RefusesInItsLastMessage) {
  const auto refused = [&](Headers headers, const std::string& body) {
    headers.merge(Headers(kStreamJson));
    const auto reply = bench_.Post(kSession + "WatchSession", headers, body);
    EXPECT_EQ(reply.status, 200);
    const auto messages = OpenEnvelopes(reply.body);
    EXPECT_EQ(messages.size(), 1u);
    EXPECT_EQ(messages.at(0).flags, 2);
    return ReasonOf(boost::json::parse(messages.at(0).message).at("error"));
  };

  EXPECT_EQ(refused({{"authorization", "Bearer x"}}, Request("three")),
            "BAD_TOKEN");
  EXPECT_EQ(refused({{"connect-content-encoding", "gzip"}}, Request("three")),
            "COMPRESSION_NOT_SUPPORTED");
  EXPECT_EQ(refused({}, Envelope(1, "{}")), "COMPRESSION_NOT_SUPPORTED");
  EXPECT_EQ(refused({}, ""), "INVALID_FIELD");
  EXPECT_EQ(refused({}, "abc"), "INVALID_FIELD");
  EXPECT_EQ(refused({}, Request("a") + Request("b")), "INVALID_FIELD");
  EXPECT_EQ(refused({}, Envelope(0, R"({"nope":1})")), "INVALID_FIELD");
  EXPECT_EQ(bench_.session().calls, 0);
}

TEST_F(StreamTest, SendsItsHeaderBeforeTheFirstMessage) {
  HttpClient client = bench_.Connect();
  Begin(client, "silent");

  EXPECT_EQ(client.ReadHead().status, 200);
}

TEST_F(StreamTest, IsCancelledUpstreamWhenTheClientLeaves) {
  {
    HttpClient client = bench_.Connect();
    Begin(client, "silent");
    client.ReadHead();
    ASSERT_TRUE(Eventually([&] { return bench_.session().calls == 1; }));
    EXPECT_EQ(bench_.session().cancelled, 0);
  }

  EXPECT_TRUE(Eventually([&] { return bench_.session().cancelled == 1; }));
}

TEST_F(StreamTest, IsCancelledThoughTheClientHadSentMore) {
  {
    HttpClient client = bench_.Connect();
    Begin(client, "silent");
    Begin(client, "silent");  // Pipelined behind a stream that never ends.
    client.ReadHead();
    ASSERT_TRUE(Eventually([&] { return bench_.session().calls == 1; }));
  }

  EXPECT_TRUE(Eventually([&] { return bench_.session().cancelled == 1; }));
}

TEST_F(StreamTest, EndsAtItsDeadline) {
  Headers headers = kStreamJson;
  headers["connect-timeout-ms"] = "50";

  const auto reply =
      bench_.Post(kSession + "WatchSession", headers, Request("silent"));

  const auto messages = OpenEnvelopes(reply.body);
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(Text(boost::json::parse(messages[0].message).at("error"), "code"),
            "deadline_exceeded");
}

TEST_F(StreamTest, ASlowReaderSlowsTheService) {
  HttpClient client(bench_.port(), 16 * 1024);
  Begin(client, "flood");
  client.ReadHead();

  // It stops once the buffers on the way are full: no more is written.
  int before = -1;
  ASSERT_TRUE(Eventually([&] {
    const int now = bench_.session().written;
    const bool still = now > 0 && now == before;
    before = now;
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    return still;
  }));
  const int stalled = bench_.session().written;
  EXPECT_LT(stalled, 500);  // 32 MiB; a flood would pass that at once.

  // And goes on when the reader does.
  std::size_t read = 0;
  while (bench_.session().written < stalled + 100) {
    read += client.ReadSome().size();
    ASSERT_LT(read, 256u * 1024 * 1024);
  }
}

TEST_F(StreamTest, IsToldWhenTheGatewayStops) {
  auto client = std::make_unique<HttpClient>(bench_.port());
  Begin(*client, "silent");
  client->ReadHead();
  ASSERT_TRUE(Eventually([&] { return bench_.session().calls == 1; }));

  const auto began = std::chrono::steady_clock::now();
  std::thread stopping([&] { bench_.gateway().Stop(); });
  std::string body;
  for (std::string more = client->ReadSome(); !more.empty();
       more = client->ReadSome()) {
    body += more;
  }
  client.reset();
  stopping.join();

  const auto messages = OpenEnvelopes(body);
  ASSERT_EQ(messages.size(), 1u);
  const auto error = boost::json::parse(messages[0].message).at("error");
  EXPECT_EQ(Text(error, "code"), "unavailable");
  EXPECT_EQ(ReasonOf(error), "GATEWAY_STOPPING");
  EXPECT_LT(std::chrono::steady_clock::now() - began, Config().drain_limit);
}

}  // namespace
}  // namespace aicc::gateway
