#include "services/inference/serving/think_filter.h"

#include <gtest/gtest.h>

namespace aicc::inference {
namespace {

std::string Filtered(std::string_view text, std::size_t cut) {
  ThinkFilter filter;
  return filter.Feed(text.substr(0, cut)) + filter.Feed(text.substr(cut)) +
         filter.Finish();
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

}  // namespace
}  // namespace aicc::inference
