#include "services/inference/domain/name_evidence_ko.h"

#include <algorithm>
#include <array>

#include "services/inference/domain/personal_text.h"
#include "services/inference/domain/word_set.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxCue = 8;  // Syllables of a word.
constexpr std::size_t kMaxMarks = 6;
constexpr std::size_t kMaxField = 24;

constexpr CodesView kStrongCues =
    U"이름 성함 성명 존함 예금주 명의자 명의인 수령인 수령자 수취인 수취자 "
    U"수신자 수신인 발신자 발신인 송금인 송금자 입금자 입금자명 입금인 계약자 "
    U"계약인 가입자 신청자 신청인 보호자 대표자 대표자명 대리인 예약자 "
    U"예약자명 운전자 피보험자 보험자 주문자 주문자명 구매자 고객명 회원명 "
    U"이용자명 환자명 영문명 영문이름 한글이름 본명 실명 배우자 소유자 소유주 "
    U"세대주 양도인 양수인 임차인 임대인 납부자 납세자 청구인 수익자 추천인 "
    U"당첨자 법정대리인 후견인 동반자 승객 탑승자 투숙객 방문자 요청자 접수자 "
    U"의뢰인 사용자명 주문인 받는분 받는사람 보내는분 보내는사람 보낸사람 "
    U"보낸분 성씨 외자예요 외자라 외자라서 외자인데 외자입니다 판매자 "
    U"판매자명 기명피보험자 친권자 동승자 동거인 세대원 수강생 강사명 "
    U"담당자명 상담원명 상담사명 기사명 직원명 대상자 신고자 신고인 민원인 "
    U"고소인 작성자 제보자 참석자 참가자 응시자 지원자 합격자 예약인 신청자명 "
    U"수취인명 예금주명 가입자명 계약자명 명의자명 수령자명 학생명 아동명 "
    U"자녀명 보호자명 환자성함 피해자 가해자 채무자 채권자 보증인 위임인 "
    U"수임인 공동명의자 투숙객명 탑승객 탑승객명 승객명 회신자 발송인 배송자 "
    U"인수자 인수인 후임자 응대자 처리자 등록자 결제자 결제자명 송금자명 "
    U"수신자명 발신자명 주문자성함 예약자성함 회원성함 고객성함 함자 대표이사 "
    U"피부양자 부양가족 상속인 수증자 증여자 매도인 매수인 매도자 매수자 "
    U"임차인명 청약자 응모자 체험자 동행인 동반인 인솔자 참조인 전입자 "
    U"실사용자 실소유자 문의자 상담자 내담자 의뢰자 요양보호사 활동지원사 "
    U"이름도 이름만";
// … only after one of these: "받는 분".
constexpr CodesView kPersons = U"분 사람 이";
constexpr CodesView kBeforePerson =
    U"받는 받을 받으시는 받으실 보내는 보낸 보내시는 보내신 입금한 입금하는 "
    U"입금하신 주문한 주문하신 신청한 신청하신 예약한 예약하신 계약한 계약하신 "
    U"가입한 가입하신 사용하는 쓰는 쓰시는 부른 담당하는 결제한 결제하신";
// 이름 of these is no person's.
constexpr CodesView kThings =
    U"요금제 상품 와이파이 무선 파일 앱 어플 회사 가게 상호 기기 모델 서비스 "
    U"프로그램 채널 노래 영화 게임 카드 통장 은행 제품 네트워크 기종 매장 지점 "
    U"사이트 브랜드 메뉴 폴더 부서 약 병원 식당 도메인 이벤트 쿠폰";
constexpr CodesView kKin =
    U"남편 아내 와이프 아들 딸 어머니 아버지 엄마 아빠 동생 누나 오빠 언니 형 "
    U"시어머니 시아버지 장모님 장인어른 장모 할머니 할아버지 손자 손녀 조카 "
    U"이모 고모 삼촌 친구 자녀 아이 애 아기 애기 막내 첫째 둘째 신랑 남자친구 "
    U"여자친구 큰애 작은애 큰딸 작은딸 큰아들 작은아들 사위 며느리 부인 "
    U"시누이 올케 처남 처제 형부 제부 매형 매제 동서 큰아버지 작은아버지 "
    U"큰엄마 외삼촌 외할머니 외할아버지 모친 부친 장남 장녀 차남 차녀 손주 "
    U"사촌 룸메이트 룸메 동료 후배 선배 남친 여친 신부 친정엄마 친정어머니 "
    U"외손자 외손녀 조카딸 셋째 쌍둥이 며느님 시동생 도련님 아가씨 손녀딸 "
    U"집사람 애기아빠 애엄마";
constexpr CodesView kWeakCues =
    U"저 전 제 저는 제가 나 나는 내 본인 여기 담당자 상담사 상담원 기사님 "
    U"기사 직원 매니저 대표 대표님 팀장 과장 환자 고객 저희 안녕하세요 네 "
    U"담당 점장 소장 설치기사 의사 원장 선생님 학생 회원 사장님 사장 아까 "
    U"어제 지난번 참석 수신 발신 참조 작성 응대 처리 접수 예약 주문 신청 결제 "
    U"입금 송금 배정 방문 연락 문의자 요청 승인";
constexpr std::array<CodesView, 11> kCueParticles{
    U"은", U"는",   U"이", U"가",   U"도",  U"란",
    U"의", U"이랑", U"랑", U"하고", U"께서"};

// Words right after a name that are titles.
constexpr CodesView kTitles =
    U"고객 님 씨 선생 과장 대리 팀장 부장 차장 사장 원장 교수 매니저 상담사 "
    U"상담원 기사 대표 실장 주임 사원 환자 회원 본인 할머니 할아버지 소장 "
    U"점장 반장 어르신 이사님 여사 상무 전무 국장 사모 쌤 선수 부사장 부원장 "
    U"지점장 영업소장 센터장 관리소장 총무 세무사 설계사 영감 관리사";
// … only as words of their own.
constexpr CodesView kTitleWords =
    U"군 양 형 의사 변호사 간호사 약사 교사 강사 작가 감독 목사 기자 팀원 "
    U"담당 담당자 학생 어린이 아기 책임 책임님 선임 선임님 수석 수석님 프로 "
    U"프로님 박사 박사님 위원 위원님 의원님 간사 간사님 코디 코디님 드림 올림 "
    U"배상 귀하 귀중 외 사무장 기장 형사 경위 셰프 선배 후배 강사님 작가님 "
    U"감독님 코치 코치님 원생 수강생 군은 군이 양은 양이 양의 군의 변호사님 "
    U"약사님 간호사님 교사님 목사님 신부님 수녀님 스님 전도사 집사님 권사님 "
    U"장로님 아저씨 아주머니 아줌마";
constexpr CodesView kFamiliar =
    U"언니 오빠 누나 형님 이모 삼촌 엄마 아빠 어머니 아버지 어머님 아버님 "
    U"할머니 할아버지";
// What hardly follows another word.
constexpr CodesView kMediumTails =
    U"입니다 이에요 예요 이예요 에요 이라고 라고 이구요 구요 이고요 고요 인데 "
    U"이거든 이라는 라는 이래요 이세요 이십니다 이며 이란 한테 에게 께 앞으로 "
    U"명의 이야 이랑 이요 맞 이라 이신 이시 인가 이었 였 때문 하고 처럼 되시 "
    U"이죠 이지 이거 이네 으로부터 이고 이구 이올시다 입니당 입니더 이라구 "
    U"께서 씨랑 보고 더러 거든 라서 이라서 라며 이라며 였는";
constexpr CodesView kParticles =
    U"은 는 이 가 을 를 의 와 과 도 요 로 으로 랑 이고 고 만 임 과의 와의 "
    U"까지 세요 시죠 시지요 시네요 십니다 신데요 신가요 네 들 에게 께 처럼 "
    U"부터 조차 마저 밖에";

// What fields of records that hold a person are called: "customer_name",
// AGENT=…
constexpr CodesView kFields =
    U"name nm customer cust holder owner agent recipient receiver sender buyer "
    U"payer payee caller insured guest passenger patient member manager driver "
    U"assignee user beneficiary employee emp applicant booker "
    U"consignee subscriber counselor operator requester fullname username";
// … and names of these are no person's.
constexpr std::initializer_list<CodesView> kThingFields{
    U"file",  U"host", U"domain", U"product", U"prod",   U"item",   U"shop",
    U"store", U"plan", U"bank",   U"comp",    U"brand",  U"good",   U"model",
    U"event", U"city", U"app",    U"service", U"svc",    U"course", U"dept",
    U"team",  U"menu", U"branch", U"card",    U"queue",  U"class",  U"group",
    U"title", U"corp", U"path",   U"table",   U"column", U"key",    U"tool",
    U"func",  U"room", U"hotel",  U"place",   U"area",   U"region"};

bool IsMark(char32_t c) {
  return CodesView(U" :=,\"'(/|·-[{<*•→>").contains(c) || c == 0x2014 ||
         c == 0x2013;
}

std::size_t WordBegin(CodesView text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && end - begin < kMaxCue &&
         IsHangulSyllable(text[begin - 1])) {
    --begin;
  }
  return begin;
}

std::size_t SkipMarksBack(CodesView text, std::size_t at) {
  const std::size_t from = at;
  while (at > 0 && from - at < kMaxMarks && IsMark(text[at - 1])) --at;
  return at;
}

// `word` as it is in `words`, with a particle or without.
bool IsIn(const WordSet& words, CodesView word) {
  if (words.contains(word)) return true;
  return std::ranges::any_of(kCueParticles, [&](CodesView particle) {
    return word.size() > particle.size() && word.ends_with(particle) &&
           words.contains(word.substr(0, word.size() - particle.size()));
  });
}

// The word before the one that begins at `begin`.
CodesView WordBefore(CodesView text, std::size_t begin) {
  const std::size_t end = SkipMarksBack(text, begin);
  const std::size_t from = WordBegin(text, end);
  return text.substr(from, end - from);
}

// True if [end, at), the marks before a value, say that the word before them is
// what its field is called.
bool IsField(CodesView text, std::size_t end, std::size_t at) {
  static const WordSet fields(kFields);
  const CodesView marks = text.substr(end, at - end);
  if (!marks.contains(U'=') && !marks.contains(U':')) return false;
  std::size_t begin = end;
  while (begin > 0 && end - begin < kMaxField &&
         (IsLatinOrDigit(text[begin - 1]) || text[begin - 1] == U'_')) {
    --begin;
  }
  const CodesView field = text.substr(begin, end - begin);
  for (const CodesView thing : kThingFields) {
    if (field.contains(thing)) return false;
  }
  const std::size_t part = field.rfind(U'_');
  return fields.contains(part == CodesView::npos ? field
                                                 : field.substr(part + 1)) ||
         field.ends_with(U"name");
}

// A field that is called "name" and no more holds a thing's as often.
bool IsPlainName(CodesView text, std::size_t end) {
  constexpr CodesView kName = U"name";
  return end >= kName.size() && StandsAt(text, end - kName.size(), kName) &&
         (end == kName.size() ||
          (!IsLatinOrDigit(text[end - kName.size() - 1]) &&
           text[end - kName.size() - 1] != U'_'));
}

bool IsStrong(CodesView text, std::size_t begin, CodesView word) {
  static const WordSet strong(kStrongCues);
  static const WordSet things(kThings);
  static const WordSet persons(kPersons);
  static const WordSet before_person(kBeforePerson);
  if (IsIn(strong, word)) {
    return !(word.starts_with(U"이름") &&
             things.contains(WordBefore(text, begin)));
  }
  return IsIn(persons, word) && before_person.contains(WordBefore(text, begin));
}

std::size_t TitleSize(CodesView word) {
  static const WordSet titles(kTitles);
  const std::size_t size = titles.PrefixOf(word);
  return size > 0 ? size : FamiliarTitleAt(word, 0);
}

}  // namespace

std::size_t FamiliarTitleAt(CodesView text, std::size_t at) {
  static const WordSet familiar(kFamiliar);
  return at < text.size() ? familiar.PrefixOf(text.substr(at)) : 0;
}

KoreanNameCue NameCueBefore(CodesView text, std::size_t at) {
  static const WordSet kin(kKin);
  static const WordSet weak(kWeakCues);
  const std::size_t end = SkipMarksBack(text, at);
  if (end == at) return {};
  const std::size_t begin = WordBegin(text, end);
  const CodesView word = text.substr(begin, end - begin);
  if (word.empty()) {
    const bool field = IsField(text, end, at);
    return {.points = field ? kStrong : 0,
            .field = field,
            .person = field && !IsPlainName(text, end)};
  }
  if (IsStrong(text, begin, word)) return {.points = kStrong};
  if (IsIn(kin, word)) return {.points = kWeak, .kin = true};
  return {.points = IsIn(weak, word) ? kWeak : 0};
}

bool EndsInNameCue(CodesView run) {
  static const WordSet cues(
      U"이름은 이름이 성함은 성함이 성명은 예금주는 예금주가 명의자는 명의는 "
      U"수령인은 수취인은 입금자는 받는분은 받는사람은 예약자는 저는 제이름은 "
      U"예약자명은 예금주명은 입금자명은 고객명은 회원명은 가입자는 계약자는 "
      U"신청자는 주문자는 보호자는 담당자는 이름이요 성함이요 본인은");
  for (std::size_t size = 2; size <= 5 && size <= run.size(); ++size) {
    if (cues.contains(run.substr(run.size() - size))) return true;
  }
  return false;
}

bool NamesAProduct(CodesView text, std::size_t at) {
  const std::size_t next = SkipSpaces(text, at);
  if (next == at) return false;
  const CodesView near = text.substr(0, next + kMaxCue);
  return Mentions(
      text.substr(next, HangulEnd(near, next) - next),
      {U"이모티콘", U"인형",   U"굿즈",   U"피자",     U"치킨",   U"버거",
       U"화장품",   U"향수",   U"시계",   U"신발",     U"운동화", U"쇼핑몰",
       U"미용실",   U"헤어",   U"의원",   U"치과",     U"병원",   U"약국",
       U"내과",     U"안과",   U"학원",   U"부동산",   U"라면",   U"베이커리",
       U"빵",       U"콘서트", U"앨범",   U"영화",     U"드라마", U"팬미팅",
       U"에디션",   U"도시락", U"김치",   U"갤러리",   U"스킨",   U"캐릭터",
       U"다이어리", U"국밥",   U"족발",   U"보쌈",     U"만두",   U"떡볶이",
       U"카페",     U"커피",   U"스시",   U"순대",     U"막걸리", U"에센스",
       U"세트",     U"모델",   U"광고",   U"화보",     U"뮤지컬", U"영어",
       U"반찬",     U"브랜드", U"유니폼", U"피규어",   U"벽지",   U"립스틱",
       U"쿠션",     U"크림",   U"로션",   U"내한",     U"전시",   U"가방",
       U"지갑",     U"안경",   U"셔츠",   U"스니커즈", U"만화",   U"음반"});
}

int NameTailPoints(CodesView text, std::size_t at, std::size_t end) {
  static const WordSet particles(kParticles);
  const CodesView tail = text.substr(at, end - at);
  if (tail.empty()) return 0;
  if (TitleSize(tail) > 0) return kStrong;
  static const WordSet medium(kMediumTails);
  if (medium.PrefixOf(tail) > 0) return kMedium;
  return particles.contains(tail) ? kWeak : -1;
}

int NextWordPoints(CodesView text, std::size_t end) {
  static const WordSet titles(kTitleWords);
  const std::size_t next = SkipSpaces(text, end);
  if (next == end || next > end + 2) return 0;
  const CodesView near = text.substr(0, next + kMaxCue);
  const CodesView word = text.substr(next, HangulEnd(near, next) - next);
  if (OneAt(word, 0,
            {U"기사를", U"고객센터", U"대리점", U"사장되", U"대표번호",
             U"본인인증", U"본인확인"}) > 0) {
    return 0;
  }
  if (TitleSize(word) > 0) return kStrong;
  if (titles.contains(word)) return kMedium;
  if (StandsAt(word, 0, U"직원")) return kWeak;
  return OneAt(word, 0,
               {U"앞으로", U"명의", U"라고", U"이라고", U"이라는", U"라는",
                U"맞"}) > 0
             ? kMedium
             : 0;
}

bool IsRole(CodesView word) {
  static const WordSet roles(
      U"고객 선생 사장 기사 상담사 상담원 팀장 과장 대리 부장 차장 실장 원장 "
      U"대표 "
      U"교수 매니저 담당자 관리자 회원 작가 강사 어머 아버 부모 아드 따 손 "
      U"주인 "
      U"할머 할아버 선배 의사 간호사 약사 변호사 점장 소장 반장 감독 코치 이사 "
      U"회장 "
      U"총무 목사 신부 수녀 교사 판매자 구매자 이용자 주임 사모 도련 장모 "
      U"어르신 "
      U"의원 시장 장관 대통령 국장 조교 사서 운영자 여러분 임원 주무관 형 누 "
      U"스");
  if (roles.contains(word)) return true;
  for (std::size_t cut = 1; cut + 2 <= word.size(); ++cut) {
    if (roles.contains(word.substr(cut))) return true;
  }
  return false;
}

}  // namespace aicc::inference
