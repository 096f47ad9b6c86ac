#include <algorithm>

#include "services/inference/domain/address_text_en.h"
#include "services/inference/domain/address_words_en.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxBefore = 8;  // Words before the first place.
constexpr std::size_t kMaxName = 3;    // Words of a building or a town.

enum class Kind { kNone, kRoad, kPlace, kRoom };

bool EndsInOne(CodesView word, std::initializer_list<CodesView> ends) {
  return std::ranges::any_of(ends, [&](CodesView end) {
    return word.size() > end.size() && word.ends_with(end);
  });
}

// "Teheran-ro", "8-gil"; "Gangnam-gu", "Seoul-si"; "104-dong", "1203-ho".
Kind KindOf(CodesView word) {
  if (!word.contains(U'-')) return Kind::kNone;
  if (IsDigit(word[0]) && EndsInOne(word, {U"-dong", U"-ho", U"-cheung"})) {
    return Kind::kRoom;
  }
  if (EndsInOne(word, {U"-ro", U"-daero", U"-gil", U"-beongil"})) {
    return Kind::kRoad;
  }
  const bool place = EndsInOne(word, {U"-gu", U"-si", U"-do", U"-dong", U"-eup",
                                      U"-myeon", U"-ri", U"-ga", U"-gun"});
  return place ? Kind::kPlace : Kind::kNone;
}

class Reader {
 public:
  explicit Reader(const AddressText& text) : text_(text) {}

  void Find(Findings* found) const {
    for (std::size_t i = 0; i < text_.size();) {
      if (KindAt(i) == Kind::kNone) {
        ++i;
        continue;
      }
      const std::size_t first = FirstOf(i);
      const std::size_t last = LastOf(i);
      if (IsAddress(first, last)) {
        found->push_back({"ADDRESS", text_.begin(first), text_.end(last - 1)});
      }
      i = last;
    }
  }

 private:
  Kind KindAt(std::size_t i) const { return KindOf(text_.In(i)); }

  bool IsRoomWord(std::size_t i) const {
    return text_.Is(i, {U"rm", U"room", U"apt", U"apartment", U"unit", U"suite",
                        U"floor", U"bldg", U"building", U"no"});
  }

  // "B-702"
  bool IsRoomCode(std::size_t i) const {
    const CodesView word = text_.In(i);
    return word.size() >= 3 && word.size() <= 7 && word[1] == U'-' &&
           std::ranges::all_of(word.substr(2), IsDigit);
  }

  bool IsDetail(std::size_t i) const {
    return text_.IsNumber(i) || IsRoomWord(i) || IsRoomCode(i);
  }

  // A building's name before a comma, "Hanbit Officetel, 12 Teheran-ro", or a
  // road's before its branch, "Jongno 3-gil", or its first word, "45 Centum
  // jungang-ro".
  bool IsNameBefore(std::size_t i, std::size_t names) const {
    const bool branch = KindAt(i + 1) == Kind::kRoad && text_.IsNumber(i + 1);
    const bool half = KindAt(i + 1) == Kind::kRoad && i > 0 &&
                      text_.IsNumber(i - 1) && text_.IsNear(i, 0);
    return names < kMaxName && text_.IsCapital(i) &&
           (names > 0 || branch || half || text_.Gap(i + 1).contains(U','));
  }

  std::size_t FirstOf(std::size_t i) const {
    std::size_t names = 0;
    std::size_t first = i;
    while (first > 0 && i - first < kMaxBefore && text_.IsNear(first, 1)) {
      const bool detail = IsDetail(first - 1);
      if (!detail && !IsNameBefore(first - 1, names)) break;
      names = detail ? 0 : names + 1;
      --first;
    }
    return first;
  }

  // Over places, rooms, numbers, and names after commas: ", Raemian Apt,
  // Banpo-dong", ", Seoul".
  std::size_t LastOf(std::size_t i) const {
    std::size_t names = 0;
    std::size_t last = i + 1;
    while (last < text_.size() && text_.IsNear(last, 1)) {
      const bool part = KindAt(last) != Kind::kNone || IsDetail(last);
      const bool name = names < kMaxName && text_.IsCapital(last) &&
                        (names > 0 || text_.Gap(last).contains(U','));
      if (!part && !name) break;
      names = part ? 0 : names + 1;
      ++last;
    }
    return last;
  }

  // Two parts of which one is hardly anything else, or a road and a number.
  bool IsAddress(std::size_t first, std::size_t last) const {
    std::size_t places = 0;
    bool road = false;
    bool number = false;
    for (std::size_t i = first; i < last; ++i) {
      const Kind kind = KindAt(i);
      places += kind != Kind::kNone ? 1 : 0;
      road = road || kind == Kind::kRoad;
      number = number || (kind == Kind::kNone && text_.IsNumber(i));
    }
    return places >= 2 || (road && number);
  }

  const AddressText& text_;
};

}  // namespace

void FindRomanisedAddresses(const AddressText& text, Findings* found) {
  Reader(text).Find(found);
}

}  // namespace aicc::inference
