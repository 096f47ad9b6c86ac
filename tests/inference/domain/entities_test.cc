#include "services/inference/domain/entities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/inference/domain/test_pack.h"

namespace aicc::inference {
namespace {

using std::chrono::sys_days;
using namespace std::chrono_literals;

// Thursday.
constexpr sys_days kToday(2026y / std::chrono::November / 19);

// "type:value" of each entity.
std::vector<std::string> Found(std::string_view text) {
  static const auto* const pack = new Pack(*LoadPack(kTestPack));
  static const auto* const lexicon = new Lexicon(*pack);
  std::vector<std::string> found;
  for (const Entity& e :
       FindEntities(ReadMessage(text, *lexicon), *pack, kToday)) {
    found.push_back(e.type + ":" + e.value);
  }
  return found;
}

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

TEST(EntitiesTest, MoneyIsReadInBothLanguages) {
  EXPECT_THAT(Found("55,000원"), ElementsAre("money:55000"));
  EXPECT_THAT(Found("1만 5천원이요"), ElementsAre("money:15000"));
  EXPECT_THAT(Found("5만5천 원"), ElementsAre("money:55000"));
  EXPECT_THAT(Found("삼만 오천 원"), ElementsAre("money:35000"));
  EXPECT_THAT(Found("만원만 더"), ElementsAre("money:10000"));
  EXPECT_THAT(Found("15,000 won"), ElementsAre("money:15000"));
  EXPECT_THAT(Found("₩15,000"), ElementsAre("money:15000"));
  EXPECT_THAT(Found("직원 사원 회원 병원 원인"), IsEmpty());
}

TEST(EntitiesTest, DatesAreTakenFromToday) {
  EXPECT_THAT(Found("내일"), ElementsAre("date:2026-11-20"));
  EXPECT_THAT(Found("다음 주 월요일에"), ElementsAre("date:2026-11-23"));
  EXPECT_THAT(Found("다음주"), ElementsAre("date:2026-W48"));
  EXPECT_THAT(Found("이번 달"), ElementsAre("date:2026-11"));
  EXPECT_THAT(Found("11월 3일"), ElementsAre("date:2026-11-03"));
  EXPECT_THAT(Found("1월 3일"), ElementsAre("date:2027-01-03"));
  EXPECT_THAT(Found("2026년 2월 28일"), ElementsAre("date:2026-02-28"));
  EXPECT_THAT(Found("25일까지"), ElementsAre("date:2026-11-25"));
  EXPECT_THAT(Found("next Monday"), ElementsAre("date:2026-11-23"));
  EXPECT_THAT(Found("tomorrow"), ElementsAre("date:2026-11-20"));
  EXPECT_THAT(Found("on November 3rd, 2025"), ElementsAre("date:2025-11-03"));
  EXPECT_THAT(Found("the 3rd of Nov"), ElementsAre("date:2026-11-03"));
  EXPECT_THAT(Found("2026-11-03"), ElementsAre("date:2026-11-03"));
}

TEST(EntitiesTest, AnImpossibleDateIsNone) {
  EXPECT_THAT(Found("2026-02-30"),
              ::testing::Not(::testing::Contains("date:2026-02-30")));
}

TEST(EntitiesTest, DurationsAreInSeconds) {
  EXPECT_THAT(Found("3일 동안"), ElementsAre("duration:259200"));
  EXPECT_THAT(Found("두 달"), ElementsAre("duration:5184000"));
  EXPECT_THAT(Found("2 weeks"), ElementsAre("duration:1209600"));
  EXPECT_THAT(Found("30분"), ElementsAre("duration:1800"));
  EXPECT_THAT(Found("for a month"), ElementsAre("duration:2592000"));
  EXPECT_THAT(Found("for a second line"), IsEmpty());
  EXPECT_THAT(Found("23시 59분까지"), Not(Contains(StartsWith("duration:"))));
}

TEST(EntitiesTest, DataIsInMegabytes) {
  EXPECT_THAT(Found("10GB"), ElementsAre("data_volume:10240"));
  EXPECT_THAT(Found("500메가"), ElementsAre("data_volume:500"));
  EXPECT_THAT(Found("1.5 GB"), ElementsAre("data_volume:1536"));
  EXPECT_THAT(Found("5G"), IsEmpty());
  EXPECT_THAT(Found("100Mbps"), IsEmpty());
}

TEST(EntitiesTest, ContactsAreFound) {
  EXPECT_THAT(Found("010-1234-5678"), ElementsAre("phone:01012345678"));
  EXPECT_THAT(Found("01012345678"), ElementsAre("phone:01012345678"));
  EXPECT_THAT(Found("+82 10 1234 5678"), ElementsAre("phone:+821012345678"));
  EXPECT_THAT(Found("1588-0000"), ElementsAre("phone:15880000"));
  EXPECT_THAT(Found("Mail Kim@Example.com."),
              ElementsAre("email:kim@example.com"));
}

TEST(EntitiesTest, NamesOfTheLexiconNeedNoSpaces) {
  EXPECT_THAT(Found("주문케이크요"), ElementsAre("service:custom_cake"));
  EXPECT_THAT(Found("two custom cakes"), ElementsAre("service:custom_cake"));
  EXPECT_THAT(Found("프랑스"), ElementsAre("country:fr"));
}

TEST(EntitiesTest, OffsetsCountCodePointsOfTheOriginal) {
  const Pack pack = *LoadPack(kTestPack);
  const Lexicon lexicon(pack);

  const auto found =
      FindEntities(ReadMessage("😀 １０ＧＢ요", lexicon), pack, kToday);

  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].text, "１０ＧＢ");
  EXPECT_EQ(found[0].start, 2);
  EXPECT_EQ(found[0].end, 6);
}

TEST(EntitiesTest, TheyComeInOrderAndNeverOverlap) {
  EXPECT_THAT(Found("내일 프랑스 3일 10GB 55,000원 7번"),
              ElementsAre("date:2026-11-20", "country:fr", "duration:259200",
                          "data_volume:10240", "money:55000", "number:7"));
}

}  // namespace
}  // namespace aicc::inference
