#include "services/inference/domain/retrieval_terms.h"

#include <algorithm>

namespace aicc::inference {
namespace {

// Chosen on held-out questions of the demo pack and on public ones.
constexpr float kWordWeight = 1.0F;
constexpr float kBigramWeight = 0.6F;
constexpr float kTrigramWeight = 0.2F;
constexpr float kSynonymWeight = 0.9F;

// What joins a question to what was said before, and asks for nothing.
constexpr CodesView kJoining[] = {
    U"아",     U"어",      U"음",       U"네",      U"예",         U"참",
    U"그리고", U"그런데",  U"근데",     U"그럼",    U"그러면",     U"그래서",
    U"또",     U"혹시",    U"그나저나", U"일단",    U"마지막으로", U"oh",
    U"ok",     U"okay",    U"and",      U"also",    U"so",         U"well",
    U"then",   U"finally", U"lastly",   U"actually"};

enum Kind : std::uint64_t { kWord = 11, kBigram, kTrigram, kSynonym };

std::uint64_t Hash(CodesView text, std::uint64_t kind) {
  std::uint64_t hash = 0xCBF29CE484222325 ^ (kind * 0x9E3779B97F4A7C15);
  for (const char32_t c : text) {
    hash = (hash ^ c) * 0x100000001B3;
    hash ^= hash >> 29;
  }
  return hash;
}

void AddGrams(CodesView text, std::size_t size, Kind kind, float weight,
              std::vector<SearchTerm>* terms) {
  for (std::size_t at = 0; at + size <= text.size(); ++at) {
    terms->push_back({Hash(text.substr(at, size), kind), weight});
  }
}

}  // namespace

std::vector<SearchTerm> SearchTerms(const Message& message) {
  std::vector<SearchTerm> terms;
  Codes run;  // Adjacent Hangul words: "로밍 요금" finds "로밍요금".
  const auto end_run = [&] {
    AddGrams(run, 2, kBigram, kBigramWeight, &terms);
    run.clear();
  };
  for (std::size_t i = 0; i < message.tokens.size(); ++i) {
    const Token& token = message.tokens[i];
    if (std::ranges::find(kJoining, CodesView(token.text)) !=
        std::ranges::end(kJoining)) {
      end_run();
      continue;
    }
    terms.push_back({Hash(message.stems[i], kWord), kWordWeight});
    if (token.script == Script::kHangul) {
      run += message.stems[i];
      continue;
    }
    end_run();
    if (token.script == Script::kLatin && token.text.size() > 2) {
      AddGrams(U'_' + token.text + U'_', 3, kTrigram, kTrigramWeight, &terms);
    } else if (token.script == Script::kOther) {
      AddGrams(token.text, 2, kBigram, kBigramWeight, &terms);
    }
  }
  end_run();
  for (const int group : message.synonyms) {
    terms.push_back({Hash({}, kSynonym + 100 * static_cast<unsigned>(group)),
                     kSynonymWeight});
  }
  return terms;
}

}  // namespace aicc::inference
