#include "services/inference/domain/question.h"

#include <algorithm>
#include <span>

#include "services/inference/domain/entities.h"
#include "services/inference/domain/phrases.h"

namespace aicc::inference {
namespace {

struct Cue {
  FactKind kind;
  CodesView text;  // Without spaces; in English with one around each word.
};

constexpr Cue kAskedKorean[] = {
    {kPrice, U"얼마"},       {kPrice, U"가격"},      {kPrice, U"비용"},
    {kPrice, U"요금이"},     {kPrice, U"요금은"},    {kPrice, U"월정액"},
    {kPrice, U"기본료"},     {kPrice, U"수수료"},    {kPrice, U"단가"},
    {kPrice, U"무료"},       {kPrice, U"공짜"},      {kPrice, U"몇원"},
    {kVolume, U"몇기가"},    {kVolume, U"용량"},     {kVolume, U"데이터얼마"},
    {kVolume, U"제공량"},    {kVolume, U"데이터몇"}, {kSpan, U"언제"},
    {kSpan, U"며칠"},        {kSpan, U"몇일"},       {kSpan, U"몇시"},
    {kSpan, U"기간"},        {kSpan, U"얼마나걸"},   {kSpan, U"몇번"},
    {kSpan, U"몇달"},        {kSpan, U"몇개월"},     {kSpan, U"기한"},
    {kSpan, U"얼마동안"},    {kSpan, U"시간"},       {kPlace, U"어디"},
    {kPlace, U"위치"},       {kPlace, U"매장"},      {kProcedure, U"어떻게"},
    {kProcedure, U"방법"},   {kProcedure, U"절차"},  {kProcedure, U"하는법"},
    {kProcedure, U"신청하"}, {kProcedure, U"고싶"},  {kProcedure, U"하려면"},
    {kProcedure, U"해주세"}, {kProcedure, U"해줘"},  {kProcedure, U"려고"},
    {kProcedure, U"확인"},   {kProcedure, U"조회"},  {kAge, U"몇살"},
    {kAge, U"나이"},         {kAge, U"연령"},        {kPapers, U"서류"},
    {kPapers, U"준비물"},    {kPapers, U"뭐가필요"}, {kPapers, U"필요한"},
    {kPossible, U"되나요"},  {kPossible, U"가능"},   {kPossible, U"될까요"},
    {kPossible, U"돼요"},    {kPossible, U"수있"},
};

constexpr Cue kAskedEnglish[] = {
    {kPrice, U" how much "},
    {kPrice, U" cost "},
    {kPrice, U" costs "},
    {kPrice, U" price "},
    {kPrice, U" fee "},
    {kPrice, U" fees "},
    {kPrice, U" charge "},
    {kPrice, U" rate "},
    {kPrice, U" rates "},
    {kPrice, U" free "},
    {kVolume, U" how many gb "},
    {kVolume, U" how many gigs "},
    {kVolume, U" how much data "},
    {kVolume, U" allowance "},
    {kSpan, U" when "},
    {kSpan, U" how long "},
    {kSpan, U" how often "},
    {kSpan, U" what time "},
    {kSpan, U" what day "},
    {kSpan, U" deadline "},
    {kSpan, U" how many days "},
    {kSpan, U" hours "},
    {kPlace, U" where "},
    {kPlace, U" store "},
    {kPlace, U" shop "},
    {kProcedure, U" how do "},
    {kProcedure, U" how can "},
    {kProcedure, U" how to "},
    {kProcedure, U" i want to "},
    {kProcedure, U" i need to "},
    {kProcedure, U" id like to "},
    {kProcedure, U" steps "},
    {kAge, U" how old "},
    {kAge, U" age "},
    {kPapers, U" documents "},
    {kPapers, U" do i need "},
    {kPapers, U" bring "},
    {kPapers, U" required "},
    {kPossible, U" can i "},
    {kPossible, U" is it possible "},
    {kPossible, U" am i "},
    {kPossible, U" does it "},
};

constexpr Cue kStatedKorean[] = {
    {kPrice, U"무료"},          {kSpan, U"시부터"},
    {kSpan, U"매월"},           {kSpan, U"매일"},
    {kSpan, U"즉시"},           {kSpan, U"영업일"},
    {kSpan, U"이내"},           {kSpan, U"부터"},
    {kSpan, U"까지"},           {kPlace, U"매장"},
    {kPlace, U"메뉴"},          {kPlace, U"앱"},
    {kPlace, U"홈페이지"},      {kProcedure, U"메뉴"},
    {kProcedure, U"신청"},      {kProcedure, U"앱"},
    {kProcedure, U"방문"},      {kProcedure, U"하시면"},
    {kAge, U"세이상"},          {kAge, U"세부터"},
    {kAge, U"세이하"},          {kAge, U"세까지"},
    {kAge, U"세미만"},          {kPapers, U"신분증"},
    {kPapers, U"서류"},         {kPapers, U"증명서"},
    {kPapers, U"필요합니다"},   {kPossible, U"수있습니다"},
    {kPossible, U"수없습니다"}, {kPossible, U"가능"},
    {kPossible, U"지않습니다"},
};

constexpr Cue kStatedEnglish[] = {
    {kPrice, U" free "},        {kSpan, U" from "},
    {kSpan, U" within "},       {kSpan, U" until "},
    {kSpan, U" every "},        {kSpan, U" immediately "},
    {kSpan, U" hours "},        {kPlace, U" store "},
    {kPlace, U" stores "},      {kPlace, U" app "},
    {kPlace, U" under "},       {kPlace, U" website "},
    {kProcedure, U" apply "},   {kProcedure, U" app "},
    {kProcedure, U" under "},   {kProcedure, U" visit "},
    {kProcedure, U" calling "}, {kAge, U" aged "},
    {kAge, U" years old "},     {kAge, U" or older "},
    {kPapers, U" id "},         {kPapers, U" document "},
    {kPapers, U" documents "},  {kPapers, U" certificate "},
    {kPapers, U" bring "},      {kPapers, U" you need "},
    {kPossible, U" you can "},  {kPossible, U" cannot "},
    {kPossible, U" can be "},   {kPossible, U" not available "},
};

FactKinds Find(std::span<const Cue> cues, CodesView text) {
  FactKinds kinds = 0;
  for (const Cue& cue : cues) {
    if (text.find(cue.text) != text.npos) kinds |= cue.kind;
  }
  return kinds;
}

}  // namespace

FactKinds AskedFor(const Message& question) {
  const PhraseText text = LayOut(question);
  FactKinds kinds =
      Find(kAskedKorean, text.hangul) | Find(kAskedEnglish, text.words);
  // "How much data", "얼마나 남았나" and "얼마나 걸리나" are not about money.
  static constexpr CodesView kOthers[] = {U"얼마남", U"얼마나남", U"얼마나걸"};
  const bool other = std::ranges::any_of(kOthers, [&](CodesView piece) {
    return text.hangul.find(piece) != text.hangul.npos;
  });
  if (other || (kinds & kVolume)) kinds &= ~static_cast<FactKinds>(kPrice);
  return kinds;
}

FactKinds StatedIn(const Message& sentence) {
  const PhraseText text = LayOut(sentence);
  FactKinds kinds =
      Find(kStatedKorean, text.hangul) | Find(kStatedEnglish, text.words);
  std::vector<Span> amounts;
  FindAmounts(sentence.folded.text, &amounts);
  for (const Span& span : amounts) {
    if (span.type == "money") kinds |= kPrice;
    if (span.type == "data_volume") kinds |= kVolume;
    if (span.type == "duration") kinds |= kSpan;
  }
  return kinds;
}

}  // namespace aicc::inference
