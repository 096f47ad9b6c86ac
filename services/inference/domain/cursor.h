#pragma once

#include <initializer_list>
#include <optional>

#include "common/text.h"

namespace aicc::inference {

// Reads folded text from a place on, piece by piece. A piece that is not there
// leaves the cursor where it was. Borrows the text.
class Cursor {
 public:
  Cursor(CodesView text, std::size_t at) : text_(text), at_(at) {}

  std::size_t at() const { return at_; }
  bool done() const { return at_ >= text_.size(); }
  // U+0 at the end.
  char32_t Peek() const { return done() ? U'\0' : text_[at_]; }
  char32_t Before() const { return at_ == 0 ? U'\0' : text_[at_ - 1]; }

  void Spaces() {
    while (Peek() == U' ') ++at_;
  }

  bool Eat(CodesView piece) {
    if (!text_.substr(at_).starts_with(piece)) return false;
    at_ += piece.size();
    return true;
  }

  // The index of the first of `pieces` that is there; -1 if none is.
  int EatAny(std::initializer_list<CodesView> pieces) {
    int index = 0;
    for (const CodesView piece : pieces) {
      if (Eat(piece)) return index;
      ++index;
    }
    return -1;
  }

  // A Latin piece that is a word of its own.
  bool EatWord(CodesView piece) {
    if (IsLatin(Before()) || IsDigit(Before())) return false;
    return EatEnding(piece);
  }

  // A Latin piece at the end of a word, as the unit in "10gb".
  bool EatEnding(CodesView piece) {
    const std::size_t start = at_;
    if (Eat(piece) && !IsLatin(Peek()) && !IsDigit(Peek())) return true;
    at_ = start;
    return false;
  }

  // `11,000`, `1.5`, `42`; at most 15 digits. Not the rest of a longer number.
  std::optional<double> Number();

  // Digits only, `least` to `most` of them, and no digit after.
  std::optional<int> Digits(int least, int most);

 private:
  CodesView text_;
  std::size_t at_;
};

}  // namespace aicc::inference
