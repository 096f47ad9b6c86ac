#include "common/business_hours.h"

#include <gtest/gtest.h>

namespace aicc {
namespace {

constexpr int kHour = 60;

// An instant by UTC.
TimePoint Utc(int year, unsigned month, unsigned day, int hour,
              int minute = 0) {
  using namespace std::chrono;
  return time_point_cast<microseconds>(
      sys_days(std::chrono::year(year) / std::chrono::month(month) /
               std::chrono::day(day)) +
      hours(hour) + minutes(minute));
}

class BusinessHoursTest : public testing::Test {
 protected:
  // Weekdays 09:00-12:00 and 13:00-18:00, but not at Christmas.
  BusinessHours Office(const std::string& zone) {
    WeeklyHours hours;
    for (std::size_t day = 0; day < 5; ++day) {
      hours.days[day] = {{9 * kHour, 12 * kHour}, {13 * kHour, 18 * kHour}};
    }
    hours.holidays = {"2026-12-25"};
    pack_.time_zone = zone;
    pack_.rules["office"].hours = hours;
    pack_.rules["always"] = {};
    return *BusinessHours::Make(pack_);
  }

  PackManifest pack_;
};

TEST_F(BusinessHoursTest, AreThoseOfThePacksTimeZone) {
  const auto hours = Office("Asia/Seoul");

  // A Monday; Seoul is nine hours ahead.
  EXPECT_FALSE(hours.IsOpen("office", Utc(2026, 11, 22, 23, 59)));
  EXPECT_TRUE(hours.IsOpen("office", Utc(2026, 11, 23, 0, 0)));
  EXPECT_TRUE(hours.IsOpen("office", Utc(2026, 11, 23, 2, 59)));
  EXPECT_FALSE(hours.IsOpen("office", Utc(2026, 11, 23, 3, 0)));
  EXPECT_TRUE(hours.IsOpen("office", Utc(2026, 11, 23, 4, 0)));
  EXPECT_FALSE(hours.IsOpen("office", Utc(2026, 11, 23, 9, 0)));
  EXPECT_TRUE(hours.IsOpen("always", Utc(2026, 11, 23, 18, 0)));
}

TEST_F(BusinessHoursTest, TellWhenTheyBeginNext) {
  const auto hours = Office("Asia/Seoul");

  // At lunch, on Friday evening, and open already.
  EXPECT_EQ(hours.NextOpening("office", Utc(2026, 11, 23, 3, 30)),
            Utc(2026, 11, 23, 4, 0));
  EXPECT_EQ(hours.NextOpening("office", Utc(2026, 11, 27, 10, 0)),
            Utc(2026, 11, 30, 0, 0));
  EXPECT_EQ(hours.NextOpening("office", Utc(2026, 11, 23, 1, 0)),
            Utc(2026, 11, 23, 1, 0));
}

TEST_F(BusinessHoursTest, PassOverAHoliday) {
  const auto hours = Office("Asia/Seoul");

  // Christmas is a Friday.
  EXPECT_FALSE(hours.IsOpen("office", Utc(2026, 12, 25, 1, 0)));
  EXPECT_EQ(hours.NextOpening("office", Utc(2026, 12, 24, 9, 0)),
            Utc(2026, 12, 28, 0, 0));
}

TEST_F(BusinessHoursTest, FollowTheClocksOfSummerAndWinter) {
  const auto hours = Office("America/New_York");

  EXPECT_TRUE(hours.IsOpen("office", Utc(2026, 10, 30, 13, 0)));
  EXPECT_FALSE(hours.IsOpen("office", Utc(2026, 11, 2, 13, 0)));
  EXPECT_TRUE(hours.IsOpen("office", Utc(2026, 11, 2, 14, 0)));
}

TEST_F(BusinessHoursTest, BeginAfterAnHourThatASummerSkips) {
  pack_.rules["night"].hours = WeeklyHours{};
  pack_.rules["night"].hours->days[6] = {{2 * kHour + 30, 4 * kHour}};
  const auto hours = Office("America/New_York");

  // On 8 March 2026 the clocks go from 02:00 to 03:00, which is 07:00 UTC.
  EXPECT_FALSE(hours.IsOpen("night", Utc(2026, 3, 8, 6, 59)));
  EXPECT_TRUE(hours.IsOpen("night", Utc(2026, 3, 8, 7, 31)));
  EXPECT_FALSE(hours.IsOpen("night", Utc(2026, 3, 8, 8, 0)));
}

TEST_F(BusinessHoursTest, MayNeverBegin) {
  pack_.rules["never"].hours = WeeklyHours{};
  const auto hours = Office("Asia/Seoul");

  EXPECT_FALSE(hours.IsOpen("never", Utc(2026, 11, 23, 1)));
  EXPECT_EQ(hours.NextOpening("never", Utc(2026, 11, 23, 1)), std::nullopt);
}

TEST_F(BusinessHoursTest, AreToldAsCustomersReadThem) {
  const auto hours = Office("Asia/Seoul");

  EXPECT_EQ(hours.Spoken(Utc(2026, 11, 23, 0), "ko"), "11월 23일 월요일 09:00");
  EXPECT_EQ(hours.Spoken(Utc(2026, 12, 6, 0), "en"),
            "Sunday 6 December, 09:00");
}

TEST_F(BusinessHoursTest, NeedATimeZoneThatIsKnown) {
  pack_.time_zone = "Mars/Olympus";

  const auto hours = BusinessHours::Make(pack_);

  ASSERT_FALSE(hours.has_value());
  EXPECT_EQ(hours.error().reason, "BAD_CONFIG");
}

}  // namespace
}  // namespace aicc
