#include "services/inference/domain/particles.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "common/korean.h"
#include "common/text.h"

namespace aicc::inference {
namespace {

// What may follow a form within its word.
enum class Goes {
  kNowhere,   // 은: 은행 is another word.
  kToMore,    // 으로: 으로는, 으로부터.
  kAnywhere,  // 라고: 라고요, 라고하셨어요.
};

using enum Goes;

struct Pair {
  std::string_view consonant;
  std::string_view vowel;
  Goes goes = kNowhere;
};

// 야 is the vowel's form of two; a name that is called is more frequent.
constexpr auto kPairs = std::to_array<Pair>({
    {"은", "는"},
    {"은요", "는요"},
    {"이", "가"},
    {"이요", "요"},
    {"을", "를"},
    {"을요", "를요"},
    {"과", "와", kToMore},
    {"으로", "로", kToMore},
    {"아", "야"},
    {"이에요", "예요"},
    {"이예요", "예요"},
    {"이에요", "에요"},
    {"이라고", "라고", kAnywhere},
    {"이라는", "라는", kAnywhere},
    {"이라서", "라서", kToMore},
    {"이라도", "라도", kToMore},
    {"이라면", "라면", kToMore},
    {"이라며", "라며", kToMore},
    {"이라니", "라니", kToMore},
    {"이라던", "라던", kAnywhere},
    {"이라든", "라든", kAnywhere},
    {"이란", "란"},
    {"이랑", "랑", kToMore},
    {"이나", "나"},
    {"이나마", "나마"},
    {"이야", "야"},
    {"이야말로", "야말로"},
    {"이면", "면"},
    {"이면서", "면서"},
    {"이며", "며"},
    {"이고", "고"},
    {"이고요", "고요"},
    {"이구요", "구요"},
    {"이든", "든"},
    {"이든지", "든지"},
    {"이든가", "든가"},
    {"이거나", "거나"},
    {"이므로", "므로"},
    {"이니", "니"},
    {"이니까", "니까", kToMore},
    {"이지만", "지만", kToMore},
    {"이지요", "지요"},
    {"이죠", "죠"},
    {"이네요", "네요"},
    {"이군요", "군요"},
    {"이시군요", "시군요"},
    {"이시네요", "시네요"},
    {"이시죠", "시죠"},
    {"이시지요", "시지요"},
    {"이시고", "시고", kToMore},
    {"이시며", "시며"},
    {"이시면", "시면", kToMore},
    {"이시니", "시니"},
    {"이시라", "시라", kAnywhere},
    {"이시지만", "시지만"},
    {"이신가요", "신가요"},
    {"이신데", "신데", kToMore},
    {"이신지", "신지", kToMore},
    {"이세요", "세요"},
    {"이십니다", "십니다"},
    {"이십니까", "십니까"},
    {"이셨", "셨", kAnywhere},
    {"이었", "였", kAnywhere},
    {"이여서", "여서"},
});

// What follows those that go on to more.
constexpr auto kMore = std::to_array<std::string_view>(
    {"는", "은", "도", "만", "요", "의", "까지", "부터", "부터는", "부터의",
     "서", "서는", "서의", "써", "만은", "밖에", "조차", "까지는", "까지도"});

// What may close between a word and its particle.
constexpr auto kMarks = std::to_array<std::string_view>(
    {"**", "*", "`", "'", "’", "”", "」", "』", "》", "〉", ")", "]"});
constexpr std::size_t kMaxMarks = 6;
constexpr std::size_t kMaxRun = 9;  // Syllables and brackets.

bool IsHangulLead(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0xEA && byte <= 0xED;
}

// Hangul, and the marks of both forms at once, at the front of a text.
struct Run {
  std::string text;               // Unescaped.
  std::vector<std::size_t> ends;  // For each byte of it: bytes of the text.
  bool ended = false;             // The text goes on with something else.
};

// \uac00; 0 if none stands at the front of `text`.
char32_t EscapedHangul(std::string_view text) {
  if (text.size() < 6 || !text.starts_with("\\u")) return 0;
  char32_t code = 0;
  for (const char c : text.substr(2, 4)) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return 0;
    code = code << 4 | static_cast<char32_t>(digit);
  }
  return IsHangulSyllable(code) ? code : 0;
}

// True if `text` may become an escaped syllable.
bool MayBeEscaped(std::string_view text) {
  return text.size() < 6 && std::string_view("\\u").starts_with(text.substr(
                                0, std::min<std::size_t>(2, text.size())));
}

Run ReadRun(std::string_view text, bool json) {
  Run run;
  std::size_t at = 0;
  for (std::size_t count = 0; count < kMaxRun; ++count) {
    const std::string_view rest = text.substr(at);
    if (rest.empty()) return run;
    std::string one;
    std::size_t size = 1;
    if (IsHangulLead(rest[0])) {
      if (rest.size() < 3) return run;
      one = rest.substr(0, size = 3);
    } else if (rest[0] == '(' || rest[0] == ')' || rest[0] == '/') {
      one = rest.substr(0, 1);
    } else if (const char32_t code = json ? EscapedHangul(rest) : 0) {
      one = EncodeUtf8(CodesView(&code, 1));
      size = 6;
    } else {
      run.ended = !json || !MayBeEscaped(rest);
      return run;
    }
    at += size;
    run.text += one;
    run.ends.resize(run.text.size(), at);
  }
  run.ended = true;
  return run;
}

std::size_t MarksSize(std::string_view text, bool json) {
  std::size_t size = 0;
  for (bool more = true; more && size < kMaxMarks;) {
    const std::string_view rest = text.substr(size);
    const auto mark = std::ranges::find_if(
        kMarks, [&](std::string_view one) { return rest.starts_with(one); });
    const std::string_view quote = json ? "\\\"" : "\"";
    more = mark != kMarks.end() || rest.starts_with(quote);
    size += mark != kMarks.end() ? mark->size() : more ? quote.size() : 0;
  }
  return size;
}

// True if a mark may begin at the end of `text`.
bool MayBeMark(std::string_view text, bool json) {
  if (json && text == "\\") return true;
  return !text.empty() && text.size() < 3 &&
         std::ranges::any_of(
             kMarks,
             [&](std::string_view mark) { return mark.starts_with(text); });
}

// The end of `form` in `run` if the word may go on so; 0 if it is not there.
std::size_t FormEnd(std::string_view run, std::string_view form, Goes goes) {
  if (!run.starts_with(form)) return 0;
  const std::string_view rest = run.substr(form.size());
  // A bracket after a particle is the sentence's own.
  const std::string_view word = rest.substr(0, rest.find_first_of("()/"));
  const bool fits =
      word.empty() || goes == kAnywhere ||
      (goes == kToMore && std::ranges::find(kMore, word) != kMore.end());
  return fits ? form.size() : 0;
}

// Both at once, as models write them that cannot see the word: 은(는), (이)가,
// 와/과, (으)로, and what they go on with.
std::size_t BothEnd(std::string_view run, const Pair& pair) {
  const std::string c(pair.consonant);
  const std::string v(pair.vowel);
  std::array<std::string, 8> forms{c + "(" + v + ")",
                                   v + "(" + c + ")",
                                   "(" + c + ")" + v,
                                   "(" + v + ")" + c,
                                   c + "/" + v,
                                   v + "/" + c,
                                   "",
                                   ""};
  if (c.ends_with(v)) {
    const std::size_t more = c.size() - v.size();
    forms[6] = "(" + c.substr(0, more) + ")" + v;
    forms[7] = c.substr(0, more) + "/" + v;
  }
  for (const std::string& form : forms) {
    if (form.empty()) continue;
    if (const std::size_t end = FormEnd(run, form, pair.goes)) return end;
  }
  return 0;
}

struct Match {
  std::size_t end = 0;  // Bytes of the run.
  const Pair* pair = nullptr;
};

// The longest form at the front of `run`.
Match BestMatch(std::string_view run) {
  const bool both = run.find_first_of("(/") != run.npos;
  Match best;
  for (const Pair& pair : kPairs) {
    std::size_t end = std::max(FormEnd(run, pair.consonant, pair.goes),
                               FormEnd(run, pair.vowel, pair.goes));
    if (both) end = std::max(end, BothEnd(run, pair));
    if (end > best.end) best = {end, &pair};
  }
  return best;
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

AgreeingParticle ReadParticle(std::string_view text, bool complete, bool json) {
  AgreeingParticle particle;
  const std::size_t marks = MarksSize(text, json);
  const std::string_view rest = text.substr(marks);
  const Run run = ReadRun(rest, json);
  const bool waits = rest.empty() || !run.ended || MayBeMark(rest, json);
  if (waits && !complete && text.size() <= kMaxParticle) {
    particle.partial = true;
    return particle;
  }
  const Match match = BestMatch(run.text);
  if (match.pair == nullptr) return particle;
  particle.marks = marks;
  particle.size = marks + run.ends[match.end - 1];
  particle.consonant = match.pair->consonant;
  particle.vowel = match.pair->vowel;
  // 에요 and 이예요 are often written for these.
  if (particle.vowel == "에요") particle.vowel = "예요";
  if (particle.consonant == "이예요") particle.consonant = "이에요";
  particle.rieul_is_vowel = particle.consonant.starts_with("으로");
  return particle;
}

std::string_view Agreeing(const AgreeingParticle& particle,
                          std::string_view word) {
  const bool vowel =
      !EndsInConsonant(word) || (particle.rieul_is_vowel && EndsInRieul(word));
  return vowel ? particle.vowel : particle.consonant;
}

}  // namespace aicc::inference
