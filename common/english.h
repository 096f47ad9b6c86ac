#pragma once

#include "common/text.h"

namespace aicc {

// Porter stem of an English word of folded text: "cancelling" and "cancelled"
// give the same. Any thread may call.
Codes EnglishStem(CodesView word);

}  // namespace aicc
