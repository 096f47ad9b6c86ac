#include "services/inference/domain/address_words_ko.h"

#include <algorithm>

#include "services/inference/domain/personal_text.h"
#include "services/inference/domain/word_set.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxWordSize = 14;
constexpr int kMaxDetails = 6;

// Said without their 시.
constexpr CodesView kCities =
    U"수원 성남 고양 용인 부천 안산 안양 남양주 화성 평택 의정부 시흥 파주 "
    U"광명 "
    U"김포 군포 하남 오산 양주 이천 구리 안성 포천 의왕 여주 동두천 과천 분당 "
    U"일산 판교 동탄 춘천 원주 강릉 동해 속초 삼척 태백 청주 충주 제천 천안 "
    U"공주 "
    U"보령 아산 서산 논산 계룡 당진 전주 군산 익산 정읍 남원 김제 목포 여수 "
    U"순천 "
    U"나주 광양 포항 경주 김천 안동 구미 영주 영천 상주 문경 경산 창원 마산 "
    U"진해 "
    U"진주 통영 사천 김해 밀양 거제 양산 서귀포";

bool EndsIn(CodesView word, CodesView syllables) {
  return word.size() >= 2 && syllables.contains(word.back());
}

bool IsWordOfBuilding(char32_t c) {
  return IsHangulSyllable(c) || IsLatinOrDigit(c) || c == U'-' || c == U'.' ||
         c == U'·';
}

std::size_t DigitsEnd(CodesView codes, std::size_t at, std::size_t most) {
  std::size_t end = at;
  while (end < codes.size() && end - at < most && IsDigit(codes[end])) ++end;
  return end;
}

// The end of 서른여덟 at `at`, as the numbers of lanes are said too; `at` if
// there is none.
std::size_t NativeNumeralEnd(CodesView codes, std::size_t at) {
  const std::size_t tens =
      at + OneAt(codes, at,
                 {U"열", U"스물", U"스무", U"서른", U"마흔", U"쉰", U"예순",
                  U"일흔", U"여든", U"아흔"});
  const std::size_t end =
      tens + OneAt(codes, tens,
                   {U"하나", U"한", U"둘", U"두", U"셋", U"세", U"넷", U"네",
                    U"다섯", U"여섯", U"일곱", U"여덟", U"아홉"});
  return OneAt(codes, end, {U"길", U" 길", U"번길", U" 번길"}) > 0 ? end : at;
}

// The end of a number, plain or said.
std::size_t NumeralEnd(CodesView codes, std::size_t at) {
  const std::size_t native = NativeNumeralEnd(codes, at);
  if (native > at) return native;
  const bool plain = at < codes.size() && IsDigit(codes[at]);
  std::size_t end = at;
  while (end < codes.size() &&
         (plain ? IsDigit(codes[end]) : IsNumeral(codes[end]))) {
    ++end;
  }
  return end;
}

// "104-1801": a building and a room, after a space or a comma.
std::size_t PairEnd(CodesView codes, std::size_t at) {
  const std::size_t building = DigitsEnd(codes, at, 5);
  if (building == at || building - at > 4 || !StandsAt(codes, building, U"-")) {
    return at;
  }
  const std::size_t end = DigitsEnd(codes, building + 1, 5);
  const bool room = end > building + 1 && end - building <= 5;
  const bool whole = end >= codes.size() || codes[end] != U'-';
  return room && whole && IsBorder(codes, end) ? end : at;
}

// "…아파트로 보내", "…타워에": the particle is no part of it.
std::size_t WithoutParticle(CodesView codes, std::size_t begin,
                            std::size_t end) {
  const CodesView word = codes.substr(begin, end - begin);
  for (const CodesView particle : {CodesView(U"으로"), CodesView(U"로"),
                                   CodesView(U"에서"), CodesView(U"에")}) {
    const CodesView name = word.substr(0, word.size() - particle.size());
    if (word.ends_with(particle) && NamesABuilding(name)) {
      return begin + name.size();
    }
  }
  return end;
}

// A building at `at`, with its rooms: "한빛아파트 101동", "강남빌딩".
std::size_t BuildingEnd(CodesView codes, std::size_t at) {
  std::size_t end = at;
  while (end < codes.size() && end - at < kMaxWordSize &&
         IsWordOfBuilding(codes[end])) {
    ++end;
  }
  const std::size_t room = RoomEnd(codes, end);
  if (NamesABuilding(codes.substr(at, end - at))) {
    return room > end ? room : WithoutParticle(codes, at, end);
  }
  return end > at && room > end && SkipSpaces(codes, end) > end ? room : at;
}

// A building whose name has a word before it: "동탄역 롯데캐슬 103-2204".
std::size_t NamedBuildingEnd(CodesView codes, std::size_t at) {
  const std::size_t end = HangulEnd(codes.substr(0, at + kMaxWordSize), at);
  if (end == at || !StandsAt(codes, end, U" ")) return at;
  const CodesView near = codes.substr(0, end + 1 + kMaxWordSize);
  const std::size_t word = LatinEnd(near, HangulEnd(near, end + 1));
  if (!NamesABuilding(codes.substr(end + 1, word - end - 1))) return at;
  const std::size_t building = BuildingEnd(codes, end + 1);
  return building > end + 1 ? building : at;
}

// Rooms behind up to two words that name a building nobody knows: "대방노블 2차
// 203동 801호". A house's number and a room say enough.
std::size_t FarRoomEnd(CodesView codes, std::size_t at) {
  std::size_t end = at;
  for (int word = 0; word < 2; ++word) {
    const std::size_t begin = end;
    while (end < codes.size() && end - begin < kMaxWordSize &&
           IsWordOfBuilding(codes[end])) {
      ++end;
    }
    if (end == begin || !StandsAt(codes, end, U" ")) return at;
    const std::size_t room = RoomEnd(codes, ++end);
    const CodesView said = codes.substr(end, room - end);
    if (said.contains(U'동') && said.contains(U'호')) return room;
  }
  return at;
}

// Rooms without a number.
std::size_t CellarEnd(CodesView codes, std::size_t at) {
  return at + OneAt(codes, at, {U"반지하", U"옥탑방", U"옥탑", U"지층"});
}

// "(역삼동)"
std::size_t BracketEnd(CodesView codes, std::size_t at) {
  if (!StandsAt(codes, at, U"(")) return at;
  const std::size_t close = codes.substr(at, 24).find(U')');
  return close == CodesView::npos ? at : at + close + 1;
}

}  // namespace

bool IsCity(CodesView word) {
  static const WordSet cities(kCities);
  return cities.contains(word);
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

bool IsDistrict(CodesView word) {
  return EndsIn(word, U"시군구") && word.size() <= 6 &&
         OneAt(word, 0,
               {U"다시", U"역시", U"혹시", U"잠시", U"몇시", U"즉시", U"누구",
                U"친구", U"가구", U"도구", U"당시", U"표시", U"일시", U"출시",
                U"필시", U"공시", U"무시"}) != word.size();
}

bool IsTown(CodesView word) {
  if (word.ends_with(U"가")) {
    return word.size() >= 3 && IsDigit(word[word.size() - 2]);
  }
  return EndsIn(word, U"읍면동리") && word.size() <= 7;
}

bool IsNumeral(char32_t c) {
  return IsDigit(c) || CodesView(U"공영일이삼사오육칠팔구십백천").contains(c);
}

bool IsRoad(CodesView word) {
  return EndsIn(word, U"로길") && word.size() >= 3 &&
         !EndsIn(word.substr(0, word.size() - 1), U"으걸리까") &&
         OneAt(word, 0,
               {U"그대로", U"따로", U"새로", U"바로", U"제대로", U"마음대로",
                U"카드로", U"번호로", U"문자로", U"계좌로", U"앞으로",
                U"추가로", U"별도로", U"최대로"}) == 0;
}

bool NamesABuilding(CodesView word) {
  return Mentions(
      word, {U"아파트",       U"빌라",       U"오피스텔",   U"빌딩",
             U"타워",         U"맨션",       U"주공",       U"래미안",
             U"자이",         U"푸르지오",   U"힐스테이트", U"롯데캐슬",
             U"아이파크",     U"더샵",       U"e편한세상",  U"편한세상",
             U"연립",         U"원룸",       U"주택",       U"고시원",
             U"상가",         U"단지",       U"하이츠",     U"캐슬",
             U"마을",         U"하이빌",     U"파크빌",     U"리버뷰",
             U"센터빌",       U"기숙사",     U"프라자",     U"플라자",
             U"월드메르디앙", U"센트럴",     U"팰리스",     U"꿈에그린",
             U"하늘채",       U"휴먼시아",   U"베르디움",   U"센트레빌",
             U"데시앙",       U"스위첸",     U"리슈빌",     U"파밀리에",
             U"비발디",       U"유보라",     U"홈타운",     U"은마",
             U"리센츠",       U"트리지움",   U"파크리오",   U"헬리오시티",
             U"포레나",       U"디에이치",   U"아크로",     U"써밋",
             U"수자인",       U"하이페리온", U"트리마제",   U"그린파크",
             U"어울림",       U"위브",       U"뜨란채",     U"블루밍",
             U"쌍용예가",     U"포레스트",   U"그린빌",     U"빌리지",
             U"레지던스",     U"스카이뷰",   U"파크뷰",     U"오션뷰",
             U"힐스",         U"맨숀",       U"다세대",     U"아이원",
             U"더힐",         U"apt",        U"tower",      U"officetel"});
}

std::size_t HouseNumberEnd(CodesView codes, std::size_t at) {
  const std::size_t mountain = OneAt(codes, at, {U"산 ", U"산"});
  const bool lot = mountain > 0 && at + mountain < codes.size() &&
                   IsDigit(codes[at + mountain]);
  const std::size_t begin = lot ? at + mountain : at;
  std::size_t end = NumeralEnd(codes, begin);
  if (end == begin) return at;
  for (int part = 0; part < 3; ++part) {
    const std::size_t joint =
        OneAt(codes, end,
              {U"번길 ", U"번길", U" 번길 ", U"번 길 ", U" 번 길 ", U"길 ",
               U"길", U" 길 ", U"-", U"의 ", U" 다시 ", U"다시 "});
    const std::size_t next = NumeralEnd(codes, end + joint);
    if (joint == 0 || next == end + joint) break;
    end = next;
  }
  return end + OneAt(codes, end, {U"번지", U" 번지"});
}

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
    if (number == next) break;
    std::size_t unit = OneAt(codes, number, {U"동", U"호실", U"호", U"층"});
    if (unit == 0 && IsDigit(codes[number - 1])) {
      unit = OneAt(codes, number, {U"f"});
      if (unit > 0 && !IsBorder(codes, number + unit)) unit = 0;
    }
    if (unit == 0) break;
    end = number + unit;
  }
  return end;
}

std::size_t DetailEnd(CodesView codes, std::size_t at) {
  std::size_t end = at;
  for (int part = 0; part < kMaxDetails; ++part) {
    const std::size_t next = SkipSpaces(codes, end + OneAt(codes, end, {U","}));
    std::size_t detail = RoomEnd(codes, next);
    if (detail == next && next > end) detail = PairEnd(codes, next);
    for (const auto end_of :
         {BracketEnd, CellarEnd, BuildingEnd, NamedBuildingEnd, FarRoomEnd}) {
      if (detail == next) detail = end_of(codes, next);
    }
    if (detail == next) break;
    end = detail;
  }
  return end;
}

}  // namespace aicc::inference
