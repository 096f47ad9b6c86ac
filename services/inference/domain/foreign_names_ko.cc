#include "services/inference/domain/name_words.h"
#include "services/inference/domain/word_set.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxSyllables = 6;

constexpr CodesView kForeign =
    U"존 폴 앤 칸 싱 렌 료 쩐 팜 가르시아 간바타르 게리 겐지 고메스 고바야시 "
    U"곤살레스 구룽 구르미트 "
    U"굴노라 굽타 그레이스 기무라 나르기자 나오미 나카무라 나타샤 나탈리 "
    U"나탈리아 낸시 네이선 넬슨 노민 니란 니콜라스 다나카 다니엘 다이스케 "
    U"다이애나 다카하시 다케시 대니얼 데이비드 데이비스 도모코 드미트리 "
    U"디아스 디에고 딜노자 딜런 뚜언 라만 라메시 라미레스 라시드 라이언 "
    U"라일라 라훌 라흐만 레베카 레이첼 로드리게스 로버츠 로버트 로빈슨 "
    U"로페스 료타 루시 루이스 루카스 뤼카 리베라 리암 리웨이 리처드 린다 "
    U"마르코 마르쿠스 마르티네스 마리아 마리코 마쓰모토 마이클 마츠모토 "
    U"마틴 매튜 메리 메이링 메이메이 메이슨 모니카 모하마드 모하메드 무어 "
    U"무하마드 무함마드 뭉크 미사키 미셸 미유 미첼 미하일 밀러 바바라 "
    U"바야르 베로니카 벤자민 보리스 볼프강 부이 브라운 브라이언 브랜든 "
    U"블라디미르 비슈누 비크람 빅토리아 사라 사르도르 사무엘 사사키 "
    U"사이토 사쿠라 사토 산제이 산체스 산티아고 새뮤얼 샤르마 샤오리 "
    U"샤오밍 샤오홍 샤히 샬럿 세라 세르게이 셰르파 셰이크 소타 소펀 소피 "
    U"소피아 솜차이 쇼타 수레시 수잔 스미르노프 스미스 스베틀라나 스즈키 "
    U"스콧 스테파니 스티브 스티븐 시미즈 신디 쏘피아 쏨차이 아논 아누 "
    U"아메드 아베 아야카 아오이 아이샤 아지즈 아키라 아흐메드 안드레이 "
    U"안젤라 안토니오 알렉산더 알렉산드라 알렉세이 알렉스 알리 알리예프 "
    U"압둘 압둘라 앙투안 애나 애덤스 애런 앤더슨 앤드류 앨런 앨리스 "
    U"야마구치 야마다 야마모토 야스민 에드워드 에드워즈 에릭 에밀리 "
    U"에밀리아 에반스 에이든 엘리자베스 엠마 옐레나 오마르 오이벡 오트곤 "
    U"올가 올리버 올리비아 와타나베 왕웨이 요시다 요코 우르술라 우마르 "
    U"위쉬안 윌리엄 윌리엄스 윌슨 유수프 유키 유타 율리아 응아 응오 "
    U"응우엔 응우옌 이노우에 이리나 이바노프 이반 이브라힘 이사벨라 이선 "
    U"이치로 이케다 이토 자오 자혼기르 장바티스트 잭슨 저스틴 저우 제니퍼 "
    U"제시카 제이슨 제이콥 제임스 조나단 조반니 조셉 조슈아 조지 조지프 "
    U"존슨 줄리 줄리아 즈쉬안 즈엉 즈하오 지에 찬타 찰스 체렝 초두리 "
    U"카르멘 카를로스 카림 카미유 카터 칼리드 캐런 캐서린 캠벨 케빈 "
    U"케이코 케이트 켄지 콜린스 쿠마르 크리스 크리스토퍼 크리스티나 "
    U"크리스틴 클라우스 클라크 클레어 타망 타케시 타티아나 타파 터너 "
    U"테일러 토레스 토마스 토머스 톰슨 투이 파텔 파티마 패트릭 페레즈 "
    U"페르난도 페트로프 프란체스코 프랑수아 프랭크 프리야 피에르 피차야 "
    U"피터 필립스 하나코 하루토 하산 하시모토 하야시 하인리히 한스 해리 "
    U"해리스 헨리 헬렌 호세 호세인 호앙 후세인 후안 후인 흐엉 히나 히로시";

// Surnames with which Vietnamese names begin.
constexpr CodesView kVietnamese =
    U"쩐 팜 부이 응오 응우엔 응우옌 즈엉 쩐 팜 호앙 후인";

}  // namespace

bool IsForeignName(CodesView word) {
  static const WordSet words(kForeign);
  return word.size() <= kMaxSyllables && words.contains(word);
}

bool IsVietnameseSurname(CodesView word) {
  static const WordSet words(kVietnamese);
  return words.contains(word);
}

}  // namespace aicc::inference
