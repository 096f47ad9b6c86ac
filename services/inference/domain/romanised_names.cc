#include "services/inference/domain/romanised_names.h"

#include "services/inference/domain/word_set.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMinGivenName = 5;  // Letters, without a hyphen.
constexpr std::size_t kMaxGivenName = 14;

constexpr CodesView kSurnames =
    U"ahn an bae baek ban bang byun chae chang cheon cho choe choi choo chun "
    U"chung do eom gang geum gil goh gong gu gwon ha ham han heo hong huh "
    U"hur hwang hwangbo hyun im jang jegal jeon jeong ji jin jo joo ju jun "
    U"jung kang ki kim ko koh kong koo kwon lee lim ma maeng min moon mun "
    U"myeong myung nam namgung no noh oh ok pae paik pak park pyo rhee rim "
    U"roh ryu seo seok seol shim shin sim sin so sohn son song suh sun "
    U"sunwoo tak um wang wi won woo yang yeom yeon yi yoo yoon yu yuk yun";

constexpr CodesView kSyllables =
    U"ae ah an bae ban bang beom bin bit bok bom bong bum byeol byeong byul "
    U"byung chae chan chang cheol cho choon chul chun da dae dal dan deok do "
    U"dong doo du duk ein eun eung ga gang geon geun gi gil go goo gook gu "
    U"gun gwan gwang gyeong gyu ha hae hak han hang he hee heon ho hong hoon "
    U"hui hun hwa hwan hwi hyang hye hyeok hyeon hyo hyoung hyuk hyun hyung "
    U"ik il im in jae jeon jeong ji jin jo jong joo joon ju jun jung kang "
    U"keon keun ki kook kuk kwan kwang kwon kyeong kyoung kyu kyun kyung lim "
    U"mi min mok moon mun myeong myoung myung na nae nam nan ok pil ra rae "
    U"ran rang ri rim rin ryang ryeol ryeong ryul sam san sang se seo seob "
    U"seok seol seon seong seul seung shi shik shin si sik sil sim sin so "
    U"sol son song soo sook soon soung su sub suk sul sun sung tae taek tak "
    U"ui uk ung wan wi won woo wook woong yang ye yeon yeong yeop yo yon "
    U"yong yoo yool yoon you youn young yu yul yun";

// Other words of such syllables.
constexpr CodesView kOther =
    U"bingo bonga chose goose gunna hunan joose limbo rango samsung sanda "
    U"sudan susan sushi wanda wanna";

}  // namespace

bool IsRomanisedSurname(CodesView word) {
  static const WordSet surnames(kSurnames);
  return surnames.contains(word);
}

bool IsRomanisedSyllable(CodesView word) {
  static const WordSet syllables(kSyllables);
  return syllables.contains(word);
}

bool IsRomanisedGivenName(CodesView word) {
  static const WordSet other(kOther);
  const std::size_t hyphen = word.find(U'-');
  if (hyphen != CodesView::npos) {
    return IsRomanisedSyllable(word.substr(0, hyphen)) &&
           IsRomanisedSyllable(word.substr(hyphen + 1));
  }
  if (word.size() < kMinGivenName || word.size() > kMaxGivenName ||
      other.contains(word)) {
    return false;
  }
  for (std::size_t cut = 2; cut + 2 <= word.size(); ++cut) {
    if (IsRomanisedSyllable(word.substr(0, cut)) &&
        IsRomanisedSyllable(word.substr(cut))) {
      return true;
    }
  }
  return false;
}

}  // namespace aicc::inference
