#include "services/inference/domain/turn_text.h"

#include <algorithm>
#include <array>
#include <map>

#include "common/text.h"

namespace aicc::inference {
namespace {

constexpr double kNearlyTheSame = 0.8;
// How many earlier turns of the customer are compared.
constexpr int kTurnsLookedAt = 3;
constexpr std::size_t kComparedBytes = 2'048;

// Sounds that are no words, whatever their number.
constexpr std::u32string_view kKoreanSounds = U"음흠엄어아으허하헉";
constexpr std::array<std::u32string_view, 12> kEnglishSounds{
    U"um", U"uh", U"er",  U"erm",  U"hm",  U"mm",
    U"ah", U"eh", U"huh", U"haha", U"lol", U"oh"};
// Consonants alone that do mean something in a chat.
constexpr std::array<std::u32string_view, 7> kKoreanShorthand{
    U"ㅇㅇ", U"ㄴㄴ", U"ㄱㅅ", U"ㄳ", U"ㅅㄱ", U"ㅇㅋ", U"ㄱㄱ"};

// "hmmm" is "hm".
Codes WithoutRepeats(const Codes& text) {
  Codes once;
  for (const char32_t c : text) {
    if (once.empty() || once.back() != c) once.push_back(c);
  }
  return once;
}

bool IsSound(const Codes& word) {
  if (std::ranges::find(kKoreanShorthand, word) != kKoreanShorthand.end()) {
    return false;
  }
  const auto sounds = [](char32_t c) {
    return (IsHangul(c) && !IsHangulSyllable(c)) || kKoreanSounds.contains(c);
  };
  if (std::ranges::all_of(word, sounds)) return true;
  const Codes once = WithoutRepeats(word);
  return std::ranges::any_of(kEnglishSounds, [&](std::u32string_view sound) {
    return word == sound || once == sound ||
           once == WithoutRepeats(Codes(sound));
  });
}

// Each run of letters and digits.
std::vector<Codes> Words(std::string_view text) {
  std::vector<Codes> words;
  bool inside = false;
  for (const char32_t c : FoldText(Shortened(text, kComparedBytes))) {
    const bool word = IsWordCode(c);
    if (word && !inside) words.emplace_back();
    if (word) words.back().push_back(c);
    inside = word;
  }
  return words;
}

std::map<Codes, int> Bigrams(std::string_view text) {
  Codes letters;
  for (const char32_t c : FoldText(Shortened(text, kComparedBytes))) {
    if (IsWordCode(c)) letters.push_back(c);
  }
  std::map<Codes, int> counts;
  if (letters.size() == 1) counts[letters] = 1;
  for (std::size_t i = 0; i + 1 < letters.size(); ++i) {
    ++counts[letters.substr(i, 2)];
  }
  return counts;
}

// Two questions that differ in what they name are two questions.
bool NamesTheSame(const Understanding& a, const Understanding& b) {
  const auto values = [](const Understanding& understood) {
    std::vector<std::string> found;
    for (const Entity& entity : understood.entities) {
      found.push_back(entity.type + "=" + entity.value);
    }
    std::ranges::sort(found);
    return found;
  };
  return values(a) == values(b);
}

bool MeansTheSame(const Understanding& a, const Understanding& b) {
  return !a.intents.empty() && !b.intents.empty() &&
         a.intents.front().intent == b.intents.front().intent &&
         NamesTheSame(a, b);
}

}  // namespace

std::string_view Shortened(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (text[bytes] & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

bool IsMeaningless(std::string_view text) {
  return std::ranges::all_of(Words(text), IsSound);
}

double Likeness(std::string_view a, std::string_view b) {
  const auto first = Bigrams(a);
  const auto second = Bigrams(b);
  int total = 0;
  int shared = 0;
  for (const auto& [bigram, count] : first) {
    total += count;
    const auto found = second.find(bigram);
    if (found != second.end()) shared += std::min(count, found->second);
  }
  for (const auto& [bigram, count] : second) total += count;
  return total == 0 ? 0 : 2.0 * shared / total;
}

bool AsksAgain(const std::vector<Turn>& turns, const Understanding& understood,
               const DomainEngine& engine) {
  if (turns.empty()) return false;
  const std::string& asked = turns.back().text;
  bool answered = false;
  int looked_at = 0;
  for (auto turn = turns.rbegin() + 1; turn != turns.rend(); ++turn) {
    if (turn->speaker == Speaker::kBot) answered = true;
    if (turn->speaker != Speaker::kCustomer) continue;
    if (++looked_at > kTurnsLookedAt) return false;
    if (!answered || Likeness(asked, turn->text) < kNearlyTheSame) continue;
    const auto before = engine.Understand(Shortened(turn->text, kComparedBytes),
                                          understood.locale);
    if (MeansTheSame(understood, before)) return true;
  }
  return false;
}

}  // namespace aicc::inference
