#include "common/pack_manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace aicc {
namespace {

using testing::HasSubstr;

// A pack folder that is gone after the test.
class PackManifestTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "pack_XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  Result<PackManifest> Read(const std::string& text) {
    std::ofstream(folder_ + "/pack.yaml") << text;
    return ReadPackManifest(folder_);
  }
  // A whole manifest, with `from` replaced by `to`.
  static std::string Manifest(const std::string& from = "",
                              const std::string& to = "") {
    std::string text =
        "id: tiny\n"
        "version: \"1\"\n"
        "name: {ko: 가게, en: Shop}\n"
        "locales: [ko, en]\n"
        "time_zone: Asia/Seoul\n"
        "queues:\n"
        "  - {id: general, name: {ko: 일반, en: General}}\n"
        "  - {id: billing, name: {ko: 요금, en: Billing}}\n"
        "dispositions:\n"
        "  - {id: RESOLVED, name: {ko: 해결, en: Resolved}}\n"
        "messages:\n"
        "  ai_notice: {ko: 알림, en: Notice}\n"
        "  no_answer: {ko: a, en: a}\n"
        "  hand_over: {ko: a, en: a}\n"
        "  clarify: {ko: a, en: a}\n"
        "  general_answer: {ko: a, en: a}\n";
    const auto at = text.find(from);
    return from.empty() ? text : text.replace(at, from.size(), to);
  }

  std::string folder_;
};

TEST_F(PackManifestTest, ReadsAll) {
  const auto manifest = Read(Manifest());

  ASSERT_TRUE(manifest) << manifest.error().message;
  EXPECT_EQ(manifest->id, "tiny");
  EXPECT_EQ(manifest->version, "1");
  EXPECT_EQ(manifest->queues.front().id, "general");
  EXPECT_EQ(manifest->queues[1].names.at("en"), "Billing");
  EXPECT_TRUE(manifest->HasQueue("billing"));
  EXPECT_FALSE(manifest->HasQueue("retention"));
  EXPECT_TRUE(manifest->HasDisposition("RESOLVED"));
  EXPECT_FALSE(manifest->HasDisposition("resolved"));
  EXPECT_EQ(manifest->Message("ai_notice", "en"), "Notice");
  EXPECT_EQ(manifest->Message("ai_notice", "fr"), "알림");
}

TEST_F(PackManifestTest, AMissingMessageIsNamed) {
  const auto manifest =
      Read(Manifest("  clarify: {ko: a, en: a}\n", "  clarify: {ko: a}\n"));

  ASSERT_FALSE(manifest);
  EXPECT_EQ(manifest.error().metadata.at("key"), "messages.clarify.en");
  EXPECT_EQ(manifest.error().metadata.at("line"), "15");
}

TEST_F(PackManifestTest, AnIdTooLongForARequestIsNamed) {
  const auto manifest =
      Read(Manifest("id: billing", "id: " + std::string(65, 'q')));

  ASSERT_FALSE(manifest);
  EXPECT_EQ(manifest.error().metadata.at("key"), "queues[1].id");
}

TEST_F(PackManifestTest, AMisspelledKeyIsNamed) {
  const auto manifest = Read(Manifest("time_zone", "timezone"));

  ASSERT_FALSE(manifest);
  EXPECT_THAT(manifest.error().message, HasSubstr("time_zone is required"));
}

TEST_F(PackManifestTest, AQueueThatIsThereTwiceIsRefused) {
  const auto manifest = Read(Manifest("id: billing", "id: general"));

  ASSERT_FALSE(manifest);
  EXPECT_EQ(manifest.error().metadata.at("line"), "8");
}

TEST_F(PackManifestTest, ALocaleThatIsNotSpokenIsRefused) {
  EXPECT_THAT(Read(Manifest("[ko, en]", "[ko, fr]")).error().message,
              HasSubstr("may be ko and en only"));
}

TEST_F(PackManifestTest, AFolderWithoutAPackIsNotFound) {
  EXPECT_EQ(ReadPackManifest(folder_).error().reason, "FILE_NOT_FOUND");
}

}  // namespace
}  // namespace aicc
