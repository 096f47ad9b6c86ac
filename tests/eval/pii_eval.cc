// Prints how much of the personal data in labelled files is found:
//   pii_eval [-v] FILE …      -v: every slip as well

#include <cstdio>
#include <exception>
#include <string_view>

#include "tests/eval/pii_score.h"

namespace {

using aicc::inference::PiiScore;

// E-mail, card, phone, SSN, IBAN, IP: what most tools look for.
const std::set<std::string> kSix{"EMAIL", "CARD", "PHONE", "SSN", "IBAN", "IP"};

void Print(const std::string& name, const PiiScore::OfType& score) {
  std::printf("%-10s %6d %6d %7.1f %% %9.1f %%\n", name.c_str(), score.spans,
              score.found, score.recall() * 100, score.precision() * 100);
}

void Print(const std::string& path, const PiiScore& score) {
  std::printf("\n%s\n%-10s %6s %6s %9s %11s\n", path.c_str(), "type", "spans",
              "found", "recall", "precision");
  for (const auto& [type, of_type] : score.types) Print(type, of_type);
  Print("all", score.Total());
  Print("six types", score.Of(kSix));
  std::printf("F2 of words %.3f\n", score.F2());
}

}  // namespace

int main(int count, char** arguments) try {
  bool verbose = false;
  for (int i = 1; i < count; ++i) {
    if (std::string_view(arguments[i]) == "-v") {
      verbose = true;
      continue;
    }
    PiiScore score;
    std::vector<std::string> slips;
    for (const auto& row : aicc::inference::ReadLabelled(arguments[i])) {
      AddTo(score, row, &slips);
    }
    Print(arguments[i], score);
    for (const auto& slip : slips) {
      if (verbose) std::printf("%s\n", slip.c_str());
    }
  }
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
