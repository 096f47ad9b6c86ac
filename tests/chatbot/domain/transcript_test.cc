#include "services/chatbot/domain/transcript.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/chatbot/domain/ids.h"

namespace aicc::chatbot {
namespace {

using testing::ElementsAre;

constexpr Speaker kCustomer = Speaker::kCustomer;
constexpr Speaker kBot = Speaker::kBot;

TEST(HistoryTest, EndsWithTheQuestion) {
  const Transcript transcript{
      .utterances = {{3, kCustomer, "a"}, {5, kBot, "b"}, {7, kCustomer, "c"}},
      .readings = {},
      .answers = {},
      .notice_seq = {}};

  EXPECT_THAT(HistoryFor(transcript, 7),
              ElementsAre(Utterance{3, kCustomer, "a"}, Utterance{5, kBot, "b"},
                          Utterance{7, kCustomer, "c"}));
}

TEST(HistoryTest, LeavesLaterMessagesToTheirOwnAnswersButKeepsEarlierOnes) {
  // The second and third message came while the first was answered.
  const Transcript transcript{.utterances = {{3, kCustomer, "a"},
                                             {4, kCustomer, "b"},
                                             {5, kCustomer, "c"},
                                             {6, kBot, "re: a"}},
                              .readings = {},
                              .answers = {},
                              .notice_seq = {}};

  EXPECT_THAT(
      HistoryFor(transcript, 4),
      ElementsAre(Utterance{3, kCustomer, "a"}, Utterance{6, kBot, "re: a"},
                  Utterance{4, kCustomer, "b"}));
}

TEST(HistoryTest, HasAllOfAContact) {
  Transcript transcript;
  for (int i = 1; i <= 300; ++i) {
    transcript.utterances.push_back({i, kCustomer, std::to_string(i)});
  }

  EXPECT_EQ(HistoryFor(transcript, 300).size(), 300u);
}

TEST(HistoryTest, IsCutToTheEndThatInferenceTakes) {
  Transcript transcript;
  for (int i = 1; i <= 50; ++i) {
    transcript.utterances.push_back({i, kCustomer, std::string(16'000, 'a')});
  }

  const auto history = HistoryFor(transcript, 50);

  EXPECT_EQ(history.size(), kMaxHistoryBytes / 16'000);
  EXPECT_EQ(history.back().seq, 50);
}

TEST(TurnIdsTest, FitTheLogAndDiffer) {
  const TurnIds ids(std::string(TurnIds::kMaxRequestIdBytes, 'r'));
  const std::set<std::string> all = {
      ids.Question(), ids.Notice(), ids.Understood(), ids.Answer(),
      ids.HandOver(), ids.Record(), ids.Agent()};

  EXPECT_EQ(all.size(), 7u);
  for (const std::string& id : all) EXPECT_LE(id.size(), 64u);
}

}  // namespace
}  // namespace aicc::chatbot
