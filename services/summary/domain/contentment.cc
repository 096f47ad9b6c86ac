#include "services/summary/domain/contentment.h"

#include <algorithm>
#include <string>

#include "services/summary/domain/phrase_finder.h"
#include "services/summary/domain/text.h"

namespace aicc::summary {
namespace {

constexpr std::string_view kThanks[] = {
    "thank*", "appreciate*", "cheers", "grateful", "감사", "고맙", "고마워"};

// What makes thanks more than manners: what they are for.
constexpr std::string_view kFor[] = {"your help",
                                     "the help",
                                     "helping",
                                     "sorting",
                                     "sorted",
                                     "fixing",
                                     "fixed",
                                     "solving",
                                     "solved",
                                     "resolving",
                                     "resolved",
                                     "explaining",
                                     "taking care",
                                     "clearing",
                                     "so quickly",
                                     "so fast",
                                     "so patient",
                                     "your patience",
                                     "great service",
                                     "great help",
                                     "great job",
                                     "great support",
                                     "excellent service",
                                     "excellent support",
                                     "good service",
                                     "good job",
                                     "well done",
                                     "very helpful",
                                     "really helpful",
                                     "so helpful",
                                     "your support",
                                     "빠른 처리",
                                     "빠른 답변",
                                     "빨리",
                                     "빠르게",
                                     "친절",
                                     "신경 써",
                                     "신경써"};

// Praise by itself. "Well done" and "great job" are not: half of those who say
// no more than that are bitter.
constexpr std::string_view kPraise[] = {"was very helpful",
                                        "were very helpful",
                                        "very very helpful",
                                        "been very helpful",
                                        "been really helpful",
                                        "been so helpful",
                                        "was really helpful",
                                        "were really helpful",
                                        "been most helpful",
                                        "been helpful",
                                        "been a great",
                                        "been great",
                                        "been brilliant",
                                        "been excellent",
                                        "been lovely",
                                        "been wonderful",
                                        "am happy with",
                                        "im happy with",
                                        "very happy with",
                                        "really happy with",
                                        "am satisfied",
                                        "im satisfied",
                                        "very satisfied",
                                        "impressed",
                                        "pleased with",
                                        "relieved",
                                        "도움 많이 됐",
                                        "도움이 많이 됐",
                                        "도움 많이 되",
                                        "도움이 많이 되",
                                        "도움이 됐",
                                        "도움이 되었",
                                        "큰 도움",
                                        "덕분",
                                        "다행이",
                                        "다행입",
                                        "만족합",
                                        "만족해",
                                        "만족스러",
                                        "만족했",
                                        "친절하시",
                                        "친절하셔",
                                        "친절했",
                                        "친절하네",
                                        "친절해서",
                                        "속이 시원",
                                        "최고예요",
                                        "최고네요",
                                        "최고입니다"};

// Who says one of these may mean the opposite.
constexpr std::string_view kDenial[] = {
    "no",      "not",      "never",  "cannot",  "none",       "nothing",
    "nobody",  "hardly",   "barely", "without", "n't",        "n’t",
    "dont",    "cant",     "wont",   "didnt",   "isnt",       "wasnt",
    "havent",  "hasnt",    "doesnt", "couldnt", "wouldnt",    "arent",
    "werent",  "would",    "id",     "could",   "if",         "but",
    "however", "although", "though", "instead", "in advance", "wasting",
    "아니",    "아닌",     "아닙",   "아닐",    "아뇨",       "아녜",
    "못",      "없",       "않",     "말고",    "불친절",     "불만",
    "그나마",  "시면",     "다면",   "으면",    "지만",       "긴 한데",
    "긴한데",  "는 한데",  "별로"};

// Manners towards who called or wrote.
constexpr std::string_view kManners[] = {"전화 주셔", "전화주셔", "연락 주셔",
                                         "연락주셔", "기다려 주셔"};

// 안 as a word, or written together with what it denies; not 안내 or 안녕.
bool IsDenialWord(std::string_view word) {
  constexpr std::string_view kNo = "안";
  if (!word.starts_with(kNo)) return false;
  word.remove_prefix(kNo.size());
  if (word.empty()) return true;
  for (const std::string_view verb :
       {"되", "돼", "됐", "된", "됩", "될", "됨", "하", "해", "했", "할", "합",
        "와", "왔", "좋", "받", "맞", "끊", "들"}) {
    if (word.starts_with(verb)) return true;
  }
  return false;
}

bool IsDenied(std::string_view text, const PhraseFinder& sentence) {
  return sentence.HasAny(kDenial) ||
         std::ranges::any_of(Words(text), IsDenialWord);
}

// -주셔서, -주신: what the thanks are for, in one word with the verb.
bool ThanksForDeed(const PhraseFinder& sentence) {
  constexpr std::string_view kDone[] = {"주셔서", "주셔 ", "주신", "줘서"};
  return sentence.HasAny(kDone) && !sentence.HasAny(kManners);
}

}  // namespace

bool TellsContentment(std::string_view text, bool confirmed) {
  const PhraseFinder sentence(text);
  if (text.ends_with('?') || IsDenied(text, sentence)) return false;
  if (sentence.HasAny(kPraise)) return true;
  return sentence.HasAny(kThanks) &&
         (confirmed || sentence.HasAny(kFor) || ThanksForDeed(sentence));
}

}  // namespace aicc::summary
