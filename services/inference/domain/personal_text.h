#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "common/text.h"

namespace aicc::inference {

// A text as the recognisers of personal data read it: folded (common/text.h),
// so that full-width digits, decomposed Hangul and accents read like the plain
// ones, with the way back.
struct PersonalText {
  Codes codes;                // Line breaks stay, other than in folded text.
  std::vector<bool> capital;  // For each code: it was a capital letter.
  std::vector<std::uint32_t> begin;  // For each code: bytes of the original.
  std::vector<std::uint32_t> end;
  Codes asked;  // The end of what another said just before; folded.
};

// `asked` may be empty. Takes any bytes; texts end after 4 GiB.
PersonalText ReadPersonalText(std::string_view text, std::string_view asked);

// What a recogniser found: a type of PersonalData and code points of the text.
struct Finding {
  std::string_view type;
  std::size_t begin = 0;
  std::size_t end = 0;
  // The same for every spelling of the value; empty: letters and digits are.
  std::string value = {};
};

using Findings = std::vector<Finding>;

// True if `word` stands in `text` at `at`.
bool StandsAt(CodesView text, std::size_t at, CodesView word);

// Size of the first of `words` that stands in `text` at `at`; 0 if none does.
std::size_t OneAt(CodesView text, std::size_t at,
                  std::initializer_list<CodesView> words);

// Likewise, but only as a whole word: no letter or digit on either side, nor a
// Hangul syllable after a Hangul one.
std::size_t WordAt(CodesView text, std::size_t at,
                   std::initializer_list<CodesView> words);

// True if one of `words` is in `text`; Latin ones from a word's beginning on.
bool Mentions(CodesView text, std::initializer_list<CodesView> words);

// True if no word goes on across `at`: the codes on its sides are not both
// Latin letters or digits, nor both Hangul.
bool IsBorder(CodesView text, std::size_t at);

// True for the n of "\n", a line's end as machines write it within a value.
bool IsEscaped(CodesView text, std::size_t at);

// The first code at or after `at` that is no space (line breaks are none).
std::size_t SkipSpaces(CodesView text, std::size_t at);

// At most `count` codes before `at`.
CodesView Before(CodesView text, std::size_t at, std::size_t count);

bool IsLatinOrDigit(char32_t c);

// The end of the run of Hangul syllables, or of Latin letters and digits, that
// begins at `at`.
std::size_t HangulEnd(CodesView text, std::size_t at);
std::size_t LatinEnd(CodesView text, std::size_t at);

}  // namespace aicc::inference
