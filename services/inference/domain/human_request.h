#pragma once

#include "services/inference/domain/features.h"

namespace aicc::inference {

// True if the customer asks, in so many words, to be put through to a person:
// "상담원 연결해 주세요", "let me talk to a human". Not if that is refused ("no
// agent please"), told ("I talked to an agent yesterday") or asked about ("when
// can I reach an agent?").
bool AsksForHuman(const Message& message);

}  // namespace aicc::inference
