#include "services/inference/domain/name_words.h"

namespace aicc::inference {
namespace {

constexpr CodesView kSurnames =
    U"나라김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽"
    U"성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥"
    U"육인맹제모탁국어은편용";
constexpr CodesView kRareSurnames =
    U"빈피갈계범봉옹좌팽승예온경두감단형빙호복목태판간묵궁뢰탕";
constexpr CodesView kTwoSyllableSurnames =
    U"남궁 황보 제갈 사공 선우 서문 독고 동방 망절 어금 소봉 장곡 강전";
// First and second syllables of given names: any of these two together are
// hardly another word after a surname. 상헌, 재웅, 복례
constexpr CodesView kOftenFirst =
    U"강건경관광규금기길나남다대덕도동두래려루리만말명무문미민범병보복봉분삼"
    U"상서석선성세소솔수순슬승시아애연영예옥완용우원유윤율은의이익인일재점정"
    U"제종주준중지진찬창채천철초춘충치칠태택판필하학한해향헌혁현형혜호홍화환"
    U"효훈휘흥희";
constexpr CodesView kTellingSecond =
    U"겸곤균근녀덕란렬례린림범빈섭솔솜숙순슬엽옥완욱웅윤익창춘필헌혁현혜홍환훈"
    U"휘"
    U"희";
constexpr CodesView kGiven =
    U"가강건결겸경광교구말본막끝필국권규균근기길나남내노다단담대덕도동두라란"
    U"람래려련령로록룡루름리린림마만명모무문미민범별병보복봉부빈산상새샘서석"
    U"선설섭성세소솔송수숙순슬승시식신아안애양언여연열엽영예옥온완요용우욱운"
    U"웅원유윤율은을음의이익인일임자장재전정제조종주준중지진찬창채천철청초춘"
    U"충치태택하학한해향헌혁현협형혜호홍화환회효후훈휘희늘갑돌";
constexpr CodesView kTypical =
    U"강건경광규균나다라란람래련록름리린림미민범병봉빈새샘서석선섭성세솔수숙"
    U"순슬승식아안애연엽영예옥욱운웅원유윤율은재정준지진찬채철춘태택하헌혁현"
    U"협형혜호환효후훈휘희늘우주빛길동";

}  // namespace

bool IsKoreanSurname(CodesView syllables) {
  if (syllables.size() == 1) return kSurnames.contains(syllables[0]);
  return syllables.size() == 2 && kTwoSyllableSurnames.contains(syllables) &&
         !syllables.contains(U' ');
}

bool IsRareKoreanSurname(char32_t syllable) {
  return kRareSurnames.contains(syllable);
}

bool IsGivenSyllable(char32_t syllable) { return kGiven.contains(syllable); }

bool MakeAGivenName(CodesView syllables) {
  return syllables.size() == 2 && kOftenFirst.contains(syllables[0]) &&
         kTellingSecond.contains(syllables[1]);
}

bool IsTypicalGivenSyllable(char32_t syllable) {
  return kTypical.contains(syllable);
}

}  // namespace aicc::inference
