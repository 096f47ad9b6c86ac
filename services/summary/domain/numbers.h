#pragma once

#include <set>
#include <string>
#include <string_view>

namespace aicc::summary {

// The numbers that a text names, so that one written "3만 원" is found again in
// "30,000원", and "four days" in "4 days".
struct Numbers {
  // Plain digits, such as "30000" or "3.5".
  std::set<std::string> values;

  // What the values were put together from, such as "3" of "3만". Good enough
  // where something is looked for, not where it is claimed.
  std::set<std::string> parts;
};

Numbers NumbersIn(std::string_view text);

// The numbers of `text` that are long enough to be a telephone, card, account
// or registration number, as plain digits.
std::set<std::string> LongNumbersIn(std::string_view text);

// `text` with the digits of such numbers replaced by stars, but for what tells
// two of them apart: "010-1234-5678" becomes "010-****-5678". Amounts and dates
// stay, and so do those in `known`, which are nobody's secret.
std::string MaskNumbers(std::string_view text,
                        const std::set<std::string>& known = {});

}  // namespace aicc::summary
