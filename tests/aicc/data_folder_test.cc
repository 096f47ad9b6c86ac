#include "services/aicc/data_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>

namespace aicc {
namespace {

namespace fs = std::filesystem;

class DataFolderTest : public testing::Test {
 protected:
  DataFolderTest() {
    char pattern[] = "/tmp/aicc-test-XXXXXX";
    path_ = ::mkdtemp(pattern);
  }
  ~DataFolderTest() override { fs::remove_all(path_); }

  std::string path_;
};

TEST_F(DataFolderTest, KeepsItsSecretToItselfAndForEver) {
  std::string secret;
  {
    const auto folder = DataFolder::Open(path_);
    ASSERT_TRUE(folder) << folder.error().message;
    secret = folder->secret();
    struct stat info{};
    ASSERT_EQ(::stat((path_ + "/auth.secret").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0600u);
  }

  EXPECT_GE(secret.size(), 32u);
  EXPECT_EQ(DataFolder::Open(path_)->secret(), secret);
  EXPECT_EQ(*DataFolder::ReadSecret(path_), secret);
}

TEST_F(DataFolderTest, IsOpenOnceAtATime) {
  const auto first = DataFolder::Open(path_);

  const auto second = DataFolder::Open(path_);

  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().reason, "DATA_IN_USE");
}

TEST_F(DataFolderTest, NobodysSecretIsSaidSo) {
  EXPECT_EQ(DataFolder::ReadSecret(path_ + "/none").error().reason,
            "DATA_NOT_FOUND");
}

TEST_F(DataFolderTest, ALongPathHasShortSockets) {
  const std::string deep = path_ + "/" + std::string(120, 'x');

  const auto folder = DataFolder::Open(deep);

  ASSERT_TRUE(folder) << folder.error().message;
  EXPECT_LE(folder->socket_folder().size(), 85u);
}

}  // namespace
}  // namespace aicc
