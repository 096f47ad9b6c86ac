#include "services/inference/domain/cursor.h"

namespace aicc::inference {
namespace {
constexpr int kMaxDigits = 15;  // A double holds them exactly.
}  // namespace

std::optional<double> Cursor::Number() {
  if (!IsDigit(Peek()) || IsDigit(Before())) return {};
  const std::size_t start = at_;
  double value = 0;
  double place = 0;  // Of the next decimal; 0 before the point.
  int digits = 0;
  for (; !done(); ++at_) {
    const char32_t c = text_[at_];
    const char32_t next = at_ + 1 < text_.size() ? text_[at_ + 1] : U'\0';
    if (IsDigit(c)) {
      const double digit = static_cast<double>(c - U'0');
      value = place == 0 ? value * 10 + digit : value + digit * place;
      if (place != 0) place /= 10;
      ++digits;
    } else if (c == U',' && place == 0 && IsDigit(next)) {
      continue;
    } else if (c == U'.' && place == 0 && IsDigit(next)) {
      place = 0.1;
    } else {
      break;
    }
  }
  if (digits <= kMaxDigits) return value;
  at_ = start;
  return {};
}

std::optional<int> Cursor::Digits(int least, int most) {
  const std::size_t start = at_;
  int value = 0;
  int digits = 0;
  while (digits < most && IsDigit(Peek())) {
    value = value * 10 + static_cast<int>(text_[at_++] - U'0');
    ++digits;
  }
  if (digits >= least && !IsDigit(Peek())) return value;
  at_ = start;
  return {};
}

}  // namespace aicc::inference
