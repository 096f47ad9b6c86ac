#include "services/inference/domain/name_words.h"
#include "services/inference/domain/word_set.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxSyllables = 6;

constexpr CodesView kForeign =
    U"가네코 가르시아 가브리엘 가오위안 가오펑 가우탐 가즈야 가토 간바타르 "
    U"간볼드 간수흐 개빈 게리 게이브 게이코 겐지 겐타 고든 고메스 고메즈 "
    U"고바야시 고지마 고토 고헤이 곤도 곤살레스 곤잘레스 곤잘레즈 교코 구룽 "
    U"구르미트 구보타 구이란 구이잉 구티에레스 굴나라 굴노라 굽타 궈징 궈창 "
    U"궈칭 궈푸청 궈화 그레고리 그레이스 글로리아 기무라 기타무라 까오 꾸엔 "
    U"꾸옥 꾸인 꾸인아인 끄엉 나나미 나딤 나란체첵 나르기스 나르기자 나오미 "
    U"나오키 나오토 나카노 나카무라 나카야마 나카지마 나타샤 나타폰 나타퐁 "
    U"나탈리 나탈리아 난딘 낫타퐁 낸시 냐냐 냠바야르 냠수렌 네빌 네이선 네하 "
    U"넬슨 노라 노리코 노무라 노민 노아 누르술탄 누르하야티 니나 니란 "
    U"니르말라 니시무라 니엔 니콜 니콜라 니콜라스 닐루파르 다나카 다니엘 "
    U"다니엘라 다리아 다무라 다이스케 다이애나 다이앤 다이키 다카기 다카시 "
    U"다카하시 다케시 다케우치 다쿠야 대니얼 대런 대릴 더글러스 덩쯔치 덩차오 "
    U"데니스 데렉 데릭 데보라 데위 데이먼 데이비드 데이비스 델게르 델라크루즈 "
    U"도니요르 도로시 도르지 도르지수렌 도모코 도미닉 뒤부아 뒤퐁 드미트리 "
    U"드웨인 디비야 디아스 디아즈 디에고 디팍 디펙 딜노자 딜도라 딜란 딜런 "
    U"딜쇼드 뚜안 뚜언 뚜엣 뚜옛 띠다 띠엔 띤띤 라만 라메시 라모스 라미레스 "
    U"라미레즈 라비 라술로프 라시드 라이언 라일라 라제시 라젠드라 라훌 "
    U"라흐마와티 라흐만 라흐모노프 라흐몬 락슈미 란안 랄프 래리 랜디 랜스 "
    U"러셀 레너드 레베카 레슬리 레예스 레오 레온 레이먼드 레이첼 렌 로건 "
    U"로널드 로드리게스 로드리게즈 로라 로렌 로렌스 로리 로만 로만나 로메로 "
    U"로버츠 로버트 로빈슨 로사 로살린다 로이스 로저 로페스 로페즈 로한 료 "
    U"료스케 료코 료타 루벤 루스탐 루시 루시아 루이스 루카스 루크 뤄진 뤼카 "
    U"류밍 류양 류웨이 류이치 류지 류하오 르루아 르블랑 르엉 르윈 리디아 리리 "
    U"리밍 리베라 리사 리샤오 리암 리웨이 리자 리잘 리쥔 리즈키 리징 리처드 "
    U"리처드슨 리코 리쿠 리팡 리하오 린다 린즈링 린하오 림부 마가렛 마가르 "
    U"마거릿 마누엘 마들렌 마디나 마르셀 마르코 마르쿠스 마르타 마르티나 "
    U"마르티네스 마르티네즈 마리 마리셀 마리아 마리안 마리오 마리코 마무드 "
    U"마사코 마사키 마사토 마샤 마쓰다 마쓰모토 마에다 마윈 마유 마유미 "
    U"마이어스 마이클 마츠모토 마커스 마코토 마티아스 마틴 마헤시 마화텅 "
    U"마흐무드 막심 말리카 말리크 매기 매디슨 매튜 맥켄지 머레이 머피 메구미 "
    U"메리 메이리 메이링 메이메이 메이슨 메흐메트 멘데스 멘도사 멘도자 멜라니 "
    U"멜리사 모니카 모띤 모랄레스 모리스 모하마드 모하메드 묘민 무니라 "
    U"무라카미 무바라크 무스타파 무어 무하마드 무함마드 뭉크 뭉크바야르 뭉흐 "
    U"뭉흐바트 뭉흐체첵 뮐러 미겔 미구엘 미나미 미란다 미사키 미셸 미야모토 "
    U"미야자키 미우라 미유 미유키 미첼 미치코 미하일 민뚜 민뚜언 민아인 민안 "
    U"민투 밀라 밀러 밍양 밍저 바그너 바네사 바바라 바스넷 바스케스 바실리 "
    U"바야르 바우티스타 바트바야르 바트볼드 바트에르덴 바흐티야르 반남 반득 "
    U"반훙 버나드 베굼 베로니카 베버 베일리 베커 베크조드 벡조드 벤자민 "
    U"보리스 보부르 볼드바타르 볼프강 부디 부이 브라운 브라이언 브래드 브랜든 "
    U"브렌다 브렌트 브렛 브루스 브리짓 블라디미르 비노드 비비안 비샬 비슈누 "
    U"비앙키 비야누에바 비엣 비제이 비카스 비크람 빅터 빅토리아 빌랄 쁘라윳 "
    U"사라 사란게렐 사르도르 사만다 사무엘 사미라 사브리나 사비나 사사키 "
    U"사이토 사이풀 사치코 사카모토 사쿠라 사쿠라이 사토 사토루 사토시 산드라 "
    U"산딥 산자르 산제이 산지타 산체스 산체즈 산토소 산토스 산투스 산티아고 "
    U"살만 살바도르 새뮤얼 샌더스 샌드라 샌디 샐리 샤르마 샤오강 샤오리 "
    U"샤오메이 샤오밍 샤오옌 샤오쥔 샤오팡 샤오펑 샤오홍 샤오화 샤흐노자 샤히 "
    U"샤히드 샬럿 섀넌 설리번 세라 세르게이 세비노즈 셀레나 셰르조드 셰르파 "
    U"셰이크 셰팅펑 소반나 소콤 소타 소펀 소피 소피아 소피읍 솜삭 솜싹 솜차이 "
    U"쇼타 쇼헤이 수니타 수닐 수다랏 수레쉬 수레시 수만 수잔 수차다 수하르토 "
    U"쉐르조드 쉬안 쉬웨이 쉬징 쉬카이 슈나이더 슈란 슈레스타 슈잉 슈전 슈펀 "
    U"슌스케 스가와라 스레이 스레이몸 스미노프 스미르노프 스미스 스베틀라나 "
    U"스즈키 스콧 스테이시 스테파니 스튜어트 스티브 스티븐 시마다 시마무라 "
    U"시몬 시미즈 신디 신옌 신위 신이치 실바 실비아 싱 쏘피아 쏨싹 쏨차이 "
    U"쑤안 쑤언 쑨리 쑨웨이 쑹중지 쑹첸 아가타 아구스 아나스타샤 아나스타시야 "
    U"아나톨리 아난드 아논 아누 아누차 아니시 아니타 아델 아드리안 아디카리 "
    U"아룬 아르준 아르투르 아만다 아메드 아미나 아미트 아베 아셀 아야노 "
    U"아야카 아오이 아오키 아웅 아이굴 아이누르 아이다나 아이린 아이샤 아이작 "
    U"아자마트 아지즈 아짐 아크말 아크타르 아키노 아키라 아키코 아흐마드 "
    U"아흐메도프 아흐메드 아흐메트 안나 안드레 안드레아 안드레이 안잘리 "
    U"안젤라 안젤로 안젤리카 안토니 안토니오 알레한드로 알렉산더 알렉산드라 "
    U"알렉세이 알렉스 알리 알리셰르 알리예프 알베르토 알탄 알탄게렐 알프레드 "
    U"압델 압둘 압둘라 압둘라흐만 압디 앙투안 애나 애덤스 애런 애슐리 앤 "
    U"앤더슨 앤드루 앤드류 앤서니 앤젤라 앤지 앨런 앨리스 앨리슨 앨버트 "
    U"야마구치 야마다 야마모토 야마시타 야마자키 야스민 야스오 양미 양웨이 "
    U"양쯔 어거스트 어트겅 에드가 에드워드 에드워즈 에드윈 에디 에르난데스 "
    U"에르난데즈 에르데네 에르덴 에르덴치멕 에르칸 에리 에리카 에릭 에미 "
    U"에밀리 에밀리아 에바 에반스 에스테반 에이든 엔도 엔리케 엘도르 엘레나 "
    U"엘로디 엘리엇 엘리자 엘리자베스 엘리프 엘사 엠마 엥흐 엥흐바야르 "
    U"엥흐자르갈 예카테리나 옌팡 옐레나 오가와 오드게렐 오드리 오르테가 "
    U"오르한 오마르 오브라이언 오스만 오스카 오웬 오윤치멕 오이벡 오카다 "
    U"오코너 오쿠다 오쿠보 오타벡 오트곤 올가 올라프 올렉 올렉산드르 올리버 "
    U"올리베이라 올리비아 와심 와타나베 왓슨 왕리 왕밍 왕웨이 왕젠 왕쥔 왕징 "
    U"왕팡 왕하오 요시다 요코 우딘 우르술라 우마르 우스마노프 우스만 우에다 "
    U"우징 우치다 울루그벡 워커 원징 원하오 웨이 웨이얀 웨이웨이 위쉬안 "
    U"위자야 위차이 윈윈 윌리엄 윌리엄스 윌슨 유세프 유수포바 유수포프 유수프 "
    U"유스케 유우키 유카리 유키 유타 유토 율리아 응아 응안 응오 응옥 응옥란 "
    U"응옥아인 응우엔 응우옌 응웨엔 응웬 응위엔 응이 이고르 이네스 이노우에 "
    U"이리나 이리스 이마이 이므란 이바노바 이바노프 이반 이브라힘 이사벨 "
    U"이사벨라 이선 이스마일 이스모일 이스모일로프 이슬롬 이슬롬베크 이시이 "
    U"이시카와 이와사키 이치로 이케다 이크발 이토 이페이 일리야 임란 자몰 "
    U"자몰리딘 자미라 자밀라 자베드 자오 자오리 자오웨이 자우 자이납 자크 "
    U"자파르 자하오 자혼기르 자히드 잠시드 장리 장밍 장바티스트 장웨이 장쥔 "
    U"장징 장하오 잭슨 쟈신 저스티나 저스틴 저우 저우룬파 저우제 제나 제니퍼 "
    U"제러미 제럴드 제레미 제롬 제시카 제이넵 제이슨 제이콥 제이크 제임스 "
    U"제프 제프리 젠궈 젠쥔 젠화 조나단 조단 조반니 조셉 조슈아 조슬린 조앤 "
    U"조엘 조지 조지프 존 존슨 졸자야 준코 줄리 줄리아 줄리안 줄리엣 쥔제 "
    U"쥔하오 즈강 즈밍 즈쉬안 즈언 즈엉 즈위 즈하오 지아신 지아하오 지에 징원 "
    U"징이 쩐 쪼쪼 쯔쉬안 쯔엉 쯔이 쯔한 차이왓 찬나 찬타 찬타라 찰스 천밍 "
    U"천웨이 천징 천하오 체렝 체첵 초두리 츠바사 츠요시 치에 치히로 카드카 "
    U"카디자 카란 카롤리나 카르멘 카를라 카를로스 카리모바 카리모프 카림 카말 "
    U"카미유 카비타 카스트로 카시프 카즈야 카즈키 카타리나 카터 카토 카툰 "
    U"카트린 칸 칸야 칼레드 칼리드 캐런 캐롤 캐롤라인 캐서린 캐시 캔디스 캠벨 "
    U"커트 케네스 케말 케빈 케이코 케이트 켄지 켄타 켈리 코바야시 코지 코헤이 "
    U"콘스탄틴 콜린스 쿄코 쿠도 쿠마르 크레이그 크리스 크리스토퍼 크리스토프 "
    U"크리스티나 크리스티안 크리스틴 클라라 클라우스 클라크 클레어 키라 키릴 "
    U"키무라 킨킨 킴 타나카 타나폰 타냐 타로 타리크 타망 타무라 타오 타인 "
    U"타인하 타일러 타카시 타카하시 타케시 타쿠야 타티아나 타파 터너 테리 "
    U"테무친 테이자 테일러 텡기스 톈위 톈이 토니 토드 토레스 토마스 토머스 "
    U"토모코 토미 톨가 톰슨 톰프슨 투이 투짱 투하 투항 트레버 트레이시 티나 "
    U"티모시 티무르 티어라 파루흐 파르호드 파벨 파블로 파우지 파울라 파이살 "
    U"파텔 파티마 팜 팡팡 패트리샤 패트릭 패티 퍼트리샤 펑페이 페드로 페레스 "
    U"페레이라 페레즈 페르난데스 페르난도 페이페이 페트로바 페트로프 펠릭스 "
    U"폴 폴라 푸자 푸트리 프라카시 프란체스코 프랑수아 프랜시스 프랭크 프레드 "
    U"프리다 프리야 프엉 피롬 피에르 피오나 피차야 피츠제럴드 피터 필립 "
    U"필립스 핌차녹 하나코 하디자 하라다 하루카 하루키 하루토 하미드 하비 "
    U"하비에르 하산 하세가와 하시모토 하야시 하오란 하오위 하워드 하인리히 "
    U"하짱 한스 해롤드 해리 해리스 해리슨 허룬둥 허제 헌터 헥터 헨리 헬렌 "
    U"호르헤 호세 호세인 호앙 호프만 홀리 홍냐 황샤오밍 황웨이 후거 후르시드 "
    U"후세인 후슬렌 후안 후인 후지와라 후지이 후지타 후쿠다 휴고 휴즈 흐엉 "
    U"흐우 흐이 히나 히데오 히데키 히로미 히로시 히로키 히에우 히엔 히토미";

// Surnames with which Vietnamese names begin.
constexpr CodesView kVietnamese =
    U"쩐 팜 부이 응오 응우엔 응우옌 응웬 응웨엔 응위엔 즈엉 호앙 후인 르엉 "
    U"쯔엉 까오 즈엉";

}  // namespace

// Joined to a surname that other words begin with too: 레티흐엉, not 레티놀.
constexpr CodesView kVietnameseGiven =
    U"란 화 마이 투 하 항 링 짱 응아 호아 로안 응안 히엔 린 미 프엉 타오 흐엉 "
    U"응옥 투이 뚜이 뚜엣 뚜옛 화이 냐 뀐 꾸인 항 늉 낌 번 빅 투엉 짜 흐";
constexpr CodesView kOtherVietnamese =
    U"레 판 당 도 부 딘 호 보 황 리 라이 루 다오 마이 도안 하 즈엉 타";

// Names only beside others of their kind: 사라 코너, 마크 산토스.
constexpr CodesView kDoubtfulForeign =
    U"마이크 마크 코너 크루즈 베이커 로즈 브룩스 스텔라 이본 리드 제이미 루이 "
    U"조던 포스터 라이트 화이트 그레이 파커 쿠퍼 로스 피셔 워드 벨 홀 영 롱 "
    U"리 박 김 이 라주 라마 안디 바트 소라 하나 유이 나오 마이 하루 미나 유나 "
    U"리나 레나 오노 모리 구도 오타 루시 테오 맥도날드 맥스 조 벤 샘 톰 팀 짐 "
    U"닉 켄 잭 론 밥 빌 댄 진 준 기타 수니타 란 화 린 민 자우 윈 툰 탄 킨 소";

// Chinese surnames, and syllables of given names, as they sound today; of the
// second kind at least one must be among the syllables.
constexpr CodesView kChineseSurnames =
    U"왕 리 장 류 천 양 황 자오 우 저우 쉬 쑨 마 주 후 궈 허 린 가오 뤄 셰 쑹 "
    U"덩 펑 차오 쩡 샤오 톈 둥 판 위 차이 쟝 장 선 루 딩 쑤 예 뤼 쉐 돤 쉬안";
constexpr CodesView kChinesePlain =
    U"신 이 위 화 리 링 핑 잉 양 저 한 치 난 징 린 창 강 칭 란 전 친 타오 밍 "
    U"유 "
    U"레이 진 빈 천 민 카이 보 지 나 룽 하이 빙 추 춘";
constexpr CodesView kChineseTelling =
    U"하오 웨이 쉬안 샤오 위안 메이 페이 지에 훙 쥔 젠 쯔 즈 쥐 팡 펑 룬 쑹 궈 "
    U"톈 옌 슈 자오 윈 쉐 쟈 셴 융 둥 량 줘 웨 첸 톈 쭝 쩌";

// The rest of `word` is one or two syllables of Chinese given names.
bool IsChineseGiven(CodesView word) {
  static const WordSet plain(kChinesePlain);
  static const WordSet telling(kChineseTelling);
  bool tells = false;
  int parts = 0;
  while (!word.empty() && parts < 2) {
    const std::size_t sure = telling.PrefixOf(word);
    const std::size_t size = sure > 0 ? sure : plain.PrefixOf(word);
    if (size == 0) return false;
    tells = tells || sure > 0;
    word.remove_prefix(size);
    ++parts;
  }
  return word.empty() && tells;
}

bool IsForeignName(CodesView word) {
  static const WordSet words(kForeign);
  return word.size() <= kMaxSyllables && words.contains(word);
}

bool IsVietnameseSurname(CodesView word) {
  static const WordSet words(kVietnamese);
  return words.contains(word);
}

bool IsDoubtfulVietnameseSurname(CodesView word) {
  static const WordSet words(kOtherVietnamese);
  return words.contains(word);
}

bool IsDoubtfulForeignName(CodesView word) {
  static const WordSet words(kDoubtfulForeign);
  return words.contains(word);
}

bool IsChineseName(CodesView word) {
  static const WordSet surnames(kChineseSurnames);
  if (word.size() < 2 || word.size() > kMaxSyllables) return false;
  return (surnames.contains(word.substr(0, 1)) &&
          IsChineseGiven(word.substr(1))) ||
         (surnames.contains(word.substr(0, 2)) &&
          IsChineseGiven(word.substr(2)));
}

bool IsVietnameseGivenName(CodesView word) {
  static const WordSet words(kVietnameseGiven);
  return words.contains(word);
}

}  // namespace aicc::inference
