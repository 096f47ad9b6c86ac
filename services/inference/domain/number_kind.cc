#include "services/inference/domain/number_kind.h"

#include <algorithm>
#include <array>
#include <ranges>

namespace aicc::inference {
namespace {

using Shape = std::vector<int>;

constexpr std::size_t kMinSuspiciousDigits = 10;

int At(std::string_view digits, std::size_t i) { return digits[i] - '0'; }

int Two(std::string_view digits, std::size_t i) {
  return At(digits, i) * 10 + At(digits, i + 1);
}

bool IsMonthAndDay(int month, int day) {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

// YYMMDD and the digit that tells sex and century. The check digit is not
// asked: numbers issued since October 2020 have none.
std::string_view ResidentKind(const WrittenNumber& number) {
  const bool whole = number.shape == Shape{6, 7} || number.shape == Shape{13} ||
                     (number.spoken && number.digits.size() == 13);
  const bool begun = number.shape == Shape{6, 1} && number.hyphens;
  if ((!whole && !begun) || number.plus) return {};
  if (!IsMonthAndDay(Two(number.digits, 2), Two(number.digits, 4))) return {};
  const int kind = At(number.digits, 6);
  if (kind >= 1 && kind <= 4) return "RRN";
  if (kind >= 5 && kind <= 8) return "FRN";
  return {};
}

bool IsLicense(const WrittenNumber& number, NumberCue cue) {
  const bool bare = number.digits.size() == 12 && cue == NumberCue::kLicense;
  if (number.shape != Shape{2, 2, 6, 2} && !bare) return false;
  const int region = Two(number.digits, 0);
  return (region >= 11 && region <= 26) || region == 28;
}

bool IsSocial(const WrittenNumber& number, NumberCue cue) {
  if (number.digits.size() != 9) return false;
  if (cue == NumberCue::kSocial) return true;
  if (number.shape != Shape{3, 2, 4}) return false;
  return !number.digits.starts_with("000") &&
         !number.digits.starts_with("666") && Two(number.digits, 3) != 0 &&
         number.digits.substr(5) != "0000";
}

bool IsBusiness(const WrittenNumber& number, NumberCue cue) {
  const bool cued = cue == NumberCue::kBusiness;
  if (number.shape == Shape{3, 2, 5}) {
    return cued || PassesBusinessCheck(number.digits);
  }
  return cued && number.digits.size() == 10;
}

bool IsKoreanPhone(std::string_view digits) {
  const std::size_t size = digits.size();
  if (size < 9) return false;
  if (digits.starts_with("010") || digits.starts_with("070")) return size == 11;
  if (digits.starts_with("01")) {
    return std::string_view("16789").contains(digits[2]) &&
           (size == 10 || size == 11);
  }
  if (digits.starts_with("050")) return size == 11 || size == 12;
  if (digits.starts_with("080")) return size == 10 || size == 11;
  if (digits.starts_with("02")) return size == 9 || size == 10;
  // Area codes 031 to 064.
  return digits[0] == '0' && digits[1] >= '3' && digits[1] <= '6' &&
         digits[2] >= '1' && digits[2] <= '5' && (size == 10 || size == 11);
}

bool IsInternational(const WrittenNumber& number) {
  const std::string_view digits = number.digits;
  if (number.plus) return digits.size() >= 8 && digits.size() <= 16;
  const std::size_t prefix = digits.starts_with("00")    ? 2
                             : digits.starts_with("011") ? 3
                                                         : 0;
  if (prefix == 0 || digits[prefix] == '0') return false;
  return number.shape.size() > 1 && digits.size() >= 11 && digits.size() <= 17;
}

// 82 10 1234 5678: the country's code without its plus; the number at home.
std::string KoreanAbroad(std::string_view digits) {
  if (!digits.starts_with("82") || digits.size() < 10) return {};
  std::string home = "0" + std::string(digits.substr(2));
  return IsKoreanPhone(home) ? home : std::string();
}

// Numbers that other countries dial from within: a zero, then nine to eleven
// digits in groups.
bool IsNational(const WrittenNumber& number) {
  const std::size_t size = number.digits.size();
  if (number.digits[0] != '0' || size < 10 || size > 12 || number.doubtful) {
    return false;
  }
  if (number.shape.size() == 1) {
    return size == 11 && std::string_view("1237").contains(number.digits[1]);
  }
  // 0490 75 40 81; but 010-123-4567 24 is a number, and another.
  const auto pairs = number.shape | std::views::drop(1);
  if (number.shape.size() > 3) {
    return std::ranges::all_of(pairs, [](int n) { return n == 2; });
  }
  return std::ranges::all_of(number.shape, [](int n) { return n >= 2; });
}

bool IsRepresentative(const WrittenNumber& number) {
  if (number.digits.size() != 8) return false;
  const bool written = number.shape == Shape{4, 4} && number.hyphens;
  return written &&
         (number.digits.starts_with("15") || number.digits.starts_with("16") ||
          number.digits.starts_with("18"));
}

bool IsNorthAmerican(const WrittenNumber& number) {
  const std::string_view digits = number.digits;
  if (number.shape == Shape{3, 3, 4} && digits[0] >= '2') return true;
  if (number.shape == Shape{1, 3, 3, 4} && digits[0] == '1') return true;
  return number.spoken && digits.size() == 10 && digits[0] >= '2' &&
         digits[3] >= '2';
}

bool IsPhone(const WrittenNumber& number, NumberCue cue) {
  if (IsInternational(number)) return true;
  if (IsRepresentative(number)) return true;
  const bool mobile = number.digits.starts_with("01");
  if (cue == NumberCue::kAccount && !mobile) return false;
  const bool bare = number.shape.size() == 1;
  if (cue == NumberCue::kThing && bare && !mobile) return false;
  if (IsNorthAmerican(number) || IsKoreanPhone(number.digits)) return true;
  if (number.shape.size() > 1 && !KoreanAbroad(number.digits).empty()) {
    return true;
  }
  return !IsDate(number) && IsNational(number);
}

bool IsCardShape(const WrittenNumber& number) {
  const Shape& shape = number.shape;
  return shape == Shape{4, 4, 4, 4} || shape == Shape{4, 6, 5} ||
         shape == Shape{4, 6, 4} ||
         (number.spoken && number.digits.size() == 16);
}

bool IsCard(const WrittenNumber& number) {
  const std::size_t size = number.digits.size();
  if (size < 13 || size > 19) return false;
  // Misspelled cards are still somebody's.
  if (IsCardShape(number)) return true;
  const bool even = std::ranges::all_of(
      number.shape, [](int n) { return n == 1 || (n >= 3 && n <= 19); });
  return number.digits[0] >= '2' && number.digits[0] <= '6' && even &&
         PassesLuhn(number.digits);
}

bool Within(const WrittenNumber& number, std::size_t least, std::size_t most) {
  return number.digits.size() >= least && number.digits.size() <= most;
}

}  // namespace

bool PassesLuhn(std::string_view digits) {
  int sum = 0;
  bool twice = false;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    const int value = (*digit - '0') * (twice ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
    twice = !twice;
  }
  return sum % 10 == 0;
}

bool PassesBusinessCheck(std::string_view digits) {
  constexpr std::array<int, 9> kWeights{1, 3, 7, 1, 3, 7, 1, 3, 5};
  int sum = At(digits, 8) * 5 / 10;
  for (std::size_t i = 0; i < kWeights.size(); ++i) {
    sum += At(digits, i) * kWeights[i];
  }
  return (10 - sum % 10) % 10 == At(digits, 9);
}

bool IsDate(const WrittenNumber& number) {
  const Shape& shape = number.shape;
  if (shape.size() < 3) {
    return shape == Shape{8} &&
           (number.digits.starts_with("19") ||
            number.digits.starts_with("20")) &&
           IsMonthAndDay(Two(number.digits, 4), Two(number.digits, 6));
  }
  if (shape[0] == 4) {
    const bool year =
        number.digits.starts_with("19") || number.digits.starts_with("20");
    return year && shape[1] <= 2 && shape[2] <= 2;
  }
  return shape[0] <= 2 && shape[1] <= 2 && shape[2] == 4 &&
         (number.digits[static_cast<std::size_t>(shape[0] + shape[1])] <= '2');
}

bool IsSuspicious(const WrittenNumber& number, NumberCue cue) {
  if (cue == NumberCue::kThing) return false;
  if (number.digits.size() < kMinSuspiciousDigits || IsDate(number)) {
    return false;
  }
  return !number.spaces || (number.spoken && number.digits.size() > 10) ||
         std::ranges::all_of(number.shape, [](int n) { return n >= 4; });
}

std::string_view ShapedKind(const WrittenNumber& number, NumberCue cue) {
  if (number.digits.size() < 7) return {};
  const bool card = cue == NumberCue::kCard && Within(number, 12, 19) &&
                    number.shape != Shape{6, 7};
  if (card && (IsCardShape(number) || PassesLuhn(number.digits))) return "CARD";
  const bool other = cue == NumberCue::kAccount || cue == NumberCue::kThing;
  if (!other || number.shape == Shape{6, 7}) {
    const std::string_view resident = ResidentKind(number);
    if (!resident.empty()) return resident;
  }
  if (IsBusiness(number, cue)) return "BRN";
  if (IsLicense(number, cue)) return "LICENSE";
  if (cue != NumberCue::kAccount && IsSocial(number, cue)) return "SSN";
  if (IsPhone(number, cue)) return "PHONE";
  if (IsDate(number)) return {};
  if (IsCard(number)) return "CARD";
  return {};
}

std::string_view CuedKind(const WrittenNumber& number, NumberCue cue) {
  if (number.digits.size() < 6 || IsDate(number)) return {};
  switch (cue) {
    case NumberCue::kPhone:
      return Within(number, 7, 15) ? "PHONE" : "";
    case NumberCue::kCard:
      return Within(number, 12, 19) ? "CARD" : "";
    case NumberCue::kAccount:
      return Within(number, 6, 16) ? "ACCOUNT" : "";
    case NumberCue::kResident:
      return number.digits.size() == 13 || number.shape == Shape{7} ? "RRN"
                                                                    : "";
    case NumberCue::kLicense:
      return Within(number, 7, 16) ? "LICENSE" : "";
    case NumberCue::kPassport:
      return Within(number, 7, 9) ? "PASSPORT" : "";
    default:
      return {};
  }
}

std::string NationalDigits(const WrittenNumber& number) {
  std::string digits = number.digits;
  bool abroad = number.plus;
  if (!abroad && IsInternational(number)) {
    digits.erase(0, digits.starts_with("011") ? 3 : 2);
    abroad = true;
  }
  if (abroad && digits.starts_with("82")) {
    digits.erase(0, 2);
    return digits.starts_with("0") ? digits : "0" + digits;
  }
  if (std::string home = KoreanAbroad(digits); !home.empty()) return home;
  const bool american = digits.size() == 11 && digits[0] == '1';
  return american ? digits.substr(1) : digits;
}

}  // namespace aicc::inference
