#include <array>
#include <string>
#include <string_view>

#include "services/inference/domain/number_kind.h"
#include "services/inference/domain/recognisers.h"

namespace aicc::inference {
namespace {

struct Country {
  std::string_view code;
  std::size_t length;
};

// Of an IBAN.
constexpr std::array kCountries = std::to_array<Country>({
    {"ad", 24}, {"ae", 23}, {"al", 28}, {"at", 20}, {"az", 28}, {"ba", 20},
    {"be", 16}, {"bg", 22}, {"bh", 22}, {"br", 29}, {"by", 28}, {"ch", 21},
    {"cr", 22}, {"cy", 28}, {"cz", 24}, {"de", 22}, {"dk", 18}, {"do", 28},
    {"ee", 20}, {"eg", 29}, {"es", 24}, {"fi", 18}, {"fo", 18}, {"fr", 27},
    {"gb", 22}, {"ge", 22}, {"gi", 23}, {"gl", 18}, {"gr", 27}, {"gt", 28},
    {"hr", 21}, {"hu", 28}, {"ie", 22}, {"il", 23}, {"iq", 23}, {"is", 26},
    {"it", 27}, {"jo", 30}, {"kw", 30}, {"kz", 20}, {"lb", 28}, {"lc", 32},
    {"li", 21}, {"lt", 20}, {"lu", 20}, {"lv", 21}, {"mc", 27}, {"md", 24},
    {"me", 22}, {"mk", 19}, {"mr", 27}, {"mt", 31}, {"mu", 30}, {"nl", 18},
    {"no", 15}, {"pk", 24}, {"pl", 28}, {"ps", 29}, {"pt", 25}, {"qa", 29},
    {"ro", 24}, {"rs", 22}, {"sa", 24}, {"sc", 31}, {"se", 24}, {"si", 19},
    {"sk", 24}, {"sm", 27}, {"st", 25}, {"sv", 28}, {"tl", 23}, {"tn", 24},
    {"tr", 26}, {"ua", 29}, {"va", 22}, {"vg", 24}, {"xk", 20},
});

std::size_t IbanLength(CodesView codes, std::size_t at) {
  for (const Country& country : kCountries) {
    if (codes[at] == static_cast<char32_t>(country.code[0]) &&
        codes[at + 1] == static_cast<char32_t>(country.code[1])) {
      return country.length;
    }
  }
  return 0;
}

// ISO 7064: the first four to the end, letters as 10 to 35, modulo 97 is 1.
bool PassesIbanCheck(std::string_view iban) {
  int rest = 0;
  for (std::size_t i = 0; i < iban.size(); ++i) {
    const char c = iban[(i + 4) % iban.size()];
    const int value = c >= 'a' ? c - 'a' + 10 : c - '0';
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest == 1;
}

struct Code {
  std::size_t end = 0;
  std::string text;
};

// Up to `size` letters and digits from `at` on, single spaces and hyphens
// between them.
Code CodeAt(CodesView codes, std::size_t at, std::size_t size) {
  Code code{at, {}};
  while (at < codes.size() && code.text.size() < size) {
    if (codes[at] < 0x80 && IsLatinOrDigit(codes[at])) {
      code.text += static_cast<char>(codes[at]);
      code.end = ++at;
    } else if (code.end == at && (codes[at] == U' ' || codes[at] == U'-')) {
      ++at;
    } else {
      break;
    }
  }
  return code;
}

void FindIban(const PersonalText& text, std::size_t at, Findings* found) {
  const CodesView codes = text.codes;
  const std::size_t length = IbanLength(codes, at);
  if (length == 0) return;
  const Code code = CodeAt(codes, at, length);
  if (code.text.size() != length || !IsBorder(codes, code.end)) return;
  // A slip of one digit makes it no less somebody's.
  if (!PassesIbanCheck(code.text) &&
      !Mentions(Before(codes, at, 30), {U"iban"})) {
    return;
  }
  found->push_back({"IBAN", at, code.end, code.text});
}

bool IsKoreanPassport(std::string_view code) {
  if (code.size() != 9 || !std::string_view("msrodg").contains(code[0])) {
    return false;
  }
  for (std::size_t i = 1; i < code.size(); ++i) {
    const bool digit = code[i] >= '0' && code[i] <= '9';
    if (!digit && i != 4) return false;
  }
  return true;
}

bool HasDigits(std::string_view code, int least) {
  int digits = 0;
  for (const char c : code) digits += c >= '0' && c <= '9' ? 1 : 0;
  return digits >= least;
}

// M12345678 and M123A4567, foreign passports and driving licences: what their
// letters and digits are says little, so the words before must say it.
void FindDocument(const PersonalText& text, std::size_t at, Findings* found) {
  const CodesView codes = text.codes;
  std::size_t end = LatinEnd(codes, at);
  while (end - at < 24 && StandsAt(codes, end, U"-") &&
         LatinEnd(codes, end + 1) > end + 1) {
    end = LatinEnd(codes, end + 1);
  }
  const std::string code =
      EncodeUtf8(codes.substr(at, std::min<std::size_t>(end - at, 24)));
  if (code.size() < 6 || code.size() > 18 || !HasDigits(code, 3)) return;
  const NumberCue cue =
      FindNumberCue(Before(codes, at, 34), codes.substr(end).substr(0, 12));
  const NumberCue asked =
      cue == NumberCue::kNone ? FindNumberCue(text.asked, {}) : cue;
  if (asked == NumberCue::kPassport &&
      (IsKoreanPassport(code) || code.size() <= 10)) {
    found->push_back({"PASSPORT", at, end, code});
  }
  if (asked == NumberCue::kLicense)
    found->push_back({"LICENSE", at, end, code});
}

// 서울-02-123456-78, as licences were written before regions had numbers.
void FindOldLicense(const PersonalText& text, std::size_t at, Findings* found) {
  const CodesView codes = text.codes;
  const std::size_t region = WordAt(
      codes, at,
      {U"서울", U"부산", U"경기", U"강원", U"충북", U"충남", U"전북", U"전남",
       U"경북", U"경남", U"제주", U"대구", U"인천", U"광주", U"대전", U"울산"});
  if (region == 0) return;
  const std::size_t digits =
      at + region + OneAt(codes, at + region, {U" ", U"-"});
  if (digits >= codes.size() || !IsDigit(codes[digits])) return;
  const Code code = CodeAt(codes, digits, 10);
  if (code.text.size() != 10 || !HasDigits(code.text, 10)) return;
  if (!Mentions(Before(codes, at, 30), {U"면허"})) return;
  found->push_back({"LICENSE", at, code.end,
                    EncodeUtf8(codes.substr(at, region)) + code.text});
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
  if (goes_on ||
      Mentions(Before(codes, at, 12), {U"버전", U"version", U"v."})) {
    return;
  }
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

// An address of the web that says in itself who the user is.
void FindUrl(const PersonalText& text, std::size_t at, Findings* found) {
  const CodesView codes = text.codes;
  if (OneAt(codes, at, {U"http://", U"https://", U"www."}) == 0) return;
  std::size_t end = at;
  while (end < codes.size() && codes[end] > U' ' && codes[end] < 0x7F &&
         !CodesView(U"<>\"").contains(codes[end])) {
    ++end;
  }
  const CodesView url = codes.substr(at, end - at);
  const std::size_t query = std::min(url.find(U'?'), url.find(U'@'));
  if (query == CodesView::npos) return;
  if (url[query] == U'@' ||
      Mentions(url.substr(query),
               {U"user", U"id=", U"token", U"email", U"mail", U"phone", U"name",
                U"session", U"auth", U"key=", U"account", U"customer"})) {
    found->push_back({"URL", at, end, EncodeUtf8(url)});
  }
}

}  // namespace

void FindCodes(const PersonalText& text, Findings* found) {
  const CodesView codes = text.codes;
  for (std::size_t at = 0; at + 2 < codes.size(); ++at) {
    if (!IsBorder(codes, at)) continue;
    const char32_t c = codes[at];
    if (IsHangulSyllable(c)) FindOldLicense(text, at, found);
    if (c >= 0x80 || !IsLatinOrDigit(c)) continue;
    if (IsDigit(codes[at + 2])) FindIban(text, at, found);
    if (IsHex(c)) FindIpv6(text, at, found);
    if (IsDigit(c) && (at == 0 || codes[at - 1] != U'.')) {
      FindIpv4(text, at, found);
    }
    if (IsLatin(c)) FindUrl(text, at, found);
    FindDocument(text, at, found);
  }
}

}  // namespace aicc::inference
