#include <algorithm>
#include <array>

#include "common/korean.h"

namespace aicc {
namespace {

constexpr char32_t kFirstSyllable = 0xAC00;
constexpr char32_t kFinals = 28;
constexpr char32_t kFinalL = 8;  // ㄹ

// What a particle stands after.
enum class After { kAny, kConsonant, kVowel, kVowelOrL };

struct Particle {
  CodesView text;
  After after = After::kAny;
  bool upon = false;       // May stand upon another one.
  bool under = false;      // Another one may stand upon it.
  bool short_too = false;  // Seldom the end of a noun of two syllables.
};

// Longer ones first.
constexpr auto kParticles = std::to_array<Particle>({
    {U"이라도", After::kConsonant, true},
    {U"에서", After::kAny, false, true, true},
    {U"에게", After::kAny, false, true, true},
    {U"한테", After::kAny, false, true, true},
    {U"께서", After::kAny, false, true, true},
    {U"으로", After::kConsonant, false, true, true},
    {U"부터", After::kAny, true, true, true},
    {U"까지", After::kAny, true, true, true},
    {U"이랑", After::kConsonant, false, true, true},
    {U"이나", After::kConsonant, true, false, true},
    {U"라도", After::kVowel, true},
    {U"보다", After::kAny, false, true, true},
    {U"처럼", After::kAny, false, true, true},
    {U"마다", After::kAny, false, true, true},
    {U"조차", After::kAny, true, true},
    {U"마저", After::kAny, true, true},
    {U"밖에", After::kAny, true, true},
    {U"대로", After::kAny, false, true},
    {U"만큼", After::kAny, false, true},
    {U"하고", After::kAny, false, true},
    {U"을", After::kConsonant, false, false, true},
    {U"를", After::kVowel, false, false, true},
    {U"은", After::kConsonant, true, false, true},
    {U"는", After::kVowel, true, false, true},
    {U"이", After::kConsonant, false, false, true},
    {U"가", After::kVowel},
    {U"의", After::kAny},
    {U"에", After::kAny, false, true, true},
    {U"께", After::kAny, false, true},
    {U"로", After::kVowelOrL, false, true},
    {U"와", After::kVowel, false, true},
    {U"과", After::kConsonant, false, true},
    {U"랑", After::kVowel, false, true},
    {U"나", After::kVowel, true},
    {U"도", After::kAny, true},
    {U"만", After::kAny, true, true},
});

bool Agrees(After after, char32_t before) {
  if (!IsHangulSyllable(before)) return true;
  const char32_t final = (before - kFirstSyllable) % kFinals;
  switch (after) {
    case After::kAny:
      return true;
    case After::kConsonant:
      return final != 0;
    case After::kVowel:
      return final == 0;
    case After::kVowelOrL:
      return final == 0 || final == kFinalL;
  }
  return false;
}

bool Ends(CodesView word, const Particle& particle, std::size_t keep) {
  return word.size() >= keep + particle.text.size() &&
         word.ends_with(particle.text) &&
         Agrees(particle.after, word[word.size() - particle.text.size() - 1]);
}

}  // namespace

CodesView WithoutParticles(CodesView word, std::size_t keep) {
  keep = std::max<std::size_t>(keep, 1);
  const Particle* above = nullptr;
  for (;;) {
    const auto found = std::ranges::find_if(kParticles, [&](const auto& p) {
      return Ends(word, p, keep) &&
             (above == nullptr || (above->upon && p.under));
    });
    if (found == kParticles.end()) return word;
    word.remove_suffix(found->text.size());
    above = found;
  }
}

std::optional<char32_t> OnlySyllable(CodesView word) {
  if (word.size() == 1) return word[0];
  for (const Particle& particle : kParticles) {
    if (particle.short_too && word.size() == particle.text.size() + 1 &&
        Ends(word, particle, 1)) {
      return word[0];
    }
  }
  return std::nullopt;
}

bool IsParticle(CodesView word) {
  // Whatever stands before it; a letter that is no syllable agrees with all.
  const Codes after = U"x" + Codes(word);
  return WithoutParticles(after, 1).size() == 1;
}

}  // namespace aicc
