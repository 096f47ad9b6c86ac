#include <algorithm>

#include "services/inference/domain/recognisers.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxWords = 6;  // Before the road's name.
constexpr std::size_t kMaxWordSize = 14;

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

bool EndsIn(CodesView word, CodesView syllables) {
  return word.size() >= 2 && syllables.contains(word.back());
}

bool IsProvince(CodesView word) {
  return OneAt(word, 0,
               {U"서울", U"부산", U"대구", U"인천", U"광주", U"대전", U"울산",
                U"세종", U"경기", U"강원", U"충청", U"충북", U"충남", U"전라",
                U"전북", U"전남", U"경상", U"경북", U"경남", U"제주"}) > 0 &&
         (word.size() == 2 ||
          OneAt(word, 2, {U"시", U"도", U"특별", U"광역", U"북도", U"남도"}) >
              0);
}

// 강남구, 성남시, 가평군
bool IsDistrict(CodesView word) {
  return EndsIn(word, U"시군구") && word.size() <= 6 &&
         OneAt(word, 0,
               {U"다시", U"역시", U"혹시", U"잠시", U"몇시", U"즉시", U"누구",
                U"친구", U"가구", U"도구", U"당시", U"표시", U"일시", U"출시",
                U"필시", U"공시", U"무시"}) != word.size();
}

// 역삼동, 역삼1동, 조천읍, 종로3가
bool IsTown(CodesView word) {
  if (word.ends_with(U"가")) {
    return word.size() >= 3 && IsDigit(word[word.size() - 2]);
  }
  return EndsIn(word, U"읍면동리") && word.size() <= 7;
}

bool IsNumeral(char32_t c) {
  return IsDigit(c) || CodesView(U"공영일이삼사오육칠팔구십백천").contains(c);
}

// 테헤란로, 강남대로12길; and what only looks so: 바로, 앞으로, 카드로.
bool IsRoad(CodesView word) {
  return EndsIn(word, U"로길") && word.size() >= 3 &&
         !EndsIn(word.substr(0, word.size() - 1), U"으걸리까") &&
         OneAt(word, 0,
               {U"그대로", U"따로", U"새로", U"바로", U"제대로", U"마음대로",
                U"카드로", U"번호로", U"문자로", U"계좌로", U"앞으로",
                U"추가로", U"별도로", U"최대로"}) == 0;
}

// The end of "12", "12-3", "12번길 3", "백이십삼", "12번지"; `at` if none.
std::size_t NumberEnd(CodesView codes, std::size_t at) {
  std::size_t end = at;
  const auto digits = [&](std::size_t from) {
    const bool plain = from < codes.size() && IsDigit(codes[from]);
    while (from < codes.size() &&
           (plain ? IsDigit(codes[from]) : IsNumeral(codes[from]))) {
      ++from;
    }
    return from;
  };
  end = digits(at);
  if (end == at) return at;
  for (int part = 0; part < 3; ++part) {
    const std::size_t joint = OneAt(
        codes, end,
        {U"번길 ", U"번길", U"길 ", U"길", U"-", U"의 ", U" 다시 ", U"다시 "});
    const std::size_t next = digits(end + joint);
    if (joint == 0 || next == end + joint) break;
    end = next;
  }
  return end + OneAt(codes, end, {U"번지"});
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

struct Region {
  std::size_t begin = 0;
  bool known = false;  // A province, district or town is among it.
};

// Province, district and town before `at`.
Region RegionBefore(CodesView codes, std::size_t at) {
  Region region{at, false};
  for (std::size_t i = 0; i < kMaxWords; ++i) {
    const Span span = WordBefore(codes, region.begin);
    const CodesView word = In(codes, span);
    if (!IsProvince(word) && !IsDistrict(word) && !IsTown(word)) break;
    region = {span.begin, true};
  }
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

// "101동 1203호", "3층", "B동 201호", "지하 1층" from `at` on.
std::size_t RoomEnd(CodesView codes, std::size_t at) {
  std::size_t end = at;
  for (int part = 0; part < 4; ++part) {
    std::size_t next = SkipSpaces(codes, end);
    next += OneAt(codes, next, {U"지하 ", U"지하", U"제"});
    std::size_t number = next;
    while (number < codes.size() && number - next < 10 &&
           (IsNumeral(codes[number]) ||
            (IsLatin(codes[number]) && number == next))) {
      ++number;
    }
    const std::size_t unit =
        number > next ? OneAt(codes, number, {U"동", U"호", U"층"}) : 0;
    if (unit == 0) break;
    end = number + unit;
  }
  return end;
}

bool NamesABuilding(CodesView word) {
  return Mentions(
      word, {U"아파트",     U"빌라",     U"오피스텔", U"빌딩", U"타워",
             U"맨션",       U"주공",     U"래미안",   U"자이", U"푸르지오",
             U"힐스테이트", U"롯데캐슬", U"아이파크", U"더샵", U"e편한세상",
             U"편한세상",   U"연립",     U"원룸",     U"주택", U"고시원",
             U"상가",       U"단지",     U"하이츠",   U"캐슬"});
}

// A building's name and a room after a number: "(역삼동) 한빛아파트 101동 3호".
std::size_t DetailEnd(CodesView codes, std::size_t at) {
  std::size_t end = at;
  for (int part = 0; part < 4; ++part) {
    const std::size_t next = SkipSpaces(codes, end + OneAt(codes, end, {U","}));
    const std::size_t room = RoomEnd(codes, next);
    if (room > next) {
      end = room;
      continue;
    }
    if (StandsAt(codes, next, U"(")) {
      const std::size_t close = codes.substr(next, 24).find(U')');
      if (close == CodesView::npos) break;
      end = next + close + 1;
      continue;
    }
    std::size_t word = next;
    while (word < codes.size() && word - next < kMaxWordSize &&
           (IsWordOfPlace(codes[word]) || IsLatin(codes[word]))) {
      ++word;
    }
    const bool known = NamesABuilding(codes.substr(next, word - next));
    if (!known && RoomEnd(codes, word) == word) break;
    if (!known && SkipSpaces(codes, word) == word) break;
    if (!known && (part > 0 || word == next)) break;
    if (RoomEnd(codes, word) > word) {
      end = RoomEnd(codes, word);
    } else if (known) {
      // "…아파트로 보내": the particle is no part of it.
      const std::size_t size = codes.substr(next, word - next).rfind(U"트로");
      end = size == CodesView::npos ? word : next + size + 1;
    }
  }
  return end;
}

bool SpeaksOfAddress(CodesView codes, std::size_t begin, std::size_t end) {
  const auto words = {
      CodesView(U"주소"), CodesView(U"배송"),   CodesView(U"사는"),
      CodesView(U"살고"), CodesView(U"살아"),   CodesView(U"이사"),
      CodesView(U"설치"), CodesView(U"보내"),   CodesView(U"집"),
      CodesView(U"자택"), CodesView(U"회사는"), CodesView(U"수령"),
      CodesView(U"거주"), CodesView(U"방문"),   CodesView(U"청구지")};
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
  const std::size_t number = NumberEnd(codes, next);
  if (number == next || next > word.end + 1) return;
  const bool spoken = !IsDigit(codes[next]);
  if (spoken && (next == word.end || !MayEndAddress(codes, number))) return;
  const std::size_t end = DetailEnd(codes, number);
  const Region region = RegionBefore(codes, word.begin);
  if (spoken && !region.known) return;
  const bool detailed = end > number ||
                        In(codes, {next, number}).contains(U'-') ||
                        In(codes, {next, number}).contains(U'길');
  const bool counts = end == number && IsUnit(codes, number);
  if (counts && !(road && region.known)) return;
  const bool asked = Mentions(text.asked, {U"주소", U"어디"});
  const bool sure =
      region.known ||
      (road && (detailed || asked || SpeaksOfAddress(codes, word.begin, end)));
  if (sure) found->push_back({"ADDRESS", region.begin, end});
}

// "한빛아파트 101동 1203호", "101동 1203호", and 강남구 …빌딩 3층.
void FindRoom(const PersonalText& text, std::size_t at, Findings* found) {
  const CodesView codes = text.codes;
  const std::size_t end = RoomEnd(codes, at);
  if (end == at) return;
  const Span before = WordBefore(codes, at);
  const bool building = NamesABuilding(In(codes, before));
  const CodesView room = codes.substr(at, end - at);
  const bool whole = room.contains(U'동') && room.contains(U'호');
  const bool cued = room.contains(U'호') && SpeaksOfAddress(codes, at, end);
  if (!building && !whole && !cued) return;
  Region region = RegionBefore(codes, building ? before.begin : at);
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
  if (digits - end >= 5) found->push_back({"ADDRESS", end, digits});
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
    if (end - at > 32) {
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
