#pragma once

#include <string>
#include <string_view>

#include "services/inference/domain/personal_data.h"

namespace aicc::inference {

// What is found in `text`, as "PHONE=010-1234-5678 NAME=김하늘".
inline std::string Found(std::string_view text, std::string_view asked = {}) {
  std::string found;
  for (const PersonalData& data : FindPersonalData(text, asked)) {
    found += (found.empty() ? "" : " ") + std::string(data.type) + "=" +
             std::string(text.substr(data.begin, data.end - data.begin));
  }
  return found;
}

// The value of the only finding in `text`.
inline std::string Value(std::string_view text) {
  const auto found = FindPersonalData(text);
  return found.size() == 1 ? found[0].value : "not one";
}

struct FindCase {
  const char* text;
  const char* found;
};

}  // namespace aicc::inference
