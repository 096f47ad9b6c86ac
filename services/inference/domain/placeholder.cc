#include "services/inference/domain/placeholder.h"

#include <array>

namespace aicc::inference {
namespace {

using enum PlaceholderMatch::State;

constexpr std::array<std::string_view, 18> kTypes{
    "RRN",   "FRN",   "BRN",     "LICENSE", "PASSPORT", "CARD",
    "PHONE", "EMAIL", "ACCOUNT", "NAME",    "ADDRESS",  "SSN",
    "IBAN",  "IP",    "DOB",     "URL",     "NUMBER",   "LITERAL"};
constexpr std::array<std::string_view, 9> kOpen{
    "<", "&lt;", "\\u003c", "[", "\\<", "＜", "［", "〈", "【"};
constexpr std::array<std::string_view, 9> kClose{
    ">", "&gt;", "\\u003e", "]", "\\>", "＞", "］", "〉", "】"};
constexpr std::array<std::string_view, 2> kJoint{"_", "\\_"};
constexpr std::array<std::string_view, 4> kLooseJoint{"_", "\\_", " ", "-"};
constexpr int kMaxDigits = 6;
constexpr int kMaxSpaces = 2;

char Upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Reads on through a text that may not be all there yet.
class Cursor {
 public:
  Cursor(std::string_view text, bool complete)
      : text_(text), complete_(complete) {}

  bool partial() const { return partial_; }
  std::size_t at() const { return at_; }
  bool ended() const { return at_ == text_.size(); }

  // Takes one of `words`; letter case counts if `exact`.
  template <std::size_t N>
  std::string_view Take(const std::array<std::string_view, N>& words,
                        bool exact) {
    for (const std::string_view word : words) {
      if (Begins(word, exact)) {
        at_ += word.size();
        return word;
      }
    }
    return {};
  }

  std::string TakeDigits() {
    std::string digits;
    while (at_ < text_.size() && IsDigit(text_[at_]) &&
           digits.size() < kMaxDigits) {
      digits += text_[at_++];
    }
    WaitAtEnd();
    return digits;
  }

  void SkipSpaces() {
    for (int i = 0; i < kMaxSpaces && at_ < text_.size() && text_[at_] == ' ';
         ++i) {
      ++at_;
    }
    WaitAtEnd();
  }

  bool WordGoesOn() const {
    return at_ < text_.size() && ContinuesWord(text_[at_]);
  }

 private:
  bool Begins(std::string_view word, bool exact) {
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (at_ + i == text_.size()) {
        partial_ = partial_ || !complete_;
        return false;
      }
      const char c = text_[at_ + i];
      if (c != word[i] && (exact || Upper(c) != Upper(word[i]))) return false;
    }
    return true;
  }

  void WaitAtEnd() { partial_ = partial_ || (ended() && !complete_); }

  std::string_view text_;
  bool complete_;
  bool partial_ = false;
  std::size_t at_ = 0;
};

PlaceholderMatch NoMatch(const Cursor& cursor) {
  return {cursor.partial() ? kPartial : kNone, 0, {}};
}

PlaceholderMatch Bracketed(Cursor cursor) {
  cursor.SkipSpaces();
  const std::string_view type = cursor.Take(kTypes, false);
  if (type.empty()) return NoMatch(cursor);
  if (cursor.Take(kLooseJoint, false).empty()) return NoMatch(cursor);
  const std::string digits = cursor.TakeDigits();
  if (digits.empty()) return NoMatch(cursor);
  cursor.SkipSpaces();
  if (cursor.Take(kClose, false).empty()) return NoMatch(cursor);
  return {kWhole, cursor.at(), std::string(type) + "_" + digits};
}

PlaceholderMatch Bare(Cursor cursor) {
  const std::string_view type = cursor.Take(kTypes, true);
  if (type.empty()) return NoMatch(cursor);
  if (cursor.Take(kJoint, true).empty()) return NoMatch(cursor);
  const std::string digits = cursor.TakeDigits();
  // A digit more would make it another one.
  if (digits.empty() || cursor.partial()) return NoMatch(cursor);
  if (cursor.WordGoesOn()) return {};
  return {kWhole, cursor.at(), std::string(type) + "_" + digits};
}

}  // namespace

bool ContinuesWord(char c) {
  return IsDigit(c) || (Upper(c) >= 'A' && Upper(c) <= 'Z') || c == '_';
}

PlaceholderMatch MatchPlaceholder(std::string_view text, bool word_before,
                                  bool complete) {
  Cursor cursor(text, complete);
  if (!cursor.Take(kOpen, false).empty()) return Bracketed(cursor);
  if (cursor.partial()) return NoMatch(cursor);
  return word_before ? PlaceholderMatch{} : Bare(Cursor(text, complete));
}

}  // namespace aicc::inference
