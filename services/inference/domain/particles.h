#pragma once

#include <cstddef>
#include <string_view>

namespace aicc::inference {

// A Korean particle (조사) that agrees with the word before it.
struct AgreeingParticle {
  std::size_t size = 0;   // Bytes read, with the marks; 0: none stands there.
  std::size_t marks = 0;  // Of these the closing marks before it: **, ”, 」.
  bool partial = false;   // More text may still make it one.
  // What is right after a consonant, and after a vowel.
  std::string_view consonant;
  std::string_view vowel;
  bool rieul_is_vowel = false;  // ㄹ goes with the vowels: 로.
};

// Reads the particle at the front of `text`: 은, 를, 으로, 이라고, 은(는),
// (으)로 …; only if the word ends with it, or goes on as 라고요 and 였습니다
// do. What goes on is not read. `complete` says that nothing comes after
// `text`; `json` that it is within a string of JSON, where Hangul and quotes
// may be escaped. What is partial has at most kMaxParticle bytes.
AgreeingParticle ReadParticle(std::string_view text, bool complete,
                              bool json = false);

inline constexpr std::size_t kMaxParticle = 60;

// `particle` as it is right after `word`.
std::string_view Agreeing(const AgreeingParticle& particle,
                          std::string_view word);

}  // namespace aicc::inference
