#include "services/inference/domain/personal_data.h"

#include <algorithm>
#include <array>
#include <optional>

#include "services/inference/domain/digit_groups.h"
#include "services/inference/domain/number_kind.h"
#include "services/inference/domain/personal_names.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kContextBytes = 60;
constexpr std::array<std::string_view, 13> kBankWords{
    "계좌",     "은행", "입금", "송금",    "이체",    "농협", "카카오뱅크",
    "토스뱅크", "신협", "수협", "account", "Account", "IBAN"};
constexpr std::array<std::string_view, 4> kPassportWords{
    "여권", "passport", "Passport", "PASSPORT"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool IsAlnum(char c) { return IsDigit(c) || IsLetter(c); }

template <std::size_t N>
bool Mentions(std::string_view text, std::size_t begin, std::size_t end,
              const std::array<std::string_view, N>& words) {
  const std::size_t from = begin > kContextBytes ? begin - kContextBytes : 0;
  const std::string_view around = text.substr(from, end + kContextBytes - from);
  return std::ranges::any_of(
      words, [&](std::string_view word) { return around.contains(word); });
}

// The first `count` groups as one number, without its last `dropped` digits.
WrittenNumber Join(const std::vector<DigitGroup>& groups, std::size_t count,
                   std::size_t dropped) {
  WrittenNumber number;
  number.hyphens = count > 1;
  for (std::size_t i = 0; i < count; ++i) {
    const DigitGroup& group = groups[i];
    const std::size_t size =
        group.digits.size() - (i + 1 == count ? dropped : 0);
    number.digits += group.digits.substr(0, size);
    number.shape.push_back(static_cast<int>(size));
    if (i == 0) continue;
    number.hyphens = number.hyphens && group.hyphen;
    number.spaces = number.spaces || group.space;
  }
  return number;
}

// "오육칠팔이에요" ends in the word 이에요, not in a 2, and "…팔이구요" in
// 이구요.
std::size_t MayDrop(std::string_view text, const DigitGroup& last) {
  if (!HangulAt(text, last.end)) return 0;
  std::size_t may = 0;
  while (may < 2 && may + 1 < last.digits.size() &&
         HangulBefore(text, last.end - may * 3)) {
    ++may;
  }
  return may;
}

// "900101-1******"
std::size_t WithStars(std::string_view text, std::size_t end) {
  while (end < text.size() && text[end] == '*') ++end;
  return end;
}

std::optional<PersonalData> Classify(std::string_view text,
                                     const std::vector<DigitGroup>& groups) {
  const std::size_t begin = groups.front().begin;
  const bool plus = begin > 0 && text[begin - 1] == '+';
  for (std::size_t count = groups.size(); count > 0; --count) {
    const DigitGroup& last = groups[count - 1];
    const std::size_t may_drop = MayDrop(text, last);
    for (std::size_t dropped = 0; dropped <= may_drop; ++dropped) {
      WrittenNumber number = Join(groups, count, dropped);
      number.plus = plus;
      std::string_view kind = NumberKind(number);
      // More specific readings of what a longer one calls suspicious come
      // first.
      if (kind.empty() || (kind == "NUMBER" && dropped < may_drop)) continue;
      if (kind == "NUMBER" && Mentions(text, begin, last.end, kBankWords)) {
        kind = "ACCOUNT";
      }
      const std::size_t end = last.end - dropped * 3;  // Hangul has 3 bytes.
      return PersonalData{kind, begin - (plus ? 1 : 0), WithStars(text, end)};
    }
  }
  return std::nullopt;
}

void FindNumbers(std::string_view text, std::vector<PersonalData>* found) {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto groups = DigitGroupsAt(text, at);
    if (groups.empty()) {
      ++at;
      continue;
    }
    // Syllables in the middle of a word are no digits: "회사", "구이".
    const bool word = groups[0].spoken && HangulBefore(text, at);
    const auto number = word ? std::nullopt : Classify(text, groups);
    if (number) found->push_back(*number);
    at = number ? number->end : groups[0].end;
  }
}

void FindEmails(std::string_view text, std::vector<PersonalData>* found) {
  const auto local = [](char c) {
    return IsAlnum(c) || std::string_view("._%+-").contains(c);
  };
  const auto domain = [](char c) { return IsAlnum(c) || c == '.' || c == '-'; };
  for (std::size_t at = text.find('@'); at != std::string_view::npos;
       at = text.find('@', at + 1)) {
    std::size_t begin = at;
    while (begin > 0 && at - begin < 64 && local(text[begin - 1])) --begin;
    std::size_t end = at + 1;
    while (end < text.size() && end - at < 255 && domain(text[end])) ++end;
    while (end > at + 1 && !IsAlnum(text[end - 1])) --end;
    const std::string_view host = text.substr(at + 1, end - at - 1);
    if (begin == at || !host.contains('.')) continue;
    found->push_back({"EMAIL", begin, end});
  }
}

// M12345678, M123A4567
bool IsPassport(std::string_view nine) {
  if (nine.size() != 9 || !std::string_view("MSRODG").contains(nine[0])) {
    return false;
  }
  for (std::size_t i = 1; i < nine.size(); ++i) {
    if (!IsDigit(nine[i]) && !(i == 4 && IsLetter(nine[i]))) return false;
  }
  return true;
}

void FindPassports(std::string_view text, std::vector<PersonalData>* found) {
  for (std::size_t at = 0; at + 9 <= text.size(); ++at) {
    if (!IsPassport(text.substr(at, 9))) continue;
    if (at > 0 && IsAlnum(text[at - 1])) continue;
    if (at + 9 < text.size() && IsAlnum(text[at + 9])) continue;
    if (!Mentions(text, at, at + 9, kPassportWords)) continue;
    found->push_back({"PASSPORT", at, at + 9});
  }
}

}  // namespace

std::vector<PersonalData> FindPersonalData(std::string_view text) {
  std::vector<PersonalData> found;
  FindEmails(text, &found);
  FindPassports(text, &found);
  FindNumbers(text, &found);
  FindNames(text, &found);
  std::vector<PersonalData> apart;
  std::ranges::sort(found, {}, &PersonalData::begin);
  for (const PersonalData& one : found) {
    if (!apart.empty() && one.begin < apart.back().end) {
      // Nothing of either may be left.
      apart.back().end = std::max(apart.back().end, one.end);
    } else {
      apart.push_back(one);
    }
  }
  return apart;
}

}  // namespace aicc::inference
