#include "common/business_hours.h"

#include <algorithm>
#include <string>

namespace aicc {
namespace {

constexpr int kDaysAhead = 366;

absl::Time ToAbsl(TimePoint at) {
  return absl::FromUnixMicros(at.time_since_epoch().count());
}

TimePoint FromAbsl(absl::Time at) {
  return TimePoint(std::chrono::microseconds(absl::ToUnixMicros(at)));
}

int WeekdayOf(absl::CivilDay day) {  // 0 is Monday.
  return static_cast<int>(absl::GetWeekday(day));
}

bool IsHoliday(const WeeklyHours& hours, absl::CivilDay day) {
  const std::string text = absl::FormatCivilTime(day);  // "2026-12-25"
  return std::ranges::count(hours.holidays, text) > 0;
}

// The first opening at or after `at` in the spans of `day`.
std::optional<absl::Time> OpeningOn(const WeeklyHours& hours,
                                    absl::CivilDay day, absl::Time at,
                                    const absl::TimeZone& zone) {
  if (IsHoliday(hours, day)) return std::nullopt;
  // Spans are in order and do not meet.
  for (const auto& span :
       hours.days[static_cast<std::size_t>(WeekdayOf(day))]) {
    // An hour that a change of the clocks skips begins after it.
    const absl::CivilMinute midnight(day);
    const absl::Time begin = absl::FromCivil(midnight + span.begin, zone);
    const absl::Time end = absl::FromCivil(midnight + span.end, zone);
    if (at < end) return std::max(at, begin);
  }
  return std::nullopt;
}

}  // namespace

Result<BusinessHours> BusinessHours::Make(const PackManifest& pack) {
  absl::TimeZone zone;
  if (!absl::LoadTimeZone(pack.time_zone, &zone)) {
    return Failure({ErrorKind::kInvalidArgument,
                    "BAD_CONFIG",
                    "pack.yaml: time_zone " + pack.time_zone +
                        " is not known here; use one such as Asia/Seoul",
                    {{"key", "time_zone"}}});
  }
  return BusinessHours(pack, zone);
}

bool BusinessHours::IsOpen(std::string_view queue, TimePoint at) const {
  const auto& hours = pack_->RuleOf(queue).hours;
  if (!hours) return true;
  const absl::CivilDay today = absl::ToCivilDay(ToAbsl(at), zone_);
  return OpeningOn(*hours, today, ToAbsl(at), zone_) == ToAbsl(at);
}

std::optional<TimePoint> BusinessHours::NextOpening(std::string_view queue,
                                                    TimePoint at) const {
  const auto& hours = pack_->RuleOf(queue).hours;
  if (!hours) return at;
  const absl::CivilDay today = absl::ToCivilDay(ToAbsl(at), zone_);
  for (int i = 0; i <= kDaysAhead; ++i) {
    const auto opening = OpeningOn(*hours, today + i, ToAbsl(at), zone_);
    if (opening) return FromAbsl(*opening);
  }
  return std::nullopt;
}

std::string BusinessHours::Spoken(TimePoint at, std::string_view locale) const {
  constexpr std::string_view kWeekdays[] = {"월", "화", "수", "목",
                                            "금", "토", "일"};
  const absl::Time time = ToAbsl(at);
  if (locale != "ko") {
    return absl::FormatTime("%A %-d %B, %H:%M", time, zone_);
  }
  const absl::CivilDay day = absl::ToCivilDay(time, zone_);
  std::string text =
      std::to_string(day.month()) + "월 " + std::to_string(day.day()) + "일 ";
  text += kWeekdays[static_cast<std::size_t>(WeekdayOf(day))];
  return text + "요일 " + absl::FormatTime("%H:%M", time, zone_);
}

}  // namespace aicc
