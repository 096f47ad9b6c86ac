#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "tests/gateway/edge/fixture.h"

namespace aicc::gateway {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(PagesTest, HomeNamesTheProductAndTheServices) {
  GatewayBench bench;

  const auto reply = bench.Connect().Send("GET", "/", {}, "");

  EXPECT_EQ(reply.status, 200);
  EXPECT_THAT(reply.body, HasSubstr("AICC"));
  const auto home = boost::json::parse(reply.body);
  std::vector<std::string> services;
  for (const auto& name : home.at("services").as_array()) {
    services.emplace_back(name.as_string());
  }
  EXPECT_THAT(
      services,
      testing::IsSupersetOf(
          {"aicc.session.v1.SessionService", "aicc.session.v1.RoutingService",
           "aicc.session.v1.CustomerService", "aicc.chatbot.v1.ChatbotService",
           "aicc.inference.v1.InferenceService",
           "aicc.summary.v1.SummaryService", "aicc.summary.v1.ReportService"}));
  EXPECT_THAT(reply.body, Not(HasSubstr("grpc.")));
}

TEST(PagesTest, HealthSaysHowEachServiceIs) {
  GatewayBench bench;

  const auto reply = bench.Connect().Send("GET", "/healthz", {}, "");

  EXPECT_EQ(reply.status, 503);  // Only session is served here.
  const auto health = boost::json::parse(reply.body);
  EXPECT_EQ(Text(health, "status"), "NOT_SERVING");
  EXPECT_EQ(Text(health.at("services"), "session"), "SERVING");
  EXPECT_EQ(Text(health.at("services"), "chatbot"), "UNREACHABLE");
  EXPECT_EQ(health.at("services").as_object().size(), 4u);
}

TEST(PagesTest, HeadHasNoBody) {
  GatewayBench bench;
  HttpClient client = bench.Connect();

  const auto head = client.Send("HEAD", "/", {}, "");

  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.body, "");
  EXPECT_NE(head.headers.at("content-length"), "0");
  EXPECT_EQ(client.Send("GET", "/", {}, "").status, 200);
}

TEST(PagesTest, MetricsCountAnswers) {
  GatewayBench bench;
  HttpClient client = bench.Connect();
  client.Send("GET", "/nothing", {}, "");
  client.Send("GET", "/nothing", {}, "");

  const auto reply = client.Send("GET", "/metrics", {}, "");

  EXPECT_EQ(reply.headers.at("content-type"),
            "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_THAT(reply.body,
              HasSubstr("aicc_http_responses_total{status=\"404\"} 2"));
}

TEST(PagesTest, AreOnlyRead) {
  GatewayBench bench;

  const auto reply = bench.Connect().Send("POST", "/metrics", {}, "");

  EXPECT_EQ(reply.status, 405);
  EXPECT_EQ(reply.headers.at("allow"), "GET");
}

class CorsTest : public testing::Test {
 protected:
  static Config WithOrigin() {
    Config config;
    config.allowed_origins = {"https://desk.example.com"};
    return config;
  }
  HttpReply Preflight(const std::string& origin) {
    return bench_.Connect().Send(
        "OPTIONS", kSession + "GetSession",
        {{"origin", origin},
         {"access-control-request-method", "POST"},
         {"access-control-request-headers", "authorization,content-type"}},
        "");
  }

  GatewayBench bench_{WithOrigin()};
};

TEST_F(CorsTest, LetsAnAllowedOriginAsk) {
  const auto reply = Preflight("https://desk.example.com");

  EXPECT_EQ(reply.status, 204);
  EXPECT_EQ(reply.headers.at("access-control-allow-origin"),
            "https://desk.example.com");
  EXPECT_THAT(reply.headers.at("access-control-allow-methods"),
              HasSubstr("POST"));
  EXPECT_THAT(reply.headers.at("access-control-allow-headers"),
              HasSubstr("authorization"));
  EXPECT_EQ(reply.headers.at("vary"), "origin");
}

TEST_F(CorsTest, LetsNobodyElse) {
  for (const std::string origin :
       {"https://evil.example", "https://desk.example.com.evil.example",
        "null"}) {
    EXPECT_EQ(Preflight(origin).headers.count("access-control-allow-origin"),
              0u);
  }
  GatewayBench closed;
  const auto reply = closed.Post(kSession + "GetSession",
                                 {{"content-type", "application/json"},
                                  {"origin", "https://desk.example.com"}},
                                 "{}");
  EXPECT_EQ(reply.headers.count("access-control-allow-origin"), 0u);
}

TEST_F(CorsTest, MarksAnswersAndErrors) {
  for (const std::string body : {"{}", "{"}) {
    const auto reply = bench_.Post(kSession + "GetSession",
                                   {{"content-type", "application/json"},
                                    {"origin", "https://desk.example.com"}},
                                   body);
    EXPECT_EQ(reply.headers.at("access-control-allow-origin"),
              "https://desk.example.com");
    EXPECT_EQ(reply.headers.at("access-control-expose-headers"),
              "x-request-id");
  }
}

}  // namespace
}  // namespace aicc::gateway
