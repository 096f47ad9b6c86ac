#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <random>
#include <thread>

#include "tests/gateway/edge/fixture.h"

namespace aicc::gateway {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

std::string GetSessionBytes(const GatewayBench& bench, const std::string& id) {
  const std::string body = R"({"session_id":")" + id + "\"}";
  return "POST " + kSession + "GetSession HTTP/1.1\r\nhost: t\r\n" +
         "authorization: Bearer " + bench.Token() + "\r\n" +
         "content-type: application/json\r\ncontent-length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

void AskInTurn(const std::string& prefix, int times) {
  GatewayBench bench;
  HttpClient client = bench.Connect();
  for (int i = 0; i < times; ++i) {
    const std::string id = prefix + std::to_string(i);
    client.Write(GetSessionBytes(bench, id));
    ASSERT_THAT(client.Read().body, HasSubstr("\"" + id + "\""));
  }
}

TEST(HttpTest, KeepsTheConnectionForTheNextRequest) { AskInTurn("s", 5'000); }

// A socket is now and then reported as readable when it is not; that is not a
// client who left.
TEST(HttpTest, KeepsTheConnectionOfWhoWaitsForLong) { AskInTurn("slow", 40); }

TEST(HttpTest, AnswersPipelinedRequestsInOrder) {
  GatewayBench bench;
  HttpClient client = bench.Connect();
  std::string all;
  for (int i = 0; i < 200; ++i) {
    all += GetSessionBytes(bench, (i == 0 ? "slow" : "s") + std::to_string(i));
  }
  // More than is read ahead, while the first is waited for.
  ASSERT_GT(all.size(), 64u * 1024);

  std::thread writer([&] { client.Write(all); });
  for (int i = 0; i < 200; ++i) {
    EXPECT_THAT(client.Read().body, HasSubstr((i == 0 ? "\"slow" : "\"s") +
                                              std::to_string(i) + "\""));
  }
  writer.join();
}

TEST(HttpTest, HangsUpWhenAskedTo) {
  GatewayBench bench;
  HttpClient client = bench.Connect();

  const auto reply = client.Send("GET", "/", {{"connection", "close"}}, "");

  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.headers.at("connection"), "close");
  EXPECT_EQ(client.Read().status, 0);
}

TEST(HttpTest, SaysContinueToWhoWaitsForIt) {
  GatewayBench bench;
  HttpClient client = bench.Connect();
  std::string bytes = GetSessionBytes(bench, "s1");
  const auto body = bytes.find("\r\n\r\n") + 4;
  bytes.insert(body - 2, "expect: 100-continue\r\n");
  const auto split = bytes.find("\r\n\r\n") + 4;

  client.Write(bytes.substr(0, split));
  EXPECT_EQ(client.Read().status, 100);
  client.Write(bytes.substr(split));
  EXPECT_EQ(client.Read().status, 200);
}

TEST(HttpTest, TakesAChunkedBody) {
  GatewayBench bench;
  HttpClient client = bench.Connect();

  client.Write("POST " + kSession + "GetSession HTTP/1.1\r\nhost: t\r\n" +
               "authorization: Bearer " + bench.Token() + "\r\n" +
               "content-type: application/json\r\n" +
               "transfer-encoding: chunked\r\n\r\n" +
               "9\r\n{\"session\r\na\r\n_id\":\"s1\"}\r\n0\r\n\r\n");

  EXPECT_EQ(client.Read().status, 200);
}

TEST(HttpTest, RefusesGarbage) {
  GatewayBench bench;
  for (const std::string bytes :
       {"\x16\x03\x01\x02\r\n\r\n", "GET\r\n\r\n", "hello world\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\nbad header\r\n\r\n",
        "POST / HTTP/1.1\r\ncontent-length: -1\r\n\r\n"}) {
    HttpClient client = bench.Connect();
    client.Write(bytes);

    const auto reply = client.Read();

    EXPECT_EQ(reply.status, 400) << bytes;
    EXPECT_EQ(ReasonOf(reply.body), "MALFORMED_HTTP");
    EXPECT_EQ(client.Read().status, 0);
  }
  EXPECT_EQ(bench.Connect().Send("GET", "/", {}, "").status, 200);
}

TEST(HttpTest, SurvivesRandomBytes) {
  GatewayBench bench;
  std::mt19937 random(7);
  const std::string good = GetSessionBytes(bench, "s1");
  for (int round = 0; round < 200; ++round) {
    std::string bytes = good;
    for (int i = 0; i < 1 + round % 8; ++i) {
      bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
    }
    HttpClient client = bench.Connect();
    client.Write(bytes);
  }
  EXPECT_EQ(bench.Connect().Send("GET", "/", {}, "").status, 200);
}

TEST(HttpTest, RefusesAHeaderOverTheLimit) {
  GatewayBench bench;

  const auto reply = bench.Connect().Send(
      "GET", "/", {{"x-long", std::string(20 * 1024, 'x')}}, "");

  EXPECT_EQ(reply.status, 431);
  EXPECT_EQ(ReasonOf(reply.body), "HEADER_TOO_LARGE");
}

TEST(HttpTest, RefusesAChunkedBodyOverTheLimit) {
  Config config;
  config.body_bytes = 4'096;
  GatewayBench bench(config);
  HttpClient client = bench.Connect();

  client.Write("POST " + kSession + "GetSession HTTP/1.1\r\nhost: t\r\n" +
               "transfer-encoding: chunked\r\n\r\n2000\r\n" +
               std::string(0x2000, 'x') + "\r\n0\r\n\r\n");

  const auto reply = client.Read();
  EXPECT_EQ(reply.status, 413);
  EXPECT_EQ(ReasonOf(reply.body), "BODY_TOO_LARGE");
}

TEST(HttpTest, TurnsAwayConnectionsOverTheLimit) {
  Config config;
  config.connections = 2;
  GatewayBench bench(config);
  auto first = std::make_unique<HttpClient>(bench.port());
  HttpClient second = bench.Connect();
  ASSERT_EQ(first->Send("GET", "/", {}, "").status, 200);
  ASSERT_EQ(second.Send("GET", "/", {}, "").status, 200);

  const auto reply = bench.Connect().Read();
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(ReasonOf(reply.body), "TOO_MANY_CONNECTIONS");

  first.reset();
  EXPECT_TRUE(Eventually(
      [&] { return bench.Connect().Send("GET", "/", {}, "").status == 200; }));
}

TEST(HttpTest, HangsUpOnWhoIsIdleOrTooSlow) {
  Config config;
  config.idle_timeout = milliseconds(100);
  config.read_timeout = milliseconds(100);
  GatewayBench bench(config);

  HttpClient idle = bench.Connect();
  EXPECT_EQ(idle.Read().status, 0);
  HttpClient slow = bench.Connect();
  slow.Write("GET / HTTP/1.1\r\nhost:");
  EXPECT_EQ(slow.Read().status, 0);
}

TEST(HttpTest, HangsUpOnWhoNeverReads) {
  Config config;
  config.write_timeout = milliseconds(200);
  GatewayBench bench(config);
  HttpClient client(bench.port(), 16 * 1024);
  const std::string message =
      std::string("\0\0\0\0\x16", 5) + R"({"session_id":"flood"})";
  client.Write("POST " + kSession + "WatchSession HTTP/1.1\r\nhost: t\r\n" +
               "authorization: Bearer " + bench.Token() + "\r\n" +
               "content-type: application/connect+json\r\n" +
               "content-length: " + std::to_string(message.size()) +
               "\r\n\r\n" + message);

  EXPECT_TRUE(Eventually([&] { return bench.session().cancelled == 1; }));
}

TEST(HttpTest, FinishesWhatIsRunningWhenStopped) {
  Config config;
  config.drain_limit = milliseconds(20'000);
  GatewayBench bench(config);
  HttpClient idle = bench.Connect();
  ASSERT_EQ(idle.Send("GET", "/", {}, "").status, 200);
  HttpClient client = bench.Connect();
  std::string bytes = GetSessionBytes(bench, "wait");
  bytes.insert(bytes.find("\r\n") + 2, "connect-timeout-ms: 3000\r\n");
  client.Write(bytes);
  ASSERT_TRUE(Eventually([&] { return bench.session().calls == 1; }));

  std::thread stopping([&] { bench.gateway().Stop(); });

  EXPECT_EQ(client.Read().status, 504);  // Its answer, and not a broken line.
  EXPECT_EQ(idle.Read().status, 0);
  stopping.join();
}

TEST(HttpTest, CutsOffWhatRunsLongerThanTheDrainLimit) {
  Config config;
  config.drain_limit = milliseconds(100);
  GatewayBench bench(config);
  HttpClient client = bench.Connect();
  client.Write(GetSessionBytes(bench, "wait"));
  ASSERT_TRUE(Eventually([&] { return bench.session().calls == 1; }));

  bench.gateway().Stop();

  EXPECT_EQ(client.Read().status, 0);
  EXPECT_TRUE(Eventually([&] { return bench.session().cancelled == 1; }));
}

}  // namespace
}  // namespace aicc::gateway
