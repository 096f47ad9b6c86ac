#pragma once

#include <cstdint>

#include "services/inference/domain/features.h"

namespace aicc::inference {

// What kind of fact a question asks for, or a sentence states: bits of a set.
// Both languages; nothing of it belongs to one business.
enum FactKind : std::uint32_t {
  kPrice = 1,       // 얼마, how much: 11,000원
  kVolume = 2,      // 몇 기가: 10GB
  kSpan = 4,        // 언제, 며칠, how long: 3일, 9시, every month
  kPlace = 8,       // 어디, where: 매장, in the app
  kProcedure = 16,  // 어떻게, how do I: 신청하실 수 있습니다
  kAge = 32,        // 몇 살: 만 65세
  kPapers = 64,     // 서류, what do I need: 신분증
  kPossible = 128,  // 되나요, can I: 수 있습니다, cannot
};
using FactKinds = std::uint32_t;

FactKinds AskedFor(const Message& question);
FactKinds StatedIn(const Message& sentence);

}  // namespace aicc::inference
