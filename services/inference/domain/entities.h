#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "services/inference/domain/engine.h"
#include "services/inference/domain/features.h"

namespace aicc::inference {

// Finds what a message names: names of the lexicon, money (won), dates (ISO,
// relative to today), durations (seconds; a month is 30 days), data volumes
// (megabytes), phone numbers, e-mail addresses (lower case), other numbers.
// A date that is less than a day is in the ISO form of its size: `2026-12` for
// next month, `2026-W48` for next week. In order of appearance, never
// overlapping; offsets count the original's code points.
std::vector<Entity> FindEntities(const Message& message, const Pack& pack,
                                 std::chrono::sys_days today);

// A stretch of folded text that means something.
struct Span {
  std::string type;
  std::string value;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Parts of FindEntities(): each adds what it finds, overlapping or not.
void FindAmounts(CodesView text, std::vector<Span>* spans);
void FindContacts(CodesView text, std::vector<Span>* spans);
void FindDates(CodesView text, std::chrono::sys_days today,
               std::vector<Span>* spans);

}  // namespace aicc::inference
