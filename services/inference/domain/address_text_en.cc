#include "services/inference/domain/address_text_en.h"

#include <algorithm>

#include "services/inference/domain/address_words_en.h"
#include "services/inference/domain/digit_words.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxNumber = 10;
constexpr std::size_t kCue = 48;

bool IsPart(char32_t c) {
  return (IsWordCode(c) && !IsHangul(c)) || c == U'\'' || c == U'-';
}

}  // namespace

AddressText::AddressText(const PersonalText& text)
    : text_(text), codes_(text.codes) {
  for (std::size_t at = 0; at < codes_.size();) {
    if (!IsPart(codes_[at]) || !IsWordCode(codes_[at]) ||
        IsEscaped(codes_, at)) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < codes_.size() && IsPart(codes_[at])) ++at;
    words_.push_back({begin, at, text.capital[begin]});
  }
}

bool AddressText::Is(std::size_t i,
                     std::initializer_list<CodesView> words) const {
  return i < size() && std::ranges::find(words, In(i)) != words.end();
}

bool AddressText::IsCapitals(std::size_t i) const {
  return IsCapital(i) && text_.capital[words_[i].end - 1];
}

bool AddressText::IsNumber(std::size_t i) const {
  return i < size() && IsDigit(codes_[words_[i].begin]) &&
         words_[i].end - words_[i].begin <= kMaxNumber;
}

bool AddressText::IsSpokenNumber(std::size_t i) const {
  if (i >= size()) return false;
  return SpokenDigitsAt(In(i), 0).size == In(i).size();
}

CodesView AddressText::Gap(std::size_t i) const {
  return codes_.substr(words_[i - 1].end, words_[i].begin - words_[i - 1].end);
}

bool AddressText::IsNear(std::size_t i, std::size_t most) const {
  if (i == 0 || i >= size()) return false;
  const CodesView gap = Gap(i);
  return gap.size() <= most + 2 &&
         gap.find_first_not_of(U" .,\n#") == CodesView::npos;
}

CodesView AddressText::Before(std::size_t i, std::size_t count) const {
  return inference::Before(codes_, words_[i].begin, count);
}

bool AddressText::SpeaksOfAddress(std::size_t i) const {
  return MentionsAddress(Before(i, kCue)) ||
         Mentions(text_.asked, {U"address", U"where", U"sent to"});
}

}  // namespace aicc::inference
