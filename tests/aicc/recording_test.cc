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
  EXPECT_TRUE(read->EndsWithAgent());
}

TEST(RecordingTest, DefaultsToAKoreanChat) {
  const auto read = ParseRecording(
      R"({"id":"a","turns":[{"speaker":"customer","text":"안녕"}]})");

  EXPECT_EQ(read->locale, "ko");
  EXPECT_EQ(read->channel, "chat");
  EXPECT_FALSE(read->EndsWithAgent());
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

TEST(RecordingTest, TellsWhatIsNoJsonFromWhatIsNoRecording) {
  EXPECT_EQ(ParseRecording("id,text").error().reason, "NOT_JSON");
  EXPECT_EQ(ParseRecording("[]").error().reason, "BAD_RECORDING");
}

TEST(RecordingTest, KnowsWhoBeginsAndWhoEnds) {
  const auto read = ParseRecording(
      R"({"id":"a","turns":[{"speaker":"customer","text":"Hi"},)"
      R"({"speaker":"bot","text":"Hello"},{"speaker":"agent","text":"Kim"},)"
      R"({"speaker":"customer","text":"Bye"}]})");

  ASSERT_TRUE(read) << read.error().message;
  EXPECT_FALSE(read->BeginsWithAgent());
  EXPECT_TRUE(read->EndsWithAgent());
}

TEST(RecordingTest, RefusesWhatALogWouldNotTakeAndNamesTheTurn) {
  const auto message_of = [](const std::string& turn) {
    const auto read = ParseRecording(R"({"id":"a","turns":[)" + turn + "]}");
    return read ? "" : read.error().message;
  };

  EXPECT_EQ(message_of(R"({"speaker":"bot","text":"secret\u0000"})"),
            "turns[0].text must be at most 16,384 bytes without U+0000");
  EXPECT_EQ(message_of(R"({"speaker":"bot","text":")" +
                       std::string(16'385, 'x') + R"("})"),
            "turns[0].text must be at most 16,384 bytes without U+0000");
  EXPECT_EQ(message_of(R"({"speaker":"bot","text":5})"),
            "turns[0].text must be a text");
  for (const char* time : {R"("5")", "-1", "1e300"}) {
    EXPECT_EQ(message_of(R"({"speaker":"bot","text":"x","time":)" +
                         std::string(time) + "}"),
              "turns[0].time must be 0 to 86,400 seconds")
        << time;
  }
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
