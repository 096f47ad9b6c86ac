#include "services/inference/domain/sentiment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "services/inference/domain/phrases.h"
#include "services/inference/domain/sentiment_words.h"

namespace aicc::inference {
namespace {

// The sum of weights at which a feeling is about as strong as they get.
constexpr double kScale = 2.3;
constexpr std::size_t kMaxRepeats = 2;  // Of one word that count.

struct Feeling {
  Codes text;
  double weight;
};

std::vector<Feeling> Prepare(std::span<const FeelingWord> words, bool english) {
  std::vector<Feeling> prepared;
  for (const FeelingWord& word : words) {
    prepared.push_back(
        {english ? WordPhrase(word.text) : FoldText(word.text), word.weight});
  }
  return prepared;
}

bool ContainsAny(CodesView text, std::initializer_list<CodesView> pieces) {
  return std::ranges::any_of(pieces, [text](CodesView piece) {
    return text.find(piece) != text.npos;
  });
}

// The text around [at, at + size), a little before and a little after.
CodesView Before(CodesView text, std::size_t at, std::size_t size) {
  const std::size_t begin = at > size ? at - size : 0;
  return text.substr(begin, at - begin);
}

double KoreanFactor(CodesView text, std::size_t at, std::size_t size) {
  const CodesView after = text.substr(std::min(at + size, text.size()), 5);
  const CodesView before = Before(text, at, 4);
  if (ContainsAny(after, {U"지않", U"진않", U"지는않", U"지못", U"지도않"}) ||
      before.ends_with(U"안") || before.ends_with(U"못")) {
    return -0.7;
  }
  if (ContainsAny(before, {U"너무", U"정말", U"진짜", U"완전", U"매우", U"아주",
                           U"엄청", U"개"})) {
    return 1.35;
  }
  return 1;
}

double EnglishFactor(CodesView words, std::size_t at) {
  const CodesView before = Before(words, at + 1, 16);
  if (ContainsAny(before, {U" not ", U" no ", U" dont ", U" isnt ", U" never ",
                           U" wasnt ", U" didnt ", U" arent ", U" without ",
                           U" nothing ", U" cant ", U" hardly "})) {
    return -0.7;
  }
  if (ContainsAny(before, {U" very ", U" so ", U" really ", U" extremely ",
                           U" absolutely ", U" totally ", U" completely ",
                           U" utterly ", U" such "})) {
    return 1.35;
  }
  return 1;
}

// Two syllables of swearing also stand in innocent words: "다시발급", "이미
// 친구". They count where a word begins, with what is commonly put before them.
bool IsShortSwearing(const Feeling& feeling) {
  return feeling.text.size() <= 2 && feeling.weight <= -2.5 &&
         IsHangul(feeling.text.front());
}

bool BeginsWord(CodesView text, std::size_t at) {
  if (at == 0 || !IsHangul(text[at - 1])) return true;
  return CodesView(U"개아야").find(text[at - 1]) != CodesView::npos;
}

// `spaced` is where short swearing is looked for, `whole` where the rest is.
template <typename Factor>
double Sum(const std::vector<Feeling>& feelings, CodesView whole,
           CodesView spaced, Factor factor) {
  double sum = 0;
  for (const Feeling& feeling : feelings) {
    const bool swearing = IsShortSwearing(feeling);
    const CodesView text = swearing ? spaced : whole;
    std::size_t at = text.find(feeling.text);
    for (std::size_t n = 0; n < kMaxRepeats && at != text.npos; ++n) {
      if (swearing && !BeginsWord(text, at)) {
        at = text.find(feeling.text, at + 1);
        continue;
      }
      const double times = factor(text, at, feeling.text.size());
      // "Not bad" is faint praise, "not good" is a complaint.
      sum += feeling.weight * (times < 0 && feeling.weight < 0 ? -0.2 : times);
      at = text.find(feeling.text, at + feeling.text.size() - 1);
    }
  }
  return sum;
}

// Marks make a feeling stronger, whichever it is: "!!", "ㅠㅠ", capitals.
double Emphasis(const Message& message) {
  const CodesView text = message.folded.text;
  const auto marks = std::ranges::count(text, U'!');
  const auto upper = std::ranges::count_if(
      message.original, [](char32_t c) { return c >= U'A' && c <= U'Z'; });
  const auto latin = std::ranges::count_if(text, IsLatin);
  double emphasis =
      1 + 0.12 * static_cast<double>(std::min<std::ptrdiff_t>(marks, 4));
  if (upper > 10 && upper * 10 > latin * 7) emphasis += 0.3;
  return emphasis;
}

double Faces(CodesView text) {
  const auto sad = std::ranges::count_if(text, [](char32_t c) {
    return c == U'ㅠ' || c == U'ㅜ' || c == 0x1F62D || c == 0x1F622;
  });
  const auto angry = std::ranges::count_if(text, [](char32_t c) {
    return c == 0x1F620 || c == 0x1F621 || c == 0x1F92C || c == 0x1F595;
  });
  const auto happy = std::ranges::count_if(text, [](char32_t c) {
    return c == 0x1F600 || c == 0x1F60A || c == 0x1F44D || c == 0x2764 ||
           c == 0x1F970 || c == 0x1F64F;
  });
  const auto capped = [](auto count, double each, double most) {
    return std::min(static_cast<double>(count) * each, most);
  };
  return capped(happy, 0.8, 1.6) - capped(angry, 1.6, 3.2) -
         capped(sad, 0.15, 0.5);
}

}  // namespace

double Sentiment(const Message& message) {
  static const auto* const korean =
      new std::vector<Feeling>(Prepare(KoreanFeelings(), false));
  static const auto* const english =
      new std::vector<Feeling>(Prepare(EnglishFeelings(), true));
  const PhraseText text = LayOut(message);
  double sum = Faces(message.folded.text);
  if (std::ranges::any_of(text.hangul, IsHangul)) {
    sum += Sum(*korean, text.hangul, message.folded.text, KoreanFactor);
  }
  sum += Sum(*english, text.words, text.words,
             [](CodesView words, std::size_t at, std::size_t) {
               return EnglishFactor(words, at);
             });
  return std::tanh(sum * Emphasis(message) / kScale);
}

}  // namespace aicc::inference
