#include "services/summary/domain/numbers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aicc::summary {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(NumbersTest, FindsOneAmountInAllItsSpellings) {
  EXPECT_THAT(NumbersIn("11,000원").values, ElementsAre("11000"));
  EXPECT_THAT(NumbersIn("1만 1천원").values, ElementsAre("11000"));
  EXPECT_THAT(NumbersIn("1만1000 원").values, ElementsAre("11000"));
  EXPECT_THAT(NumbersIn("3.5GB").values, ElementsAre("3.5"));
  EXPECT_THAT(NumbersIn("007").values, ElementsAre("7"));
}

TEST(NumbersTest, KeepsWhatAnAmountIsPutTogetherFromApart) {
  const Numbers numbers = NumbersIn("5만 3천원");

  EXPECT_THAT(numbers.values, ElementsAre("53000"));
  EXPECT_THAT(numbers.parts, ElementsAre("3", "5"));
}

TEST(NumbersTest, ReadsNumberWordsInBothLanguages) {
  EXPECT_THAT(NumbersIn("four days").values, ElementsAre("4"));
  EXPECT_THAT(NumbersIn("오후 두 시까지").values, ElementsAre("2"));
  EXPECT_THAT(NumbersIn("여덟 시부터").values, ElementsAre("8"));
  EXPECT_THAT(NumbersIn("네 알겠습니다").values, IsEmpty());
}

TEST(NumbersTest, BearsNumbersThatFitNoInteger) {
  EXPECT_THAT(NumbersIn("99999999999999999999999만").values,
              Contains("99999999999999999999999"));
}

TEST(MaskNumbersTest, HidesTelephoneCardAndRegistrationNumbers) {
  EXPECT_EQ(MaskNumbers("010-1234-5678로 주세요"), "010-****-5678로 주세요");
  EXPECT_EQ(MaskNumbers("01012345678"), "*******5678");
  EXPECT_EQ(MaskNumbers("900101-1234567"), "******-*******");
  EXPECT_EQ(MaskNumbers("4111 1111 1111 1234"), "**** **** **** 1234");
}

TEST(MaskNumbersTest, LeavesWhatIsKnownHoweverItIsWritten) {
  const auto known = LongNumbersIn("고객센터는 114 또는 02-1234-0114입니다.");

  EXPECT_THAT(known, ElementsAre("0212340114"));
  EXPECT_EQ(MaskNumbers("02 1234 0114로 전화 주세요", known),
            "02 1234 0114로 전화 주세요");
  EXPECT_EQ(MaskNumbers("010-1234-5678", known), "010-****-5678");
}

TEST(MaskNumbersTest, LeavesAmountsDatesAndTimes) {
  for (const char* text : {"44,000원", "2026-11-19 14:00", "11월 20일",
                           "1,000,000,000 won", "12345678"}) {
    EXPECT_EQ(MaskNumbers(text), text);
  }
}

}  // namespace
}  // namespace aicc::summary
