#pragma once

#include <string_view>

namespace aicc::summary {

// True if two promises are for the same date and of the same kind, as "11월
// 20일까지 전화드리겠습니다" and, at the end of the call, "11월 20일에
// 연락드리겠습니다". Promises without a date are never the same.
bool IsSamePromise(std::string_view a, std::string_view b);

}  // namespace aicc::summary
