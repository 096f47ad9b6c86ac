#include "services/inference/serving/think_filter.h"

#include <gtest/gtest.h>

#include <chrono>

namespace aicc::inference {
namespace {

struct Kept {
  std::string text;
  std::string thoughts;
  bool leaked = false;
};

Kept Keep(std::string_view text, std::size_t cut, bool opened) {
  ThinkFilter filter(opened ? ThinkFilter::Opened::kYes
                            : ThinkFilter::Opened::kNo);
  std::vector<ModelDelta> deltas;
  filter.Feed(text.substr(0, cut), &deltas);
  filter.Feed(text.substr(cut), &deltas);
  filter.Finish(&deltas);
  Kept kept;
  kept.leaked = filter.leaked();
  for (const ModelDelta& delta : deltas) {
    const bool said = delta.kind == ModelDelta::Kind::kText;
    (said ? kept.text : kept.thoughts) += delta.text;
  }
  return kept;
}

std::string Filtered(std::string_view text, std::size_t cut) {
  return Keep(text, cut, false).text;
}

TEST(ThinkFilterTest, DropsThoughtsWhereverTheTextIsCut) {
  constexpr std::string_view kText =
      "\n<thought>\n1 < 2, </think> too\n</thought>\n\n답은 "
      "<b>11,000원</b>입니다.";

  for (std::size_t cut = 0; cut <= kText.size(); ++cut) {
    EXPECT_EQ(Filtered(kText, cut), "답은 <b>11,000원</b>입니다.") << cut;
  }
}

TEST(ThinkFilterTest, LeavesAnAnswerWithoutThoughtsAlone) {
  constexpr std::string_view kText = "<this> is no thought";

  for (std::size_t cut = 0; cut <= kText.size(); ++cut) {
    EXPECT_EQ(Filtered(kText, cut), kText) << cut;
  }
}

TEST(ThinkFilterTest, AThoughtThatNeverEndsIsNoAnswer) {
  EXPECT_EQ(Filtered("<think>hm", 3), "");
}

TEST(ThinkFilterTest, AThoughtThatThePromptOpenedHasOnlyAnEnd) {
  constexpr std::string_view kText = "요금은?\n</think>\n\n11,000원입니다.";

  for (std::size_t cut = 0; cut <= kText.size(); ++cut) {
    const Kept kept = Keep(kText, cut, true);
    EXPECT_EQ(kept.text, "11,000원입니다.") << cut;
    EXPECT_EQ(kept.thoughts, "요금은?\n") << cut;
    EXPECT_FALSE(kept.leaked);
  }
}

TEST(ThinkFilterTest, AnOpenedThoughtWithoutAnEndIsAllThereIs) {
  EXPECT_EQ(Keep("생각만 합니다", 3, true).text, "");
}

TEST(ThinkFilterTest, AnEndWithoutABeginningShowsThatAThoughtWasTakenForText) {
  const Kept kept = Keep("비밀 생각</think>답", 0, false);

  EXPECT_TRUE(kept.leaked);
  EXPECT_EQ(kept.text, "답");
}

TEST(ThinkFilterTest, AParserAtTheServerLeavesNoThoughtInTheText) {
  ThinkFilter filter(ThinkFilter::Opened::kYes);
  std::vector<ModelDelta> deltas;
  filter.ThoughtElsewhere();
  filter.Feed("답입니다.", &deltas);

  ASSERT_EQ(deltas.size(), 1u);
  EXPECT_EQ(deltas[0].kind, ModelDelta::Kind::kText);
}

TEST(ThinkFilterTest, HostileTextTakesLinearTime) {
  for (const std::string_view piece :
       {"<think></think>", "</think>x", "<[<["}) {
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    const auto began = std::chrono::steady_clock::now();
    Keep(text, 0, false);
    // A quadratic one takes minutes.
    EXPECT_LT(std::chrono::steady_clock::now() - began,
              std::chrono::seconds(20))
        << piece;
  }
}

TEST(ThinkFilterTest, SquareTagsAreTagsToo) {
  EXPECT_EQ(Filtered("[THINK]음[/THINK]답 [1]", 4), "답 [1]");
}

TEST(ThinkFilterTest, ThoughtsBetweenSentencesAreKeptApartToo) {
  EXPECT_EQ(Filtered("하나. <think>음</think>둘.", 5), "하나. 둘.");
}

// Of a model that thinks, in pieces of `size` bytes.
std::pair<std::string, std::string> Perhaps(std::string_view all,
                                            std::size_t size) {
  ThinkFilter filter(ThinkFilter::Opened::kPerhaps);
  std::vector<ModelDelta> deltas;
  for (std::size_t at = 0; at < all.size(); at += size) {
    filter.Feed(all.substr(at, size), &deltas);
  }
  filter.Finish(&deltas);
  std::string text;
  std::string thought;
  for (const ModelDelta& delta : deltas) {
    (delta.kind == ModelDelta::Kind::kText ? text : thought) += delta.text;
  }
  EXPECT_FALSE(filter.leaked());
  return {text, thought};
}

TEST(ThinkFilterTest, AThoughtWithoutItsOpenerIsHeldBackWhereOneMustCome) {
  for (const std::size_t size : {1u, 3u, 100u}) {
    const auto [text, thought] = Perhaps("먼저 본다</think>\n답입니다.", size);
    EXPECT_EQ(text, "답입니다.");
    EXPECT_EQ(thought, "먼저 본다");
  }
}

TEST(ThinkFilterTest, WhatHasNoThoughtAfterAllIsText) {
  for (const std::size_t size : {1u, 3u, 100u}) {
    EXPECT_EQ(Perhaps("답입니다. 3 < 4", size).first, "답입니다. 3 < 4");
    EXPECT_EQ(Perhaps("  ", size).first, "");
  }
}

TEST(ThinkFilterTest, AnOpenerTellsAtOnce) {
  for (const std::size_t size : {1u, 3u, 100u}) {
    const auto [text, thought] = Perhaps("\n<think>먼저</think>답 <b>", size);
    EXPECT_EQ(text, "답 <b>");
    EXPECT_EQ(thought, "먼저");
  }
}

TEST(ThinkFilterTest, AThoughtWithNothingInItIsNone) {
  for (const std::size_t size : {1u, 3u, 100u}) {
    const auto [text, thought] = Perhaps("\n</think>\n\n답", size);
    EXPECT_EQ(text, "답");
    EXPECT_EQ(thought, "");
  }
}

TEST(ThinkFilterTest, AThoughtThatCameElsewhereTellsToo) {
  ThinkFilter filter(ThinkFilter::Opened::kPerhaps);
  std::vector<ModelDelta> deltas;
  filter.ThoughtElsewhere();
  filter.Feed("답", &deltas);

  ASSERT_EQ(deltas.size(), 1u);
  EXPECT_EQ(deltas[0].kind, ModelDelta::Kind::kText);
}

}  // namespace
}  // namespace aicc::inference
