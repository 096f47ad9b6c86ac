#pragma once

#include <cstddef>
#include <vector>

#include "services/inference/domain/personal_text.h"

namespace aicc::inference {

// A word of Latin letters as the recogniser of names reads it: O'Brien and
// Jean-Luc are one, and the 's of a genitive is none.
struct NameWord {
  std::size_t begin = 0;  // Codes.
  std::size_t end = 0;
  CodesView text;
  bool capital = false;
  bool capitals = false;  // All of it.
  bool foreign = false;   // Has a letter that English has not.
  bool camel = false;     // A product or a company: "SpotifyCares", "Flip7".

  bool is_initial() const { return text.size() == 1; }
};

// The words of a text, and how they stand together. Counted from 0.
class LatinNames {
 public:
  // `text` must outlive this.
  explicit LatinNames(const PersonalText& text);

  std::size_t size() const { return words_.size(); }
  const NameWord& operator[](std::size_t i) const { return words_[i]; }
  CodesView codes() const { return codes_; }

  // What stands between word `i` and the one before.
  CodesView Gap(std::size_t i) const;
  // True if only a comma does.
  bool IsListed(std::size_t i) const;
  // True if word `i` may go on with the name that the one before is of.
  bool IsAdjacent(std::size_t i) const;

  // How many words with capitals stand together, from `first` on; 0 if they
  // name a thing: "Crown Street".
  std::size_t Capitals(std::size_t first) const;
  // How many initials stand before a name, from `first` on: "J. Smith", "T J
  // Abernathy".
  std::size_t InitialsAt(std::size_t first) const;

  // How many words from `i` on are no person's, though they are called like
  // one: three and more that spell letters ("Romeo Oscar Papa"), companies and
  // figures ("Calvin Klein").
  std::size_t NoPersonAt(std::size_t i) const;

  // A capital in the middle of a sentence means more than at its beginning:
  // after a word or a comma, or after a word only.
  bool IsInSentence(const NameWord& word) const;
  bool IsAfterWord(const NameWord& word) const;
  // A line of several that has nothing but the words from `first` to `last`:
  // the head or foot of a letter.
  bool IsLine(const NameWord& first, const NameWord& last) const;
  // St. Patrick's Day, @jane_doe, San Juan.
  bool IsPartOfAnother(std::size_t i) const;

 private:
  bool IsThingAt(std::size_t i) const;
  bool IsTurned(std::size_t family) const;

  CodesView codes_;
  std::vector<NameWord> words_;
};

// "de", "van", "bin": small words within names.
bool IsNameParticle(CodesView word);

}  // namespace aicc::inference
