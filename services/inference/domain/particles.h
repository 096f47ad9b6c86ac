#pragma once

#include <cstddef>
#include <string_view>

namespace aicc::inference {

// A Korean particle (조사) that agrees with the word before it.
struct AgreeingParticle {
  std::size_t size = 0;  // Bytes read; 0: none stands there.
  bool partial = false;  // More text may still make it one.
  // What is right after a consonant, and after a vowel.
  std::string_view consonant;
  std::string_view vowel;
  bool rieul_is_vowel = false;  // ㄹ goes with the vowels: 로.
};

// Reads the particle at the front of `text`: 은, 를, 으로, 이라고, 은(는) …;
// only if the word ends with it. `complete` says that nothing comes after
// `text`. What is partial has at most kMaxParticle bytes.
AgreeingParticle ReadParticle(std::string_view text, bool complete);

inline constexpr std::size_t kMaxParticle = 27;

// `particle` as it is right after `word`.
std::string_view Agreeing(const AgreeingParticle& particle,
                          std::string_view word);

}  // namespace aicc::inference
