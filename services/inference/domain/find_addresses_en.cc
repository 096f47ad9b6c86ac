#include <algorithm>
#include <vector>

#include "services/inference/domain/address_words_en.h"
#include "services/inference/domain/recognisers.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxStreetWords = 5;

struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool capital = false;
};

bool IsPart(char32_t c) {
  return (IsWordCode(c) && !IsHangul(c)) || c == U'\'' || c == U'-';
}

std::vector<Word> Words(const PersonalText& text) {
  std::vector<Word> words;
  const CodesView codes = text.codes;
  for (std::size_t at = 0; at < codes.size();) {
    if (!IsPart(codes[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < codes.size() && IsPart(codes[at])) ++at;
    words.push_back({begin, at, text.capital[begin]});
  }
  return words;
}

bool Is(CodesView word, std::initializer_list<CodesView> words) {
  return std::ranges::find(words, word) != words.end();
}

bool IsNumber(CodesView word) {
  return !word.empty() && IsDigit(word[0]) && word.size() <= 10;
}

class Reader {
 public:
  explicit Reader(const PersonalText& text)
      : text_(text), codes_(text.codes), words_(Words(text)) {}

  void Find(Findings* found) const {
    for (std::size_t i = 0; i < words_.size();) {
      std::size_t last = BoxAt(i);
      if (last == 0) last = StreetAt(i);
      if (last == 0) last = ForeignAt(i);
      if (last == 0) last = CornerAt(i);
      if (last > 0) {
        last = TailAt(last);
        found->push_back(
            {"ADDRESS", words_[FirstOf(i)].begin, words_[last - 1].end});
      } else {
        FindCode(i, found);
      }
      i = std::max(i + 1, last);
    }
  }

 private:
  CodesView In(std::size_t i) const {
    return codes_.substr(words_[i].begin, words_[i].end - words_[i].begin);
  }

  // True if little stands between word `i` and the one before.
  bool Near(std::size_t i, std::size_t most) const {
    const CodesView gap =
        codes_.substr(words_[i - 1].end, words_[i].begin - words_[i - 1].end);
    return gap.size() <= most + 2 &&
           gap.find_first_not_of(U" .,\n#") == CodesView::npos;
  }

  // Numbers and "Flat 3," that stand before an address at `i`.
  std::size_t FirstOf(std::size_t i) const {
    std::size_t first = i;
    while (first > 0 && IsNumber(In(first - 1)) && Near(first, 2) &&
           i - first < 3) {
      --first;
    }
    const bool room =
        first > 0 && Is(In(first - 1), {U"flat", U"apt", U"apartment", U"unit",
                                        U"suite", U"room"});
    return room ? first - 1 : first;
  }

  // "the corner of Main Street and 5th Avenue"
  std::size_t CornerAt(std::size_t i) const {
    if (i + 3 >= words_.size() || In(i) != U"the" || In(i + 1) != U"corner" ||
        In(i + 2) != U"of") {
      return 0;
    }
    std::size_t last = i + 3;
    while (last < words_.size() && last < i + 11 && Near(last, 1) &&
           (words_[last].capital || IsNumber(In(last)) || In(last) == U"and")) {
      ++last;
    }
    return last > i + 3 ? last : 0;
  }

  // "P.O. Box 12", "PSC 123, Box 45 APO AA 1", "Unit 12 Box 34": one past the
  // last word; 0 if there is none.
  std::size_t BoxAt(std::size_t i) const {
    std::size_t at = i;
    const std::size_t end = words_.size();
    if (at + 2 < end && In(at) == U"p" && In(at + 1) == U"o") {
      at += 2;
    } else if (at + 1 < end && Is(In(at), {U"po", U"post", U"p"})) {
      at += In(at) == U"post" && In(at + 1) == U"office" ? 2 : 1;
    } else if (at + 3 < end && Is(In(at), {U"psc", U"unit", U"cmr"}) &&
               IsNumber(In(at + 1))) {
      at += 2;
    } else if (text_.codes.size() > 3 && In(i) == U"usnv" && i + 1 < end) {
      return i + 2;
    } else {
      return 0;
    }
    if (at + 1 >= end || In(at) != U"box" || !IsNumber(In(at + 1))) return 0;
    return at + 2;
  }

  bool MayNameStreet(std::size_t i) const {
    if (!IsPart(codes_[words_[i].begin])) return false;
    return !IsMeasure(In(i));
  }

  // "221 Baker Street", "12 old mill road"
  std::size_t StreetAt(std::size_t i) const {
    if (!IsNumber(In(i))) return 0;
    for (std::size_t at = i + 1;
         at < words_.size() && at <= i + kMaxStreetWords; ++at) {
      if (!Near(at, 1) || !MayNameStreet(at)) return 0;
      const CodesView word = In(at);
      const bool capital = words_[at].capital && words_[at - 1].capital;
      const bool street =
          IsStreet(word) || (IsDoubtfulStreet(word) &&
                             (capital || SpeaksOfAddress(words_[i].begin)));
      if (street && at > i + 1) return at + 1;
    }
    return 0;
  }

  bool SpeaksOfAddress(std::size_t begin) const {
    return MentionsAddress(Before(codes_, begin, 48)) ||
           Mentions(text_.asked, {U"address", U"where", U"sent to"});
  }

  // "Via dei Fiorentini 17", "Hauptstrasse 5", "31 rue de la Paix"
  std::size_t ForeignAt(std::size_t i) const {
    const std::size_t first = i;
    if (IsNumber(In(i))) ++i;
    std::size_t street = words_.size();
    for (std::size_t at = i; at < words_.size() && at < i + 4; ++at) {
      if (at > i && !Near(at, 1)) break;
      if (IsNumber(In(at))) {
        const bool known = street < at;
        const bool named =
            words_[i].capital && at > i && at - i <= 3 &&
            (SpeaksOfAddress(words_[first].begin) || RoomFollows(at + 1)) &&
            Adjoins(at) && MayNameStreet(at - 1) && In(at).size() <= 4;
        return (known || named) && at > i ? at + 1 : 0;
      }
      const bool rue = at == i && first < i &&
                       Is(In(at), {U"rue", U"rua", U"calle", U"chemin",
                                   U"avenue", U"boulevard"});
      if (rue || (IsForeignStreet(In(at)) && words_[at].capital)) street = at;
    }
    const bool numbered =
        first < i && street == i && i + 1 < words_.size() && Near(i + 1, 1);
    if (!numbered) return 0;
    std::size_t last = i + 1;
    while (last < words_.size() && last < i + 4 && Near(last, 0)) ++last;
    return last;
  }

  // True if no sentence ends before word `i`: "Imre u. 12", "Settings. 2".
  bool Adjoins(std::size_t i) const {
    const CodesView gap =
        codes_.substr(words_[i - 1].end, words_[i].begin - words_[i - 1].end);
    return !gap.contains(U'.') || In(i - 1).size() <= 3;
  }

  bool RoomFollows(std::size_t at) const {
    return at < words_.size() && Near(at, 2) && RoomAt(at) > 0;
  }

  // What follows a street: "Apt. 4", ", Springfield, IL 62704", "SW1A 1AA".
  std::size_t TailAt(std::size_t last) const {
    for (int part = 0; part < 5 && last < words_.size(); ++part) {
      if (!Near(last, 3)) return last;
      if (const std::size_t room = RoomAt(last)) {
        last = room;
      } else if (const std::size_t town = TownAt(last)) {
        return town;
      } else if (const std::size_t place = PlaceAt(last)) {
        last = place;
      } else {
        break;
      }
    }
    return last;
  }

  // Up to four words with capitals after a comma, a line or a room's number.
  std::size_t PlaceAt(std::size_t first) const {
    const CodesView gap = codes_.substr(
        words_[first - 1].end, words_[first].begin - words_[first - 1].end);
    const bool apart = gap.find_first_of(U",\n") != CodesView::npos;
    if (gap.contains(U'.') || (!apart && !IsNumber(In(first - 1)))) return 0;
    std::size_t last = first;
    while (last < words_.size() && last < first + 4 && words_[last].capital &&
           (last == first || Near(last, 0)) &&
           !Is(In(last), {U"please", U"thanks", U"thank", U"i", U"my", U"call",
                          U"and", U"can", U"the", U"is"})) {
      ++last;
    }
    return last > first ? last : 0;
  }

  std::size_t RoomAt(std::size_t at) const {
    const bool word =
        Is(In(at), {U"apt", U"apartment", U"suite", U"ste", U"unit", U"flat",
                    U"floor", U"fl", U"room", U"rm", U"box"});
    if (word && at + 1 < words_.size() && Near(at + 1, 1)) {
      const CodesView number = In(at + 1);
      if (IsNumber(number) || number.size() <= 2) return at + 2;
    }
    const bool number = IsNumber(In(at)) && In(at).size() <= 5;
    return number && codes_[words_[at].begin - 1] == U'#' ? at + 1 : 0;
  }

  // A town of up to four words that ends in a state, a code or both.
  std::size_t TownAt(std::size_t first) const {
    for (std::size_t at = first; at < words_.size() && at < first + 5; ++at) {
      if (at > first && !Near(at, 2)) return 0;
      if (const std::size_t code = PostcodeAt(at)) return code;
      const bool code = IsNumber(In(at)) && In(at).size() >= 4;
      if (code) return at == first ? AfterCode(at + 1) : at + 1;
      const bool state = IsState(In(at)) && Caps(at);
      if (state && at > first) {
        const bool zip = at + 1 < words_.size() && Near(at + 1, 1) &&
                         IsNumber(In(at + 1)) && In(at + 1).size() >= 5;
        return zip ? at + 2 : at + 1;
      }
      if (IsNumber(In(at)) || (!words_[at].capital && In(at).size() > 3))
        return 0;
    }
    return 0;
  }

  // "75002 Paris": the town may come after its code.
  std::size_t AfterCode(std::size_t at) const {
    const std::size_t end = std::min(words_.size(), at + 2);
    while (at < end && Near(at, 0) && words_[at].capital && !IsNumber(In(at))) {
      ++at;
    }
    return at;
  }

  bool Caps(std::size_t i) const {
    return words_[i].capital && text_.capital[words_[i].end - 1];
  }

  // "SW1A 1AA"
  std::size_t PostcodeAt(std::size_t i) const {
    if (i + 1 >= words_.size() || !Near(i + 1, 0)) return 0;
    const CodesView out = In(i);
    const CodesView in = In(i + 1);
    if (out.size() < 2 || out.size() > 4 || in.size() != 3) return 0;
    const bool outward = words_[i].capital && IsLatin(out[0]) &&
                         std::ranges::any_of(out, IsDigit);
    const bool inward = IsDigit(in[0]) && IsLatin(in[1]) && IsLatin(in[2]) &&
                        text_.capital[words_[i + 1].end - 1];
    return outward && inward ? i + 2 : 0;
  }

  // A code alone: "zip code 90210", "CA 90210", "SW1A 1AA".
  void FindCode(std::size_t i, Findings* found) const {
    if (const std::size_t end = PostcodeAt(i)) {
      found->push_back({"ADDRESS", words_[i].begin, words_[end - 1].end});
      return;
    }
    const CodesView word = In(i);
    if (!IsNumber(word) || word.size() < 3 || word.size() > 10) return;
    const bool state = i > 0 && Near(i, 0) && IsState(In(i - 1)) &&
                       Caps(i - 1) && word.size() == 5;
    const CodesView before = Before(codes_, words_[i].begin, 16);
    const bool cued =
        Mentions(before, {U"zip", U"postcode", U"postal code", U"post code"});
    const bool asked =
        Mentions(text_.asked, {U"zip", U"postcode", U"postal code"});
    if (!state && !cued && !asked) return;
    std::size_t end = words_[i].end;
    if (i + 1 < words_.size() && In(i + 1).size() <= 3 && cued &&
        words_[i + 1].begin == end + 1 &&
        (IsDigit(In(i + 1)[0]) || Caps(i + 1))) {
      end = words_[i + 1].end;
    }
    found->push_back(
        {"ADDRESS", state ? words_[i - 1].begin : words_[i].begin, end});
  }

  const PersonalText& text_;
  CodesView codes_;
  std::vector<Word> words_;
};

}  // namespace

void FindEnglishAddresses(const PersonalText& text, Findings* found) {
  Reader(text).Find(found);
}

}  // namespace aicc::inference
