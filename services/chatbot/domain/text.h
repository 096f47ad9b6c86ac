#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace aicc::chatbot {

// True if `text` is well-formed UTF-8 (RFC 3629): no overlong forms, no
// surrogates, nothing above U+10FFFF.
bool IsUtf8(std::string_view text);

// `text` on one line, white space collapsed, cut to at most `code_points` with
// an ellipsis as the last of them if anything was cut.
//
// REQUIRES: IsUtf8(text), code_points > 0
std::string Shortened(std::string_view text, std::size_t code_points);

}  // namespace aicc::chatbot
