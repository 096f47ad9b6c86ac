#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "common/text.h"

namespace aicc {

// True if `text`, read aloud in Korean, ends in a consonant (받침), so that the
// particle after it is 이라고, 은 or 을 rather than 라고, 는 or 를.
//
// What is not read (punctuation, spaces, emoji, ㅋㅋ and ㅠㅠ) is passed over;
// digits and Latin letters go by their Korean names: 3 (삼) and LTE's last
// letter (이). An English word goes by its last letters, which is a guess.
// False if nothing is left to read. `text` is UTF-8.
bool EndsInConsonant(std::string_view text);

// The functions below know particles (조사) that stand after nouns, alone or
// one upon another (에서는, 까지만): those that agree with the syllable before
// them, so 이 is none in 나이. `word` is a Hangul word of folded text.

// `word` without its particles, but at least its first `keep` syllables. What
// is left is a beginning of `word`, never empty unless `word` is.
CodesView WithoutParticles(CodesView word, std::size_t keep = 2);

// The syllable of a word that has but one, or one and a particle (폰, 폰을,
// 집에서). Particles that more often end a noun (문의, 속도) do not count.
std::optional<char32_t> OnlySyllable(CodesView word);

// True if all of `word` is particles, as is what follows a Latin word: LTE로.
bool IsParticle(CodesView word);

}  // namespace aicc
