#include "services/inference/domain/spoken_codes.h"

#include "services/inference/domain/digit_words.h"
#include "services/inference/domain/letter_words.h"
#include "services/inference/domain/personal_text.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxSize = 36;
constexpr std::size_t kMaxBetween = 12;

class Reader {
 public:
  Reader(CodesView text, std::size_t at) : text_(text), at_(at) {}

  SpokenCode Read() {
    while (code_.text.size() < kMaxSize && TakeOne()) SkipBetween();
    return std::move(code_);
  }

 private:
  void Add(std::string_view what, std::size_t size) {
    at_ += size;
    for (const char c : what) {
      code_.text += c;
      code_.end.push_back(at_);
    }
  }

  // Written letters and digits count one by one: each has its own end.
  bool TakeOne() {
    if (at_ >= text_.size()) return false;
    if (IsDigit(text_[at_])) {
      Add(std::string(1, static_cast<char>(text_[at_])), 1);
      return true;
    }
    if (const SpokenDigits said = SpokenDigitsAt(text_, at_); said.size > 0) {
      if (!GoesOn(at_ + said.size)) return false;
      Add(said.digits, said.size);
      return true;
    }
    const bool latin = text_[at_] < 0x80 && IsLatin(text_[at_]);
    if (latin && IsLetterAlone()) {
      Add(std::string(1, static_cast<char>(text_[at_])), 1);
      return true;
    }
    const SpokenLetter letter = KoreanLetterAt(text_, at_);
    if (letter.size == 0 || !GoesOn(at_ + letter.size)) return false;
    Add(std::string(1, letter.letter), letter.size);
    return true;
  }

  // False for 오늘 and 지금: the first syllable of a word says nothing by
  // itself. The last ones may be a particle.
  bool GoesOn(std::size_t end) const {
    if (!IsBorder(text_, at_) || IsBorder(text_, end)) return true;
    return SpokenDigitsAt(text_, end).size > 0 ||
           KoreanLetterAt(text_, end).size > 0 ||
           OneAt(text_, end, {U"요", U"에", U"이", U"입", U"예"}) > 0;
  }

  // No other letter stands beside it: "F 255", "m384".
  bool IsLetterAlone() const {
    return (at_ == 0 || !IsLatin(text_[at_ - 1])) &&
           (at_ + 1 >= text_.size() || !IsLatin(text_[at_ + 1]));
  }

  void SkipBetween() {
    const std::size_t from = at_;
    while (at_ < text_.size() && at_ - from < kMaxBetween) {
      const std::size_t word =
          WordAt(text_, at_,
                 {U"dash", U"hyphen", U"space", U"um", U"uh", U"er", U"then",
                  U"다시", U"하이픈", U"대시", U"에", U"음", U"어", U"그"});
      const bool mark = CodesView(U" ,.-").contains(text_[at_]);
      if (word == 0 && !mark) return;
      at_ += word > 0 ? word : 1;
    }
  }

  CodesView text_;
  std::size_t at_;
  SpokenCode code_;
};

}  // namespace

SpokenCode SpokenCodeAt(CodesView text, std::size_t at) {
  return IsBorder(text, at) ? Reader(text, at).Read() : SpokenCode();
}

}  // namespace aicc::inference
