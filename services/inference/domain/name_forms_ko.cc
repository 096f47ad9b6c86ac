#include "services/inference/domain/name_forms_ko.h"

#include <algorithm>
#include <array>

#include "services/inference/domain/name_words.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxForeign = 6;  // Syllables of a foreign name's word.
constexpr std::size_t kMaxWord = 16;
constexpr int kMaxWords = 4;

constexpr char32_t kFirstSyllable = 0xAC00;
constexpr char32_t kFinals = 28;

bool EndsInConsonant(CodesView word) {
  return (word.back() - kFirstSyllable) % kFinals != 0;
}

// 민준이가, 하은아: how given names are said among people who know them.
bool IsCalled(CodesView text, std::size_t at, std::size_t end) {
  constexpr std::array<CodesView, 10> kTails{
      U"이",   U"이가",   U"이는", U"이를", U"이랑",
      U"이도", U"이한테", U"이의", U"이네", U"이만"};
  constexpr std::array<CodesView, 5> kVowelTails{U"는", U"가", U"랑", U"한테",
                                                 U"네"};
  const CodesView tail = text.substr(at, end - at);
  const bool consonant = EndsInConsonant(text.substr(0, at));
  if (consonant && std::ranges::find(kTails, tail) != kTails.end()) return true;
  if (!consonant && std::ranges::find(kVowelTails, tail) != kVowelTails.end())
    return OneAt(text, at - 2,
                 {U"소라", U"루나", U"로아", U"수지", U"리나", U"리사", U"제니",
                  U"세라", U"엘리", U"아라", U"비아", U"루리", U"두나"}) == 0;
  return tail == (consonant ? U"아" : U"야") &&
         (IsPauseAfterName(text, end) || text[end] == U' ');
}

// 이 between a word that ends in a consonant and a particle: only names take
// it. Relatives are often called so: "친구 슬옹이가".
bool IsCalledAsKin(CodesView text, std::size_t at, std::size_t end) {
  const CodesView tail = text.substr(at, end - at);
  const bool consonant = EndsInConsonant(text.substr(0, at));
  return consonant &&
         OneAt(tail, 0, {U"이가", U"이는", U"이랑", U"이한테"}) ==
             tail.size() &&
         !tail.empty() &&
         OneAt(text, at - 2,
               {U"고양", U"강아", U"쌍둥", U"막둥", U"어린", U"목걸", U"귀걸",
                U"손잡", U"옷걸", U"호랑", U"멍멍", U"젊은", U"늙은", U"지팡",
                U"손톱", U"떡볶"}) == 0;
}

bool AreTypical(CodesView given) {
  return std::ranges::all_of(given, IsTypicalGivenSyllable);
}

// 씨, 님 and nothing but a particle after it. 하나님 is nobody's.
bool IsAddressed(CodesView text, CodesView given, std::size_t next) {
  const std::size_t called =
      OneAt(text, next, {U"씨", given == U"하나" ? U"씨" : U"님"});
  // A run of Hangul may be long.
  const std::size_t most = next + called + 2;
  return called > 0 && HangulEnd(text.substr(0, most + 1), next) <= most;
}

bool IsFamiliar(CodesView text, std::size_t at, std::size_t end,
                std::size_t next) {
  return FamiliarTitleAt(text, next) > 0 ||
         (at == end && WordAt(text, next, {U"형", U"형이"}) > 0);
}

// 응우옌티란, 쩐반득, 레티흐엉: written without spaces.
bool IsVietnameseName(CodesView word) {
  for (std::size_t size = 1; size <= 3 && size + 2 <= word.size(); ++size) {
    const CodesView given = word.substr(size + 1);
    if (given.size() > 3 || OneAt(word, size, {U"티", U"반"}) == 0) continue;
    const CodesView surname = word.substr(0, size);
    if (IsVietnameseSurname(surname) ||
        (IsDoubtfulVietnameseSurname(surname) && word[size] == U'티' &&
         IsVietnameseGivenName(given))) {
      return true;
    }
  }
  return false;
}

// True if " 티 …" or " 반 …" follows at `at`, as it does after surnames.
bool IsBeforeMiddleName(CodesView text, std::size_t at) {
  const std::size_t middle = OneAt(text, at, {U" 티 ", U" 반 "});
  return middle > 0 &&
         HangulEnd(text.substr(0, at + kMaxWord), at + middle) > at + middle;
}

// 라히모프, 페트로바
bool IsSlavicSurname(CodesView word) {
  if (word.size() < 3 || word.ends_with(U"위스키")) return false;
  const CodesView ending = word.substr(word.size() - 2);
  return OneAt(ending, 0,
               {U"노프", U"모프", U"로프", U"예프", U"포프", U"코프", U"토프",
                U"도프", U"조프", U"노바", U"모바", U"로바", U"예바", U"코바",
                U"토바", U"도바", U"엔코", U"비치"}) > 0 ||
         (word.size() > 3 && ending == U"스키");
}

// The end of a word of a foreign name at `begin`, such as 마이클 or 왕메이링.
std::size_t ForeignWordEnd(CodesView text, std::size_t begin, std::size_t end) {
  for (std::size_t size = std::min(end - begin, kMaxForeign); size >= 1;
       --size) {
    const CodesView word = text.substr(begin, size);
    const bool joined = size > 2 && IsKoreanSurname(word.substr(0, 1)) &&
                        IsForeignName(word.substr(1));
    if ((joined || IsForeignName(word) || IsVietnameseName(word) ||
         IsChineseName(word) || IsSlavicSurname(word)) &&
        NameTailPoints(text, begin + size, end) >= 0) {
      return begin + size;
    }
  }
  return begin;
}

// A word nobody knows between a foreign name and a title: 호세 리잘 고객.
bool IsUnknownBeforeTitle(CodesView text, std::size_t begin, std::size_t end) {
  const CodesView word = text.substr(begin, end - begin);
  return word.size() >= 2 && word.size() <= kMaxForeign && !IsRole(word) &&
         !LooksLikeKoreanName(word) &&
         NameTailPoints(word, 0, word.size()) < 0 &&
         NextWordPoints(text, end) == kStrong;
}

// What may follow a foreign name's word as another: 손 of 마이클 손, 티 and 란
// of 응우옌 티 란.
std::size_t ForeignMoreEnd(CodesView text, std::size_t begin, std::size_t end,
                           bool vietnamese) {
  const std::size_t foreign = ForeignWordEnd(text, begin, end);
  if (foreign > begin) return foreign;
  for (std::size_t size = std::min<std::size_t>(5, end - begin); size > 0;
       --size) {
    const CodesView word = text.substr(begin, size);
    const bool known =
        vietnamese ? IsVietnameseGivenName(word) : IsDoubtfulForeignName(word);
    const int tail = NameTailPoints(text, begin + size, end);
    if (known && (tail == 0 || tail >= kMedium || (size > 1 && tail > 0)))
      return begin + size;
  }
  const std::size_t most =
      std::min<std::size_t>(vietnamese ? 3 : 1, end - begin);
  for (std::size_t size = 1; size <= most; ++size) {
    const bool surname = IsKoreanSurname(text.substr(begin, size));
    const int tail = NameTailPoints(text, begin + size, end);
    if (vietnamese ? tail >= 0 : surname && (tail == 0 || tail >= kMedium))
      return begin + size;
  }
  return IsUnknownBeforeTitle(text, begin, end) ? end : begin;
}

// A word before 님 that is no role.
bool IsBeforeNim(CodesView text, std::size_t begin, std::size_t end) {
  const CodesView word = text.substr(begin, end - begin);
  if (word.size() < 2 || word.size() > kMaxForeign) return false;
  if (OneAt(text, end, {U" 님", U" 씨"}) == 0) return false;
  if (word.size() == 2 && StandsAt(text, end, U" 씨")) return false;
  const std::size_t nim = HangulEnd(text.substr(0, end + kMaxWord), end + 1);
  return NameTailPoints(text, end + 2, nim) >= 0 && !IsRole(word) &&
         !LooksLikeKoreanName(word);
}

}  // namespace

bool IsPauseAfterName(CodesView text, std::size_t at) {
  return at >= text.size() || CodesView(U".,!?/\n)~:;\"'|").contains(text[at]);
}

int PointsAfterName(CodesView text, std::size_t at, std::size_t end) {
  const int tail = NameTailPoints(text, at, end);
  return tail == 0 ? NextWordPoints(text, end) : tail;
}

std::size_t CalledNameEnd(CodesView text, std::size_t begin, std::size_t end,
                          KoreanNameCue cue) {
  if (end - begin < 2 || LooksLikeKoreanName(text.substr(begin, end - begin)))
    return begin;
  const CodesView given = text.substr(begin, 2);
  const bool other = LooksLikeKoreanName(given);
  const bool sure = IsKoreanGivenName(given) && !other;
  const bool listed = sure || IsDoubtfulKoreanGivenName(given);
  const std::size_t at = begin + 2;
  if (cue.kin && !other && IsCalledAsKin(text, at, end)) return at;
  if (!listed && (other || !AreTypical(given))) return begin;
  const std::size_t next = at == end ? SkipSpaces(text, at) : at;
  const int tail = NameTailPoints(text, at, end);
  const bool ends = cue.field || IsPauseAfterName(text, end) ||
                    (at == end && NextWordPoints(text, end) >= kMedium);
  const bool told = cue.points == kStrong &&
                    (tail == kMedium || (sure && tail >= 0 && ends) ||
                     (listed && cue.field && tail == 0));
  const bool name =
      IsAddressed(text, given, next) || told ||
      (listed && IsFamiliar(text, at, end, next)) ||
      (sure && ((cue.kin && tail >= 0) ||
                (IsCalled(text, at, end) && !NamesAProduct(text, end)) ||
                (at == end && StandsAt(text, end, U" ") &&
                 NextWordPoints(text, end) == kStrong)));
  return name ? at : begin;
}

std::size_t ForeignNameEnd(CodesView text, std::size_t begin, std::size_t end,
                           KoreanNameCue cue) {
  std::size_t last = ForeignWordEnd(text, begin, end);
  const CodesView word = text.substr(begin, end - begin);
  const bool middle =
      (IsDoubtfulVietnameseSurname(word) || IsVietnameseSurname(word)) &&
      IsBeforeMiddleName(text, end);
  if (middle) last = end;
  // 마크 산토스, 벡조드 라히모프
  if (last == begin && word.size() > 1 && word.size() <= kMaxForeign &&
      StandsAt(text, end, U" ")) {
    const std::size_t next_end =
        HangulEnd(text.substr(0, end + 1 + kMaxWord), end + 1);
    const std::size_t next = ForeignWordEnd(text, end + 1, next_end);
    const bool slavic =
        IsSlavicSurname(text.substr(end + 1, next - end - 1)) &&
        !IsRole(word) && !LooksLikeKoreanName(word) &&
        NameTailPoints(word, 0, word.size()) < 0 && !cue.kin &&
        !CodesView(U"은는이가을를의에로도").contains(word.back());
    if (next > end + 1 && (slavic || IsDoubtfulForeignName(word))) last = end;
  }
  if (last == begin) return IsBeforeNim(text, begin, end) ? end : begin;
  const bool vietnamese =
      middle || IsVietnameseSurname(text.substr(begin, last - begin));
  int words = 1;
  std::size_t word_end = end;
  while (words < kMaxWords && last == word_end && StandsAt(text, last, U" ")) {
    const std::size_t next = last + 1;
    const std::size_t next_end =
        HangulEnd(text.substr(0, next + kMaxWord), next);
    // "쩐 반 득 명의로": the name ends before what is said of it.
    if (vietnamese && words > 1 && NextWordPoints(text, last) > 0) break;
    const std::size_t more = ForeignMoreEnd(text, next, next_end, vietnamese);
    if (more == next) break;
    last = more;
    word_end = next_end;
    ++words;
  }
  // 존 and 쩐 say nothing alone.
  const bool sure =
      last > begin + 1 &&
      (cue.points == kStrong ||
       PointsAfterName(text, last, word_end) >= kMedium ||
       (words == 1 && IsVietnameseName(text.substr(begin, last - begin))));
  const bool product = cue.points == 0 && NamesAProduct(text, last);
  const bool several = words > (middle ? 2 : 1) && !product;
  return several || sure ? last : begin;
}

}  // namespace aicc::inference
