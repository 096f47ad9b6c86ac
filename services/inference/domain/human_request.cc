#include "services/inference/domain/human_request.h"

#include <algorithm>
#include <initializer_list>

#include "services/inference/domain/phrases.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kReach = 12;  // Syllables from the person to the verb.

bool HasAny(CodesView text, std::initializer_list<CodesView> pieces) {
  return std::ranges::any_of(pieces, [text](CodesView piece) {
    return text.find(piece) != text.npos;
  });
}

bool IsOnly(CodesView text, CodesView person) {
  Codes rest(text);
  rest.erase(rest.find(person), person.size());
  std::erase_if(rest, [](char32_t c) { return !IsWordCode(c); });
  return rest.empty() || rest == U"요" || rest == U"이요" || rest == U"님" ||
         rest == U"제발";
}

// What comes after the person, in Korean.
bool Requests(CodesView after, bool sure) {
  if (HasAny(after,
             {U"말고", U"필요없", U"안해도", U"하지마", U"하지말", U"없이",
              U"싫", U"했는데", U"했어요", U"했더니", U"했습니다", U"받았",
              U"연결시간", U"몇시", U"언제", U"시간이"})) {
    return false;
  }
  if (HasAny(after, {U"연결", U"바꿔", U"바꾸", U"불러", U"싶", U"할래",
                     U"할게", U"원해", U"원합", U"부탁"})) {
    return true;
  }
  return sure && HasAny(after, {U"이랑", U"랑", U"하고", U"과", U"주세요",
                                U"나와", U"필요", U"통화", U"대화", U"어디"});
}

bool AsksInKorean(CodesView text) {
  // With the second group the verb has to say that it is a request.
  static constexpr CodesView kSure[] = {U"상담원", U"상담사", U"상담직원"};
  static constexpr CodesView kMaybe[] = {U"직원",   U"담당자", U"사람",
                                         U"책임자", U"매니저", U"관리자"};
  const auto asks = [text](CodesView person, bool sure) {
    for (std::size_t at = text.find(person); at != text.npos;
         at = text.find(person, at + 1)) {
      if (sure && IsOnly(text, person)) return true;
      if (Requests(text.substr(at + person.size(), kReach), sure)) return true;
    }
    return false;
  };
  return std::ranges::any_of(kSure, [&](auto p) { return asks(p, true); }) ||
         std::ranges::any_of(kMaybe, [&](auto p) { return asks(p, false); });
}

bool IsPerson(CodesView word) {
  static constexpr CodesView kPersons[] = {
      U"agent",          U"agents",     U"human",   U"humans",
      U"representative", U"rep",        U"person",  U"operator",
      U"people",         U"supervisor", U"manager", U"advisor",
      U"specialist",     U"staff",      U"someone", U"somebody"};
  return std::ranges::find(kPersons, word) != std::end(kPersons);
}

bool AsksInEnglish(const Message& message, CodesView words) {
  if (HasAny(words, {U" dont want ", U" do not want ", U" dont need ",
                     U" no need ", U" without ", U" instead of ", U" when can ",
                     U" what time ", U" what hours ", U" which hours "})) {
    return false;
  }
  const auto& tokens = message.tokens;
  const auto person = std::ranges::find_if(
      tokens, [](const Token& token) { return IsPerson(token.text); });
  if (person == tokens.end()) return false;
  if (tokens.size() <= 3) {
    return !HasAny(words, {U" no ", U" not ", U" are you ", U" you ",
                           U" someone ", U" somebody ", U" people "});
  }
  const CodesView before =
      words.substr(0, words.find(U' ' + person->text + U' ') + 1);
  return HasAny(before,
                {U" talk to ",        U" talk with ",   U" speak to ",
                 U" speak with ",     U" connect me ",  U" transfer me ",
                 U" put me through ", U" get me ",      U" give me ",
                 U" i want ",         U" i need ",      U" want a ",
                 U" need a ",         U" let me have ", U" chat with ",
                 U" switch me ",      U" pass me ",     U" forward me ",
                 U" live ",           U" escalate "}) ||
         HasAny(words, {U" real person please ", U" human please ",
                        U" agent please ", U" real human "});
}

}  // namespace

bool AsksForHuman(const Message& message) {
  const PhraseText text = LayOut(message);
  return AsksInKorean(text.hangul) || AsksInEnglish(message, text.words);
}

}  // namespace aicc::inference
