#include "services/aicc/program_config.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace aicc {
namespace {

namespace fs = std::filesystem;

class ProgramConfigTest : public testing::Test {
 protected:
  ProgramConfigTest() {
    char pattern[] = "/tmp/aicc-test-XXXXXX";
    folder_ = ::mkdtemp(pattern);
  }
  ~ProgramConfigTest() override { fs::remove_all(folder_); }

  Result<ProgramConfig> Read(const std::string& text) {
    const std::string file = folder_ + "/aicc.yaml";
    std::ofstream(file) << text;
    return ReadProgramConfig(file);
  }
  std::string Problem(const std::string& text) {
    const auto config = Read(text);
    return config ? "nothing" : config.error().message.substr(folder_.size());
  }

  std::string folder_;
};

TEST_F(ProgramConfigTest, TheOneThatIsShippedSaysTheDefaults) {
  const auto shipped = ReadProgramConfig(std::string(AICC_SOURCE_DIR) +
                                         "/deploy/config/aicc.yaml");

  ASSERT_TRUE(shipped) << shipped.error().message;
  const ProgramConfig defaults = DefaultConfig();
  EXPECT_EQ(shipped->threads, defaults.threads);
  EXPECT_EQ(shipped->log_level, defaults.log_level);
  EXPECT_EQ(shipped->auth_secret_env, defaults.auth_secret_env);
  EXPECT_EQ(shipped->addresses, defaults.addresses);
  EXPECT_EQ(shipped->session.append_shards, defaults.session.append_shards);
  EXPECT_EQ(shipped->session.offer_timeout, defaults.session.offer_timeout);
  EXPECT_EQ(shipped->gateway.listen, defaults.gateway.listen);
  EXPECT_TRUE(shipped->inference.endpoints.empty());
}

TEST_F(ProgramConfigTest, EveryServiceReadsThePackThatIsNamed) {
  const auto config = Read("pack: /some/where\n");

  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->session.pack, "/some/where");
  EXPECT_EQ(config->inference.pack, "/some/where");
  EXPECT_EQ(config->chatbot.pack, "/some/where");
  EXPECT_EQ(config->summary.pack, "/some/where");
}

TEST_F(ProgramConfigTest, WhoKeepsContactsReadsHowLong) {
  const auto config = Read("retention_months: 36\n");

  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->session.retention_months, 36);
  EXPECT_EQ(config->summary.retention_months, 36);
  EXPECT_EQ(DefaultConfig().session.retention_months, 0);
}

TEST_F(ProgramConfigTest, NamesTheLineOfWhatItCannotTake) {
  EXPECT_EQ(Problem("retention_months: -1\n"),
            "/aicc.yaml:1: retention_months must be a whole number from 0 to "
            "1200");
  EXPECT_EQ(Problem("threads: 2\nthread: 3\n").substr(0, 36),
            "/aicc.yaml:2: thread is not known; k");
  EXPECT_EQ(Problem("threads: many\n"),
            "/aicc.yaml:1: threads must be a whole number from 1 to 256");
  EXPECT_EQ(Problem("log: {level: loud}\n"),
            "/aicc.yaml:1: log.level must be debug, info, warn or error");
  EXPECT_EQ(Problem("services: {chat: {address: x}}\n").substr(0, 40),
            "/aicc.yaml:1: services.chat is not known");
  EXPECT_EQ(Problem("services: {chatbot: {address: x}}\n"),
            "/aicc.yaml:1: services.chatbot.address must be HOST:PORT or "
            "unix:PATH");
  EXPECT_EQ(Problem("gateway:\n  listen: :99999\n"),
            "/aicc.yaml:2: gateway.listen must be HOST:PORT");
  EXPECT_EQ(Problem("session:\n  nats_url: nats://me:secret@host:4222\n"),
            "/aicc.yaml:2: session.nats_url must be nats://HOST:PORT");
  EXPECT_EQ(Problem("session:\n  nats_user: me\n"),
            "/aicc.yaml:2: session.nats_user needs nats_secret_env, for the "
            "password");
  EXPECT_EQ(Problem("- 1\n"), "/aicc.yaml:1: must be a mapping at the top");
}

}  // namespace
}  // namespace aicc
