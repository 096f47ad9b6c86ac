#include <algorithm>
#include <string_view>
#include <vector>

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
    words.push_back(word);
  }
  return words;
}

// The text before `at`, as far as a cue may reach, without what may stand
// between a cue and a name.
CodesView CueText(CodesView codes, std::size_t at) {
  while (at > 0 && CodesView(U" :,\"'.(").contains(codes[at - 1])) --at;
  return Before(codes, at, 32);
}

bool EndsWith(CodesView text, std::initializer_list<CodesView> words) {
  return std::ranges::any_of(words, [&](CodesView word) {
    return text.ends_with(word) && IsBorder(text, text.size() - word.size());
  });
}

// Points for what stands before a name.
int CuePoints(CodesView before) {
  if (EndsWith(before, {U"my name is",
                        U"name is",
                        U"my name's",
                        U"name's",
                        U"named",
                        U"name",
                        U"name of",
                        U"mr",
                        U"mrs",
                        U"ms",
                        U"miss",
                        U"mx",
                        U"dr",
                        U"prof",
                        U"professor",
                        U"account holder",
                        U"cardholder",
                        U"holder is",
                        U"named him",
                        U"named her",
                        U"under the name",
                        U"call me",
                        U"calls me",
                        U"attn",
                        U"attention",
                        U"beneficiary",
                        U"recipient",
                        U"signed"})) {
    return 4;
  }
  if (EndsWith(before, {U"i am",
                        U"i'm",
                        U"this is",
                        U"it's",
                        U"im",
                        U"dear",
                        U"hi",
                        U"hello",
                        U"hey",
                        U"thanks",
                        U"thank you",
                        U"regards",
                        U"sincerely",
                        U"cheers",
                        U"best",
                        U"speak to",
                        U"speak with",
                        U"speaking with",
                        U"speaking to",
                        U"spoke to",
                        U"spoke with",
                        U"talk to",
                        U"talked to",
                        U"talking to",
                        U"ask for",
                        U"wife",
                        U"husband",
                        U"son",
                        U"daughter",
                        U"brother",
                        U"sister",
                        U"mother",
                        U"father",
                        U"mom",
                        U"dad",
                        U"partner",
                        U"colleague",
                        U"manager",
                        U"agent",
                        U"guardian",
                        U"cardholder is",
                        U"leave me",
                        U"maybe it's under",
                        U"follow up with",
                        U"change it to",
                        U"heard",
                        U"to add",
                        U"player",
                        U"songwriter",
                        U"commenter",
                        U"starring",
                        U"directed by",
                        U"sung by",
                        U"written by",
                        U"named after",
                        U"addressed to",
                        U"belongs to",
                        U"transfer to",
                        U"made out to",
                        U"why is",
                        U"you can tell"})) {
    return 3;
  }
  if (EndsWith(before,
               {U"by", U"with", U"from", U"for", U"to", U"under", U"said",
                U"says", U"and", U"that", U"of", U"early", U"add"})) {
    return 1;
  }
  return 0;
}

// Points for what stands after it.
int FollowPoints(CodesView codes, std::size_t end) {
  if (StandsAt(codes, end, U"'s")) return 1;
  const std::size_t next = SkipSpaces(codes, end);
  if (WordAt(codes, next,
             {U"speaking", U"calling", U"here", U"said", U"lives", U"was born",
              U"speak", U"told", U"called", U"listed", U"spent"}) > 0) {
    return 2;
  }
  return OneAt(codes, end,
               {U", can", U", could", U", i'm", U", i am", U", please",
                U", the ", U", from", U": "}) > 0
             ? 1
             : 0;
}

bool IsInitial(const Word& word) { return word.text.size() == 1; }

bool IsParticle(CodesView word) {
  return OneAt(word, 0,
               {U"de", U"van", U"von", U"der", U"den", U"bin", U"ibn", U"al",
                U"la", U"del", U"da", U"dos", U"di", U"el", U"le", U"du",
                U"y"}) == word.size();
}

class Reader {
 public:
  Reader(const PersonalText& text, std::vector<Word> words)
      : codes_(text.codes), words_(std::move(words)) {
    asked_ = codes_.size() <= kMaxAnswer &&
             Mentions(text.asked, {U"your name", U"full name", U"who am i",
                                   U"name on", U"first and last name",
                                   U"who's calling", U"name please"});
  }

  void Find(Findings* found) const {
    for (std::size_t i = 0; i < words_.size();) {
      const std::size_t count = NameAt(i);
      if (count > 0) {
        found->push_back({"NAME", words_[i].begin, words_[i + count - 1].end});
      }
      i += std::max<std::size_t>(1, count);
    }
  }

 private:
  // How many words from `first` on are a name.
  std::size_t NameAt(std::size_t first) const {
    const Word& word = words_[first];
    if (IsNoName(word.text) || (IsInitial(word) && !StartsInitials(first))) {
      return 0;
    }
    const CodesView before = CueText(codes_, word.begin);
    int cue = CuePoints(before);
    if (asked_) cue = std::max(cue, 3);
    if (!word.capital) return Spoken(first, cue);
    std::size_t count = Capitals(first);
    if (count == 0) return 0;
    if (Points(first, count, cue) >= kEnough) return count;
    return 0;
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
      if (!word.capital) {
        if (!IsParticle(word.text)) break;
        continue;
      }
      if (IsNoName(word.text) && !IsInitial(word)) {
        // "Hawkins Group" and "Crown Street" are no people.
        return NamesAThing(word.text) ? 0 : count;
      }
      count = i - first + 1;
    }
    return count;
  }

  static bool NamesAThing(CodesView word) {
    return word.size() > 3 || word == U"inc" || word == U"ltd" ||
           word == U"st" || word == U"rd" || word == U"ave" || word == U"co" ||
           word == U"pro";
  }

  int Points(std::size_t first, std::size_t count, int cue) const {
    const Word& word = words_[first];
    const Word& last = words_[first + count - 1];
    int points = cue + FollowPoints(codes_, last.end);
    const bool doubtful = IsDoubtfulGivenName(word.text);
    if (IsGivenName(word.text) || doubtful) points += doubtful ? 1 : 3;
    if (word.foreign || last.foreign) points += 2;
    if (count > 1) {
      points += 1;
      if (IsFamilyName(last.text)) points += 2;
      if (IsInitial(words_[first + 1])) points += 2;
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

  // What a transcript has: no capitals.
  std::size_t Spoken(std::size_t first, int cue) const {
    const bool two = first + 1 < words_.size() && Adjacent(first + 1) &&
                     !words_[first + 1].capital &&
                     !IsNoName(words_[first + 1].text);
    const bool three = two && first + 2 < words_.size() &&
                       Adjacent(first + 2) && IsInitial(words_[first + 1]) &&
                       !IsNoName(words_[first + 2].text);
    const Word& word = words_[first];
    const bool given =
        IsGivenName(word.text) && !IsDoubtfulGivenName(word.text);
    const bool family = (two && IsFamilyName(words_[first + 1].text)) ||
                        (three && IsFamilyName(words_[first + 2].text));
    const bool any_given = given || IsDoubtfulGivenName(word.text);
    int points = cue + (given ? 2 : any_given ? 1 : 0) + (family ? 2 : 0);
    points +=
        FollowPoints(codes_, words_[first + (two ? 1 : 0)].end) > 1 ? 1 : 0;
    if (points < kEnough || word.text.size() < 2) return 0;
    const bool whole = two && (given || family || cue >= 4);
    return three && whole ? 3 : whole ? 2 : 1;
  }

  CodesView codes_;
  std::vector<Word> words_;
  bool asked_ = false;
};

}  // namespace

void FindEnglishNames(const PersonalText& text, Findings* found) {
  Reader(text, Words(text)).Find(found);
}

}  // namespace aicc::inference
