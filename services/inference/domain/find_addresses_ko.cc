#include <algorithm>

#include "services/inference/domain/address_words_ko.h"
#include "services/inference/domain/recognisers.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxWords = 6;  // Before the road's name.
constexpr std::size_t kMaxWordSize = 14;
constexpr std::size_t kMaxRun = 32;
constexpr std::size_t kPostcode = 5;
constexpr CodesView kLot = U"번지";

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

CodesView In(CodesView codes, Span span) {
  return codes.substr(span.begin, span.end - span.begin);
}

bool IsWordOfPlace(char32_t c) {
  return IsHangulSyllable(c) || IsDigit(c) || c == U'-' || c == U'.' ||
         c == U'·';
}

// The word that ends before `at`, over the spaces and a comma between.
Span WordBefore(CodesView codes, std::size_t at) {
  while (at > 0 && (codes[at - 1] == U' ' || codes[at - 1] == U',')) --at;
  std::size_t begin = at;
  while (begin > 0 && at - begin < kMaxWordSize &&
         IsWordOfPlace(codes[begin - 1])) {
    --begin;
  }
  return {begin, at};
}

// Where a postcode begins that ends before `at`: "(06236) ", "06236, "; `at` if
// there is none.
std::size_t PostcodeBegin(CodesView codes, std::size_t at) {
  std::size_t end = at;
  while (end > 0 && CodesView(U" ,)]").contains(codes[end - 1])) --end;
  if (end < kPostcode) return at;
  const std::size_t begin = end - kPostcode;
  const bool digits =
      std::ranges::all_of(codes.substr(begin, kPostcode), IsDigit);
  if (!digits || end == at || (begin > 0 && IsLatinOrDigit(codes[begin - 1]))) {
    return at;
  }
  const bool open = begin > 0 && CodesView(U"([").contains(codes[begin - 1]);
  return open ? begin - 1 : begin;
}

// True if the word at `at` is a lane: 시범길.
bool IsLane(CodesView codes, std::size_t at) {
  const std::size_t end = HangulEnd(codes.substr(0, at + kMaxWordSize), at);
  return end > at + 1 && codes[end - 1] == U'길';
}

struct Region {
  std::size_t begin = 0;
  bool known = false;  // A province, district or town is among it.
};

bool IsPlace(CodesView word) {
  return IsProvince(word) || IsDistrict(word) || IsTown(word) || IsCity(word);
}

// Province, district, town and the buildings of a quarter before `at`. A
// building's name may begin with a word that says nothing: 리센츠 아파트.
Region RegionBefore(CodesView codes, std::size_t at, bool building = false) {
  Region region{at, false};
  std::size_t from = at;
  for (std::size_t i = 0; i < kMaxWords; ++i) {
    const Span span = WordBefore(codes, from);
    const CodesView word = In(codes, span);
    // 동탄대로, if 시범길 follows.
    const bool place =
        IsPlace(word) ||
        (i == 0 && IsRoad(word) && word.ends_with(U'로') && IsLane(codes, at));
    const bool name = building && i == 0 && !word.empty();
    if (!place && !name && !NamesABuilding(word)) break;
    const bool whole = building && i < 2 && NamesABuilding(word);
    if (i == 1 && building && !IsTown(word) && !region.known && !whole) break;
    from = span.begin;
    if (place) region = {span.begin, true};
    if (whole) region.begin = span.begin;
  }
  if (region.known) region.begin = PostcodeBegin(codes, region.begin);
  return region;
}

bool IsUnit(CodesView codes, std::size_t end) {
  return OneAt(codes, end,
               {U"개",   U"원",  U"분",   U"시",   U"월", U"일", U"년",
                U"건",   U"번 ", U"번이", U"번으", U"명", U"회", U"배",
                U"%",    U"gb",  U"기가", U"만",   U"천", U"차", U"등",
                U"주",   U"mb",  U"대",   U"장",   U"초", U"통", U"점",
                U"단계", U"인",  U"세",   U"살",   U"g",  U","}) > 0;
}

// 청담동, and not 자동 or 아파트관리공동: with a lot such as "89-7" it is a
// place on its own.
bool IsQuarter(CodesView word) {
  return word.size() >= 3 && word.ends_with(U'동') &&
         !CodesView(U"자활운공행노이연작변전진수감합")
              .contains(word[word.size() - 2]);
}

bool SpeaksOfAddress(CodesView codes, std::size_t begin, std::size_t end) {
  const auto words = {
      CodesView(U"주소"),   CodesView(U"배송"),    CodesView(U"사는"),
      CodesView(U"살고"),   CodesView(U"살아"),    CodesView(U"이사"),
      CodesView(U"설치"),   CodesView(U"보내"),    CodesView(U"집"),
      CodesView(U"자택"),   CodesView(U"회사는"),  CodesView(U"수령"),
      CodesView(U"거주"),   CodesView(U"방문"),    CodesView(U"배달"),
      CodesView(U"퀵"),     CodesView(U"픽업"),    CodesView(U"택배"),
      CodesView(U"청구지"), CodesView(U"address"), CodesView(U"addr")};
  return Mentions(Before(codes, begin, 20), words) ||
         Mentions(codes.substr(end).substr(0, 14), words);
}

// False if a number that is said goes on as another word: 사이, 이사.
bool MayEndAddress(CodesView codes, std::size_t end) {
  return end >= codes.size() || !IsHangulSyllable(codes[end]) ||
         OneAt(codes, end,
               {U"입니다", U"이에요", U"예요", U"번지", U"호", U"인데", U"이요",
                U"요", U"으로", U"로", U"에"}) > 0;
}

// A word that ends at `end` with 로, 길, 동 …, and the number after it.
void FindAround(const PersonalText& text, Span word, Findings* found) {
  const CodesView codes = text.codes;
  const CodesView name = In(codes, word);
  const bool road = IsRoad(name);
  if (!road && !IsTown(name)) return;
  const std::size_t next = SkipSpaces(codes, word.end);
  const std::size_t number = HouseNumberEnd(codes, next);
  if (number == next || next > word.end + 1) return;
  const bool spoken = !IsDigit(codes[next]);
  if (spoken && (next == word.end || !MayEndAddress(codes, number))) return;
  const std::size_t end = DetailEnd(codes, number);
  const Region region = RegionBefore(codes, word.begin);
  const bool lane = In(codes, {next, number}).contains(U'길');
  if (spoken && !region.known && end == number && !lane) return;
  const bool detailed =
      end > number || In(codes, {next, number}).contains(U'-') || lane;
  const bool counts = end == number && IsUnit(codes, number);
  if (counts && !(road && region.known)) return;
  const bool called = Mentions(text.asked, {U"주소", U"어디", U"address"}) ||
                      SpeaksOfAddress(codes, word.begin, end);
  const bool lot =
      StandsAt(codes, number - std::min(number, kLot.size()), kLot);
  const bool quarter =
      IsQuarter(name) && In(codes, {next, number}).contains(U'-');
  const bool sure = region.known || lot || quarter ||
                    (road && (detailed || called)) || (detailed && called);
  if (sure) found->push_back({"ADDRESS", region.begin, end});
}

// A word that may be the second of a building's name: 래미안 그린파크.
bool IsName(CodesView word) {
  return word.size() >= 2 && std::ranges::all_of(word, IsHangulSyllable) &&
         !CodesView(U"은는이가에의요를").contains(word.back());
}

// "한빛아파트 101동 1203호", "101동 1203호", and 강남구 …빌딩 3층.
void FindRoom(const PersonalText& text, std::size_t at, Findings* found) {
  const CodesView codes = text.codes;
  const std::size_t end = RoomEnd(codes, at);
  if (end == at) return;
  const Span before = WordBefore(codes, at);
  const bool building =
      NamesABuilding(In(codes, before)) ||
      (IsName(In(codes, before)) &&
       NamesABuilding(In(codes, WordBefore(codes, before.begin))));
  const CodesView room = codes.substr(at, end - at);
  const bool whole = room.contains(U'동') && room.contains(U'호');
  const bool cued = room.contains(U'호') && SpeaksOfAddress(codes, at, end);
  if (!building && !whole && !cued) return;
  const Region region = building ? RegionBefore(codes, before.begin, true)
                                 : RegionBefore(codes, at);
  found->push_back({"ADDRESS", region.begin, end});
}

void FindPostalCode(const PersonalText& text, std::size_t at, Findings* found) {
  const CodesView codes = text.codes;
  std::size_t end = at + OneAt(codes, at, {U"우편번호", U"(우)"});
  if (end == at) return;
  while (end < codes.size() && CodesView(U" :은는)").contains(codes[end]))
    ++end;
  std::size_t digits = end;
  while (digits < codes.size() && digits - end < 7 &&
         (IsDigit(codes[digits]) || codes[digits] == U'-')) {
    ++digits;
  }
  // Who asks where it is does not live there.
  if (Mentions(codes.substr(digits).substr(0, 6), {U"어디"})) return;
  if (digits - end >= kPostcode) found->push_back({"ADDRESS", end, digits});
}

}  // namespace

void FindKoreanAddresses(const PersonalText& text, Findings* found) {
  const CodesView codes = text.codes;
  for (std::size_t at = 0; at < codes.size(); ++at) {
    const char32_t c = codes[at];
    if (c == U'우' || c == U'(') FindPostalCode(text, at, found);
    if (!IsWordOfPlace(c) && !IsLatin(c)) continue;
    const bool starts =
        at == 0 || !(IsWordOfPlace(codes[at - 1]) || IsLatin(codes[at - 1]));
    if (!starts) continue;
    FindRoom(text, at, found);
    std::size_t end = at;
    while (end < codes.size() && IsWordOfPlace(codes[end])) ++end;
    if (end - at > kMaxRun) {
      at = end;
      continue;
    }
    // "테헤란로123": the number may stand on.
    for (std::size_t cut = end; cut > at + 1; --cut) {
      if (CodesView(U"로길동리가").contains(codes[cut - 1])) {
        FindAround(text, {at, cut}, found);
      }
    }
    if (end > at) at = end - 1;
  }
}

}  // namespace aicc::inference
