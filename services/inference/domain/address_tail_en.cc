#include <algorithm>

#include "services/inference/domain/address_text_en.h"
#include "services/inference/domain/address_words_en.h"
#include "services/inference/domain/name_words.h"

namespace aicc::inference {
namespace {

constexpr int kMaxParts = 5;
constexpr std::size_t kMaxTown = 4;  // Words.
constexpr std::size_t kZip = 5;

// "East" of "41 Queen Street East".
bool IsSide(const AddressText& text, std::size_t i) {
  return text.IsNear(i, 0) && text.Gap(i) == U" " &&
         text.Is(i, {U"north", U"south", U"east", U"west", U"n", U"s", U"e",
                     U"w", U"ne", U"nw", U"se", U"sw", U"o"}) &&
         text.IsCapital(i);
}

// "3" of "Ang Mo Kio Ave 3 #08-45".
bool IsBranch(const AddressText& text, std::size_t i) {
  return text.IsNear(i, 0) && text.IsNumber(i) && text.In(i).size() <= 2 &&
         text.IsNear(i + 1, 1) && text.Gap(i + 1).ends_with(U'#');
}

bool IsHyphenless(CodesView word) { return !word.contains(U'-'); }

// Up to four words with capitals after a comma, a line or a room's number.
std::size_t PlaceEndAt(const AddressText& text, std::size_t first) {
  const CodesView gap = text.Gap(first);
  const bool apart = gap.find_first_of(U",\n") != CodesView::npos ||
                     IsStreet(text.In(first - 1));
  if (gap.contains(U'.') || (!apart && !text.IsNumber(first - 1))) return 0;
  std::size_t last = first;
  while (last < text.size() && last < first + kMaxTown &&
         text.IsCapital(last) && (last == first || text.IsNear(last, 0)) &&
         !text.Is(last,
                  {U"please", U"thanks", U"thank", U"i", U"my", U"call", U"and",
                   U"can", U"the", U"is", U"phone", U"email", U"mobile"})) {
    ++last;
  }
  if (last == first) return 0;
  // "Dublin 1", "Street 12": a number that nothing else follows.
  const bool numbered =
      text.IsNear(last, 0) && text.Gap(last) == U" " && text.IsNumber(last) &&
      text.In(last).size() <= 2 &&
      (last + 1 >= text.size() || !text.Gap(last + 1).starts_with(U' '));
  return numbered ? last + 1 : last;
}

std::size_t TownEndAt(const AddressText& text, std::size_t first);

// "75002 Paris": the town may come after its code. What looked like one may
// have been the number of a house: "1213 Grasse, PA 39551".
std::size_t AfterCode(const AddressText& text, std::size_t at) {
  if (text.IsNear(at, 1) && !text.IsNumber(at)) {
    if (const std::size_t town = TownEndAt(text, at)) return town;
  }
  const std::size_t end = std::min(text.size(), at + 2);
  while (at < end && text.IsNear(at, 0) && text.IsCapital(at) &&
         !text.IsNumber(at)) {
    ++at;
  }
  return at;
}

// A town of up to four words that ends in a state, a code or both.
std::size_t TownEndAt(const AddressText& text, std::size_t first) {
  for (std::size_t at = first; at < text.size() && at <= first + kMaxTown;
       ++at) {
    if (at > first && !text.IsNear(at, 2)) return 0;
    if (const std::size_t code = PostcodeEndAt(text, at)) return code;
    if (text.IsNumber(at) && text.In(at).size() >= 4) {
      return at == first ? AfterCode(text, at + 1) : at + 1;
    }
    if (at > first && IsState(text.In(at)) && text.IsCapitals(at)) {
      const std::size_t code = PostcodeEndAt(text, at + 1);
      const bool zip = text.IsNear(at + 1, 1) && text.IsNumber(at + 1) &&
                       text.In(at + 1).size() >= kZip - 1;
      return code > 0 ? code : zip ? at + 2 : at + 1;
    }
    if (text.IsNumber(at)) return 0;
    if (!text.IsCapital(at) && text.In(at).size() > 3) return 0;
  }
  return 0;
}

// Likewise without capitals: ", swindon sn3 6bw", "knoxville tn 37917".
std::size_t SmallTownEndAt(const AddressText& text, std::size_t first) {
  for (std::size_t at = first; at < text.size() && at <= first + kMaxTown;
       ++at) {
    if (at > first && !text.IsNear(at, 1)) return 0;
    if (const std::size_t code = SmallPostcodeEndAt(text, at)) return code;
    const bool state =
        at > first && (IsState(text.In(at)) || IsStateName(text.In(at)));
    const bool zip = state && text.IsNear(at + 1, 0) && text.IsNumber(at + 1) &&
                     text.In(at + 1).size() == kZip;
    if (zip) return at + 2;
    if (text.IsNumber(at) || IsMeasure(text.In(at))) return 0;
  }
  return 0;
}

// ", wem" or ", little wenham" at the end of what is said: a town without a
// capital.
std::size_t SmallPlaceEndAt(const AddressText& text, std::size_t first) {
  if (text.Gap(first) != U", " || text.IsCapital(first - 1)) return 0;
  std::size_t last = first;
  if (text.Is(first, {U"little", U"great", U"upper", U"lower", U"new", U"old",
                      U"north", U"south", U"east", U"west", U"st", U"san",
                      U"fort", U"mount", U"port"})) {
    ++last;
  }
  if (last >= text.size() || text.IsNumber(last) || text.IsCapital(last) ||
      IsNoName(text.In(last)) || IsMeasure(text.In(last)) ||
      (last > first && !text.IsNear(last, 0))) {
    return 0;
  }
  const CodesView codes = text.text().codes;
  const std::size_t end = text.end(last);
  const bool ends =
      end == codes.size() || CodesView(U".;?!)\"\n").contains(codes[end]);
  return ends ? last + 1 : 0;
}

// "SW1A 1AA"; no "4GB", "2nd".
bool IsBritish(CodesView out, CodesView in) {
  const CodesView last = in.substr(std::min<std::size_t>(in.size(), 1));
  for (const CodesView unit :
       {U"gb", U"tb", U"nd", U"rd", U"th", U"st", U"xl", U"hr", U"ft", U"hz",
        U"pm", U"am", U"mm", U"kg", U"mb", U"cm"}) {
    if (last == unit) return false;
  }
  return out.size() >= 2 && out.size() <= 4 && in.size() == 3 &&
         IsLatin(out[0]) && std::ranges::any_of(out, IsDigit) &&
         IsDigit(in[0]) && IsLatin(in[1]) && IsLatin(in[2]);
}

// "M4Y 1H1"
bool IsCanadian(CodesView out, CodesView in) {
  return out.size() == 3 && in.size() == 3 && IsLatin(out[0]) &&
         IsDigit(out[1]) && IsLatin(out[2]) && IsDigit(in[0]) &&
         IsLatin(in[1]) && IsDigit(in[2]);
}

// "A98 TY67", "D6W XK84": only some letters are in them.
bool IsIrish(CodesView out, CodesView in) {
  const CodesView letters = U"acdefhknprtvwxy";
  if (out.size() != 3 || in.size() != 4 || !letters.contains(out[0]) ||
      !IsDigit(out[1]) || !(IsDigit(out[2]) || out[2] == U'w')) {
    return false;
  }
  const auto digits = std::ranges::count_if(in, IsDigit);
  return digits > 0 && digits < 4 &&
         std::ranges::all_of(
             in, [&](char32_t c) { return IsDigit(c) || letters.contains(c); });
}

// Each state has its own codes: "NSW 2450", but no "ACT 2024".
bool IsAustralianCode(CodesView state, CodesView code) {
  const auto begins = [&](CodesView digits) {
    return code.starts_with(digits);
  };
  if (state == U"act") return begins(U"26") || begins(U"29") || begins(U"02");
  if (state == U"nt") return begins(U"08");
  const char32_t first = state == U"nsw"   ? U'2'
                         : state == U"vic" ? U'3'
                         : state == U"qld" ? U'4'
                         : state == U"sa"  ? U'5'
                         : state == U"wa"  ? U'6'
                                           : U'7';
  return code[0] == first;
}

bool IsPostcode(CodesView out, CodesView in) {
  return IsBritish(out, in) || IsCanadian(out, in) || IsIrish(out, in);
}

// Letters and digits that are said one by one.
std::size_t SpelledEnd(const AddressText& text, std::size_t at) {
  while (text.IsNear(at, 0) &&
         (text.IsSpokenNumber(at) || text.In(at).size() == 1)) {
    ++at;
  }
  return at;
}

// "90210", "90210-1234"; not what took "13412ms".
bool IsZip(CodesView word) {
  constexpr std::size_t kLong = 10;
  if (word.size() != kZip && word.size() != kLong) return false;
  return std::ranges::all_of(word.substr(0, kZip), IsDigit) &&
         (word.size() == kZip || word[kZip] == U'-');
}

}  // namespace

std::size_t RoomEndAt(const AddressText& text, std::size_t i) {
  const bool word = text.Is(
      i, {U"apt",   U"apartment", U"suite",    U"ste",    U"unit",  U"flat",
          U"floor", U"fl",        U"room",     U"rm",     U"box",   U"level",
          U"shop",  U"district",  U"ward",     U"sector", U"block", U"zone",
          U"phase", U"tower",     U"building", U"bldg"});
  if (word && text.IsNear(i + 1, 1)) {
    const CodesView number = text.In(i + 1);
    const bool room = text.IsNumber(i + 1) || text.IsSpokenNumber(i + 1) ||
                      (number.size() <= 2 && IsHyphenless(number));
    // "apartment four b"
    const bool letter = room && text.IsSpokenNumber(i + 1) &&
                        text.IsNear(i + 2, 0) && text.In(i + 2).size() == 1 &&
                        !text.Is(i + 2, {U"i", U"a"});
    if (letter) return i + 3;
    if (room) return i + 2;
  }
  // "3e etage", "2nd floor"
  const bool storey = text.IsNumber(i) && text.IsNear(i + 1, 0) &&
                      text.Is(i + 1, {U"etage", U"floor", U"piso", U"andar",
                                      U"planta", U"og", U"stock"});
  if (storey) return i + 2;
  const bool number = i > 0 && text.IsNumber(i) && text.In(i).size() <= 7;
  return number && text.Gap(i).ends_with(U'#') ? i + 1 : 0;
}

std::size_t PostcodeEndAt(const AddressText& text, std::size_t i) {
  if (!text.IsNear(i + 1, 0) || text.Gap(i + 1) != U" ") return 0;
  if (!text.IsCapital(i)) return 0;
  const CodesView out = text.In(i);
  const CodesView in = text.In(i + 1);
  if (IsCanadian(out, in)) return i + 2;
  if (IsIrish(out, in)) return text.IsCapital(i) ? i + 2 : 0;
  const bool capitals = text.text().capital[text.end(i + 1) - 1];
  return IsBritish(out, in) && capitals ? i + 2 : 0;
}

std::size_t SmallPostcodeEndAt(const AddressText& text, std::size_t i) {
  if (!text.IsNear(i + 1, 0) || text.Gap(i + 1) != U" ") return 0;
  return IsPostcode(text.In(i), text.In(i + 1)) ? i + 2 : 0;
}

bool IsJoinedPostcode(const AddressText& text, std::size_t i) {
  constexpr std::size_t kIn = 3;
  if (!text.IsCapitals(i)) return false;
  const CodesView word = text.In(i);
  if (word.size() < kIn + 2) return false;
  const std::size_t out = word.size() - kIn;
  return IsBritish(word.substr(0, out), word.substr(out)) ||
         IsCanadian(word.substr(0, out), word.substr(out));
}

std::size_t AustralianCodeEndAt(const AddressText& text, std::size_t i) {
  const bool state = i < text.size() && IsAustralianState(text.In(i)) &&
                     text.IsCapitals(i) && text.IsNear(i + 1, 0);
  const bool number =
      state && text.IsNumber(i + 1) && text.In(i + 1).size() == 4;
  return number && IsAustralianCode(text.In(i), text.In(i + 1)) ? i + 2 : 0;
}

std::size_t StateCodeEndAt(const AddressText& text, std::size_t i) {
  const bool state = i < text.size() && IsState(text.In(i)) &&
                     text.IsCapitals(i) && text.IsNear(i + 1, 0);
  return state && IsZip(text.In(i + 1)) ? i + 2 : 0;
}

std::size_t AddressTailEnd(const AddressText& text, std::size_t last) {
  if (last < text.size() && (IsSide(text, last) || IsBranch(text, last))) {
    ++last;
  }
  for (int part = 0; part < kMaxParts && last < text.size(); ++part) {
    if (!text.IsNear(last, 3)) return last;
    if (const std::size_t room = RoomEndAt(text, last)) {
      last = room;
    } else if (const std::size_t town = TownEndAt(text, last)) {
      return town;
    } else if (const std::size_t small = SmallTownEndAt(text, last)) {
      return small;
    } else if (const std::size_t place = PlaceEndAt(text, last)) {
      last = place;
    } else if (const std::size_t small_place = SmallPlaceEndAt(text, last)) {
      return small_place;
    } else {
      break;
    }
  }
  return last;
}

std::size_t SpokenTailEnd(const AddressText& text, std::size_t last) {
  constexpr std::size_t kTown = 3;
  constexpr std::size_t kMaxSpelled = 7;  // A telephone number has more.
  for (std::size_t at = last; at < last + kTown && text.IsNear(at, 1); ++at) {
    if (IsMeasure(text.In(at)) || text.IsNumber(at) ||
        text.Is(at, {U"phone", U"number", U"mobile", U"cell", U"call"})) {
      return last;
    }
    const bool state = at > last && IsStateName(text.In(at));
    const std::size_t spelled = SpelledEnd(text, at + 1);
    const std::size_t size = spelled - (at + 1);
    if (size >= kTown && size <= kMaxSpelled) return spelled;
    if (state) return at + 1;
  }
  return last;
}

}  // namespace aicc::inference
