#include <algorithm>

#include "services/inference/domain/name_forms_ko.h"
#include "services/inference/domain/name_words.h"
#include "services/inference/domain/word_set.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxWord = 12;

// Titles that stand after a surname alone.
constexpr CodesView kRanks =
    U"과장 대리 팀장 부장 차장 실장 주임 상무 전무 여사 교수 영감 매니저 선생 "
    U"사장 간호사 책임 선임 수석 센터장 부사장 박사 상담사 상담원 사모 씨 "
    U"계장 총무 세무사 설계사 변호사 약사 쌤 주무관 집사 권사 장로 코치 프로";
// … and these only apart from it, or with 님.
constexpr CodesView kRoles =
    U"기사 고객 대표 이사 원장 소장 점장 반장 국장 어르신 할머니 할아버지 회원 "
    U"사원 감독 작가 강사 의사 목사 검사 형사 기자 선수 의원 회장 사무장 "
    U"아저씨 아주머니 아줌마";

// What these begin with is a word of its own: 지점장, 이사장, 제주임.
constexpr CodesView kOtherWords =
    U"주차장 은차장 지점장 매점장 원점장 주점장 지부장 본부장 전부장 간부장 "
    U"조교수 정교수 부교수 지사장 이사장 공사장 여사장 조사장 고사장 위원장 "
    U"공원장 병원장 유원장 고소장 공소장 전주임 상주임 제주임 여주임 나주임 "
    U"원주임 광주임 공과장 성과장 방실장 구실장 임대리 반대리 조감독 현대표 "
    U"공대표 전사장 전팀장 국팀장 주박사 전여사 나선생 제선생 제매니 전매니 "
    U"전상담 현상담 전담당 신상무 기책임 유책임 노책임 전책임 현책임 공책임 "
    U"여상담 본상담 주상담 전교수 표교수 어선생 여선생 남선생 국선생 도사장 "
    U"문상무 이수석 국수석 전수석 차수석 지선임 주선임 부선임 어프로 피프로 "
    U"소프로 국프로 전프로 은프로 원프로 어사장 한사장 연프로 현프로 구프로";
// Said of titles: the former, the present, this, one, two, mine.
constexpr CodesView kBeforeTitles = U"현두모은제나부";
// … and before roles, unless people are spoken to.
constexpr CodesView kBeforeRoles = U"이한전신주구위차남여해방당옥국인반단우연";
// … and even then.
constexpr CodesView kBeforeAnyone = U"이한전두여남위";
// Ranks that are other words after them: 전 과장, 남 선생, 이 상담사.
constexpr CodesView kBeforeRanks = U"전남여";

// True if `surname` may be one before `title`; `polite`: with 님, `apart`: as a
// word of its own.
bool IsTitledWord(CodesView surname, CodesView title, bool polite, bool apart) {
  static const WordSet ranks(kRanks);
  const char32_t first = surname[0];
  if (surname.size() == 2) return true;
  if (kBeforeTitles.contains(first)) return false;
  const bool told = title == U"고객" || title == U"회원" || title == U"기사" ||
                    title.starts_with(U"상담") || title == U"어르신" ||
                    title == U"학생";
  if (told && kBeforeAnyone.contains(first)) return false;
  if (!ranks.contains(title)) {
    if (polite) return true;
    return apart && !kBeforeRoles.contains(first);
  }
  return polite || !apart || title == U"씨" || !kBeforeRanks.contains(first);
}

// True if a title stands at `at` of a word that ends at `end`, after
// `surname`, and nothing but 님 and a particle after it.
bool IsTitleOf(CodesView text, CodesView surname, std::size_t at,
               std::size_t end, bool apart) {
  static const WordSet ranks(kRanks);
  static const WordSet roles(kRoles);
  const CodesView rest = text.substr(at, end - at);
  const std::size_t size = std::max(ranks.PrefixOf(rest), roles.PrefixOf(rest));
  if (size == 0) return false;
  const std::size_t nim = OneAt(text, at + size, {U"님"});
  const bool polite = nim > 0 && at + size < end;
  const std::size_t last = at + size + (polite ? nim : 0);
  const CodesView tail = text.substr(last, end - last);
  const bool whole = tail.empty() || tail == U"들" ||
                     NameTailPoints(text, last, end) > 0 ||
                     OneAt(tail, 0, {U"께", U"댁", U"네", U"이"}) > 0;
  return whole && tail != U"들" &&
         IsTitledWord(surname, rest.substr(0, size), polite, apart);
}

}  // namespace

std::size_t TitledSurnameEnd(CodesView text, std::size_t begin, std::size_t end,
                             KoreanNameCue) {
  static const WordSet others(kOtherWords);
  if (begin > 0 && IsDigit(text[begin - 1])) return begin;
  for (const std::size_t size : {std::size_t{2}, std::size_t{1}}) {
    if (end - begin < size) continue;
    const CodesView surname = text.substr(begin, size);
    if (!IsKoreanSurname(surname) &&
        !(size == 1 && IsRareKoreanSurname(surname[0]) && surname != U"단" &&
          surname != U"계" && surname != U"간")) {
      continue;
    }
    const std::size_t at = begin + size;
    if (at < end) {
      if (others.contains(
              text.substr(begin, std::min<std::size_t>(3, end - begin)))) {
        continue;
      }
      if (IsTitleOf(text, surname, at, end, false)) return at;
      continue;
    }
    if (!StandsAt(text, end, U" ")) continue;
    const std::size_t next = end + 1;
    const std::size_t next_end =
        HangulEnd(text.substr(0, next + kMaxWord), next);
    if (next_end > next && IsTitleOf(text, surname, next, next_end, true)) {
      return at;
    }
  }
  return begin;
}

}  // namespace aicc::inference
