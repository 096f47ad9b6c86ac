#pragma once

#include "services/inference/domain/features.h"

namespace aicc::inference {

// How the customer feels, -1 (angry) to 1 (happy): by words, with negation,
// intensifiers, insults, repeated complaints and exclamation marks. A question
// that only names a problem stays within 0.3 of zero.
double Sentiment(const Message& message);

}  // namespace aicc::inference
