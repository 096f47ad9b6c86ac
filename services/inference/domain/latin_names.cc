#include "services/inference/domain/latin_names.h"

#include "services/inference/domain/name_words.h"
#include "services/inference/domain/word_set.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxWords = 5;
constexpr std::size_t kMaxInitials = 3;
constexpr CodesView kBeforePlaces =
    U"santa san saint st fort mount port lake los las new king queen prince "
    U"princess papa trader";
// Companies, goods and figures that are called like people; '_' is a space.
constexpr CodesView kThings =
    U"air_jordan ann_taylor betty_crocker calvin_klein captain_morgan "
    U"charles_schwab charlie_brown donald_duck duncan_hines earl_grey "
    U"eddie_bauer glen_park goldman_sachs harley_davidson harry_potter "
    U"hugo_boss jack_daniel jack_daniels james_bond jim_beam jimmy_choo "
    U"john_deere john_lewis dr_pepper johnnie_walker kate_spade laura_ashley "
    U"marks_spencer mary_kay max_mara michael_kors mickey_mouse morgan_stanley "
    U"oscar_mayer peter_pan ralph_lauren robin_hood ruby_sdk "
    U"santa_claus sara_lee sherlock_holmes steve_madden ted_baker "
    U"tommy_hilfiger vera_bradley vera_wang wells_fargo";
// With which letters are spelled.
constexpr CodesView kAlphabet =
    U"alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet "
    U"juliett kilo lima mike november oscar papa quebec romeo sierra tango "
    U"uniform victor whiskey xray x-ray yankee zulu";
constexpr std::size_t kMinSpelled = 3;
constexpr CodesView kParticles =
    U"der de van von den bin ibn al la del da dos di el le du y ter ten st";

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

std::vector<NameWord> WordsOf(const PersonalText& text) {
  const CodesView codes = text.codes;
  std::vector<NameWord> words;
  for (std::size_t at = 0; at < codes.size();) {
    if (!IsNameLetter(codes, at) || !IsWordCode(codes[at])) {
      ++at;
      continue;
    }
    NameWord word;
    word.begin = at;
    word.capital = word.capitals = text.capital[at];
    for (; at < codes.size() && IsNameLetter(codes, at); ++at) {
      word.foreign = word.foreign || text.end[at] - text.begin[at] > 1;
      word.capitals =
          word.capitals && (text.capital[at] || !IsLatin(codes[at]));
    }
    word.end = at;
    word.text = codes.substr(word.begin, word.end - word.begin);
    word.camel = IsCamel(text, word.begin, word.end) ||
                 (word.begin > 0 && IsDigit(codes[word.begin - 1])) ||
                 (word.end < codes.size() && IsDigit(codes[word.end]));
    words.push_back(word);
  }
  return words;
}

// "Hawkins Group" and "Crown Street" are no people.
bool NamesAThing(CodesView word) {
  return word.size() > 3 || word == U"inc" || word == U"ltd" ||
         word == U"llc" || word == U"st" || word == U"rd" || word == U"ave" ||
         word == U"co" || word == U"pro";
}

}  // namespace

LatinNames::LatinNames(const PersonalText& text)
    : codes_(text.codes), words_(WordsOf(text)) {}

CodesView LatinNames::Gap(std::size_t i) const {
  const std::size_t end = words_[i - 1].end;
  return codes_.substr(end, words_[i].begin - end);
}

bool LatinNames::IsListed(std::size_t i) const { return Gap(i) == U", "; }

bool LatinNames::IsAdjacent(std::size_t i) const {
  const NameWord& left = words_[i - 1];
  const CodesView gap = Gap(i);
  return gap == U" " || (gap == U". " && left.is_initial()) ||
         (gap == U"/" && left.capitals && words_[i].capitals &&
          left.text.size() > 2) ||
         (gap == U", " && IsTurned(i - 1));
}

// "Okafor, Chidi": a family name first, at the beginning of a line.
bool LatinNames::IsTurned(std::size_t family) const {
  const std::size_t begin = words_[family].begin;
  return (begin == 0 || codes_[begin - 1] == U'\n') && words_[family].capital &&
         words_[family + 1].capital && !IsGivenName(words_[family].text) &&
         !IsDoubtfulGivenName(words_[family].text) &&
         IsGivenName(words_[family + 1].text);
}

std::size_t LatinNames::Capitals(std::size_t first) const {
  std::size_t count = 1;
  for (std::size_t i = first + 1; i < words_.size() && i - first < kMaxWords;
       ++i) {
    if (!IsAdjacent(i)) break;
    const NameWord& word = words_[i];
    if (!word.capital && !IsNameParticle(word.text)) break;
    // "John I am": an initial alone ends no name.
    if (!word.capital || word.is_initial()) continue;
    if (word.camel) return count;
    const bool family =
        IsFamilyName(word.text) && IsGivenName(words_[i - 1].text);
    if (IsNoName(word.text) && !family) {
      return NamesAThing(word.text) ? 0 : count;
    }
    count = i - first + 1;
  }
  return count;
}

std::size_t LatinNames::InitialsAt(std::size_t first) const {
  std::size_t i = first;
  while (i < words_.size() && i < first + kMaxInitials && words_[i].capital &&
         words_[i].is_initial() && words_[i].text != U"i" &&
         (i == first || IsAdjacent(i))) {
    ++i;
  }
  const bool name = i > first && i < words_.size() && IsAdjacent(i) &&
                    words_[i].capital && words_[i].text.size() > 2 &&
                    !IsNoName(words_[i].text);
  return name ? i - first : 0;
}

bool LatinNames::IsInSentence(const NameWord& word) const {
  const std::size_t at = word.begin;
  return at >= 2 && codes_[at - 1] == U' ' &&
         (IsLatin(codes_[at - 2]) || codes_[at - 2] == U',');
}

bool LatinNames::IsAfterWord(const NameWord& word) const {
  return IsInSentence(word) && codes_[word.begin - 2] != U',';
}

bool LatinNames::IsLine(const NameWord& first, const NameWord& last) const {
  const bool starts = first.begin == 0 || codes_[first.begin - 1] == U'\n';
  const bool ends = last.end == codes_.size() || codes_[last.end] == U'\n';
  return starts && ends && last.end - first.begin < codes_.size();
}

bool LatinNames::IsPartOfAnother(std::size_t i) const {
  static const WordSet places(kBeforePlaces);
  const CodesView before = Before(codes_, words_[i].begin, 4);
  if (before == U"st. " || before.ends_with(U'@') || before.ends_with(U'#')) {
    return true;
  }
  return i > 0 && Gap(i) == U" " && words_[i - 1].capital &&
         places.contains(words_[i - 1].text);
}

std::size_t LatinNames::NoPersonAt(std::size_t i) const {
  static const WordSet alphabet(kAlphabet);
  static const WordSet things(kThings);
  std::size_t letters = 0;
  while (i + letters < words_.size() &&
         alphabet.contains(words_[i + letters].text) &&
         (letters == 0 || IsAdjacent(i + letters) || IsListed(i + letters))) {
    ++letters;
  }
  if (letters >= kMinSpelled) return letters;
  const bool two = i + 1 < words_.size() && Gap(i + 1) == U" ";
  if (!two || !words_[i].capital) return 0;
  const Codes thing = Codes(words_[i].text) + U"_" + Codes(words_[i + 1].text);
  return things.contains(thing) ? 2 : 0;
}

bool IsNameParticle(CodesView word) {
  static const WordSet particles(kParticles);
  return particles.contains(word);
}

}  // namespace aicc::inference
