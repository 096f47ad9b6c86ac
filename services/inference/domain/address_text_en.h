#pragma once

#include <cstddef>
#include <initializer_list>
#include <vector>

#include "services/inference/domain/personal_text.h"

namespace aicc::inference {

// The words of a text in Latin script, as the recognisers of addresses read
// them: with hyphens and apostrophes ("Gangnam-gu"), and numbers among them.
// Words are counted from 0; what is asked of one past the last is false.
class AddressText {
 public:
  // `text` must outlive this.
  explicit AddressText(const PersonalText& text);

  std::size_t size() const { return words_.size(); }
  std::size_t begin(std::size_t i) const { return words_[i].begin; }
  std::size_t end(std::size_t i) const { return words_[i].end; }

  CodesView In(std::size_t i) const {
    return codes_.substr(words_[i].begin, words_[i].end - words_[i].begin);
  }
  bool Is(std::size_t i, std::initializer_list<CodesView> words) const;

  bool IsCapital(std::size_t i) const {
    return i < size() && words_[i].capital;
  }
  // A capital at both ends: "IL", "5HX".
  bool IsCapitals(std::size_t i) const;
  // Up to ten letters and digits that begin with a digit: 221, 221b, 5th.
  bool IsNumber(std::size_t i) const;
  // A word with which numbers are said, whole.
  bool IsSpokenNumber(std::size_t i) const;

  // What stands between word `i` and the one before.
  CodesView Gap(std::size_t i) const;
  // True if that is little: spaces and at most `most` points, commas and the
  // like.
  bool IsNear(std::size_t i, std::size_t most) const;

  // The text before word `i`, as far as it may say what `i` is.
  CodesView Before(std::size_t i, std::size_t count) const;
  // True if the words before word `i`, or the question, speak of an address.
  bool SpeaksOfAddress(std::size_t i) const;

  const PersonalText& text() const { return text_; }

 private:
  struct Word {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool capital = false;
  };

  const PersonalText& text_;
  CodesView codes_;
  std::vector<Word> words_;
};

// One past the last word of what follows a street that ends before word `last`:
// "Apt. 4", ", Springfield, IL 62704", "SW1A 1AA"; `last` if nothing does.
std::size_t AddressTailEnd(const AddressText& text, std::size_t last);

// One past "Apt. 4" at word `i`, or past "SW1A 1AA", "M4Y 1H1", "A98 TY67"; 0
// if there is none.
std::size_t RoomEndAt(const AddressText& text, std::size_t i);
std::size_t PostcodeEndAt(const AddressText& text, std::size_t i);

// Likewise in any letter case: only where an address stands before it.
std::size_t SmallPostcodeEndAt(const AddressText& text, std::size_t i);
// "SW1A1AA" at word `i`.
bool IsJoinedPostcode(const AddressText& text, std::size_t i);

// One past "IL 62704" or "NSW, 2450" at word `i`; 0 if there is none.
std::size_t StateCodeEndAt(const AddressText& text, std::size_t i);
std::size_t AustralianCodeEndAt(const AddressText& text, std::size_t i);

// One past the town and the code that are said after a street: "tulsa oklahoma
// seven four one one four", "edinburgh e h nine"; `last` if nothing is.
std::size_t SpokenTailEnd(const AddressText& text, std::size_t last);

// The first word of the address whose house and street begin at word `first`,
// with the parts before: "Flat 3, Block C, Kowloon Heights, 88 Nathan Road". No
// word before `from` is taken.
std::size_t AddressHeadOf(const AddressText& text, std::size_t first,
                          std::size_t from);

// ADDRESS: those that end in a code, read backwards from it.
void FindAnchoredAddresses(const AddressText& text, Findings* found);

// ADDRESS: Korean ones in Latin letters: "35 Olympic-ro 24-gil, Songpa-gu".
void FindRomanisedAddresses(const AddressText& text, Findings* found);

}  // namespace aicc::inference
