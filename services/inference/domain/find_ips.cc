#include <algorithm>
#include <string>

#include "services/inference/domain/digit_words.h"
#include "services/inference/domain/korean_numerals.h"
#include "services/inference/domain/recognisers.h"

namespace aicc::inference {
namespace {

constexpr int kParts = 4;
constexpr int kMaxPart = 255;

// What looks like an address but numbers something made.
bool IsVersion(CodesView codes, std::size_t at) {
  return Mentions(Before(codes, at, 24),
                  {U"버전", U"펌웨어", U"빌드", U"version", U"firmware",
                   U"build", U"release", U"driver", U"v."});
}

void FindIpv4(const PersonalText& text, std::size_t at, Findings* found) {
  const CodesView codes = text.codes;
  std::size_t end = at;
  for (int part = 0; part < 4; ++part) {
    if (part > 0 && (end >= codes.size() || codes[end++] != U'.')) return;
    int value = 0;
    const std::size_t begin = end;
    while (end < codes.size() && IsDigit(codes[end]) && end - begin < 3) {
      value = value * 10 + static_cast<int>(codes[end++] - U'0');
    }
    if (end == begin || value > 255) return;
  }
  const bool goes_on =
      end < codes.size() && (IsLatinOrDigit(codes[end]) ||
                             (codes[end] == U'.' && end + 1 < codes.size() &&
                              IsDigit(codes[end + 1])));
  if (goes_on || IsVersion(codes, at)) return;
  found->push_back({"IP", at, end, EncodeUtf8(codes.substr(at, end - at))});
}

bool IsHex(char32_t c) { return IsDigit(c) || (c >= U'a' && c <= U'f'); }

void FindIpv6(const PersonalText& text, std::size_t at, Findings* found) {
  const CodesView codes = text.codes;
  int parts = 0;
  int size = 0;
  bool gap = false;
  std::size_t end = at;
  for (; end < codes.size() && end - at < 46; ++end) {
    if (IsHex(codes[end])) {
      parts += size == 0 ? 1 : 0;
      if (++size > 4) return;
    } else if (codes[end] == U':') {
      if (StandsAt(codes, end, U"::")) gap = true;
      size = 0;
    } else {
      break;
    }
  }
  while (end > at && codes[end - 1] == U':' && !gap) --end;
  const bool whole = parts == 8 || (gap && parts >= 2 && parts < 8);
  if (!whole || !IsBorder(codes, end)) return;
  found->push_back({"IP", at, end, EncodeUtf8(codes.substr(at, end - at))});
}

struct SpokenPart {
  std::string digits;
  std::size_t end = 0;
};

// One number of an address: "eight six", "two hundred and one", 이백십일,
// 일이일.
SpokenPart PartAt(CodesView codes, std::size_t at) {
  if (const KoreanNumeral said = KoreanNumeralAt(codes, at); said.size > 0) {
    return {std::to_string(said.value), at + said.size};
  }
  SpokenPart part{{}, at};
  while (part.digits.size() < 3) {
    const std::size_t next = SkipSpaces(codes, part.end);
    if (next < codes.size() && IsDigit(codes[next])) {
      part.digits += static_cast<char>(codes[next]);
      part.end = next + 1;
      continue;
    }
    const SpokenDigits said = SpokenDigitsAt(codes, next);
    if (said.size == 0) break;
    part.digits += said.digits;
    part.end = next + said.size;
  }
  return part;
}

// "eight six dot one two four dot seven dot two oh one"
void FindSpokenIp(const PersonalText& text, std::size_t at, Findings* found) {
  const CodesView codes = text.codes;
  std::string ip;
  std::size_t end = at;
  for (int part = 0; part < kParts; ++part) {
    if (part > 0) {
      const std::size_t next = SkipSpaces(codes, end);
      const std::size_t joint =
          OneAt(codes, next, {U"dot ", U"point ", U"점", U"쩜", U"닷"});
      if (joint == 0) return;
      end = SkipSpaces(codes, next + joint);
      ip += ".";
    }
    const SpokenPart said = PartAt(codes, end);
    if (said.digits.empty() || said.digits.size() > 3 ||
        std::stoi(said.digits) > kMaxPart) {
      return;
    }
    ip += std::to_string(std::stoi(said.digits));
    end = said.end;
  }
  if (!IsVersion(codes, at)) found->push_back({"IP", at, end, ip});
}

}  // namespace

void FindIps(const PersonalText& text, Findings* found) {
  const CodesView codes = text.codes;
  for (std::size_t at = 0; at + 2 < codes.size(); ++at) {
    if (!IsWordCode(codes[at]) && codes[at] != U':') continue;
    if (!IsBorder(codes, at)) continue;
    const char32_t c = codes[at];
    if (IsHex(c)) FindIpv6(text, at, found);
    if (IsDigit(c) && (at == 0 || codes[at - 1] != U'.')) {
      FindIpv4(text, at, found);
    }
    FindSpokenIp(text, at, found);
  }
}

}  // namespace aicc::inference
