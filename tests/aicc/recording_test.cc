#include "services/aicc/recording.h"

#include <gtest/gtest.h>

namespace aicc {
namespace {

TEST(RecordingTest, ReadsALineWithEverything) {
  const auto read = ParseRecording(
      R"({"id":"a","locale":"en","channel":"voice","turns":[)"
      R"({"speaker":"customer","text":"Hi","time":0.5},)"
      R"({"speaker":"agent","text":"Hello"}],"summaries":["x"]})");

  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->id, "a");
  EXPECT_EQ(read->locale, "en");
  EXPECT_EQ(read->channel, "voice");
  ASSERT_EQ(read->turns.size(), 2u);
  EXPECT_EQ(read->turns[0].time, 0.5);
  EXPECT_FALSE(read->turns[1].time);
  EXPECT_TRUE(read->HasAgent());
}

TEST(RecordingTest, DefaultsToAKoreanChat) {
  const auto read = ParseRecording(
      R"({"id":"a","turns":[{"speaker":"customer","text":"안녕"}]})");

  EXPECT_EQ(read->locale, "ko");
  EXPECT_EQ(read->channel, "chat");
  EXPECT_FALSE(read->HasAgent());
}

TEST(RecordingTest, SaysWhatIsWrongButNotWhatWasSaid) {
  const auto problem = [](const char* line) {
    const auto read = ParseRecording(line);
    return read ? "nothing" : read.error().message;
  };

  EXPECT_EQ(problem("{"), "must be a JSON object");
  EXPECT_EQ(problem("[]"), "must be a JSON object");
  EXPECT_EQ(problem(R"({"turns":[]})"), "id must be a text");
  EXPECT_EQ(problem(R"({"id":"a"})"), "turns must not be empty");
  EXPECT_EQ(problem(R"({"id":"a","locale":"fr","turns":[1]})"),
            "locale must be ko or en");
  EXPECT_EQ(problem(R"({"id":"a","turns":[1]})"), "turns[0] must be an object");
  EXPECT_EQ(problem(R"({"id":"a","turns":[{"speaker":"me","text":"secret"}]})"),
            "turns[0].speaker must be customer, agent or bot");
  EXPECT_EQ(problem(R"({"id":"a","turns":[{"speaker":"agent"}]})"),
            "no turn has a text");
}

TEST(RecordingTest, PassesOverTurnsWithoutText) {
  const auto read =
      ParseRecording(R"({"id":"a","turns":[{"speaker":"customer","text":" "},)"
                     R"({"speaker":"agent","text":"Hello"}]})");

  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->turns.size(), 1u);
  EXPECT_EQ(read->empty_turn_count, 1);
}

}  // namespace
}  // namespace aicc
