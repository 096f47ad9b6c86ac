#include "services/summary/domain/phrases.h"

#include <array>
#include <cstddef>

#include "common/korean.h"
#include "services/summary/domain/text.h"

namespace aicc::summary {
namespace {

// Code points: the longest sentence of a document.
constexpr std::size_t kQuoteLimit = 240;

constexpr std::array kFillers = std::to_array<std::string_view>(
    {"hi there", "hey there", "hello there", "hi",    "hey",    "hello",
     "um",       "uh",        "well",        "so",    "okay",   "ok",
     "yes",      "yeah",      "right",       "great", "good",   "perfect",
     "no",       "of course", "안녕하세요",  "네",    "예",     "아",
     "음",       "어",        "저기",        "그럼",  "그런데", "근데",
     "그리고"});

std::string_view SpeakerName(Speaker speaker, bool korean) {
  switch (speaker) {
    case Speaker::kCustomer:
      return korean ? "고객은" : "The customer";
    case Speaker::kBot:
      return korean ? "챗봇은" : "The bot";
    case Speaker::kAgent:
      return korean ? "상담원은" : "The agent";
  }
  return {};
}

// What follows the quote, after its (이)라.
std::string_view Korean(Speaker speaker, SpeechAct act) {
  switch (act) {
    case SpeechAct::kAsked:
      // Who serves does not inquire.
      return speaker == Speaker::kCustomer ? "고 문의했습니다."
                                           : "고 물었습니다.";
    case SpeechAct::kSaid:
      return "고 말했습니다.";
    case SpeechAct::kRequested:
      return "고 요청했습니다.";
    case SpeechAct::kExplained:
      return "고 안내했습니다.";
    case SpeechAct::kPromised:
      return "고 약속했습니다.";
    case SpeechAct::kConfirmed:
      return "고 확인했습니다.";
    case SpeechAct::kThanked:
      return "며 만족을 표했습니다.";
    case SpeechAct::kComplained:
      return "며 불만을 표했습니다.";
    case SpeechAct::kNoted:
      return "고 기록했습니다.";
  }
  return {};
}

std::string_view English(SpeechAct act) {
  switch (act) {
    case SpeechAct::kAsked:
      return " asked: ";
    case SpeechAct::kSaid:
      return " said: ";
    case SpeechAct::kRequested:
      return " requested: ";
    case SpeechAct::kExplained:
      return " explained: ";
    case SpeechAct::kPromised:
      return " promised: ";
    case SpeechAct::kConfirmed:
      return " confirmed: ";
    case SpeechAct::kThanked:
      return " was content: ";
    case SpeechAct::kComplained:
      return " complained: ";
    case SpeechAct::kNoted:
      return " noted: ";
  }
  return {};
}

// Where the text after a filler begins; 0 if there is none. "Well, …", "네 …",
// "Good. …" are cut, "Good luck" is not: an English filler needs a comma.
std::size_t AfterFiller(std::string_view text) {
  const std::string lower = Lower(text);
  for (const std::string_view filler : kFillers) {
    if (!lower.starts_with(filler)) continue;
    std::size_t at = filler.size();
    const bool korean = static_cast<unsigned char>(filler[0]) >= 0x80;
    bool mark = false;
    while (at < lower.size() && (lower[at] == ',' || lower[at] == '.' ||
                                 lower[at] == '!' || lower[at] == ' ')) {
      mark |= korean || lower[at] != ' ';
      ++at;
    }
    if (mark && at > filler.size() && at < lower.size()) return at;
  }
  return 0;
}

}  // namespace

std::string Quoted(Speaker speaker, SpeechAct act, std::string_view quote,
                   bool korean) {
  const std::string words = "\"" + std::string(quote) + "\"";
  const std::string name(SpeakerName(speaker, korean));
  if (korean) {
    return name + " " + words + (EndsInConsonant(quote) ? "이라" : "라") +
           std::string(Korean(speaker, act));
  }
  return name + std::string(English(act)) + words;
}

std::string QuoteOf(std::string_view sentence) {
  std::string_view rest = Trim(sentence);
  while (const std::size_t cut = AfterFiller(rest)) {
    // Two or three words must stay, or the filler was the answer.
    if (CodePointCount(rest.substr(cut)) < 6) break;
    rest.remove_prefix(cut);
  }
  std::string quote = Shorten(rest, kQuoteLimit);
  // Quotes within the quote would end it.
  for (char& c : quote) {
    if (c == '"') c = '\'';
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return quote;
}

}  // namespace aicc::summary
