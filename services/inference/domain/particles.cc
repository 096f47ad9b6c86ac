#include "services/inference/domain/particles.h"

#include <array>

#include "common/korean.h"

namespace aicc::inference {
namespace {

struct Pair {
  std::string_view consonant;
  std::string_view vowel;
};

// 야 is the vowel's form of two; a name that is called is more frequent.
constexpr auto kPairs = std::to_array<Pair>({
    {"은", "는"},
    {"이", "가"},
    {"을", "를"},
    {"과", "와"},
    {"으로", "로"},
    {"아", "야"},
    {"이에요", "예요"},
    {"이예요", "예요"},
    {"이라고", "라고"},
    {"이라고요", "라고요"},
    {"이라는", "라는"},
    {"이라서", "라서"},
    {"이라도", "라도"},
    {"이라면", "라면"},
    {"이란", "란"},
    {"이랑", "랑"},
    {"이나", "나"},
    {"이야", "야"},
    {"이면", "면"},
    {"이며", "며"},
    {"이고", "고"},
    {"이고요", "고요"},
    {"이든", "든"},
    {"이든지", "든지"},
    {"이거나", "거나"},
    {"이므로", "므로"},
    {"이죠", "죠"},
    {"이네요", "네요"},
    {"이군요", "군요"},
    {"이요", "요"},
    {"이시군요", "시군요"},
    {"이시네요", "시네요"},
    {"이신가요", "신가요"},
    {"이시죠", "시죠"},
    {"이었습니다", "였습니다"},
    {"이었어요", "였어요"},
    {"으로는", "로는"},
    {"으로도", "로도"},
    {"으로만", "로만"},
    {"으로부터", "로부터"},
    {"은요", "는요"},
});

// Both at once, as models write them that cannot see the word.
constexpr auto kBoth = std::to_array<std::pair<std::string_view, Pair>>({
    {"은(는)", {"은", "는"}},
    {"는(은)", {"은", "는"}},
    {"이(가)", {"이", "가"}},
    {"가(이)", {"이", "가"}},
    {"을(를)", {"을", "를"}},
    {"를(을)", {"을", "를"}},
    {"과(와)", {"과", "와"}},
    {"와(과)", {"과", "와"}},
    {"은/는", {"은", "는"}},
    {"이/가", {"이", "가"}},
    {"을/를", {"을", "를"}},
    {"(으)로", {"으로", "로"}},
    {"(이)라고", {"이라고", "라고"}},
    {"(이)나", {"이나", "나"}},
    {"(이)랑", {"이랑", "랑"}},
});

bool IsHangulLead(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0xEA && byte <= 0xED;
}

// The end of what may be one particle: Hangul, and the marks of kBoth.
std::size_t RunEnd(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && at <= kMaxParticle) {
    if (IsHangulLead(text[at])) {
      at += 3;
    } else if (text[at] == '(' || text[at] == ')' || text[at] == '/') {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

AgreeingParticle Read(std::size_t size, const Pair& pair) {
  return {size, false, pair.consonant, pair.vowel,
          pair.consonant.starts_with("으로")};
}

// 1 (일), 7 (칠), 8 (팔), L and R (엘, 알), and syllables that end in ㄹ.
bool EndsInRieul(std::string_view word) {
  if (word.empty()) return false;
  if (std::string_view("178lLrR").contains(word.back())) return true;
  if (word.size() < 3 || !IsHangulLead(word[word.size() - 3])) return false;
  const auto byte = [&](std::size_t i) {
    return static_cast<unsigned>(
        static_cast<unsigned char>(word[word.size() - 3 + i]));
  };
  const unsigned code =
      (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
  return code >= 0xAC00 && code <= 0xD7A3 && (code - 0xAC00) % 28 == 8;
}

}  // namespace

AgreeingParticle ReadParticle(std::string_view text, bool complete) {
  const std::size_t end = RunEnd(text);
  if (end >= text.size() && end <= kMaxParticle && !complete) {
    return {0, true, {}, {}, false};
  }
  std::string_view run = text.substr(0, end);
  for (const auto& [both, pair] : kBoth) {
    if (run == both) return Read(run.size(), pair);
  }
  // A bracket after a particle is the sentence's own.
  run = run.substr(0, run.find_first_of("()/"));
  for (const Pair& pair : kPairs) {
    if (run == pair.consonant || run == pair.vowel) {
      return Read(run.size(), pair);
    }
  }
  return {};
}

std::string_view Agreeing(const AgreeingParticle& particle,
                          std::string_view word) {
  const bool vowel =
      !EndsInConsonant(word) || (particle.rieul_is_vowel && EndsInRieul(word));
  return vowel ? particle.vowel : particle.consonant;
}

}  // namespace aicc::inference
