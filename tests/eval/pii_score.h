#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace aicc::inference {

// A text with the personal data that people found in it.
struct LabelledText {
  struct Span {
    std::string type;  // As PersonalData has it; empty: neither hit nor miss.
    std::size_t begin = 0;  // Code points.
    std::size_t end = 0;
  };

  std::string text;
  std::vector<Span> spans;
};

// Reads lines of {"text","spans":[{"type","start","end"}]}, offsets in code
// points. Types of the Presidio research data are read as ours; those that are
// no personal data in our sense (GPE, ORGANIZATION, DATE_TIME, TITLE, AGE, NRP,
// DOMAIN_NAME) become empty. Throws what cannot be read.
std::vector<LabelledText> ReadLabelled(const std::string& path);

// What FindPersonalData() finds of what people found.
struct PiiScore {
  struct OfType {
    int spans = 0;
    int found = 0;    // Every letter and digit of the span is masked.
    int masked = 0;   // Regions that were masked as this type …
    int precise = 0;  // … and those that overlap a span of any type.

    double recall() const { return spans == 0 ? 1 : double(found) / spans; }
    double precision() const {
      return masked == 0 ? 1 : double(precise) / masked;
    }
  };

  std::map<std::string, OfType> types;
  // Words that are personal and masked, personal, and masked.
  int words_hit = 0;
  int words_personal = 0;
  int words_masked = 0;

  OfType Total() const;
  OfType Of(const std::set<std::string>& some) const;
  // Recall counts as twice as important as precision.
  double F2() const;
};

// Adds one text to `score`. `misses`, if any, gets a line for each slip.
void AddTo(PiiScore& score, const LabelledText& labelled,
           std::vector<std::string>* misses = nullptr);

}  // namespace aicc::inference
