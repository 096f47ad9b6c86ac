#include "services/aicc/private_postgres.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "services/aicc/database_ping.h"

namespace aicc {
namespace {

namespace fs = std::filesystem;

class PrivatePostgresTest : public testing::Test {
 protected:
  PrivatePostgresTest() {
    char pattern[] = "/tmp/aicc-test-XXXXXX";
    folder_ = ::mkdtemp(pattern);
    fs::permissions(folder_, fs::perms(0711));
  }
  ~PrivatePostgresTest() override { fs::remove_all(folder_); }

  auto Start() { return PrivatePostgres::Start(folder_, folder_ + "/run"); }

  pid_t Pid() {
    pid_t pid = 0;
    std::ifstream(folder_ + "/postgres/postmaster.pid") >> pid;
    return pid;
  }

  std::string folder_;
};

TEST_F(PrivatePostgresTest, AnswersUntilItIsDestroyed) {
  std::string dsn;
  pid_t pid = 0;
  {
    const auto server = Start();
    ASSERT_TRUE(server) << server.error().message;
    dsn = (*server)->owner_dsn();
    pid = Pid();
    EXPECT_TRUE(DatabaseAnswers(dsn));
  }

  EXPECT_FALSE(DatabaseAnswers(dsn));
  EXPECT_NE(::kill(pid, 0), 0);
}

TEST_F(PrivatePostgresTest, ComesBackWhenItWasStopped) {
  const auto server = Start();
  ASSERT_TRUE(server) << server.error().message;
  const pid_t before = Pid();

  ::kill(before, SIGQUIT);

  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (std::chrono::steady_clock::now() < end &&
         (Pid() == before || !DatabaseAnswers((*server)->owner_dsn()))) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_NE(Pid(), before);
  EXPECT_TRUE(DatabaseAnswers((*server)->owner_dsn()));
}

}  // namespace
}  // namespace aicc
