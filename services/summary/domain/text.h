#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace aicc::summary {

// Korean and English text, cut into pieces. All input is UTF-8; offsets and
// views are of bytes, and never cut a code point.

// Decodes the code point at `*at` and moves `*at` past it. A broken byte counts
// as one code point. REQUIRES: *at < text.size().
char32_t NextCodePoint(std::string_view text, std::size_t* at);

bool IsHangul(char32_t c);

// How many code points `text` has.
std::size_t CodePointCount(std::string_view text);

// The sentences of an utterance, trimmed, in order, none empty. Transcripts
// have no full stops, so a long Korean piece is also cut after its endings.
std::vector<std::string_view> SplitSentences(std::string_view utterance);

// The words of `text`: runs of letters and digits, ASCII in lower case. An
// apostrophe within a word is dropped, as some channels do: "can't" is "cant".
std::vector<std::string> Words(std::string_view text);

// A word without its ending: plural, -ed and -ing in English, the particle in
// Korean. Words that are alike only in their endings give the same stem.
std::string Stem(std::string_view word);

// True for words that mean nothing by themselves, in either language.
bool IsStopWord(std::string_view word);

// The stems of all words of `text` that mean something.
std::vector<std::string> ContentStems(std::string_view text);

// At most `limit` code points of `text`, ending at a word or clause, with "…"
// if something was cut off.
std::string Shorten(std::string_view text, std::size_t limit);

// `text` without ASCII white space at both ends.
std::string_view Trim(std::string_view text);

// `text` with ASCII letters in lower case.
std::string Lower(std::string_view text);

}  // namespace aicc::summary
