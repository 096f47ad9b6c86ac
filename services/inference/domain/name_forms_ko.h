#pragma once

#include <cstddef>

#include "services/inference/domain/name_evidence_ko.h"
#include "services/inference/domain/personal_text.h"

namespace aicc::inference {

// Names of people in Hangul that are not surname and given name: the parts of
// FindKoreanNames(). Each returns where the name ends that begins at `begin` of
// folded `text`, in the word that ends at `end` or beyond it; `begin` if there
// is none. `cue` is NameCueBefore() or more.

// "하늘 씨", "이름은 하늘이에요", "민준이가", "하은아", "유리 언니"
std::size_t CalledNameEnd(CodesView text, std::size_t begin, std::size_t end,
                          KoreanNameCue cue);

// "마이클 손", "모하메드 카림", "응우옌 티 란", "왕샤오리 님"
std::size_t ForeignNameEnd(CodesView text, std::size_t begin, std::size_t end,
                           KoreanNameCue cue);

// "김 과장님", "엄기사님", "채씨": the surname alone.
std::size_t TitledSurnameEnd(CodesView text, std::size_t begin, std::size_t end,
                             KoreanNameCue cue);

// Points for what follows a name that ends at `at`, in its word that ends at
// `end` or after it; -1 if the word is another.
int PointsAfterName(CodesView text, std::size_t at, std::size_t end);

// A text that ends, or a mark, at `at`.
bool IsPauseAfterName(CodesView text, std::size_t at);

}  // namespace aicc::inference
