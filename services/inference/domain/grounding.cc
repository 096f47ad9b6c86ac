#include "services/inference/domain/grounding.h"

#include <algorithm>
#include <array>

#include "common/english.h"
#include "common/text.h"
#include "services/inference/domain/language.h"
#include "services/inference/domain/turn_text.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxSentenceBytes = 4'096;
// With fewer parts than this there is nothing to compare.
constexpr std::size_t kFewestParts = 3;
// The least share of a sentence that makes a passage its source.
constexpr double kRestsOn = 0.3;

// How words begin that every answer has, whatever it says.
constexpr std::array<std::u32string_view, 26> kCourtesy{
    U"안녕", U"고객", U"감사", U"죄송", U"문의", U"말씀", U"도움",
    U"안내", U"추가", U"궁금", U"언제", U"필요", U"경우", U"가능",
    U"있습", U"있으", U"드리", U"드립", U"됩니", U"합니", U"하시",
    U"주세", U"바랍", U"무엇", U"도와", U"관련"};
constexpr std::array<std::u32string_view, 44> kCommonWords{
    U"the",   U"and",   U"for",    U"you",   U"your",  U"are",      U"can",
    U"this",  U"that",  U"with",   U"have",  U"has",   U"not",      U"will",
    U"our",   U"pleas", U"please", U"thank", U"help",  U"any",      U"more",
    U"need",  U"let",   U"know",   U"from",  U"but",   U"also",     U"hello",
    U"sorri", U"sorry", U"ani",    U"els",   U"else",  U"question", U"feel",
    U"free",  U"ask",   U"what",   U"when",  U"would", U"may",      U"all",
    U"there", U"here"};

bool IsNumber(const std::u32string& part) {
  return !part.empty() && IsDigit(part.front());
}

// A figure is the same with or without its unit: "5g" has no figure of its own.
void AddLatin(const Token& token, std::set<std::u32string>* parts) {
  const Codes stem = EnglishStem(token.text);
  const bool common =
      std::ranges::find(kCommonWords, token.text) != kCommonWords.end() ||
      std::ranges::find(kCommonWords, stem) != kCommonWords.end();
  if (token.text.size() >= 3 && !common) parts->insert(stem);
}

bool IsCourtesy(const Codes& word) {
  return std::ranges::any_of(kCourtesy, [&](std::u32string_view stem) {
    return word.starts_with(stem);
  });
}

void AddHangul(const Codes& word, std::set<std::u32string>* parts) {
  if (IsCourtesy(word)) return;
  for (std::size_t i = 0; i + 1 < word.size(); ++i) {
    parts->insert(word.substr(i, 2));
  }
}

// The parts of `text` that say something: figures, Latin stems, Hangul pairs.
std::set<std::u32string> PartsOf(std::string_view text) {
  std::set<std::u32string> parts;
  const Codes folded = FoldText(Shortened(text, kMaxSentenceBytes));
  for (const Token& token : Tokenize(folded)) {
    switch (token.script) {
      case Script::kDigits:
        parts.insert(token.text);
        break;
      case Script::kLatin:
        AddLatin(token, &parts);
        break;
      case Script::kHangul:
        AddHangul(KoreanStem(token.text), &parts);
        break;
      case Script::kOther:
        parts.insert(token.text);
        break;
    }
  }
  return parts;
}

// "1. " and "2) " at the front of an item are no figures.
std::string_view WithoutItemNumber(std::string_view sentence) {
  std::size_t at = sentence.find_first_not_of(" \n\t-*•");
  if (at == std::string_view::npos) return sentence;
  const std::size_t digits = at;
  while (at < sentence.size() && sentence[at] >= '0' && sentence[at] <= '9') {
    ++at;
  }
  const bool item =
      at > digits && at - digits <= 2 && at + 1 < sentence.size() &&
      (sentence[at] == '.' || sentence[at] == ')') && sentence[at + 1] == ' ';
  return item ? sentence.substr(at + 1) : sentence;
}

}  // namespace

Evidence::Evidence(const std::vector<Passage>& passages,
                   std::string_view question)
    : question_(PartsOf(question)) {
  for (const Passage& passage : passages) {
    Parts parts = PartsOf(passage.sentence);
    parts.merge(PartsOf(passage.title));
    parts.merge(PartsOf(passage.section));
    passages_.push_back(std::move(parts));
  }
  std::erase_if(question_, IsNumber);
}

Grounding Evidence::Check(std::string_view sentence) const {
  Grounding grounding;
  const Parts parts = PartsOf(WithoutItemNumber(sentence));
  std::vector<std::size_t> shared(passages_.size(), 0);
  std::size_t known = 0;
  for (const auto& part : parts) {
    bool found = question_.contains(part);
    for (std::size_t i = 0; i < passages_.size(); ++i) {
      if (!passages_[i].contains(part)) continue;
      found = true;
      ++shared[i];
    }
    if (found) ++known;
    if (!found && IsNumber(part)) ++grounding.unknown_numbers;
  }
  if (parts.size() < kFewestParts) return grounding;
  const double all = static_cast<double>(parts.size());
  grounding.share = static_cast<double>(known) / all;
  const auto most = std::ranges::max_element(shared);
  if (most != shared.end() && static_cast<double>(*most) >= kRestsOn * all) {
    grounding.passage = static_cast<std::size_t>(most - shared.begin());
  }
  return grounding;
}

}  // namespace aicc::inference
