#include <array>
#include <string>
#include <string_view>

#include "services/inference/domain/recognisers.h"
#include "services/inference/domain/spoken_codes.h"

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

constexpr std::size_t kMinLength = 15;

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

void FindWritten(const PersonalText& text, std::size_t at, Findings* found) {
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

// "G B five seven, B A R C, two zero …"
void FindSaid(const PersonalText& text, std::size_t at, Findings* found) {
  const SpokenCode code = SpokenCodeAt(text.codes, at);
  if (code.text.size() < kMinLength) return;
  const std::size_t length = IbanLength(DecodeUtf8(code.text, 2), 0);
  if (length == 0 || code.text.size() < length) return;
  const std::string iban = code.text.substr(0, length);
  if (!PassesIbanCheck(iban) &&
      !Mentions(Before(text.codes, at, 30), {U"iban"})) {
    return;
  }
  found->push_back({"IBAN", at, code.end[length - 1], iban});
}

}  // namespace

void FindIbans(const PersonalText& text, Findings* found) {
  const CodesView codes = text.codes;
  for (std::size_t at = 0; at + 2 < codes.size(); ++at) {
    if (codes[at] >= 0x80 || !IsLatin(codes[at]) || !IsBorder(codes, at)) {
      continue;
    }
    if (IsDigit(codes[at + 2])) FindWritten(text, at, found);
    const Codes country{codes[at], codes[at + 2]};
    if (codes[at + 1] == U' ' && IbanLength(country, 0) > 0) {
      FindSaid(text, at, found);
    }
  }
}

}  // namespace aicc::inference
