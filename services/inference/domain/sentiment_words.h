#pragma once

#include <span>
#include <string_view>

namespace aicc::inference {

// A word or phrase and how it feels; about 3 together is strong. Korean ones
// are written without spaces and found anywhere; English ones are whole words.
struct FeelingWord {
  std::string_view text;
  double weight;  // Negative is angry.
};

std::span<const FeelingWord> KoreanFeelings();
std::span<const FeelingWord> EnglishFeelings();

}  // namespace aicc::inference
