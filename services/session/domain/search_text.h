#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "common/text.h"

namespace aicc::session {

// An utterance as search sees it. Everything here and in search_query.h takes
// any text at all and takes time linear in it.

// Hangul words with nothing but spaces between them, written as one: spaces in
// Korean are often left out, and often put where none belong.
struct HangulRun {
  Codes letters;
  std::vector<int> origin;   // Of each letter: where in the folded text.
  std::vector<Token> words;  // `begin` and `end` in `letters`.
};

struct SearchText {
  Folded folded;
  std::vector<Token> words;  // Those that are not Hangul, as their stems.
  std::vector<HangulRun> runs;
};

SearchText ReadForSearch(std::string_view utf8);

// What stands for words in the index. A term is a hash of its kind, its letters
// and the tenant: others' terms are never met, and the index holds no words.
// Terms are in the database; never change what makes them without a migration
// that calls session.rebuild_search().
enum class TermKind : std::uint8_t {
  kWord = 1,      // A word that is not Hangul, by its stem.
  kPair = 2,      // Two letters of Hangul, spaces apart or not.
  kSyllable = 3,  // A word of one syllable, with or without a particle.
};

std::int32_t Term(std::string_view tenant, TermKind kind, CodesView letters);

// All terms of an utterance, each once, in order.
std::vector<std::int32_t> TermsOf(std::string_view tenant,
                                  std::string_view utterance);

}  // namespace aicc::session
