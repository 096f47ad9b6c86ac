#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace aicc::inference {

// A part of a text that may say who somebody is.
struct PersonalData {
  // "RRN" (주민등록번호), "FRN" (외국인등록번호), "BRN" (사업자등록번호),
  // "LICENSE", "PASSPORT", "CARD", "ACCOUNT", "PHONE", "EMAIL", "NAME", or
  // "NUMBER" for ten digits and more that could be any of them.
  std::string_view type;
  std::size_t begin = 0;  // Bytes.
  std::size_t end = 0;

  friend bool operator==(const PersonalData&, const PersonalData&) = default;
};

// Finds personal data in UTF-8 text, in order, without overlap. Linear in the
// text. Korean digits that are spoken ("공일공 일이삼사 오육칠팔") are found
// too.
//
// Errs on the side of finding: a checksum adds to what a number's shape says
// and is never the only reason to let one pass, but for cards in one piece and
// business numbers. Names are found only where the text says that a name comes
// ("제 이름은 …", "my name is …"); street addresses are not found.
std::vector<PersonalData> FindPersonalData(std::string_view text);

}  // namespace aicc::inference
