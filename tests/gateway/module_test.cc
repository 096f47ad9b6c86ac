#include "services/gateway/module.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/gateway/edge/fixture.h"

namespace aicc::gateway {
namespace {

using testing::HasSubstr;

// Tries to listen on `address` and returns the error that gives.
Error ErrorOf(const std::string& address) {
  const SystemClock clock;
  const Authenticator authenticator("a secret of more than 32 bytes, really",
                                    clock);
  Metrics metrics;
  boost::asio::thread_pool pool(1);
  RpcHost rpc(pool.get_executor(), authenticator, metrics);
  class NoChannels final : public Channels {
    std::shared_ptr<grpc::Channel> To(std::string_view) override { return {}; }
  } channels;
  Config config;
  config.listen = address;
  const auto made = MakeGatewayService(
      config, Environment{pool.get_executor(), clock, authenticator, metrics,
                          rpc, channels, ""});
  return made ? Error{} : made.error();
}

TEST(ModuleTest, NamesAnAddressThatIsTaken) {
  const GatewayBench bench;
  const std::string address = "127.0.0.1:" + std::to_string(bench.port());

  const Error error = ErrorOf(address);

  EXPECT_EQ(error.reason, "ADDRESS_IN_USE");
  EXPECT_THAT(error.message, HasSubstr(address));
}

TEST(ModuleTest, NamesAnAddressThatIsNone) {
  for (const std::string address :
       {"", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:70000",
        "no such host:1", "192.0.2.1:8080"}) {
    const Error error = ErrorOf(address);
    EXPECT_EQ(error.reason, "BAD_ADDRESS") << address;
    EXPECT_THAT(error.message, HasSubstr("\"" + address + "\""));
  }
}

TEST(ModuleTest, StopsWithoutHavingStarted) {
  EXPECT_EQ(ErrorOf("localhost:0").reason, "");
}

Result<void> Read(const std::string& yaml, Config* config) {
  auto root = ConfigNode::Parse(yaml, "aicc.yaml");
  if (!root) return Failure(root.error());
  ConfigNode section = root->Section("gateway");
  *config = *ReadConfig(section);
  return root->Done();
}

TEST(ConfigTest, IsReadFromItsSection) {
  Config config;

  ASSERT_TRUE(
      Read("gateway:\n  listen: 0.0.0.0:80\n  idle_timeout: 5s\n"
           "  allowed_origins: [https://a.example]\n",
           &config));

  EXPECT_EQ(config.listen, "0.0.0.0:80");
  EXPECT_EQ(config.idle_timeout, std::chrono::seconds(5));
  EXPECT_EQ(config.allowed_origins.size(), 1u);
  EXPECT_EQ(config.body_bytes, Config().body_bytes);
}

TEST(ConfigTest, RefusesLimitsOfNothing) {
  Config config;

  const auto read = Read("gateway:\n  read_timeout: 0s\n", &config);

  ASSERT_FALSE(read);
  EXPECT_THAT(read.error().message, HasSubstr("read_timeout"));
}

TEST(ConfigTest, RefusesAnOriginThatIsNone) {
  for (const std::string origin :
       {"'*'", "a.example", "https://", "https://a.example/path", "ftp://a"}) {
    Config config;
    const auto read =
        Read("gateway:\n  allowed_origins: [" + origin + "]\n", &config);
    ASSERT_FALSE(read) << origin;
    EXPECT_THAT(read.error().message, HasSubstr("allowed_origins"));
  }
}

}  // namespace
}  // namespace aicc::gateway
