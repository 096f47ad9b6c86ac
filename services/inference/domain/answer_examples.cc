#include "services/inference/domain/answer_examples.h"

#include <algorithm>
#include <future>

#include "services/inference/domain/human_request.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kThreads = 4;

// One example, and the intent that it is of; null if out of scope.
struct Source {
  const std::string* text;
  const std::string* locale;
  const Intent* intent;
};

// In the order of the samples that the intent model was made of.
std::vector<Source> SourcesOf(const Pack& pack) {
  std::vector<Source> sources;
  const auto add = [&](const TextLists& lists, const Intent* intent) {
    for (const auto& [locale, texts] : lists) {
      for (const std::string& text : texts) {
        sources.push_back({&text, &locale, intent});
      }
    }
  };
  for (const Intent& intent : pack.intents) add(intent.examples, &intent);
  add(pack.out_of_scope, nullptr);
  return sources;
}

bool Answers(const Document& document, const Intent* intent) {
  return intent != nullptr &&
         std::ranges::find(intent->documents, document.id) !=
             intent->documents.end();
}

}  // namespace

bool IsLight(const Intent& top, double confidence) {
  return top.kind != IntentKind::kAnswer && confidence >= kLightConfidence;
}

std::vector<AnswerExample> HeldOutAnswers(const Pack& pack,
                                          const Lexicon& lexicon,
                                          const Retriever& retriever,
                                          const CandidateFinder& finder,
                                          const IntentModel& intents) {
  const std::vector<Source> sources = SourcesOf(pack);
  std::vector<AnswerExample> examples(sources.size());
  const auto make = [&](std::size_t i) {
    const Source& source = sources[i];
    const Prediction& said = intents.held_out()[i];
    const Message message = ReadMessage(*source.text, lexicon);
    AnswerExample& example = examples[i];
    example.candidates =
        finder.Find(message, *source.locale, said,
                    retriever.Search(message, *source.locale, Retriever::kAll),
                    source.intent);
    for (const Candidate& candidate : example.candidates) {
      const auto d = static_cast<std::size_t>(candidate.document);
      example.right.push_back(Answers(pack.documents[d], source.intent));
    }
    example.question =
        source.intent != nullptr && !source.intent->documents.empty();
    const auto top = static_cast<std::size_t>(said.intents[0]);
    example.barred = said.out_of_scope > intents.out_of_scope_threshold() ||
                     IsLight(pack.intents[top], said.confidence[0]) ||
                     AsksForHuman(message);
  };
  std::vector<std::future<void>> running;
  for (std::size_t thread = 0; thread < kThreads; ++thread) {
    running.push_back(std::async(std::launch::async, [&, thread] {
      for (std::size_t i = thread; i < sources.size(); i += kThreads) make(i);
    }));
  }
  for (std::future<void>& part : running) part.get();
  return examples;
}

}  // namespace aicc::inference
