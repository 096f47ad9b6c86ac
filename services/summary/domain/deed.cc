#include "services/summary/domain/deed.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "services/summary/domain/phrase_finder.h"
#include "services/summary/domain/text.h"

namespace aicc::summary {
namespace {

constexpr std::string_view kDidKorean[] = {
    "했습니다",   "하였습니다", "드렸습니다", "두었습니다", "뒀습니다",
    "보냈습니다", "넣었습니다", "걸었습니다", "놓았습니다", "놨습니다",
    "했어요",     "드렸어요",   "뒀어요",     "해 놨"};

// Done, whoever says so: "접수가 완료되었습니다".
constexpr std::string_view kDoneKorean[] = {
    "접수되었",    "접수됐",      "접수가 완료", "처리되었",    "처리됐",
    "처리가 완료", "등록되었",    "등록됐",      "등록이 완료", "취소되었",
    "취소됐",      "취소가 완료", "변경되었",    "변경됐",      "변경이 완료",
    "차단되었",    "차단됐",      "환불되었",    "환불됐",      "예약되었",
    "예약됐",      "신청되었",    "신청됐",      "해지되었",    "해지됐"};

// In the same form, but what happened, or was said or looked at.
constexpr std::string_view kNewsKorean[] = {"발생했",   "확인했", "조회했",
                                            "셨습니다", "말씀",   "가능했",
                                            "감사했",   "필요했"};

constexpr std::string_view kIrregular[] = {
    "sent",  "put",    "made", "set",  "given", "taken", "found",
    "reset", "spoken", "gone", "told", "got",   "done",  "left"};

constexpr std::string_view kPast[] = {
    "entered",   "booked",   "sent",    "applied",   "registered", "issued",
    "cancelled", "canceled", "blocked", "corrected", "refunded",   "reset",
    "scheduled", "opened",   "raised",  "filed",     "updated",    "changed",
    "added",     "credited", "waived",  "removed",   "activated",  "put"};

template <typename Words>
bool IsOneOf(std::string_view word, const Words& words) {
  return std::ranges::find(words, word) != std::end(words);
}

// Nothing is done yet by who has only looked.
constexpr std::string_view kIdle[] = {"checked",  "looked", "noted",  "tried",
                                      "received", "asked",  "noticed"};

bool IsParticiple(std::string_view word) {
  if (IsOneOf(word, kIdle)) return false;
  return (word.size() > 4 && word.ends_with("ed")) || IsOneOf(word, kIrregular);
}

// "I have just entered", "we've now booked", "I sent".
bool TellsEnglishDeed(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool pronoun = words[i] == "i" || words[i] == "we";
    std::size_t next = i + 1;
    if (pronoun && next < words.size() && IsOneOf(words[next], kPast)) {
      return true;
    }
    if (pronoun && next < words.size() && words[next] == "have") {
      ++next;
    } else if (words[i] != "ive" && words[i] != "weve") {
      continue;
    }
    // "just", "now", "already" may stand between.
    for (std::size_t k = next; k < std::min(next + 2, words.size()); ++k) {
      if (IsParticiple(words[k])) return true;
    }
  }
  return false;
}

}  // namespace

bool TellsDeed(std::string_view text) {
  if (text.ends_with('?')) return false;
  if (TellsEnglishDeed(Words(text))) return true;
  // "확인했습니다" says nothing by itself.
  if (ContentStems(text).size() < 2) return false;
  const PhraseFinder sentence(text);
  return sentence.HasAny(kDoneKorean) ||
         (sentence.HasAny(kDidKorean) && !sentence.HasAny(kNewsKorean));
}

}  // namespace aicc::summary
