#pragma once

#include <string>
#include <string_view>

namespace aicc::chatbot {

// The language to answer `text` in: Korean if there is any Hangul in it,
// English if it is a sentence in Latin letters, else that of the contact.
// Customers change language midway, and name plans in Latin letters in either.
std::string LanguageOf(std::string_view text, const std::string& contact);

}  // namespace aicc::chatbot
