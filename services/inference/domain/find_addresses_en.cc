#include <algorithm>
#include <unordered_map>
#include <vector>

#include "services/inference/domain/address_text_en.h"
#include "services/inference/domain/address_words_en.h"
#include "services/inference/domain/digit_words.h"
#include "services/inference/domain/recognisers.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxStreetWords = 5;
constexpr std::size_t kMaxAnchored = 9;  // From a house's number to a code.
constexpr std::size_t kMaxSpokenNumber = 5;
constexpr std::size_t kMaxCorner = 8;
constexpr std::size_t kMaxStreets = 8;  // That have the same number.

class Reader {
 public:
  explicit Reader(const AddressText& text) : text_(text) {}

  void Find(Findings* found) const {
    Known known;
    std::size_t from = 0;    // The end of the address before,
    std::size_t before = 0;  // and which finding that is.
    for (std::size_t i = 0; i < text_.size();) {
      const std::size_t last = AddressAt(i);
      if (last > 0) {
        Learn(i, last, &known);
        std::size_t end = AddressTailEnd(text_, last);
        if (end == last && text_.IsSpokenNumber(i)) {
          end = SpokenTailEnd(text_, last);
        }
        const std::size_t first = AddressHeadOf(text_, FirstOf(i), from);
        // "Flat 3, Block C, Kowloon Heights" may be one of its own.
        const bool goes_on =
            from > 0 && first == from && text_.Gap(first) == U", ";
        if (goes_on) {
          (*found)[before].end = text_.end(end - 1);
          from = i = end;
          continue;
        }
        before = found->size();
        found->push_back({"ADDRESS", text_.begin(first), text_.end(end - 1)});
        from = end;
        i = std::max(i + 1, end);
      } else {
        FindCode(i, found);
        ++i;
      }
    }
    FindAgain(known, found);
  }

 private:
  // Houses and their streets, "9 thornbury close", by the number.
  using Known = std::unordered_map<CodesView, std::vector<CodesView>>;

  CodesView Words(std::size_t first, std::size_t last) const {
    return CodesView(text_.text().codes)
        .substr(text_.begin(first), text_.end(last - 1) - text_.begin(first));
  }

  void Learn(std::size_t first, std::size_t last, Known* known) const {
    if (!text_.IsNumber(first) || last < first + 2) return;
    std::vector<CodesView>& streets = (*known)[text_.In(first)];
    const CodesView street = Words(first, last);
    if (streets.size() < kMaxStreets &&
        std::ranges::find(streets, street) == streets.end()) {
      streets.push_back(street);
    }
  }

  // What is an address where a capital or a cue says so is one wherever else
  // it stands: "it's 9 thornbury close… sorry, 9 Thornbury Close, Swindon".
  void FindAgain(const Known& known, Findings* found) const {
    if (known.empty()) return;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const auto streets = known.find(text_.In(i));
      if (streets == known.end()) continue;
      for (const CodesView street : streets->second) {
        const std::size_t end = text_.begin(i) + street.size();
        if (StandsAt(text_.text().codes, text_.begin(i), street) &&
            IsBorder(text_.text().codes, end)) {
          found->push_back({"ADDRESS", text_.begin(i), end});
          break;
        }
      }
    }
  }

  // One past the last word of a street and its house at word `i`; 0 if there is
  // none.
  std::size_t AddressAt(std::size_t i) const {
    for (const auto end_at :
         {&Reader::BoxAt, &Reader::StreetAt, &Reader::SpokenStreetAt,
          &Reader::ShortStreetAt, &Reader::AnchoredAt, &Reader::ForeignAt,
          &Reader::CornerAt}) {
      if (const std::size_t last = (this->*end_at)(i)) return last;
    }
    return 0;
  }

  // Numbers, "5/" and "Flat 3," that stand before an address at `i`.
  std::size_t FirstOf(std::size_t i) const {
    std::size_t first = i;
    while (first > 0 && text_.IsNumber(first - 1) && i - first < 3 &&
           (text_.IsNear(first, 2) || text_.Gap(first) == U"/")) {
      --first;
    }
    if (first == 0 || !text_.IsNear(first, 1)) return first;
    const bool room = text_.Is(
        first - 1, {U"flat", U"apt", U"apartment", U"unit", U"suite", U"room",
                    U"level", U"lvl", U"shop", U"floor", U"penthouse"});
    const bool number =
        !text_.Gap(first).contains(U',') &&
        text_.Is(first - 1, {U"number", U"no", U"house", U"villa", U"plot",
                             U"lot", U"block", U"blk"});
    return room || number ? first - 1 : first;
  }

  // "the corner of Main Street and 5th Avenue"
  std::size_t CornerAt(std::size_t i) const {
    if (!text_.Is(i, {U"the"}) || !text_.Is(i + 1, {U"corner"}) ||
        !text_.Is(i + 2, {U"of"})) {
      return 0;
    }
    std::size_t last = i + 3;
    while (last < text_.size() && last < i + 3 + kMaxCorner &&
           text_.IsNear(last, 1) &&
           (text_.IsCapital(last) || text_.IsNumber(last) ||
            text_.Is(last, {U"and"}))) {
      ++last;
    }
    return last > i + 3 ? last : 0;
  }

  // "P.O. Box 12", "PSC 123, Box 45 APO AA 1", "Unit 12 Box 34"
  std::size_t BoxAt(std::size_t i) const {
    std::size_t at = i;
    if (text_.Is(at, {U"p"}) && text_.Is(at + 1, {U"o"})) {
      at += 2;
    } else if (text_.Is(at, {U"po", U"post", U"p"})) {
      at += text_.Is(at, {U"post"}) && text_.Is(at + 1, {U"office"}) ? 2 : 1;
    } else if (text_.Is(at, {U"psc", U"unit", U"cmr"}) &&
               text_.IsNumber(at + 1)) {
      at += 2;
    } else if (text_.Is(i, {U"usnv"}) && i + 1 < text_.size()) {
      return i + 2;
    } else {
      return 0;
    }
    return text_.Is(at, {U"box"}) && text_.IsNumber(at + 1) ? at + 2 : 0;
  }

  // "221 Baker Street", "12 old mill road"
  std::size_t StreetAt(std::size_t i) const {
    if (!text_.IsNumber(i)) return 0;
    if (text_.SpeaksOfAddress(i)) return StreetEnd(i + 1, 1);
    // "at 200 lake shore drive"
    const bool at = i > 0 && text_.Is(i - 1, {U"at"});
    return StreetEnd(i + 1, at ? 2 : kMaxStreetWords);
  }

  // One past the street whose name begins at word `first`, right after a
  // house's number. After `least` words what may be a street is one.
  std::size_t StreetEnd(std::size_t first, std::size_t least) const {
    for (std::size_t at = first;
         at < text_.size() && at < first + kMaxStreetWords; ++at) {
      if (!text_.IsNear(at, 1) || IsMeasure(text_.In(at))) return 0;
      const CodesView word = text_.In(at);
      // "12th Ct"
      const bool numbered = at > first && text_.IsNumber(at - 1);
      const bool capital =
          text_.IsCapital(at) && (text_.IsCapital(at - 1) || numbered);
      const bool street = IsStreet(word) || (IsDoubtfulStreet(word) &&
                                             (capital || at >= first + least));
      // "Flat 5, Noor Building, Street 12"
      const bool numbered_after = text_.Gap(at).contains(U',') &&
                                  text_.IsNear(at + 1, 0) &&
                                  text_.IsNumber(at + 1);
      if (street && at > first && numbered_after) return at + 2;
      if (street && at > first) return OverStreets(at + 1);
      // "2 Rose Cottages, Ware", but no "12345, Rose Cottages".
      const bool house =
          text_.Gap(first) == U" " && text_.In(first - 1).size() <= 5;
      const bool rare = at > first && capital && house && IsRareStreet(word);
      if (rare && (least == 1 || AddressTailEnd(text_, at + 1) > at + 1)) {
        return at + 1;
      }
    }
    return 0;
  }

  // "Blvd" of "500 Cedar Hill Blvd".
  std::size_t OverStreets(std::size_t last) const {
    while (text_.IsNear(last, 0) && text_.Gap(last) == U" " &&
           text_.IsCapital(last) &&
           (IsStreet(text_.In(last)) || IsDoubtfulStreet(text_.In(last)))) {
      ++last;
    }
    return last;
  }

  // "twelve oh four maple drive": one word of a number says too little.
  std::size_t SpokenStreetAt(std::size_t i) const {
    std::size_t first = i;
    std::size_t digits = 0;
    while (first < i + kMaxSpokenNumber && text_.IsSpokenNumber(first) &&
           (first == i || text_.IsNear(first, 0))) {
      digits += SpokenDigitsAt(text_.In(first), 0).digits.size();
      ++first;
    }
    if (first == i) return 0;
    if (digits < 2 && !text_.SpeaksOfAddress(i)) return 0;
    const std::size_t end = StreetEnd(first, 1);
    // "two doors down the road"
    for (std::size_t at = first; at < end; ++at) {
      if (text_.Is(at, {U"the", U"a", U"this", U"that", U"down", U"up"})) {
        return 0;
      }
    }
    return end;
  }

  // "48 Kingsway", "22 Bishopsgate, London": the street is one word.
  std::size_t ShortStreetAt(std::size_t i) const {
    if (!text_.IsNumber(i) || !text_.IsNear(i + 1, 0)) return 0;
    if (!text_.IsCapital(i + 1) || !IsShortStreet(text_.In(i + 1))) return 0;
    const bool town = AddressTailEnd(text_, i + 2) > i + 2;
    const bool place =
        i > 0 && text_.Is(i - 1, {U"to", U"at", U"from", U"of", U"is"});
    return town || place || text_.SpeaksOfAddress(i) ? i + 2 : 0;
  }

  // "4 Heol y Deri, Cardiff CF14 6HF": a house's number and a code that only
  // addresses have, whatever stands between them.
  std::size_t AnchoredAt(std::size_t i) const {
    if (!text_.IsNumber(i)) return 0;
    for (std::size_t at = i + 1; at < text_.size() && at <= i + kMaxAnchored;
         ++at) {
      if (!text_.IsNear(at, 2) || IsMeasure(text_.In(at))) return 0;
      if (at < i + 2) continue;
      if (const std::size_t code = PostcodeEndAt(text_, at)) return code;
    }
    return 0;
  }

  // "Via dei Fiorentini 17", "Hauptstrasse 5", "31 rue de la Paix"
  std::size_t ForeignAt(std::size_t i) const {
    const std::size_t first = i;
    if (text_.IsNumber(i)) ++i;
    if (first < i && text_.Is(i, {U"bis", U"ter"})) ++i;
    std::size_t street = text_.size();
    for (std::size_t at = i; at < text_.size() && at < i + 4; ++at) {
      if (at > i && !text_.IsNear(at, 1)) break;
      if (text_.IsNumber(at)) {
        // "45 rue Pasteur, 3": that house has its number already.
        if (first < i && street == i && text_.Gap(at) != U" ") break;
        const bool found = street < at || IsNamedBefore(first, i, at);
        return found && at > i ? at + 1 : 0;
      }
      const bool rue = at == i && first < i &&
                       text_.Is(at, {U"rue", U"rua", U"calle", U"chemin",
                                     U"avenue", U"boulevard"});
      if (rue || (text_.IsCapital(at) && IsForeignStreet(text_.In(at)))) {
        street = at;
      }
    }
    const bool numbered =
        first < i && street == i && i < text_.size() && text_.IsNear(i + 1, 1);
    if (!numbered) return 0;
    std::size_t last = i + 1;
    while (last < i + 4 && text_.IsNear(last, 0) &&
           !text_.Gap(last).contains(U',')) {
      ++last;
    }
    return last;
  }

  // A street without a word that says so: names from word `i` on, and the
  // number `at` after them.
  bool IsNamedBefore(std::size_t first, std::size_t i, std::size_t at) const {
    if (at <= i || at - i > 3 || !text_.IsCapital(i)) return false;
    for (std::size_t word = i; word < at; ++word) {
      if (IsCalendarWord(text_.In(word))) return false;
    }
    const bool room = text_.IsNear(at + 1, 2) && RoomEndAt(text_, at + 1) > 0 &&
                      !IsRoomWord(text_.In(at - 1));
    // "Blk 412 Clementi Avenue": the street comes yet.
    const bool numbers = IsRoomWord(text_.In(at - 1)) &&
                         text_.IsNear(at + 1, 0) && text_.Gap(at + 1) == U" ";
    return (text_.SpeaksOfAddress(first) || room) && Adjoins(at) &&
           !IsMeasure(text_.In(at - 1)) && !numbers && text_.In(at).size() <= 4;
  }

  // True if no sentence ends before word `i`: "Imre u. 12", "Settings. 2".
  bool Adjoins(std::size_t i) const {
    return !text_.Gap(i).contains(U'.') || text_.In(i - 1).size() <= 3;
  }

  // A code alone: "my zip code is 90210", "CA 90210", "SW1A 1AA".
  void FindCode(std::size_t i, Findings* found) const {
    std::size_t end = PostcodeEndAt(text_, i);
    // "error IN 50012"
    const bool thing =
        i > 0 && text_.Is(i - 1, {U"error", U"code", U"part", U"model", U"sku",
                                  U"item", U"ref", U"file", U"no"});
    if (end == 0 && !thing) end = StateCodeEndAt(text_, i);
    if (end == 0) end = CuedCodeEnd(i);
    if (end == 0 || IsAboutPlace(i)) return;
    found->push_back({"ADDRESS", text_.begin(i), text_.end(end - 1)});
  }

  // "is the zip 90210 covered": a town, and not where somebody lives.
  bool IsAboutPlace(std::size_t i) const {
    const CodesView before = text_.Before(i, 24);
    if (Mentions(before, {U"my ", U"our ", U"your ", U"his ", U"her "})) {
      return false;
    }
    const CodesView after =
        CodesView(text_.text().codes).substr(text_.end(i)).substr(0, 40);
    return Mentions(before, {U"the zip", U"the post", U"that zip"}) ||
           Mentions(after, {U"coverage", U"covered", U"serviceable",
                            U"service area", U"serve"});
  }

  std::size_t CuedCodeEnd(std::size_t i) const {
    const CodesView word = text_.In(i);
    if (!text_.IsNumber(i) || word.size() < 3) return 0;
    const bool cued =
        Mentions(text_.Before(i, 16),
                 {U"zip", U"postcode", U"postal code", U"post code"});
    const bool asked =
        Mentions(text_.text().asked, {U"zip", U"postcode", U"postal code"});
    if (!cued && !asked) return 0;
    // "394 13", "7412 SL"
    const bool more = cued && i + 1 < text_.size() &&
                      text_.In(i + 1).size() <= 3 &&
                      text_.begin(i + 1) == text_.end(i) + 1 &&
                      (text_.IsNumber(i + 1) || text_.IsCapitals(i + 1));
    return more ? i + 2 : i + 1;
  }

  const AddressText& text_;
};

}  // namespace

void FindEnglishAddresses(const PersonalText& text, Findings* found) {
  const AddressText words(text);
  Reader(words).Find(found);
  FindAnchoredAddresses(words, found);
  FindRomanisedAddresses(words, found);
}

}  // namespace aicc::inference
