#pragma once

#include <vector>

#include "services/inference/domain/answer_model.h"
#include "services/inference/domain/candidates.h"
#include "services/inference/domain/intent_model.h"
#include "services/inference/domain/retrieval.h"

namespace aicc::inference {

// Small talk and "a person, please" do no harm, so less confidence is enough.
inline constexpr double kLightConfidence = 0.5;

// Whether a message is told what its likeliest intent demands (small talk, a
// person) instead of an answer from documents.
bool IsLight(const Intent& top, double confidence);

// The pack's examples as if they came from customers: what might answer each,
// by the held-out predictions of `intents`, and what should. Those out of scope
// and those that no document answers are among them.
std::vector<AnswerExample> HeldOutAnswers(const Pack& pack,
                                          const Lexicon& lexicon,
                                          const Retriever& retriever,
                                          const CandidateFinder& finder,
                                          const IntentModel& intents);

}  // namespace aicc::inference
