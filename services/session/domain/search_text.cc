#include "services/session/domain/search_text.h"

#include <algorithm>

#include "common/english.h"
#include "common/korean.h"

namespace aicc::session {
namespace {

bool OnlySpaces(CodesView text) {
  return std::ranges::all_of(text, [](char32_t c) { return c == U' '; });
}

void AddWord(const Token& token, HangulRun* run) {
  Token word = token;
  word.begin = static_cast<int>(run->letters.size());
  run->letters += token.text;
  word.end = static_cast<int>(run->letters.size());
  for (int at = token.begin; at < token.end; ++at) run->origin.push_back(at);
  run->words.push_back(std::move(word));
}

}  // namespace

SearchText ReadForSearch(std::string_view utf8) {
  SearchText text;
  text.folded = Fold(DecodeUtf8(utf8, utf8.size()));
  const CodesView folded = text.folded.text;
  int last_end = -1;  // Of the last word, if it is Hangul.
  for (Token& token : Tokenize(folded)) {
    if (token.script != Script::kHangul) {
      last_end = -1;
      if (token.script == Script::kLatin) token.text = EnglishStem(token.text);
      text.words.push_back(std::move(token));
      continue;
    }
    const bool goes_on =
        last_end >= 0 && OnlySpaces(folded.substr(
                             static_cast<std::size_t>(last_end),
                             static_cast<std::size_t>(token.begin - last_end)));
    if (!goes_on) text.runs.emplace_back();
    AddWord(token, &text.runs.back());
    last_end = token.end;
  }
  return text;
}

std::int32_t Term(std::string_view tenant, TermKind kind, CodesView letters) {
  std::uint64_t hash = 0xCBF29CE484222325;  // FNV-1a
  const auto add = [&hash](std::uint64_t value) {
    hash = (hash ^ value) * 0x100000001B3;
  };
  for (const char c : tenant) add(static_cast<unsigned char>(c));
  add(static_cast<std::uint64_t>(kind) << 8);
  for (const char32_t c : letters) add(c);
  return static_cast<std::int32_t>(hash ^ (hash >> 32));
}

std::vector<std::int32_t> TermsOf(std::string_view tenant,
                                  std::string_view utterance) {
  const SearchText text = ReadForSearch(utterance);
  std::vector<std::int32_t> terms;
  for (const Token& word : text.words) {
    terms.push_back(Term(tenant, TermKind::kWord, word.text));
  }
  for (const HangulRun& run : text.runs) {
    const CodesView letters = run.letters;
    for (std::size_t at = 0; at + 2 <= letters.size(); ++at) {
      terms.push_back(Term(tenant, TermKind::kPair, letters.substr(at, 2)));
    }
    for (const Token& word : run.words) {
      if (const auto syllable = OnlySyllable(word.text)) {
        terms.push_back(
            Term(tenant, TermKind::kSyllable, CodesView(&*syllable, 1)));
      }
    }
  }
  std::ranges::sort(terms);
  const auto rest = std::ranges::unique(terms);
  terms.erase(rest.begin(), rest.end());
  return terms;
}

}  // namespace aicc::session
