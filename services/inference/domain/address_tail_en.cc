#include <algorithm>

#include "services/inference/domain/address_text_en.h"
#include "services/inference/domain/address_words_en.h"

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
  return last > first ? last : 0;
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

// "SW1A 1AA"
bool IsBritish(CodesView out, CodesView in) {
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

}  // namespace

std::size_t RoomEndAt(const AddressText& text, std::size_t i) {
  const bool word =
      text.Is(i, {U"apt", U"apartment", U"suite", U"ste", U"unit", U"flat",
                  U"floor", U"fl", U"room", U"rm", U"box"});
  if (word && text.IsNear(i + 1, 1)) {
    const CodesView number = text.In(i + 1);
    const bool room = text.IsNumber(i + 1) || text.IsSpokenNumber(i + 1) ||
                      (number.size() <= 2 && IsHyphenless(number));
    if (room) return i + 2;
  }
  const bool number = i > 0 && text.IsNumber(i) && text.In(i).size() <= 5;
  return number && text.Gap(i).ends_with(U'#') ? i + 1 : 0;
}

std::size_t PostcodeEndAt(const AddressText& text, std::size_t i) {
  if (!text.IsNear(i + 1, 0) || text.Gap(i + 1) != U" ") return 0;
  if (!text.IsCapital(i)) return 0;
  const CodesView out = text.In(i);
  const CodesView in = text.In(i + 1);
  if (IsCanadian(out, in)) return i + 2;
  const bool capitals = text.text().capital[text.end(i + 1) - 1];
  return IsBritish(out, in) && capitals ? i + 2 : 0;
}

std::size_t StateCodeEndAt(const AddressText& text, std::size_t i) {
  const bool state = i < text.size() && IsState(text.In(i)) &&
                     text.IsCapitals(i) && text.IsNear(i + 1, 0);
  const bool zip =
      state && text.IsNumber(i + 1) && text.In(i + 1).size() >= kZip;
  return zip ? i + 2 : 0;
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
    } else if (const std::size_t place = PlaceEndAt(text, last)) {
      last = place;
    } else {
      break;
    }
  }
  return last;
}

}  // namespace aicc::inference
