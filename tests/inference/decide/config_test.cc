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
  const auto config = ReadConfig(section);
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
      model: LGAI-EXAONE/EXAONE-4.0-32B
      api_key_env: EXAONE_KEY
      internal: true
      connect_timeout: 1s
      first_token_timeout: 2s
      between_tokens_timeout: 3s
      total_timeout: 4s
      max_tokens: 5
      max_tokens_field: max_completion_tokens
      temperature: 0.6
      usd_per_million_prompt_tokens: 0.7
      usd_per_million_completion_tokens: 0.8
  risk: {out_of_scope: 0.1, confidence: 0.2, retrieval: 0.3, grounded_share: 0.4}
)");

  EXPECT_EQ(read.problem, "");
  ASSERT_EQ(read.config.endpoints.size(), 1u);
  const Endpoint& endpoint = read.config.endpoints[0];
  EXPECT_EQ(endpoint.tier, Tier::kDomain);
  EXPECT_TRUE(endpoint.internal);
  EXPECT_EQ(endpoint.api_key_env, "EXAONE_KEY");
  EXPECT_EQ(endpoint.total_timeout, std::chrono::seconds(4));
  EXPECT_EQ(endpoint.temperature, 0.6);
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

}  // namespace
}  // namespace aicc::inference
