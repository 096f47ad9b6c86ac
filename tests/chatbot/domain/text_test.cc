#include "services/chatbot/domain/text.h"

#include <gtest/gtest.h>

namespace aicc::chatbot {
namespace {

TEST(Utf8Test, TakesWhatIsWellFormed) {
  for (const char* text : {"", "a", "é", "한", "😀", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(IsUtf8(text)) << text;
  }
}

TEST(Utf8Test, RefusesWhatIsNot) {
  for (const char* text :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80",
        "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF",
        "\xED\x95", "a\xE4\xB8", "\xC3("}) {
    EXPECT_FALSE(IsUtf8(text));
  }
}

TEST(ShortenedTest, CountsCodePointsAndKeepsThemWhole) {
  EXPECT_EQ(Shortened("한국어", 3), "한국어");
  EXPECT_EQ(Shortened("한국어 문장", 3), "한국…");
  EXPECT_EQ(Shortened("😀😀", 1), "…");
}

TEST(ShortenedTest, PutsItOnOneLine) {
  EXPECT_EQ(Shortened("  a\n\n b\t c ", 10), "a b c");
}

}  // namespace
}  // namespace aicc::chatbot
