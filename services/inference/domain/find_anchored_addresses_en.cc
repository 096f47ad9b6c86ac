#include <algorithm>

#include "services/inference/domain/address_text_en.h"
#include "services/inference/domain/address_words_en.h"
#include "services/inference/domain/name_words.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxParts = 7;  // Between commas, the code's among them.
constexpr std::size_t kMaxWords = 8;  // Of a part.
constexpr std::size_t kMaxGap = 4;

// A code at which an address ends.
struct Anchor {
  std::size_t end = 0;    // Words; 0: there is none.
  bool sure = false;      // Hardly anything but an address has it.
  bool foremost = false;  // The town comes after it: "28013 Madrid".
};

// One part of an address, from word `begin` to before word `end`.
struct Part {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// How much a part says that it is one of an address.
// A number and a name may be goods, a number and a street may not.
enum class Strength { kNone, kBuilding, kHouse, kPlace };

bool IsAllDigits(CodesView word) { return std::ranges::all_of(word, IsDigit); }

// Addresses that are read backwards, from the code at their end to the farthest
// part that looks like a house, a room or a street. What stands in between may
// be anything: "The Old Dairy, Nether Lane, Ashover, Chesterfield S45 0AQ",
// "Villa 9, Palm Grove Layout, Whitefield Main Road, Bengaluru - 560066".
class Reader {
 public:
  explicit Reader(const AddressText& text) : text_(text) {}

  void Find(Findings* found) const {
    std::size_t from = 0;  // No address begins within the one before.
    for (std::size_t i = 0; i < text_.size();) {
      const Anchor anchor = AnchorAt(i);
      const std::size_t first = anchor.end > 0 ? FirstOf(i, from, anchor) : i;
      if (anchor.end == 0 || first == i) {
        ++i;
        continue;
      }
      found->push_back(
          {"ADDRESS", text_.begin(first), text_.end(anchor.end - 1)});
      from = i = anchor.end;
    }
  }

  std::size_t HeadOf(std::size_t first, std::size_t from) const {
    const bool parts = first > from && Adjoins(first) && IsComma(first);
    return parts ? FirstOf(first, from, {first, true}) : first;
  }

 private:
  Anchor AnchorAt(std::size_t i) const {
    if (const std::size_t end = PostcodeEndAt(text_, i)) return {end, true};
    if (IsJoinedPostcode(text_, i)) return {i + 1, true};
    if (const std::size_t end = StateCodeEndAt(text_, i)) return {end, true};
    if (const std::size_t end = AustralianCodeEndAt(text_, i)) {
      return {end, true};
    }
    if (!IsCodeOfTown(i)) {
      return IsTownCode(i) || IsTownWithCode(i) ? Anchor{i + 1, false}
                                                : Anchor{};
    }
    // "53100 Kuala Lumpur"
    const bool two = i + 2 < text_.size() && text_.Gap(i + 2) == U" " &&
                     text_.IsCapital(i + 2) && !IsNoName(text_.In(i + 2));
    return {i + (two ? 3 : 2), false, true};
  }

  // "Bengaluru 560011", "Singapore 120412"
  bool IsTownCode(std::size_t i) const {
    if (i == 0 || !text_.IsNumber(i)) return false;
    const CodesView code = text_.In(i);
    // "Tokyo 150-0002"
    const bool parted = code.size() == 8 && code[3] == U'-';
    const bool whole =
        (code.size() == 5 || code.size() == 6) && IsAllDigits(code);
    return (parted || whole) && text_.IsCapital(i - 1) && IsTown(i - 1) &&
           Adjoins(i) && text_.Gap(i).find_first_of(U"#/&") == CodesView::npos;
  }

  // "Bengaluru-560062"
  bool IsTownWithCode(std::size_t i) const {
    constexpr std::size_t kCode = 6;
    const CodesView word = text_.In(i);
    return text_.IsCapital(i) && word.size() > kCode + 4 &&
           word[word.size() - kCode - 1] == U'-' &&
           IsAllDigits(word.substr(word.size() - kCode)) &&
           std::ranges::none_of(word.substr(0, word.size() - kCode - 1),
                                IsDigit);
  }

  // ", 28013 Madrid"
  bool IsCodeOfTown(std::size_t i) const {
    return i > 0 && text_.IsNumber(i) && text_.In(i).size() == 5 &&
           IsAllDigits(text_.In(i)) && Adjoins(i) && IsComma(i) &&
           i + 1 < text_.size() && text_.Gap(i + 1) == U" " &&
           text_.IsCapital(i + 1) && IsTown(i + 1);
  }

  bool IsTown(std::size_t i) const {
    return text_.In(i).size() >= 3 &&
           !text_.Is(i,
                     {U"order",   U"model",  U"invoice", U"number", U"ref",
                      U"case",    U"ticket", U"item",    U"code",   U"part",
                      U"box",     U"unit",   U"tel",     U"phone",  U"serial",
                      U"version", U"call",   U"room",    U"ext",    U"sku",
                      U"batch",   U"set",    U"asset",   U"lot",    U"article",
                      U"booking", U"parcel", U"account", U"card",   U"claim"});
  }

  // True if word `i` may go on with the address that the one before is of.
  bool Adjoins(std::size_t i) const {
    if (i == 0 || i >= text_.size()) return false;
    const CodesView gap = text_.Gap(i);
    if (gap.size() > kMaxGap ||
        gap.find_first_not_of(U" ,.-/#&\n") != CodesView::npos) {
      return false;
    }
    // No sentence ends there: "Rd. 5" but not "sorry. 5".
    return !gap.contains(U'.') || text_.In(i - 1).size() <= 3;
  }

  bool IsComma(std::size_t i) const {
    return text_.Gap(i).find_first_of(U",\n") != CodesView::npos;
  }

  bool IsOfAddress(std::size_t i) const {
    if (IsCalendarWord(text_.In(i))) return false;
    if (text_.Is(i, {U"to",      U"at",      U"is",   U"my",      U"address",
                     U"deliver", U"dear",    U"send", U"ship",    U"please",
                     U"hi",      U"hello",   U"from", U"live",    U"lives",
                     U"i",       U"i'm",     U"it's", U"its",     U"thanks",
                     U"born",    U"dob",     U"tel",  U"phone",   U"we",
                     U"we're",   U"name",    U"for",  U"contact", U"attn",
                     U"regards", U"customer"})) {
      return false;
    }
    return text_.IsCapital(i) || text_.IsNumber(i) || IsHouse(i) ||
           IsLittleWord(text_.In(i));
  }

  // "9", "B-204", "6-3-1102", but no "3rd".
  bool IsHouse(std::size_t i) const {
    const CodesView word = text_.In(i);
    return word.size() <= 10 && std::ranges::any_of(word, IsDigit) &&
           !IsOrdinal(word);
  }

  static bool IsOrdinal(CodesView word) {
    return IsDigit(word[0]) &&
           (word.ends_with(U"st") || word.ends_with(U"nd") ||
            word.ends_with(U"rd") || word.ends_with(U"th"));
  }

  // The words back to the comma, or to what is of no address, before `end`.
  Part PartBefore(std::size_t end, std::size_t from) const {
    Part part{end, end};
    while (
        part.begin > from && end - part.begin < kMaxWords &&
        IsOfAddress(part.begin - 1) &&
        (part.begin == end || (Adjoins(part.begin) && !IsComma(part.begin)))) {
      --part.begin;
    }
    while (part.begin < end && IsLittleWord(text_.In(part.begin)) &&
           !text_.Is(part.begin, {U"the"})) {
      ++part.begin;
    }
    return part;
  }

  // The first word of the address with the code at word `code`; `code` if there
  // is none.
  std::size_t FirstOf(std::size_t code, std::size_t from,
                      const Anchor& anchor) const {
    std::size_t first = code;
    Strength strongest = Strength::kNone;
    std::size_t end = code;
    for (std::size_t parts = 0; parts < kMaxParts; ++parts) {
      const Part part = WithoutPerson(PartBefore(end, from));
      // The code may be a part by itself: ", S45 0AQ".
      const bool bare = parts == 0 && code > from && IsComma(code);
      if (part.begin == part.end && !bare) break;
      const bool alone = !anchor.sure && parts == 0;
      const bool numbered = anchor.foremost && EndsInNumber(part);
      const Strength strength = numbered                    ? Strength::kPlace
                                : alone && !anchor.foremost ? Strength::kNone
                                                            : StrengthOf(part);
      if (strength != Strength::kNone) first = part.begin;
      strongest = std::max(strongest, strength);
      end = part.begin;
      if (end == from || !Adjoins(end) || !IsComma(end)) break;
    }
    return anchor.sure || strongest == Strength::kPlace ? first : code;
  }

  // "Jane Roe 12 Mill Lane" without whoever lives there.
  Part WithoutPerson(Part part) const {
    for (std::size_t i = part.begin + 1; i + 1 < part.end; ++i) {
      if (!text_.IsNumber(i) || IsOrdinal(text_.In(i))) continue;
      const bool building = StrengthOf({part.begin, i}) != Strength::kNone;
      const bool room = IsRoomWord(text_.In(i - 1)) || IsHouse(i - 1);
      return building || room ? part : Part{i, part.end};
    }
    return part;
  }

  // "Mayor 12", "Rosenweg 2b": a street and a house of most of Europe.
  bool EndsInNumber(Part part) const {
    return part.end - part.begin > 1 && text_.IsCapital(part.begin) &&
           text_.IsNumber(part.end - 1) && text_.In(part.end - 1).size() <= 4 &&
           text_.In(part.begin).size() > 3;
  }

  Strength StrengthOf(Part part) const {
    if (part.begin >= part.end) return Strength::kNone;
    const bool several = part.end - part.begin > 1;
    if (IsPerson(part)) return Strength::kNone;
    const bool house = IsHouse(part.begin) && IsAPlace(part);
    // "6-3-1102", "B-204", "45/12"
    const bool parted =
        house && (!IsAllDigits(text_.In(part.begin)) ||
                  (several && text_.Gap(part.begin + 1) == U"/"));
    if (parted) return Strength::kPlace;
    Strength strength = house ? Strength::kHouse : Strength::kNone;
    for (std::size_t i = part.begin; i < part.end; ++i) {
      const CodesView word = text_.In(i);
      // "Plot 4", "Block C"
      const bool number =
          i + 1 < part.end && (IsHouse(i + 1) || text_.In(i + 1).size() == 1);
      if (number && IsRoomWord(word)) return Strength::kPlace;
      if (!several || i == part.begin) continue;
      if (IsStreet(word) || IsDoubtfulStreet(word)) return Strength::kPlace;
      if (IsBuilding(word) || IsRareStreet(word)) {
        strength =
            house ? Strength::kPlace : std::max(strength, Strength::kBuilding);
      }
    }
    return strength;
  }

  // "Jane Hall", "Mr Tom Hill", but no "Victoria House".
  bool IsPerson(Part part) const {
    const CodesView first = text_.In(part.begin);
    const CodesView last = text_.In(part.end - 1);
    if (part.end - part.begin < 2) return false;
    if (text_.Is(part.begin, {U"mr", U"mrs", U"ms", U"miss", U"dr"})) {
      return true;
    }
    const bool given =
        IsGivenName(first) || IsDoubtfulGivenName(first) || first.size() == 1;
    return given && last != U"house" &&
           (IsFamilyName(last) || IsDoubtfulFamilyName(last));
  }

  // No quantity: "2 kg", "16 GB", nor a number of five digits and more alone.
  bool IsAPlace(Part part) const {
    if (part.end - part.begin > 1) {
      // "45/12 Soi Sukhumvit 23"
      const bool parted =
          part.begin + 2 < part.end && text_.Gap(part.begin + 1) == U"/";
      const CodesView next = text_.In(part.begin + (parted ? 2 : 1));
      return !IsMeasure(next) && !std::ranges::any_of(next, IsDigit);
    }
    const CodesView word = text_.In(part.begin);
    return word.size() <= 4 || !IsAllDigits(word);
  }

  const AddressText& text_;
};

}  // namespace

std::size_t AddressHeadOf(const AddressText& text, std::size_t first,
                          std::size_t from) {
  return Reader(text).HeadOf(first, from);
}

void FindAnchoredAddresses(const AddressText& text, Findings* found) {
  Reader(text).Find(found);
}

}  // namespace aicc::inference
