#include "services/inference/domain/number_kind.h"

#include <algorithm>
#include <array>

namespace aicc::inference {
namespace {

using Shape = std::vector<int>;

constexpr std::size_t kMinSuspiciousDigits = 10;

int At(std::string_view digits, std::size_t i) { return digits[i] - '0'; }

int Two(std::string_view digits, std::size_t i) {
  return At(digits, i) * 10 + At(digits, i + 1);
}

// YYMMDD and the digit that tells sex and century. The check digit is not
// asked: numbers issued since October 2020 have none.
std::string_view ResidentKind(const WrittenNumber& number) {
  const bool whole = number.shape == Shape{6, 7} || number.shape == Shape{13};
  const bool begun = number.shape == Shape{6, 1} && number.hyphens;
  if (!whole && !begun) return {};
  const int month = Two(number.digits, 2);
  const int day = Two(number.digits, 4);
  if (month < 1 || month > 12 || day < 1 || day > 31) return {};
  const int kind = At(number.digits, 6);
  if (kind >= 1 && kind <= 4) return "RRN";
  if (kind >= 5 && kind <= 8) return "FRN";
  return {};
}

bool IsLicense(const WrittenNumber& number) {
  if (number.shape != Shape{2, 2, 6, 2}) return false;
  const int region = Two(number.digits, 0);
  return (region >= 11 && region <= 26) || region == 28;
}

bool IsKoreanPhone(std::string_view digits) {
  const std::size_t size = digits.size();
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

bool IsPhone(const WrittenNumber& number) {
  const std::string_view digits = number.digits;
  if (number.plus) return digits.size() >= 8 && digits.size() <= 15;
  if (number.shape == Shape{4, 4} && number.hyphens) {
    return digits.starts_with("15") || digits.starts_with("16") ||
           digits.starts_with("18");
  }
  if (number.shape == Shape{3, 3, 4} && digits[0] >= '2') return true;
  if (number.shape == Shape{1, 3, 3, 4} && digits[0] == '1') return true;
  return digits.size() >= 9 && IsKoreanPhone(digits);
}

bool IsCard(const WrittenNumber& number) {
  const std::size_t size = number.digits.size();
  if (size < 13 || size > 19) return false;
  // Misspelled cards are still somebody's.
  return number.shape == Shape{4, 4, 4, 4} || PassesLuhn(number.digits);
}

bool IsDate(const WrittenNumber& number) {
  return number.shape.size() >= 3 && number.shape[0] == 4 &&
         number.shape[1] <= 2 && number.shape[2] <= 2;
}

bool IsSuspicious(const WrittenNumber& number) {
  if (number.digits.size() < kMinSuspiciousDigits) return false;
  return !number.spaces ||
         std::ranges::all_of(number.shape, [](int n) { return n >= 4; });
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

std::string_view NumberKind(const WrittenNumber& number) {
  if (number.digits.size() < 7) return {};
  const std::string_view resident = ResidentKind(number);
  if (!resident.empty()) return resident;
  if (number.shape == Shape{3, 2, 5} && PassesBusinessCheck(number.digits)) {
    return "BRN";
  }
  if (IsLicense(number)) return "LICENSE";
  if (IsPhone(number)) return "PHONE";
  if (IsDate(number)) return {};
  if (IsCard(number)) return "CARD";
  if (!IsSuspicious(number)) return {};
  return "NUMBER";
}

}  // namespace aicc::inference
