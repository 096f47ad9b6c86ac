#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "services/inference/domain/name_evidence_en.h"
#include "services/inference/domain/name_words.h"
#include "services/inference/domain/recognisers.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxWords = 5;
constexpr std::size_t kMaxAnswer = 40;  // Codes of an answer to "your name?".

// Points that together make a name.
constexpr int kEnough = 4;

struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
  CodesView text;
  bool capital = false;
  bool foreign = false;  // Has a letter that English has not.
  bool camel = false;    // A product or a company: "SpotifyCares".
};

bool IsNameLetter(CodesView codes, std::size_t at) {
  if (IsWordCode(codes[at])) {
    return !IsHangul(codes[at]) && !IsDigit(codes[at]);
  }
  // O'Brien, Jean-Luc; not the 's of a genitive.
  const bool joins = codes[at] == U'\'' || codes[at] == U'-';
  return joins && at > 0 && at + 1 < codes.size() &&
         IsWordCode(codes[at - 1]) && IsLatin(codes[at + 1]) &&
         !(codes[at] == U'\'' && codes[at + 1] == U's' &&
           (at + 2 >= codes.size() || !IsWordCode(codes[at + 2])));
}

// A capital within a word that is no McDonald and not all capitals.
bool IsCamel(const PersonalText& text, std::size_t begin, std::size_t end) {
  const CodesView word = CodesView(text.codes).substr(begin, end - begin);
  if (OneAt(word, 0, {U"mc", U"mac", U"de", U"la", U"van", U"o'", U"le"}) > 0 ||
      word.contains(U'-')) {
    return false;
  }
  bool small = false;
  for (std::size_t at = begin; at < end; ++at) {
    if (small && text.capital[at]) return true;
    small = small || (IsLatin(text.codes[at]) && !text.capital[at]);
  }
  return false;
}

std::vector<Word> Words(const PersonalText& text) {
  const CodesView codes = text.codes;
  std::vector<Word> words;
  for (std::size_t at = 0; at < codes.size();) {
    if (!IsNameLetter(codes, at) || !IsWordCode(codes[at])) {
      ++at;
      continue;
    }
    Word word;
    word.begin = at;
    word.capital = text.capital[at];
    for (; at < codes.size() && IsNameLetter(codes, at); ++at) {
      word.foreign = word.foreign || text.end[at] - text.begin[at] > 1;
    }
    word.end = at;
    word.text = codes.substr(word.begin, word.end - word.begin);
    word.camel = IsCamel(text, word.begin, word.end);
    words.push_back(word);
  }
  return words;
}

bool IsInitial(const Word& word) { return word.text.size() == 1; }

bool IsParticle(CodesView word) {
  return OneAt(word, 0,
               {U"der", U"de", U"van", U"von", U"den", U"bin", U"ibn", U"al",
                U"la", U"del", U"da", U"dos", U"di", U"el", U"le", U"du",
                U"y"}) == word.size();
}

// "Hawkins Group" and "Crown Street" are no people.
bool NamesAThing(CodesView word) {
  return word.size() > 3 || word == U"inc" || word == U"ltd" ||
         word == U"llc" || word == U"st" || word == U"rd" || word == U"ave" ||
         word == U"co" || word == U"pro";
}

bool IsSureGivenName(CodesView word) {
  return IsGivenName(word) && !IsDoubtfulGivenName(word);
}

class Reader {
 public:
  explicit Reader(const PersonalText& text)
      : codes_(text.codes), words_(Words(text)) {
    asked_ = codes_.size() <= kMaxAnswer &&
             Mentions(text.asked, {U"your name", U"full name", U"who am i",
                                   U"name on", U"first and last name",
                                   U"who's calling", U"name please"});
  }

  void Find(Findings* found) const {
    std::vector<bool> named(words_.size());
    std::unordered_set<CodesView> known;
    for (std::size_t i = 0; i < words_.size();) {
      const std::size_t count = NameAt(i);
      if (count > 0) Add(i, count, found);
      for (std::size_t word = i; word < i + count; ++word) {
        named[word] = true;
        if (IsWhole(words_[word])) known.insert(words_[word].text);
      }
      i += std::max<std::size_t>(1, count);
    }
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (named[i] || !IsWhole(words_[i])) continue;
      // "John Doe called. Doe said …", "Doe, Roe and Poe"
      if (!known.contains(words_[i].text) &&
          !(i > 0 && named[i - 1] && IsListed(i))) {
        continue;
      }
      named[i] = true;
      Add(i, 1, found);
    }
  }

 private:
  void Add(std::size_t first, std::size_t count, Findings* found) const {
    found->push_back(
        {"NAME", words_[first].begin, words_[first + count - 1].end});
  }

  // True if only a comma stands between word `i` and the one before.
  bool IsListed(std::size_t i) const {
    return codes_.substr(words_[i - 1].end,
                         words_[i].begin - words_[i - 1].end) == U", ";
  }

  static bool IsWhole(const Word& word) {
    return word.capital && !word.camel && word.text.size() >= 3 &&
           !IsNoName(word.text) && !IsDoubtfulGivenName(word.text);
  }

  // How many words from `first` on are a name.
  std::size_t NameAt(std::size_t first) const {
    const Word& word = words_[first];
    if (word.camel || IsNoName(word.text) ||
        (IsInitial(word) && !StartsInitials(first))) {
      return 0;
    }
    // St. Patrick's Day is no customer's.
    if (Before(codes_, word.begin, 4) == U"st. ") return 0;
    int cue = PointsBefore(codes_, word.begin, word.capital);
    if (asked_) cue = std::max(cue, 3);
    if (!word.capital) return Spoken(first, cue);
    const std::size_t count = Capitals(first);
    return count > 0 && Points(first, count, cue) >= kEnough ? count : 0;
  }

  // "J. Smith": an initial, then a name.
  bool StartsInitials(std::size_t first) const {
    return words_[first].capital && first + 1 < words_.size() &&
           StandsAt(codes_, words_[first].end, U". ") &&
           IsFamilyName(words_[first + 1].text) && words_[first + 1].capital;
  }

  bool Adjacent(std::size_t i) const {
    const Word& left = words_[i - 1];
    const CodesView gap = codes_.substr(left.end, words_[i].begin - left.end);
    return gap == U" " || (gap == U". " && IsInitial(left));
  }

  // Words with capitals that stand together, from `first` on.
  std::size_t Capitals(std::size_t first) const {
    std::size_t count = 1;
    for (std::size_t i = first + 1; i < words_.size() && i - first < kMaxWords;
         ++i) {
      if (!Adjacent(i)) break;
      const Word& word = words_[i];
      if (!word.capital && !IsParticle(word.text)) break;
      // "John I am": an initial alone ends no name.
      if (!word.capital || IsInitial(word)) continue;
      if (word.camel) return count;
      if (IsNoName(word.text)) {
        return NamesAThing(word.text) ? 0 : count;
      }
      count = i - first + 1;
    }
    return count;
  }

  int Points(std::size_t first, std::size_t count, int cue) const {
    const Word& word = words_[first];
    const Word& last = words_[first + count - 1];
    int points = cue + PointsAfter(codes_, last.end);
    if (IsSureGivenName(word.text)) points += 3;
    if (IsDoubtfulGivenName(word.text)) points += 1;
    if (word.foreign || last.foreign) points += 2;
    if (count > 1) {
      points += 1;
      if (IsFamilyName(last.text)) points += 2;
      if (IsInitial(words_[first + 1])) points += 2;
      if (IsLine(word.begin, last.end)) points += 3;
    } else if (cue < 4 && IsFamilyName(word.text)) {
      points += 1;
    }
    return points + (InSentence(word) && points >= 3 ? 1 : 0);
  }

  // A capital in the middle of a sentence means more than at its beginning.
  bool InSentence(const Word& word) const {
    const std::size_t at = word.begin;
    return at >= 2 && codes_[at - 1] == U' ' &&
           (IsLatin(codes_[at - 2]) || codes_[at - 2] == U',');
  }

  // A line of several that has nothing else: the head or foot of a letter.
  bool IsLine(std::size_t begin, std::size_t end) const {
    const bool starts = begin == 0 || codes_[begin - 1] == U'\n';
    const bool ends = end == codes_.size() || codes_[end] == U'\n';
    return starts && ends && end - begin < codes_.size();
  }

  // What a transcript has: no capitals.
  std::size_t Spoken(std::size_t first, int cue) const {
    const Word& word = words_[first];
    const bool given = IsSureGivenName(word.text);
    const std::size_t count = SpokenWords(first, given && cue > 0);
    const Word& last = words_[first + count - 1];
    const bool family = count > 1 && IsFamilyName(last.text);
    int points = cue + (family ? 2 : 0);
    points += given ? 2 : IsDoubtfulGivenName(word.text) ? 1 : 0;
    points += PointsAfter(codes_, last.end) > 1 && (given || cue > 0) ? 1 : 0;
    if (points < kEnough || word.text.size() < 2) return 0;
    return given || family || cue >= 4 ? count : 1;
  }

  bool MayGoOn(std::size_t i) const {
    return i < words_.size() && Adjacent(i) && !words_[i].capital &&
           !IsNoName(words_[i].text);
  }

  // One word or two, or three with an initial in the middle.
  std::size_t SpokenWords(std::size_t first, bool initial) const {
    if (initial && first + 2 < words_.size() && Adjacent(first + 1) &&
        IsInitial(words_[first + 1]) && words_[first + 1].text != U"i" &&
        MayGoOn(first + 2)) {
      return 3;
    }
    return MayGoOn(first + 1) ? 2 : 1;
  }

  CodesView codes_;
  std::vector<Word> words_;
  bool asked_ = false;
};

}  // namespace

void FindEnglishNames(const PersonalText& text, Findings* found) {
  Reader(text).Find(found);
}

}  // namespace aicc::inference
