#pragma once

#include "common/text.h"

namespace aicc::inference {

// What is known of names, in folded text. Lists of what is frequent: they are
// evidence beside what a text says, and no register.

// 김, 남궁; one or two syllables.
bool IsKoreanSurname(CodesView syllables);

// True for surnames that far more other words begin with: 예, 경.
bool IsRareKoreanSurname(char32_t syllable);

// True if `syllable` is often one of a given name's.
bool IsGivenSyllable(char32_t syllable);

// Likewise, and seldom anything else at the end of a word.
bool IsTypicalGivenSyllable(char32_t syllable);

// True for two syllables that are often the first and the second of a given
// name, and together hardly anything else after a surname: 상헌, 재웅, 복례.
bool MakeAGivenName(CodesView syllables);

// True for ordinary Korean words that look like names: 주문서, 고민중, 신규.
bool LooksLikeKoreanName(CodesView word);

// 민준, 하은: given names that are hardly anything else.
bool IsKoreanGivenName(CodesView word);

// 하늘, 지수: given names that are ordinary words too.
bool IsDoubtfulKoreanGivenName(CodesView word);

// 마이클, 다나카: a word of a foreign name in Hangul.
bool IsForeignName(CodesView word);

// 코너, 크루즈: other words too, but names beside one of the former.
bool IsDoubtfulForeignName(CodesView word);

// 왕리훙, 리밍하오: a surname and a given name as Chinese ones sound.
bool IsChineseName(CodesView word);

// 응우옌: with which the words after it are a name too.
bool IsVietnameseSurname(CodesView word);

// 레, 판: likewise, but only before 티 or 반.
bool IsDoubtfulVietnameseSurname(CodesView word);

// 흐엉, 란: what may follow 티.
bool IsVietnameseGivenName(CodesView word);

// "jane", "priya": given names that are hardly anything else.
bool IsGivenName(CodesView word);

// True for given names that are ordinary words, months or places too: "may",
// "will", "austin".
bool IsDoubtfulGivenName(CodesView word);

// True for those of them that are mostly something else: a place, a month, a
// company.
bool IsSeldomGivenName(CodesView word);

// True for frequent family names and for the endings that many have ("-sson",
// "-ova").
bool IsFamilyName(CodesView word);

// True for family names that are ordinary words too: "park", "young".
bool IsDoubtfulFamilyName(CodesView word);

// True for words that no name has in it, though they may begin with a capital:
// "the", "bank", "galaxy", "monday", "france".
bool IsNoName(CodesView word);

// "sofa", "jacket": what is often called like a person.
bool IsGoods(CodesView word);

}  // namespace aicc::inference
