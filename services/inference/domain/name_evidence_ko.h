#pragma once

#include <cstddef>

#include "common/text.h"

namespace aicc::inference {

// How strongly something beside a Korean name says that it is one; counted as
// points, see find_names_ko.cc. Texts are folded.
inline constexpr int kStrong = 3;
inline constexpr int kMedium = 2;
inline constexpr int kWeak = 1;

// What the words before a name say.
struct KoreanNameCue {
  int points = 0;
  bool kin = false;     // They name a relative: "딸", "우리 아들".
  bool field = false;   // They are a field of a record: "name":"…", AGENT=…
  bool person = false;  // … whose name says that it holds a person.
};

KoreanNameCue NameCueBefore(CodesView text, std::size_t at);

// True if `run`, which goes on without a space, ends in a cue: "제이름은".
bool EndsInNameCue(CodesView run);

// True if the next word says that what ends at `at` is the name of a product, a
// shop or a work: 이모티콘, 치과, 콘서트.
bool NamesAProduct(CodesView text, std::size_t at);

// What the rest of a word [at, end) says after a name: kStrong for a title
// (님), kMedium for what hardly follows other words (이라고, 한테), kWeak for a
// particle; 0 if nothing is left, -1 if the word goes on otherwise.
int NameTailPoints(CodesView text, std::size_t at, std::size_t end);

// What the next word says after one that ends at `end`: "김하늘 고객님".
int NextWordPoints(CodesView text, std::size_t end);

// Size of 언니, 엄마 … at `at`: what people are called after their given name;
// 0 if there is none.
std::size_t FamiliarTitleAt(CodesView text, std::size_t at);

// True for roles and other words that 님 follows: 고객, 선생, 기사.
bool IsRole(CodesView word);

}  // namespace aicc::inference
