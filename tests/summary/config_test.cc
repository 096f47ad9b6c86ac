#include "services/summary/config.h"

#include <gtest/gtest.h>

namespace aicc::summary {
namespace {

Result<Config> Read(std::string_view yaml) {
  auto root = ConfigNode::Parse(yaml, "aicc.yaml");
  if (!root) return Failure(root.error());
  ConfigNode section = root->Section("summary");
  auto config = ReadConfig(section);
  if (const auto done = root->Done(); !done) return Failure(done.error());
  return config;
}

TEST(SummaryConfigTest, ReadsItsSection) {
  const auto config = Read(
      "summary:\n"
      "  database_connections: 8\n"
      "  model_limit: 0s\n"
      "  report_limit: 5s\n");

  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->database_connections, 8);
  EXPECT_EQ(config->model_limit, std::chrono::seconds(0));
  EXPECT_EQ(config->report_limit, std::chrono::seconds(5));
}

TEST(SummaryConfigTest, NamesWhatItDoesNotKnowOrTake) {
  EXPECT_NE(
      Read("summary:\n  model_limt: 2s\n").error().message.find("model_limt"),
      std::string::npos);
  EXPECT_FALSE(Read("summary:\n  database_connections: 0\n"));
  EXPECT_FALSE(Read("summary:\n  report_limit: 0s\n"));
}

}  // namespace
}  // namespace aicc::summary
