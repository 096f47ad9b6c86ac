#pragma once

#include <string_view>

namespace aicc {

// True if `text`, read aloud in Korean, ends in a consonant (받침), so that the
// particle after it is 이라고, 은 or 을 rather than 라고, 는 or 를.
//
// What is not read (punctuation, spaces, emoji, ㅋㅋ and ㅠㅠ) is passed over;
// digits and Latin letters go by their Korean names: 3 (삼) and LTE's last
// letter (이). An English word goes by its last letters, which is a guess.
// False if nothing is left to read. `text` is UTF-8.
bool EndsInConsonant(std::string_view text);

}  // namespace aicc
