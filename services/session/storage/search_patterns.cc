#include "services/session/storage/search_patterns.h"

namespace aicc::session {
namespace {

template <typename Elements, typename Write>
std::string ArrayText(const Elements& elements, Write write) {
  std::string text = "{";
  for (const auto& element : elements) {
    if (text.size() > 1) text += ',';
    text += write(element);
  }
  return text + "}";
}

}  // namespace

std::string NumbersParameter(std::span<const std::int32_t> numbers) {
  return ArrayText(numbers,
                   [](std::int32_t number) { return std::to_string(number); });
}

std::string StatesParameter(std::span<const State> states) {
  if (states.empty()) return {};
  return ArrayText(states, [](State state) {
    return std::to_string(static_cast<int>(state));
  });
}

SearchPatterns::SearchPatterns(std::string_view tenant,
                               const std::optional<SearchQuery>& query) {
  std::vector<std::int32_t> words;
  std::vector<std::string> terms;
  if (query) {
    for (std::size_t i = 0; i < query->words.size(); ++i) {
      for (const auto& pattern : query->words[i].patterns) {
        words.push_back(static_cast<std::int32_t>(i));
        terms.push_back(NumbersParameter(TermsOf(tenant, pattern)));
      }
    }
    as_typed_ = NumbersParameter(query->as_typed);
    if (!query->joined.empty()) joined_ = NumbersParameter(query->joined);
  }
  words_ = NumbersParameter(words);
  terms_ = ArrayText(
      terms, [](const std::string& array) { return '"' + array + '"'; });
}

}  // namespace aicc::session
