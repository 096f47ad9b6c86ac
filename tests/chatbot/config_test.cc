#include "services/chatbot/config.h"

#include <gtest/gtest.h>

namespace aicc::chatbot {
namespace {

Result<Config> Read(const std::string& text) {
  auto root = ConfigNode::Parse(text, "a.yaml");
  if (!root) return Failure(root.error());
  ConfigNode section = root->Section("chatbot");
  auto config = ReadConfig(section);
  if (const auto done = root->Done(); !done) return Failure(done.error());
  return config;
}

TEST(ConfigTest, HasDefaults) {
  const auto config = Read("");

  ASSERT_TRUE(config);
  EXPECT_EQ(config->answer_limit, std::chrono::seconds(60));
  EXPECT_EQ(config->waiting_messages, 8);
}

TEST(ConfigTest, ReadsWhatIsSet) {
  const auto config = Read(
      "chatbot: {answer_limit: 7s, session_limit: 500ms,"
      " waiting_messages: 2}");

  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->answer_limit, std::chrono::seconds(7));
  EXPECT_EQ(config->session_limit, std::chrono::milliseconds(500));
  EXPECT_EQ(config->waiting_messages, 2);
}

TEST(ConfigTest, NamesWhatIsWrong) {
  for (const char* wrong :
       {"history_turns: 5", "answer_limit: 0s", "answer_limit: 60",
        "session_limit: 0ms", "waiting_messages: 0", "pack: here"}) {
    const auto config = Read(std::string("chatbot:\n  ") + wrong);

    ASSERT_FALSE(config) << wrong;
    EXPECT_EQ(config.error().reason, "BAD_CONFIG") << wrong;
    EXPECT_EQ(config.error().metadata.at("line"), "2") << wrong;
    EXPECT_EQ(config.error().metadata.at("key"),
              "chatbot." + std::string(wrong).substr(
                               0, std::string_view(wrong).find(':')));
  }
}

}  // namespace
}  // namespace aicc::chatbot
