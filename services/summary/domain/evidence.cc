#include "services/summary/domain/evidence.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <set>
#include <string>

#include "services/summary/domain/numbers.h"
#include "services/summary/domain/outcome.h"
#include "services/summary/domain/text.h"

namespace aicc::summary {
namespace {

// At least this share of the words that are neither numbers, names nor
// reporting words must occur in the evidence.
constexpr double kSupportedShare = 0.6;

// Six bytes: two syllables, by which a Korean word is known whatever its
// ending.
constexpr std::size_t kTwoSyllables = 6;

// Words with which one reports what others said. They need no proof.
constexpr std::array kReporting = std::to_array<std::string_view>({
    "customer",  "customers", "agent",    "agents",    "bot",      "asked",
    "asks",      "said",      "says",     "requested", "requests", "explained",
    "explains",  "promised",  "promises", "confirmed", "confirms", "complained",
    "complains", "noted",     "told",     "wants",     "wanted",   "reported",
    "reports",   "informed",  "stated",   "regarding", "whether",  "because",
    "inquired",  "mentioned", "outcome",  "content",   "being",    "they",
});
constexpr std::array kReportingKorean = std::to_array<std::string_view>({
    "고객",   "상담원", "챗봇", "문의", "안내",   "요청",   "말했",   "말씀",
    "약속",   "확인",   "기록", "표했", "답변",   "설명",   "대해",   "대한",
    "관련",   "원했",   "원함", "위해", "내용",   "했습니", "하였습", "되었습",
    "됐습니", "있었습", "라고", "라며", "이라고", "이라며", "물었",   "전달",
});

bool IsReporting(std::string_view word) {
  if (std::ranges::find(kReporting, word) != kReporting.end()) return true;
  return std::ranges::any_of(kReportingKorean, [word](std::string_view stem) {
    return word.starts_with(stem);
  });
}

bool IsAsciiLetter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

bool IsAsciiAlnum(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

bool IsKorean(std::string_view word) {
  std::size_t at = 0;
  return !word.empty() && IsHangul(NextCodePoint(word, &at));
}

// The words of the evidence, looked up by stem or, in Korean, by beginning.
class Vocabulary {
 public:
  explicit Vocabulary(std::string_view text) {
    for (const std::string& word : Words(text)) {
      stems_.insert(Stem(word));
      words_.insert(word);
    }
  }

  bool Has(const std::string& word) const {
    const std::string stem = Stem(word);
    if (stems_.contains(stem) || words_.contains(word)) return true;
    if (!IsKorean(word) || word.size() < kTwoSyllables) return false;
    return HasPrefix(stem.substr(0, kTwoSyllables));
  }

  // As Has(), but for names: all of it, whatever particle follows.
  bool HasName(const std::string& name) const { return HasPrefix(name); }

 private:
  bool HasPrefix(const std::string& prefix) const {
    const auto found = words_.lower_bound(prefix);
    return found != words_.end() && found->starts_with(prefix);
  }

  std::set<std::string> stems_;
  std::set<std::string> words_;
};

bool NumbersSupported(std::string_view text, std::string_view evidence) {
  const Numbers claimed = NumbersIn(text);
  const Numbers known = NumbersIn(evidence);
  return std::ranges::all_of(claimed.values, [&](const std::string& number) {
    return known.values.contains(number) || known.parts.contains(number);
  });
}

// A word with a capital, or Latin letters among Korean: a name until proven
// otherwise. Reporting and common words at the beginning are not.
bool LatinNamesSupported(std::string_view text, const Vocabulary& vocabulary) {
  const bool korean = std::ranges::any_of(
      Words(text), [](const std::string& word) { return IsKorean(word); });
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at++;
    if (!IsAsciiAlnum(text[begin])) continue;
    while (at < text.size() && (IsAsciiAlnum(text[at]) || text[at] == '\'')) {
      ++at;
    }
    const std::string_view raw = text.substr(begin, at - begin);
    // What is counted, as in "4GB" or "26th", is looked at as a number.
    if (!IsAsciiLetter(raw[0])) continue;
    const bool capital = std::isupper(static_cast<unsigned char>(raw[0])) != 0;
    if (!capital && !korean) continue;
    const std::string word = Words(raw).front();
    if (IsStopWord(word) || IsReporting(word)) continue;
    if (!vocabulary.Has(word) && !vocabulary.HasName(word)) return false;
  }
  return true;
}

// 김하늘 고객, 이지은 상담원, 김하늘님, 하늘 씨: a name stands before the
// title.
bool KoreanNamesSupported(std::string_view text, const Vocabulary& vocabulary) {
  const std::vector<std::string> words = Words(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view name;
    if (i > 0 && IsKorean(words[i - 1]) &&
        (words[i].starts_with("고객") || words[i].starts_with("상담원") ||
         words[i] == "님" || words[i].starts_with("님이") || words[i] == "씨" ||
         words[i].starts_with("씨가"))) {
      // Only a bare noun can be one: 고객은 상담원에게 has a particle.
      if (Stem(words[i - 1]) == words[i - 1]) name = words[i - 1];
    }
    for (const std::string_view title :
         {"님은", "님이", "님에게", "님", "씨"}) {
      if (name.empty() && words[i].ends_with(title)) {
        name = std::string_view(words[i]).substr(
            0, words[i].size() - title.size());
      }
    }
    if (name.size() < kTwoSyllables || IsReporting(name)) continue;
    if (!vocabulary.HasName(std::string(name))) return false;
  }
  return true;
}

// One kind of quotation mark around, another within; no case, one white space.
std::string ForQuotes(std::string_view text) {
  std::string out = Lower(text);
  for (const std::string_view mark : {"“", "”"}) {
    for (std::size_t at = 0; (at = out.find(mark)) != std::string::npos;) {
      out.replace(at, mark.size(), "\"");
    }
  }
  std::ranges::replace_if(
      out, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return out;
}

enum class Quotes { kNone, kTrue, kFalse };

// What stands between quotation marks must have been said word for word, but
// for what a "…" at its end leaves out.
Quotes CheckQuotes(std::string_view text, std::string_view evidence) {
  const std::string claimed = ForQuotes(text);
  std::string said = ForQuotes(evidence);
  std::ranges::replace(said, '"', '\'');
  Quotes found = Quotes::kNone;
  for (std::size_t begin = claimed.find('"'); begin != std::string::npos;) {
    const std::size_t end = claimed.find('"', begin + 1);
    if (end == std::string::npos) return Quotes::kFalse;
    std::string_view quote =
        std::string_view(claimed).substr(begin + 1, end - begin - 1);
    if (quote.ends_with("…")) quote.remove_suffix(std::string_view("…").size());
    if (Words(quote).empty() || said.find(quote) == std::string::npos) {
      return Quotes::kFalse;
    }
    found = Quotes::kTrue;
    begin = claimed.find('"', end + 1);
  }
  return found;
}

bool WordsSupported(std::string_view text, const Vocabulary& vocabulary,
                    bool quoted) {
  std::size_t all = 0;
  std::size_t known = 0;
  for (const std::string& word : Words(text)) {
    const bool number = std::isdigit(static_cast<unsigned char>(word[0])) != 0;
    if (number || IsStopWord(word) || IsReporting(word)) continue;
    ++all;
    if (vocabulary.Has(word)) ++known;
  }
  // A sentence of reporting words says nothing; a number says something.
  if (all == 0) return quoted || !NumbersIn(text).values.empty();
  return static_cast<double>(known) >=
         kSupportedShare * static_cast<double>(all);
}

}  // namespace

bool IsSupported(std::string_view text, std::string_view evidence) {
  const Quotes quotes = CheckQuotes(text, evidence);
  if (quotes == Quotes::kFalse) return false;
  const Vocabulary vocabulary(evidence);
  return NumbersSupported(text, evidence) &&
         LatinNamesSupported(text, vocabulary) &&
         KoreanNamesSupported(text, vocabulary) &&
         // A quote of common words only, such as "Why?", is still said.
         WordsSupported(text, vocabulary, quotes == Quotes::kTrue);
}

bool IsSupported(const Sentence& sentence, const Conversation& conversation,
                 const PackManifest* pack) {
  if (sentence.evidence_seqs.empty()) return false;
  std::string evidence;
  for (const int seq : sentence.evidence_seqs) {
    const LogEntry* entry = conversation.Find(seq);
    if (entry == nullptr) return false;
    const std::string text = EvidenceText(*entry, pack);
    if (text.empty()) return false;
    evidence += text + "\n";
  }
  return IsSupported(sentence.text, evidence);
}

int DropUnsupported(const Conversation& conversation, const PackManifest* pack,
                    std::vector<Section>* sections) {
  int dropped = 0;
  for (Section& section : *sections) {
    dropped += static_cast<int>(
        std::erase_if(section.sentences, [&](const Sentence& sentence) {
          return !IsSupported(sentence, conversation, pack);
        }));
  }
  std::erase_if(*sections, [](const Section& section) {
    return section.sentences.empty();
  });
  return dropped;
}

}  // namespace aicc::summary
