#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>

#include "common/log.h"
#include "services/aicc/host.h"
#include "tests/faults/fault_server.h"
#include "tests/gateway/edge/http_client.h"

// The sixteen ways in which a provider fails its gateway, after Failover
// Bench's catalogue (github.com/failoverbench/failoverbench,
// scenarios/catalogue.yaml), each through POST /v1/chat/completions of the
// product as it is served.

namespace aicc {
namespace {

namespace json = boost::json;
using std::chrono::duration;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr char kKey[] = "a-key-for-the-sixteen-faults-of-providers";

// What a caller makes of an answer.
struct Called {
  int status = 0;
  std::string text;
  std::string model;
  std::string error_code;  // In the status or in the stream.
  bool finished = false;   // A reason to end has come.
  bool done = false;       // [DONE]
  int prompt_tokens = -1;
  int completion_tokens = -1;
  double took = 0;  // Seconds.

  // A whole answer and nothing else.
  bool Rescued() const {
    return status == 200 && error_code.empty() && finished && done &&
           text == CanonicalAnswer();
  }
};

void ReadError(const json::object& object, Called* called) {
  const auto* const error = object.if_contains("error");
  if (error == nullptr) return;
  const auto& code = error->as_object().at("code");
  called->error_code = json::value_to<std::string>(code);
}

void ReadEvent(std::string_view data, Called* called) {
  if (data == "[DONE]") {
    called->done = true;
    return;
  }
  const json::object event =
      json::parse({data.data(), data.size()}).as_object();
  ReadError(event, called);
  if (!event.contains("choices")) return;
  called->model = json::value_to<std::string>(event.at("model"));
  if (const auto* usage = event.if_contains("usage")) {
    called->prompt_tokens = usage->at("prompt_tokens").to_number<int>();
    called->completion_tokens = usage->at("completion_tokens").to_number<int>();
  }
  for (const auto& choice : event.at("choices").as_array()) {
    const auto& delta = choice.at("delta").as_object();
    if (const auto* text = delta.if_contains("content")) {
      called->text += json::value_to<std::string>(*text);
    }
    if (!choice.at("finish_reason").is_null()) called->finished = true;
  }
}

void ReadEvents(std::string_view body, Called* called) {
  while (!body.empty()) {
    const std::size_t end = body.find("\n\n");
    if (end == std::string_view::npos) return;
    if (body.starts_with("data: ")) ReadEvent(body.substr(6, end - 6), called);
    body.remove_prefix(end + 2);
  }
}

class ProviderFaultsTest : public testing::Test {
 protected:
  // One system for all: it must stay healthy, whatever its providers do.
  static void SetUpTestSuite() {
    Log().set_level(spdlog::level::err);
    server_ = new FaultServer;
    std::filesystem::path path =
        std::filesystem::temp_directory_path() /
        ("provider_faults_" + std::to_string(::getpid()) + ".yaml");
    std::ofstream(path) << Configuration();
    ::setenv("AICC_TEST_FAULTS_KEY", kKey, 1);
    auto config = ReadProgramConfig(path.string());
    std::filesystem::remove(path);
    ASSERT_TRUE(config) << config.error().message;
    config->pack = AICC_SOURCE_DIR "/tests/inference/testdata/pack";
    config->inference.pack = config->pack;
    auto host = Host::Start({*config,
                             {"inference", "gateway"},
                             std::string(32, 's'),
                             "",
                             "127.0.0.1:0"});
    ASSERT_TRUE(host) << host.error().message;
    host_ = host->release();
    // It takes eighty seconds: it goes on while the others are tested.
    server_->On("s15", [began = steady_clock::now()](Asked& asked) {
      if (steady_clock::now() - began < kOutage) {
        asked.Error(503, "overloaded");
      } else {
        asked.Answer();
      }
    });
    flapping_ = std::async(std::launch::async, CallThroughAnOutage);
  }
  static void TearDownTestSuite() {
    delete host_;
    delete server_;
  }

  static std::string Configuration() {
    std::string yaml = "models: " AICC_SOURCE_DIR
                       "/deploy/models\n"
                       "gateway: {listen: \"127.0.0.1:0\"}\n"
                       "log: {level: error}\n"
                       "inference:\n"
                       "  api_keys: [{key_env: AICC_TEST_FAULTS_KEY}]\n"
                       "  endpoints:\n";
    std::string models = "  models:\n";
    const auto add = [&](const std::string& name, const std::string& more) {
      yaml += "    - {name: " + name +
              ", tier: general, internal: true, model: " + name +
              ", base_url: \"" + server_->base_url() + "\"" + more + "}\n";
    };
    add("ok", ", capabilities: {prefill: last}");
    add("ok-noprefill", "");
    add("spare", "");
    add("claims-prefill", ", capabilities: {prefill: last}");
    for (int i = 1; i <= 16; ++i) {
      const std::string name = (i < 10 ? "s0" : "s") + std::to_string(i);
      add(name, "");
      models += "    - {name: v/" + name + ", primary: " + name +
                ", fallbacks: [" +
                (i == 13   ? "spare"
                 : i == 14 ? "claims-prefill"
                           : "ok") +
                "]}\n";
      models += "    - {name: alone/" + name + ", primary: " + name + "}\n";
    }
    models +=
        "    - {name: plain/s08, primary: s08, fallbacks: [ok-noprefill]}\n";
    return yaml + models;
  }

  static Called Call(const std::string& model, bool stream = true) {
    const auto began = steady_clock::now();
    gateway::HttpClient client(host_->http_port());
    const gateway::HttpReply reply = client.Send(
        "POST", "/v1/chat/completions",
        {{"authorization", std::string("Bearer ") + kKey},
         {"content-type", "application/json"}},
        R"({"model":")" + model +
            R"(","messages":[{"role":"user","content":"로밍 요금이 얼마예요?"}])" +
            (stream
                 ? R"(,"stream":true,"stream_options":{"include_usage":true}})"
                 : "}"));
    Called called;
    called.status = reply.status;
    called.took = duration<double>(steady_clock::now() - began).count();
    if (reply.status == 200 && stream) {
      ReadEvents(reply.body, &called);
    } else if (reply.status != 0) {
      ReadError(json::parse(reply.body).as_object(), &called);
    }
    return called;
  }

  static std::size_t Attempts(const std::string& model) {
    return server_->Seen(model).size();
  }
  // Seconds between the first two requests for `model`.
  static double Gap(const std::string& model) {
    const auto seen = server_->Seen(model);
    if (seen.size() < 2) return -1;
    return duration<double>(seen[1].time - seen[0].time).count();
  }
  static std::size_t AttemptsWithin(const std::string& model, seconds window) {
    const auto seen = server_->Seen(model);
    return static_cast<std::size_t>(
        std::ranges::count_if(seen, [&](const SeenRequest& each) {
          return each.time - seen[0].time < window;
        }));
  }

  static constexpr seconds kOutage{60};
  struct Flapping {
    std::vector<Called> calls;
    std::vector<double> sent;  // Seconds since the outage began.
    double back = -1;          // When the primary answered again.
  };
  static Flapping CallThroughAnOutage() {
    Flapping flapping;
    const auto began = steady_clock::now();
    for (int i = 0; i < 20; ++i) {
      std::this_thread::sleep_until(began + seconds(4 * i));
      flapping.sent.push_back(
          duration<double>(steady_clock::now() - began).count());
      flapping.calls.push_back(Call("v/s15"));
      if (flapping.back < 0 && flapping.calls.back().model == "s15") {
        flapping.back = flapping.sent.back();
      }
    }
    return flapping;
  }

  static inline FaultServer* server_ = nullptr;
  static inline Host* host_ = nullptr;
  static inline std::future<Flapping> flapping_;
};

TEST_F(ProviderFaultsTest, S01WaitsAsLongAsItIsToldTo) {
  server_->On("s01", [](Asked& asked) {
    if (asked.attempt() == 1) {
      asked.Error(429, "rate_limit_exceeded", "retry-after: 2\r\n");
    } else {
      asked.Answer();
    }
  });

  const Called called = Call("v/s01");

  EXPECT_TRUE(called.Rescued()) << called.error_code;
  EXPECT_EQ(called.model, "s01");
  EXPECT_EQ(Attempts("s01"), 2u);
  EXPECT_GE(Gap("s01"), 1.8);
}

TEST_F(ProviderFaultsTest, S02BacksOffAndThenFallsBack) {
  server_->On("s02",
              [](Asked& asked) { asked.Error(429, "rate_limit_exceeded"); });

  const Called called = Call("v/s02");

  EXPECT_TRUE(called.Rescued()) << called.error_code;
  EXPECT_EQ(called.model, "ok");
  EXPECT_LE(AttemptsWithin("s02", seconds(3)), 4u);
  EXPECT_LE(Attempts("s02"), 6u);
}

TEST_F(ProviderFaultsTest, S03AsksTheSameOnceMore) {
  server_->On("s03", [](Asked& asked) {
    if (asked.attempt() == 1) {
      asked.Error(500, "server_error");
    } else {
      asked.Answer();
    }
  });

  const Called called = Call("v/s03");

  EXPECT_TRUE(called.Rescued()) << called.error_code;
  EXPECT_EQ(called.model, "s03");
  EXPECT_EQ(Attempts("s03"), 2u);
}

TEST_F(ProviderFaultsTest, S04FallsBackFromAnOverloadedServer) {
  server_->On("s04", [](Asked& asked) { asked.Error(503, "overloaded"); });

  const Called called = Call("v/s04");

  EXPECT_TRUE(called.Rescued()) << called.error_code;
  EXPECT_EQ(called.model, "ok");
  EXPECT_LE(Attempts("s04"), 6u);
}

TEST_F(ProviderFaultsTest, S04WithNowhereToGoSaysWhatWasWrong) {
  const Called called = Call("alone/s04");

  EXPECT_GE(called.status, 502);
  EXPECT_FALSE(called.error_code.empty());
  EXPECT_TRUE(called.text.empty());
}

TEST_F(ProviderFaultsTest, S05SurvivesAReset) {
  server_->On("s05", [](Asked& asked) {
    if (asked.attempt() == 1) {
      asked.Reset();
    } else {
      asked.Answer();
    }
  });

  EXPECT_TRUE(Call("v/s05").Rescued());
}

TEST_F(ProviderFaultsTest, S06DoesNotAskASilentModelTwice) {
  server_->On("s06", [](Asked& asked) {
    asked.Hang(seconds(120));
    asked.Close();
  });

  const Called called = Call("v/s06");

  EXPECT_TRUE(called.Rescued()) << called.error_code;
  EXPECT_EQ(Attempts("s06"), 1u);
  EXPECT_LE(called.took, 100);
}

TEST_F(ProviderFaultsTest, S07FallsBackIfTheFirstWordIsLate) {
  server_->On("s07", [](Asked& asked) {
    asked.Begin();
    // What is no word does not count as one.
    for (int i = 0; i < 40; ++i) {
      asked.Data(R"({"choices":[{"index":0,"delta":{"role":"assistant"}}]})");
      asked.Hang(milliseconds(500));
    }
    asked.Words(0, CanonicalWords().size());
    asked.Finish();
    asked.Done();
    asked.End();
  });

  const Called called = Call("v/s07");

  EXPECT_TRUE(called.Rescued()) << called.error_code;
  EXPECT_EQ(called.model, "ok");
  EXPECT_LE(called.took, 15);
}

void CutAfterForty(Asked& asked) {
  asked.Begin();
  asked.Words(0, 40);
  asked.Close();
}

TEST_F(ProviderFaultsTest, S08FinishesAStreamThatWasCut) {
  server_->On("s08", CutAfterForty);

  const Called called = Call("v/s08");

  EXPECT_TRUE(called.Rescued()) << called.text << called.error_code;
  EXPECT_TRUE(server_->Seen("ok").size() > 0);
}

TEST_F(ProviderFaultsTest, S08FinishesItWithAModelThatTakesNoBeginning) {
  server_->On("s08", CutAfterForty);

  const Called called = Call("plain/s08");

  EXPECT_TRUE(called.Rescued()) << called.text << called.error_code;
}

TEST_F(ProviderFaultsTest, S08WithNowhereToGoIsAnErrorAndNoAnswer) {
  server_->On("s08", CutAfterForty);

  const Called called = Call("alone/s08");

  EXPECT_FALSE(called.error_code.empty());
  EXPECT_FALSE(called.finished);
  EXPECT_FALSE(called.done);
}

TEST_F(ProviderFaultsTest, S09FindsAStallAndFinishesElsewhere) {
  server_->On("s09", [](Asked& asked) {
    asked.Begin();
    asked.Words(0, 20);
    asked.Hang(seconds(30));
    asked.Close();
  });

  const Called called = Call("v/s09");

  EXPECT_TRUE(called.Rescued()) << called.text << called.error_code;
  EXPECT_LE(called.took, 45);
  EXPECT_TRUE(Call("ok").Rescued());
}

TEST_F(ProviderFaultsTest, S10LosesNothingToABrokenEvent) {
  server_->On("s10", [](Asked& asked) {
    asked.Begin();
    asked.Words(0, 10);
    asked.Data(R"({"id":"x","choices":[{"delta":{"content": )");
    asked.Words(10, CanonicalWords().size());
    asked.Finish();
    asked.Done();
    asked.End();
  });

  const Called called = Call("v/s10");

  EXPECT_TRUE(called.Rescued()) << called.text << called.error_code;
  EXPECT_TRUE(Call("ok").Rescued());
}

TEST_F(ProviderFaultsTest, S11DoesNotWaitForAnEndThatNeverComes) {
  server_->On("s11", [](Asked& asked) {
    asked.Begin();
    asked.Words(0, CanonicalWords().size());
    asked.Finish();
    asked.End();
  });

  const Called called = Call("v/s11");

  EXPECT_TRUE(called.Rescued()) << called.error_code;
  EXPECT_EQ(called.model, "s11");
  EXPECT_LE(called.took, 8);
  EXPECT_EQ(called.completion_tokens, 60);
}

TEST_F(ProviderFaultsTest, S12AsksALargerModelOnce) {
  server_->On(
      "s12", [](Asked& asked) { asked.Error(400, "context_length_exceeded"); });

  const Called called = Call("v/s12");

  EXPECT_TRUE(called.Rescued()) << called.error_code;
  EXPECT_EQ(Attempts("s12"), 1u);
  EXPECT_EQ(Call("alone/s12").error_code, "context_length_exceeded");
}

TEST_F(ProviderFaultsTest, S13PassesTheReasonOn) {
  server_->On("s13", [](Asked& asked) {
    asked.Error(400, "content_policy_violation");
  });

  const Called called = Call("v/s13");

  EXPECT_EQ(called.status, 400);
  EXPECT_EQ(called.error_code, "content_policy_violation");
  EXPECT_EQ(Attempts("s13"), 1u);
  EXPECT_EQ(Attempts("spare"), 0u);
}

TEST_F(ProviderFaultsTest, S14AFallbackThatTakesNoBeginningHidesNothing) {
  server_->On("s14", CutAfterForty);
  server_->On("claims-prefill", [](Asked& asked) {
    if (asked.prefilled()) {
      asked.Error(400, "invalid_prefill");
    } else {
      asked.Answer();
    }
  });

  const Called called = Call("v/s14");

  EXPECT_TRUE(called.Rescued()) << called.text << called.error_code;
  EXPECT_EQ(Attempts("claims-prefill"), 2u);
}

TEST_F(ProviderFaultsTest, S16ReportsWhoAnsweredAndWhatThatTook) {
  server_->On("s16", [](Asked& asked) { asked.Error(503, "overloaded"); });

  const Called called = Call("v/s16");

  EXPECT_TRUE(called.Rescued()) << called.error_code;
  EXPECT_EQ(called.model, "ok");
  EXPECT_EQ(called.prompt_tokens, 11);
  EXPECT_EQ(called.completion_tokens, 60);
  EXPECT_LE(Attempts("s16"), 6u);
}

TEST_F(ProviderFaultsTest, S15ServesThroughAnOutageAndComesBack) {
  const Flapping flapping = flapping_.get();

  std::size_t during = 0;
  for (std::size_t i = 0; i < flapping.calls.size(); ++i) {
    const Called& called = flapping.calls[i];
    EXPECT_TRUE(called.Rescued()) << i << ": " << called.error_code;
    EXPECT_LE(called.took, 30);
    if (flapping.sent[i] < 60) ++during;
  }
  EXPECT_GE(flapping.back, 60);
  EXPECT_LE(flapping.back, 90);
  // Left alone but for probes: fewer requests than it would have been sent.
  const auto seen = server_->Seen("s15");
  const auto asked = std::ranges::count_if(seen, [&](const SeenRequest& each) {
    return each.time - seen[0].time < kOutage;
  });
  EXPECT_LE(asked, static_cast<std::ptrdiff_t>(during));
}

}  // namespace
}  // namespace aicc
