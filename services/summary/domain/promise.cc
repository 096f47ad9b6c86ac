#include "services/summary/domain/promise.h"

#include <algorithm>
#include <set>
#include <span>
#include <string>

#include "services/summary/domain/numbers.h"
#include "services/summary/domain/phrase_finder.h"
#include "services/summary/domain/text.h"

namespace aicc::summary {
namespace {

// Days without a number in them.
constexpr std::string_view kDays[] = {
    "monday",   "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday",  "tomorrow",  "today",    "tonight",
    "오늘",     "내일",    "모레",      "월요일",   "화요일",
    "수요일",   "목요일",  "금요일",    "토요일",   "일요일"};

constexpr std::string_view kContact[] = {"call*",    "phone*",   "ring",
                                         "contact*", "in touch", "get back",
                                         "전화",     "연락",     "회신"};
constexpr std::string_view kText[] = {"text*", "sms", "문자"};
constexpr std::string_view kMail[] = {"email*", "mail*", "메일", "우편"};

// What it is that will be done; 0 if none of these.
int KindOf(const PhraseFinder& sentence) {
  if (sentence.HasAny(kText)) return 1;
  if (sentence.HasAny(kMail)) return 2;
  return sentence.HasAny(kContact) ? 3 : 0;
}

std::set<std::string> DateOf(std::string_view text) {
  std::set<std::string> date = NumbersIn(text).values;
  const PhraseFinder sentence(text);
  for (const std::string_view day : kDays) {
    if (sentence.HasAny(std::span(&day, 1))) date.emplace(day);
  }
  return date;
}

}  // namespace

bool IsSamePromise(std::string_view a, std::string_view b) {
  const int kind = KindOf(PhraseFinder(a));
  if (kind == 0 || kind != KindOf(PhraseFinder(b))) return false;
  const std::set<std::string> first = DateOf(a);
  const std::set<std::string> second = DateOf(b);
  // One may name the hour too.
  return !first.empty() && !second.empty() &&
         (std::ranges::includes(first, second) ||
          std::ranges::includes(second, first));
}

}  // namespace aicc::summary
