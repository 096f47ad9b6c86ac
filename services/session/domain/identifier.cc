#include "services/session/domain/identifier.h"

#include <algorithm>

namespace aicc::session {
namespace {

constexpr std::string_view kKorea = "+82";
constexpr std::string_view kPunctuation = " -.()";

// E.164: at most 15 digits. Shorter than 7 is no subscriber of anybody.
constexpr std::size_t kMinDigits = 7;
constexpr std::size_t kMaxDigits = 15;

constexpr std::size_t kMaxEmailBytes = 254;  // RFC 5321, with its brackets off.
constexpr std::size_t kMaxLocalBytes = 64;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool Between(std::size_t length, std::size_t min, std::size_t max) {
  return length >= min && length <= max;
}

// The digits of `text`, after a '+' if it begins with one.
std::optional<std::string> Digits(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c == '+' && digits.empty()) {
      digits.push_back(c);
    } else if (IsDigit(c)) {
      digits.push_back(c);
    } else if (!kPunctuation.contains(c)) {
      return std::nullopt;
    }
  }
  return digits;
}

// Of the lengths that Korea's numbering plan has for the area or service that
// `digits` begin with.
bool IsKoreanTrunkNumber(std::string_view digits) {
  if (digits.starts_with("02")) return Between(digits.size(), 9, 10);
  if (digits.starts_with("050")) return Between(digits.size(), 11, 12);
  return digits.size() > 1 && digits[0] == '0' && digits[1] != '0' &&
         Between(digits.size(), 10, 11);
}

// Nationwide numbers, dialled without an area: 1588-0000.
bool IsKoreanNationwideNumber(std::string_view digits) {
  return digits.size() == 8 &&
         (digits.starts_with("15") || digits.starts_with("16") ||
          digits.starts_with("18"));
}

std::optional<std::string> International(std::string digits) {
  // +82 (0)10 …: the 0 is dialled within the country only.
  if (digits.starts_with("+820")) digits.erase(kKorea.size(), 1);
  if (!Between(digits.size() - 1, kMinDigits, kMaxDigits) || digits[1] == '0') {
    return std::nullopt;
  }
  return digits;
}

bool IsEmailByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > ' ' && byte != 0x7f &&
         !std::string_view("<>()[],;:\"\\@").contains(c);
}

}  // namespace

std::optional<std::string> NormalPhone(std::string_view text) {
  auto digits = Digits(text);
  if (!digits) return std::nullopt;
  if (digits->starts_with("+")) return International(*std::move(digits));
  if (digits->starts_with("00")) return International("+" + digits->substr(2));
  if (IsKoreanTrunkNumber(*digits)) {
    return std::string(kKorea) + digits->substr(1);
  }
  if (IsKoreanNationwideNumber(*digits)) return std::string(kKorea) + *digits;
  return std::nullopt;
}

std::optional<std::string> NormalEmail(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || !Between(at, 1, kMaxLocalBytes) ||
      text.size() > kMaxEmailBytes) {
    return std::nullopt;
  }
  const std::string_view domain = text.substr(at + 1);
  if (domain.empty() || domain.starts_with('.') || domain.ends_with('.') ||
      !std::ranges::all_of(text.substr(0, at), IsEmailByte) ||
      !std::ranges::all_of(domain, IsEmailByte)) {
    return std::nullopt;
  }
  std::string folded(text);
  std::ranges::transform(folded, folded.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return folded;
}

}  // namespace aicc::session
