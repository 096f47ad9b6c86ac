#include <algorithm>
#include <unordered_set>
#include <vector>

#include "services/inference/domain/latin_names.h"
#include "services/inference/domain/name_evidence_en.h"
#include "services/inference/domain/name_neighbours.h"
#include "services/inference/domain/name_words.h"
#include "services/inference/domain/recognisers.h"
#include "services/inference/domain/romanised_names.h"
#include "services/inference/domain/word_set.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxAnswer = 40;  // Codes of an answer to "your name?".
constexpr std::size_t kMaxAcronym = 4;

// Points that together make a name.
constexpr int kEnough = 4;

bool IsKnown(CodesView word) {
  return IsGivenName(word) || IsDoubtfulGivenName(word) || IsFamilyName(word);
}

// "back to NYC", "Hello, Kindly send"
bool IsOrdinary(const NameWord& word) {
  const bool acronym = word.capitals && word.text.size() <= kMaxAcronym;
  return (acronym || word.text.ends_with(U"ly")) && !IsKnown(word.text);
}

// Two words, or a surname and two syllables: "Kim Minseok", "Hyejin Bae".
bool IsKorean(CodesView one, CodesView two) {
  return (IsRomanisedSurname(one) && IsRomanisedGivenName(two)) ||
         (IsRomanisedGivenName(one) && IsRomanisedSurname(two));
}

bool IsKorean(CodesView one, CodesView two, CodesView three) {
  return IsRomanisedSyllable(two) &&
         ((IsRomanisedSurname(one) && IsRomanisedSyllable(three)) ||
          (IsRomanisedSyllable(one) && IsRomanisedSurname(three)));
}

class Reader {
 public:
  Reader(const PersonalText& text, const Findings& found)
      : codes_(text.codes),
        words_(text),
        beside_(codes_, found),
        asked_(codes_.size() <= kMaxAnswer && AsksForName(text.asked)) {}

  void Find(Findings* found) const {
    std::vector<bool> named(words_.size());
    std::unordered_set<CodesView> known;
    for (std::size_t i = 0; i < words_.size();) {
      if (const std::size_t other = words_.NoPersonAt(i)) {
        i += other;
        continue;
      }
      std::size_t count = SpelledAt(i, named);
      if (count == 0) count = NameAt(i);
      count += count > 0 && IsSuffix(i + count) ? 1 : 0;
      if (count > 0) Add(i, count, found);
      for (std::size_t word = i; word < i + count; ++word) {
        named[word] = true;
        if (MayComeAgain(words_[word])) known.insert(words_[word].text);
      }
      i += std::max<std::size_t>(1, count);
    }
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (named[i] || !MayComeAgain(words_[i])) continue;
      if (!known.contains(words_[i].text) && !IsInList(i, named)) continue;
      named[i] = true;
      Add(i, 1, found);
    }
  }

 private:
  void Add(std::size_t first, std::size_t count, Findings* found) const {
    found->push_back(
        {"NAME", words_[first].begin, words_[first + count - 1].end});
  }

  // "Martin Luther King junior", "John Doe, Jr."
  bool IsSuffix(std::size_t i) const {
    static const WordSet suffixes(U"junior senior jr sr ii iii");
    return i < words_.size() && suffixes.contains(words_[i].text) &&
           (words_.Gap(i) == U" " || words_.IsListed(i));
  }

  // True for what is a name wherever else it stands in the text.
  static bool MayComeAgain(const NameWord& word) {
    if (word.camel || word.text.size() < 3 || IsNoName(word.text)) return false;
    return word.capital ? !IsDoubtfulGivenName(word.text)
                        : IsGivenName(word.text);
  }

  // "John Doe called. Doe said …", "Doe, Roe and Poe", "Jane and John Doe"
  bool IsInList(std::size_t i, const std::vector<bool>& named) const {
    if (!words_[i].capital) return false;
    if (i > 0 && named[i - 1] && words_.IsListed(i)) return true;
    return i + 2 < words_.size() && named[i + 2] &&
           words_[i + 1].text == U"and" && IsGivenName(words_[i].text);
  }

  // "Eilidh, spelled E-I-L-I-D-H"
  bool IsSpelledAfter(std::size_t i) const {
    const std::size_t last = std::min(words_.size(), i + 4);
    for (std::size_t at = i + 1; at < last; ++at) {
      Codes letters(words_[at].text);
      if (letters.size() < 5) continue;
      std::erase(letters, U'-');
      if (letters.size() < words_[at].text.size() && letters == words_[i].text)
        return true;
    }
    return false;
  }

  // "N-G-U-Y-E-N" after a name or "spelled".
  std::size_t SpelledAt(std::size_t i, const std::vector<bool>& named) const {
    if (const std::size_t letters = LettersAt(i)) {
      return IsSpelledHere(i, named) ? letters : 0;
    }
    const CodesView word = words_[i].text;
    bool spelled = word.size() >= 5;
    for (std::size_t at = 0; spelled && at < word.size(); ++at) {
      spelled = (word[at] == U'-') == (at % 2 == 1);
    }
    return spelled && i > 0 && IsSpelledHere(i, named) ? 1 : 0;
  }

  bool IsSpelledHere(std::size_t i, const std::vector<bool>& named) const {
    return (i > 0 && named[i - 1]) ||
           Mentions(Before(codes_, words_[i].begin, 24),
                    {U"spel", U"name", U"that's"});
  }

  // How many letters stand alone from word `i` on, if they may spell a name: "K
  // H A L I L".
  std::size_t LettersAt(std::size_t i) const {
    constexpr std::size_t kLeast = 4;
    constexpr std::size_t kMost = 14;
    std::size_t count = 0;
    while (i + count < words_.size() && count < kMost &&
           words_[i + count].is_initial() &&
           (count == 0 || words_.Gap(i + count) == U" ")) {
      ++count;
    }
    return count >= kLeast ? count : 0;
  }

  // How many words from `first` on are a name.
  std::size_t NameAt(std::size_t first) const {
    const NameWord& word = words_[first];
    const bool ordinary =
        IsNoName(word.text) && !IsNameAfterAll(first) && !IsNamed(first);
    if (word.camel || ordinary ||
        (word.is_initial() && words_.InitialsAt(first) == 0) ||
        words_.IsPartOfAnother(first)) {
      return 0;
    }
    int cue = PointsBefore(codes_, word.begin, word.capital);
    if (IsSpelledAfter(first)) cue = kEnough;
    if (asked_) cue = std::max(cue, IsFirstOfAnswer(first) ? 4 : 3);
    // "Mr van der Berg"
    const bool particle = !word.capital && IsNameParticle(word.text) &&
                          first + 1 < words_.size() &&
                          words_.IsAdjacent(first + 1);
    if (!word.capital && !particle) return Spoken(first, cue);
    const std::size_t count = words_.Capitals(first);
    if (particle && (count < 2 || cue < 3)) return 0;
    return count > 0 && Points(first, count, cue) >= kEnough ? count : 0;
  }

  // "My name is Sunday Adeyemi", "Ms A. Vandenberg"
  bool IsNamed(std::size_t i) const {
    const NameWord& word = words_[i];
    if (!word.capital || i + 1 >= words_.size() || !words_.IsAdjacent(i + 1) ||
        !words_[i + 1].capital || PointsBefore(codes_, word.begin, true) < 4) {
      return false;
    }
    return word.is_initial() ? words_.InitialsAt(i) > 0
                             : IsFamilyName(words_[i + 1].text);
  }

  // "be Will who", "may wong here": words that are names only where nothing
  // else may stand.
  bool IsNameAfterAll(std::size_t i) const {
    const NameWord& word = words_[i];
    if (!IsDoubtfulGivenName(word.text) || word.capitals) return false;
    if (word.capital) {
      return i > 0 && words_.IsAfterWord(word) &&
             !IsSeldomGivenName(word.text) && !words_[i - 1].capital &&
             PointsAfter(codes_, word.end) > 0;
    }
    return i + 1 < words_.size() && words_.IsAdjacent(i + 1) &&
           IsFamilyName(words_[i + 1].text) &&
           PointsAfter(codes_, words_[i + 1].end) > 1;
  }

  // A capital, and nothing before it but words that no name has.
  bool IsFirstOfAnswer(std::size_t i) const {
    if (!words_[i].capital) return false;
    for (std::size_t word = 0; word < i; ++word) {
      if (!IsNoName(words_[word].text)) return false;
    }
    return true;
  }

  int Points(std::size_t first, std::size_t count, int cue) const {
    const NameWord& word = words_[first];
    const NameWord& last = words_[first + count - 1];
    int points = cue + PointsOfGiven(first, count);
    if (word.foreign || last.foreign) points += 2;
    points += count > 1 ? PointsOfMore(first, count, points > 0)
                        : PointsOfOne(word, cue, points > 0);
    points += PointsAfter(codes_, last.end);
    // "the Kelly bag"
    if (cue < 3 && Before(codes_, word.begin, 4) == U"the ") points -= 3;
    if (cue < 3 && IsOfGoods(first, count)) points -= 3;
    return points + (points >= 3 && words_.IsInSentence(word) ? 1 : 0);
  }

  // "Marcus headboard", "Jessica Floor Lamp", "2x Oscar"
  bool IsOfGoods(std::size_t first, std::size_t count) const {
    const std::size_t next = first + count;
    const bool after = next < words_.size() && words_.Gap(next) == U" " &&
                       IsGoods(words_[next].text);
    const CodesView before = Before(codes_, words_[first].begin, 3);
    const bool counted =
        before.size() == 3 && IsDigit(before[0]) && before.substr(1) == U"x ";
    return after || counted || IsGoods(words_[next - 1].text);
  }

  int PointsOfGiven(std::size_t first, std::size_t count) const {
    const NameWord& word = words_[first];
    if (IsGivenName(word.text)) return 3;
    // "MULLER ANNA LENA", "Okafor, Chidi"
    const bool turned = word.capitals || IsFamilyName(word.text) ||
                        (count > 1 && words_.IsListed(first + 1));
    for (std::size_t i = first + 1; turned && i < first + count; ++i) {
      if (IsGivenName(words_[i].text)) return 3;
    }
    if (!IsDoubtfulGivenName(word.text)) return 0;
    // No sentence begins here, so its capital is a name's, unless it is a verb:
    // "can you Grant me access".
    const bool verb = first + 1 < words_.size() &&
                      words_.Gap(first + 1) == U" " &&
                      IsObject(words_[first + 1].text);
    const bool sure = words_.IsAfterWord(word) && !word.capitals && !verb &&
                      !IsSeldomGivenName(word.text);
    return sure ? 3 : 1;
  }

  // `likely`: something else says already that it may be a name.
  int PointsOfMore(std::size_t first, std::size_t count, bool likely) const {
    const NameWord& word = words_[first];
    const NameWord& last = words_[first + count - 1];
    int points = 1;
    if (IsKoreanAt(first, count)) {
      points += 4;
    } else if (IsFamilyName(last.text) ||
               (word.capitals && IsFamilyName(word.text)) ||
               (likely && IsDoubtfulFamilyName(last.text))) {
      points += 2;
    }
    const bool point = words_.Gap(first + 1) == U". ";
    if (words_[first + 1].is_initial()) points += 2;
    // "Z Flip" has no point.
    if (word.is_initial() && (likely || point)) points += 2;
    if (words_.IsLine(word, last)) points += 3;
    if (beside_.Adjoin(word.begin, last.end)) points += 3;
    // "NY DMV"
    if (IsOrdinary(word) && IsOrdinary(last)) points -= 3;
    return points;
  }

  int PointsOfOne(const NameWord& word, int cue, bool likely) const {
    int points = 0;
    const bool ends = word.end == codes_.size() ||
                      CodesView(U",.?!").contains(codes_[word.end]);
    const bool within = words_.IsInSentence(word);
    if (IsFamilyName(word.text) &&
        (cue == 3 || (cue == 2 && (ends || within)))) {
      points = 1;
    }
    // "…, Wei, is that right?", "thanks for that, Joy."
    const bool given = IsGivenName(word.text) || IsDoubtfulGivenName(word.text);
    if (given && ends && !IsSeldomGivenName(word.text) &&
        Before(codes_, word.begin, 2) == U", ") {
      points += 3;
    }
    if (likely && beside_.Adjoin(word.begin, word.end)) points += 1;
    return points - (IsOrdinary(word) ? 3 : 0);
  }

  bool IsKoreanAt(std::size_t first, std::size_t count) const {
    const CodesView one = words_[first].text;
    const CodesView two = words_[first + 1].text;
    return count == 2   ? IsKorean(one, two)
           : count == 3 ? IsKorean(one, two, words_[first + 2].text)
                        : false;
  }

  // What a transcript has: no capitals.
  std::size_t Spoken(std::size_t first, int cue) const {
    const NameWord& word = words_[first];
    const bool given = IsGivenName(word.text);
    const bool doubtful = IsDoubtfulGivenName(word.text);
    const std::size_t count = SpokenWords(first, given && cue > 0);
    const NameWord& last = words_[first + count - 1];
    const bool korean =
        count > 1 && (IsKoreanAt(first, count) ||
                      (cue > 1 && IsRomanisedSyllable(word.text) &&
                       IsRomanisedSyllable(last.text)));
    // "wang here", "under gonzalez with a z"
    const bool lone = count == 1 && IsFamilyName(word.text) &&
                      PointsAfter(codes_, word.end) > 1 &&
                      (cue > 0 || first == 0);
    if (lone && first == 0) cue = std::max(cue, 1);
    const bool family =
        korean || lone || (count > 1 && IsFamilyName(last.text));
    if (!given && !doubtful && !family && cue < kEnough) return 0;
    int points = cue + (family ? 2 : 0) + (korean ? 1 : 0);
    points += given ? 3 : doubtful ? 1 : 0;
    points += PointsAfter(codes_, last.end) > 1 ? 1 : 0;
    if (cue < 3 && IsOfGoods(first, count)) points -= 3;
    if (points < kEnough || word.text.size() < 2) return 0;
    return given || family || cue >= kEnough ? count : 1;
  }

  bool MayGoOn(std::size_t i) const {
    return i < words_.size() && words_.IsAdjacent(i) && !words_[i].capital &&
           !IsNoName(words_[i].text) && !IsSaidAfterName(words_[i].text);
  }

  // One word or two, or three with an initial in the middle.
  std::size_t SpokenWords(std::size_t first, bool initial) const {
    if (initial && first + 2 < words_.size() && words_.IsAdjacent(first + 1) &&
        words_[first + 1].is_initial() && words_[first + 1].text != U"i" &&
        MayGoOn(first + 2)) {
      return 3;
    }
    if (!MayGoOn(first + 1)) return 1;
    return MayGoOn(first + 2) && IsKoreanAt(first, 3) ? 3 : 2;
  }

  CodesView codes_;
  LatinNames words_;
  NameNeighbours beside_;
  bool asked_;
};

}  // namespace

void FindEnglishNames(const PersonalText& text, Findings* found) {
  Reader(text, *found).Find(found);
}

}  // namespace aicc::inference
