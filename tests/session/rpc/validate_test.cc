#include "services/session/rpc/validate.h"

#include <gtest/gtest.h>

namespace aicc::session {
namespace {

TEST(Text, IsWellFormedUtf8) {
  EXPECT_TRUE(IsText(""));
  EXPECT_TRUE(IsText("plain"));
  EXPECT_TRUE(IsText("한국어 ✓ 😀"));
  EXPECT_TRUE(IsText("\xF4\x8F\xBF\xBF"));  // U+10FFFF
}

TEST(Text, IsNotWhatOnlyLooksLikeUtf8) {
  EXPECT_FALSE(IsText("\xC0\xAF"));          // Overlong.
  EXPECT_FALSE(IsText("\xE0\x80\xAF"));      // Overlong.
  EXPECT_FALSE(IsText("\xF0\x80\x80\xAF"));  // Overlong.
  EXPECT_FALSE(IsText("\xED\xA0\x80"));      // A surrogate.
  EXPECT_FALSE(IsText("\xF4\x90\x80\x80"));  // Beyond U+10FFFF.
  EXPECT_FALSE(IsText("\xF5\x80\x80\x80"));
  EXPECT_FALSE(IsText("\x80"));         // A tail alone.
  EXPECT_FALSE(IsText("abc\xEA\xB0"));  // Cut off.
  EXPECT_FALSE(IsText("\xFF"));
  EXPECT_FALSE(IsText(std::string("a\0b", 3)));  // PostgreSQL has no such text.
}

}  // namespace
}  // namespace aicc::session
