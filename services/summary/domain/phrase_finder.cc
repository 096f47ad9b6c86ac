#include "services/summary/domain/phrase_finder.h"

#include <algorithm>

#include "services/summary/domain/text.h"

namespace aicc::summary {

PhraseFinder::PhraseFinder(std::string_view sentence)
    : raw_(sentence), lower_(Lower(sentence)), padded_(" ") {
  for (const std::string& word : Words(sentence)) padded_ += word + " ";
}

bool PhraseFinder::HasAny(std::span<const std::string_view> phrases) const {
  return std::ranges::any_of(
      phrases, [this](std::string_view phrase) { return Has(phrase); });
}

bool PhraseFinder::Has(std::string_view phrase) const {
  if (static_cast<unsigned char>(phrase[0]) >= 0x80) {
    return raw_.find(phrase) != std::string_view::npos;
  }
  if (phrase.find('\'') != std::string_view::npos) {
    return lower_.find(phrase) != std::string::npos;
  }
  if (phrase.ends_with('*')) {
    phrase.remove_suffix(1);
    return padded_.find(" " + std::string(phrase)) != std::string::npos;
  }
  return padded_.find(" " + std::string(phrase) + " ") != std::string::npos;
}

}  // namespace aicc::summary
