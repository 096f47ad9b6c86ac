#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace aicc::inference {

// A part of a text that may say who somebody is.
struct PersonalData {
  // "RRN" (주민등록번호), "FRN" (외국인등록번호), "BRN" (사업자등록번호),
  // "LICENSE", "PASSPORT", "CARD", "ACCOUNT", "PHONE", "EMAIL", "NAME",
  // "ADDRESS", "SSN", "IBAN", "IP", "DOB", "URL" (that names a user), or
  // "NUMBER" for ten digits and more that could be any of them.
  std::string_view type;
  std::size_t begin = 0;  // Bytes.
  std::size_t end = 0;
  // The same for every spelling of one value: spoken, with hyphens, spaces,
  // capitals or a country code; and different for two values.
  std::string value = {};

  friend bool operator==(const PersonalData&, const PersonalData&) = default;
};

// Finds personal data in UTF-8 text, in order, without overlap. Linear in the
// text; takes any bytes. Digits that are spoken, in Korean ("공일공 일이삼사")
// or English ("oh one oh, double five"), are found too.
//
// `asked` is what another said just before ("성함이 어떻게 되세요?"), and says
// what an answer of few words may be. It may be empty.
//
// Errs on the side of finding for numbers: a checksum adds to what a number's
// shape says and is never the only reason to let one pass, but for cards in one
// piece, business numbers and account numbers of the IBAN kind. A number that
// the text calls a thing's ("운송장 번호", "ISBN") passes, unless it has the
// shape of a person's. Names, and addresses of a place alone, need something
// that says that they are: a cue, a title, a frequent given name, a number
// beside it; a street and a number.
std::vector<PersonalData> FindPersonalData(std::string_view text,
                                           std::string_view asked = {});

}  // namespace aicc::inference
