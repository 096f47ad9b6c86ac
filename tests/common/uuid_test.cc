#include "common/uuid.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace aicc {
namespace {

const TimePoint kNow{std::chrono::milliseconds(0x018F'0102'0304)};

TEST(UuidTest, HasTheFormOfVersion7AndItsTime) {
  const std::string id = NewUuidV7(kNow);

  EXPECT_TRUE(IsUuid(id));
  EXPECT_EQ(id.substr(0, 13), "018f0102-0304");
  EXPECT_EQ(id[14], '7');
  EXPECT_NE(std::string("89ab").find(id[19]), std::string::npos);
}

TEST(UuidTest, LaterOnesOfAMillisecondSortAfterEarlierOnes) {
  std::string last = NewUuidV7(kNow);
  for (int i = 0; i < 2'000; ++i) {
    std::string next = NewUuidV7(kNow);
    ASSERT_LT(last, next);
    last = std::move(next);
  }
  EXPECT_LT(last, NewUuidV7(kNow + std::chrono::milliseconds(1)));
}

TEST(UuidTest, StaysInOrderHoweverManyAMillisecondNeeds) {
  // The counter has 12 bits.
  const TimePoint now = kNow + std::chrono::seconds(1);
  std::string last = NewUuidV7(now);
  for (int i = 0; i < 10'000; ++i) {
    std::string next = NewUuidV7(now);
    ASSERT_LT(last, next) << i;
    last = std::move(next);
  }
}

TEST(UuidTest, NoTwoAreEqual) {
  std::set<std::string> ids;
  for (int i = 0; i < 10'000; ++i) ids.insert(NewUuid());

  EXPECT_EQ(ids.size(), 10'000u);
}

TEST(UuidTest, OnlyLowerCaseWithDashesIsOne) {
  EXPECT_TRUE(IsUuid("0198a000-0000-7000-8000-00000000000f"));
  for (const char* other : {"", "0198A000-0000-7000-8000-00000000000F",
                            "0198a000000070008000000000000001",
                            "0198a000-0000-7000-8000-00000000000",
                            "0198a000-0000-7000-8000-0000000000000",
                            "0198a000-0000-7000-8000-00000000000g",
                            "0198a000-0000-7000-8000+00000000000f"}) {
    EXPECT_FALSE(IsUuid(other)) << other;
  }
}

}  // namespace
}  // namespace aicc
