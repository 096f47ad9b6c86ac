#pragma once

#include <string_view>
#include <vector>

#include "services/inference/domain/engine.h"
#include "services/inference/domain/retrieval.h"

namespace aicc::inference {

// Makes an answer of document sentences, word for word: the best one first,
// then what the same document says almost as well, in its order; or, if the
// question is about several of the documents `siblings` alike ("which plans are
// there?"), the best sentence of each. No text if nothing scores `threshold`,
// but the scores are told all the same. `hits` is Retriever::Search()'s, best
// first.
DomainAnswer Compose(const Retriever& retriever, const Pack& pack,
                     const std::vector<Retriever::Hit>& hits,
                     const std::vector<int>& siblings, double threshold);

// One hit as the interface has it.
Passage ToPassage(const Retriever& retriever, const Pack& pack,
                  const Retriever::Hit& hit);

}  // namespace aicc::inference
