#include "services/inference/config.h"

#include <gtest/gtest.h>

namespace aicc::inference {
namespace {

struct Read {
  Config config;
  std::string problem;  // Empty if there was none.
};

Read ReadYaml(const std::string& yaml) {
  auto root = ConfigNode::Parse(yaml, "a.yaml");
  ConfigNode section = root->Section("inference");
  const auto config =
      ReadConfig(section, AICC_SOURCE_DIR "/tests/inference/testdata/models");
  if (!config) return {{}, config.error().message};
  const auto done = root->Done();
  return {*config, done ? "" : done.error().message};
}

Read ReadEndpoint(const std::string& more) {
  return ReadYaml("inference:\n  endpoints:\n    - name: a\n      model: m\n" +
                  more);
}

TEST(InferenceConfigTest, NothingNeedsToBeSet) {
  const Read read = ReadYaml("");

  EXPECT_EQ(read.problem, "");
  EXPECT_TRUE(read.config.endpoints.empty());
}

TEST(InferenceConfigTest, ReadsEveryKey) {
  const Read read = ReadYaml(R"(
inference:
  endpoints:
    - name: exaone
      tier: domain
      base_url: http://10.0.0.5:8000/v1
      model: lab/Think-32B
      api_key_env: EXAONE_KEY
      internal: true
      connect_timeout: 1s
      first_token_timeout: 2s
      between_tokens_timeout: 3s
      total_timeout: 4s
      thinking_timeout: 5s
      whole_timeout: 6s
      max_tokens: 5
      capabilities:
        max_tokens_field: max_completion_tokens
        temperature: 0.6
        prefill: continue
        prices: {prompt: 0.7, completion: 0.8}
    - {name: spare, tier: general, base_url: "https://a", model: plain}
  commercial: false
  models:
    - {name: support/fast, primary: exaone, fallbacks: [spare],
       first_token_timeout: 3s}
  api_keys:
    - {key_env: A_KEY, tenant: shop}
  risk: {out_of_scope: 0.1, confidence: 0.2, retrieval: 0.3, grounded_share: 0.4}
)");

  EXPECT_EQ(read.problem, "");
  ASSERT_EQ(read.config.endpoints.size(), 2u);
  const Endpoint& endpoint = read.config.endpoints[0];
  EXPECT_EQ(endpoint.tier, Tier::kDomain);
  EXPECT_TRUE(endpoint.internal);
  EXPECT_EQ(endpoint.api_key_env, "EXAONE_KEY");
  EXPECT_EQ(endpoint.total_timeout, std::chrono::seconds(4));
  EXPECT_EQ(endpoint.whole_timeout, std::chrono::seconds(6));
  // What the profile of the model says, and what is said over it.
  EXPECT_EQ(endpoint.profile.id, "think");
  EXPECT_TRUE(endpoint.profile.thought_opened);
  EXPECT_EQ(endpoint.profile.context_tokens, 131'072);
  EXPECT_EQ(endpoint.profile.temperature, 0.6);
  EXPECT_EQ(endpoint.profile.prefill, Prefill::kContinue);
  EXPECT_EQ(endpoint.profile.prices.completion, 0.8);
  EXPECT_TRUE(read.config.endpoints[1].profile.sees);
  ASSERT_EQ(read.config.virtual_models.size(), 1u);
  EXPECT_EQ(read.config.virtual_models[0].fallbacks,
            std::vector<std::string>{"spare"});
  EXPECT_EQ(read.config.virtual_models[0].limits.first_token,
            std::chrono::seconds(3));
  EXPECT_EQ(read.config.api_keys[0].second, "shop");
  EXPECT_EQ(read.config.risk.retrieval, 0.3);
  EXPECT_EQ(read.config.risk.grounded_share, 0.4);
}

TEST(InferenceConfigTest, AnUnknownKeyIsNamed) {
  const Read read = ReadEndpoint(
      "      tier: general\n      base_url: https://a\n      api_key: x\n");

  EXPECT_TRUE(read.problem.starts_with(
      "a.yaml:7: inference.endpoints[0].api_key is not known"))
      << read.problem;
}

TEST(InferenceConfigTest, PlainHttpNeverLeavesTheCompany) {
  EXPECT_TRUE(ReadEndpoint("      tier: general\n"
                           "      base_url: http://api.example.com/v1\n")
                  .problem.contains("must be https"));
  EXPECT_EQ(ReadEndpoint("      tier: general\n"
                         "      base_url: http://127.0.0.1:80/v1\n")
                .problem,
            "");
}

TEST(InferenceConfigTest, BadValuesAreNamed) {
  EXPECT_TRUE(ReadEndpoint("      tier: human\n      base_url: https://a\n")
                  .problem.contains("tier must be domain or general"));
  EXPECT_TRUE(ReadEndpoint("      tier: general\n      base_url: a b\n")
                  .problem.contains("base_url must be of the form"));
  EXPECT_TRUE(ReadEndpoint("      tier: general\n      base_url: https://a\n"
                           "      total_timeout: 0s\n")
                  .problem.contains("total_timeout must be more than 0"));
}

TEST(InferenceConfigTest, ALicenceThatForbidsCommercialUseIsRefused) {
  const std::string endpoint =
      "      tier: domain\n      internal: true\n      base_url: http://a\n";
  const std::string yaml =
      "inference:\n  endpoints:\n    - name: a\n      model: x/think-2\n" +
      endpoint;

  EXPECT_TRUE(ReadYaml(yaml).problem.contains(
      "a licence that forbids commercial use: Test NC"))
      << ReadYaml(yaml).problem;
  EXPECT_EQ(ReadYaml(yaml + "  commercial: false\n").problem, "");
}

TEST(InferenceConfigTest, AVirtualModelNamesEndpointsThatThereAre) {
  const std::string yaml =
      "inference:\n  endpoints:\n    - {name: a, tier: general, model: m, "
      "base_url: \"https://a\"}\n  models:\n    - ";

  EXPECT_TRUE(ReadYaml(yaml + "{name: v, primary: b}\n")
                  .problem.contains("primary must be the name of an endpoint"));
  EXPECT_TRUE(ReadYaml(yaml + "{name: v, primary: a, fallbacks: [c]}\n")
                  .problem.contains("c is none"));
  EXPECT_TRUE(ReadYaml(yaml + "{name: aicc/x, primary: a}\n")
                  .problem.contains("not begin with aicc/"));
}

TEST(InferenceConfigTest, ABudgetIsOfWhatThereIs) {
  const std::string yaml =
      "inference:\n  endpoints:\n    - {name: a, tier: general, model: m, "
      "base_url: \"https://a\"}\n  budgets:\n    - {name: b, period: day, "
      "tokens: 1, ";

  EXPECT_TRUE(
      ReadYaml(yaml + "endpoint: c}\n")
          .problem.contains("endpoint must be the name of an endpoint"));
  EXPECT_TRUE(
      ReadYaml(yaml + "route: chats}\n").problem.contains("route must"));
  for (const char* route : {"chat", "a", "aicc/auto"}) {
    EXPECT_EQ(ReadYaml(yaml + "route: " + route + "}\n").problem, "") << route;
  }
}

TEST(InferenceConfigTest, ABadCapabilityIsNamed) {
  const std::string endpoint =
      "      tier: general\n      base_url: https://a\n      capabilities: ";

  EXPECT_TRUE(
      ReadEndpoint(endpoint + "{wire: soap}\n")
          .problem.contains("wire must be one of openai, anthropic, gemini"));
  EXPECT_TRUE(ReadEndpoint(endpoint + "{fast: true}\n")
                  .problem.contains("capabilities.fast is not known"));
  EXPECT_TRUE(ReadEndpoint("      tier: general\n      base_url: https://a\n"
                           "      profile: nobody\n")
                  .problem.contains("profile is none that there is"));
}

}  // namespace
}  // namespace aicc::inference
