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
        "  general_answer: {ko: a, en: a}\n"
        "  queue_closed: {ko: a, en: a}\n";
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

TEST_F(PackManifestTest, ReadsHowAQueueIsRouted) {
  const auto manifest = Read(
      Manifest("queues:\n  - {id: general, name: {ko: 일반, en: General}}\n",
               "skills:\n"
               "  - {id: english, name: {ko: 영어, en: English}}\n"
               "hours:\n"
               "  - id: office\n"
               "    weekly: {tue: [\"09:00-12:00\", \"13:30-24:00\"]}\n"
               "    holidays: [\"2026-12-25\"]\n"
               "queues:\n"
               "  - {id: general, name: {ko: 일반, en: General}, priority: 9,\n"
               "     hours: office, skills: {english: 3}, relax_after: 30s,\n"
               "     wrap_up_limit: 5m}\n"));

  ASSERT_TRUE(manifest) << manifest.error().message;
  EXPECT_TRUE(manifest->HasSkill("english"));
  const QueueRule& rule = manifest->RuleOf("general");
  EXPECT_EQ(rule.priority, 9);
  EXPECT_EQ(rule.skills.at("english"), 3);
  EXPECT_EQ(rule.relax_after, std::chrono::seconds(30));
  EXPECT_EQ(rule.wrap_up_limit, std::chrono::minutes(5));
  ASSERT_TRUE(rule.hours.has_value());
  ASSERT_EQ(rule.hours->days[1].size(), 2U);
  EXPECT_EQ(rule.hours->days[1][1].begin, 13 * 60 + 30);
  EXPECT_EQ(rule.hours->days[1][1].end, 24 * 60);
  EXPECT_EQ(rule.hours->holidays, std::vector<std::string>{"2026-12-25"});
  EXPECT_FALSE(manifest->RuleOf("billing").hours.has_value());
}

TEST_F(PackManifestTest, RefusesARuleThatMakesNoSense) {
  const auto key_of = [this](const std::string& extra) {
    const auto manifest = Read(
        Manifest("queues:\n  - {id: general, name: {ko: 일반, en: General}}\n",
                 "hours:\n  - {id: office, weekly: {mon: [\"09:00-18:00\"]}}\n"
                 "queues:\n  - {id: general, name: {ko: 일반, en: General}, " +
                     extra + "}\n"));
    return manifest ? "" : manifest.error().metadata.at("key");
  };

  EXPECT_EQ(key_of("hours: office"), "");
  EXPECT_EQ(key_of("hours: nights"), "queues[0].hours");
  EXPECT_EQ(key_of("priority: 10"), "queues[0].priority");
  EXPECT_EQ(key_of("skills: {english: 1}"), "queues[0].skills.english");
  EXPECT_EQ(key_of("relax_after: 0s"), "queues[0].relax_after");
}

TEST_F(PackManifestTest, RefusesHoursThatNeverBegin) {
  const auto key_of = [this](const std::string& hours) {
    const auto manifest = Read(Manifest(
        "queues:\n", "hours:\n  - {id: office, " + hours + "}\nqueues:\n"));
    return manifest ? "" : manifest.error().metadata.at("key");
  };

  EXPECT_EQ(key_of("weekly: {}"), "hours[0].weekly");
  EXPECT_EQ(key_of("holidays: []"), "hours[0].weekly");
  for (const char* span : {"9:00-18:00", "18:00-09:00", "09:00-09:00",
                           "09:00-24:01", "09:60-18:00", "09:00 18:00"}) {
    EXPECT_EQ(key_of(std::string("weekly: {mon: [\"") + span + "\"]}"),
              "hours[0].weekly.mon")
        << span;
  }
  EXPECT_EQ(key_of("weekly: {mon: [\"09:00-12:00\", \"11:00-13:00\"]}"),
            "hours[0].weekly.mon");
  EXPECT_EQ(key_of("weekly: {mon: [\"09:00-12:00\"]}, "
                   "holidays: [\"2026-02-30\"]"),
            "hours[0].holidays");
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
