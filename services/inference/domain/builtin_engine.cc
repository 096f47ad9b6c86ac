#include "services/inference/domain/builtin_engine.h"

#include <absl/time/time.h>

#include <algorithm>

#include "services/inference/domain/answer_examples.h"
#include "services/inference/domain/compose.h"
#include "services/inference/domain/entities.h"
#include "services/inference/domain/human_request.h"
#include "services/inference/domain/sentiment.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxIntents = 5;
// Of the questions whose document is found, so many may be lost for want of a
// retrieval score. Few: the confidence looks at that score too.
constexpr double kMaxLost = 0.02;

RawFeatures FeaturesOf(const std::string& text, const Pack& pack,
                       const Lexicon& lexicon) {
  return ExtractFeatures(ReadMessage(text, lexicon), pack);
}

// The texts of an intent: its examples, its names, its documents.
void AddIntent(const Pack& pack, const Lexicon& lexicon, int number,
               std::vector<Sample>* samples) {
  const Intent& intent = pack.intents[static_cast<std::size_t>(number)];
  const auto add = [&](const std::string& text, SampleRole role) {
    samples->push_back({FeaturesOf(text, pack, lexicon), number, role});
  };
  for (const auto& [locale, examples] : intent.examples) {
    for (const std::string& text : examples) add(text, SampleRole::kExample);
  }
  for (const auto& [locale, name] : intent.names) add(name, SampleRole::kName);
  for (const Document& document : pack.documents) {
    if (std::ranges::find(intent.documents, document.id) ==
        intent.documents.end()) {
      continue;
    }
    add(document.title, SampleRole::kName);
    for (const Section& section : document.sections) {
      for (const std::string& sentence : section.sentences) {
        add(sentence, SampleRole::kEvidence);
      }
    }
  }
}

bool ShareDocument(const Pack& pack, int a, int b) {
  const auto& theirs = pack.intents[static_cast<std::size_t>(b)].documents;
  return std::ranges::any_of(
      pack.intents[static_cast<std::size_t>(a)].documents,
      [&](const std::string& id) {
        return std::ranges::find(theirs, id) != theirs.end();
      });
}

std::vector<Sample> MakeSamples(const Pack& pack, const Lexicon& lexicon) {
  std::vector<Sample> samples;
  for (std::size_t i = 0; i < pack.intents.size(); ++i) {
    AddIntent(pack, lexicon, static_cast<int>(i), &samples);
  }
  for (const auto& [locale, examples] : pack.out_of_scope) {
    for (const std::string& text : examples) {
      samples.push_back(
          {FeaturesOf(text, pack, lexicon), kOutOfScope, SampleRole::kExample});
    }
  }
  return samples;
}

}  // namespace

Result<std::unique_ptr<DomainEngine>> DomainEngine::Load(
    const std::string& path) {
  auto engine = BuiltinEngine::Load(path, std::make_shared<SystemClock>());
  if (!engine) return Failure(engine.error());
  return *std::move(engine);
}

Result<std::unique_ptr<BuiltinEngine>> BuiltinEngine::Load(
    const std::string& path, std::shared_ptr<const Clock> clock) {
  auto pack = LoadPack(path);
  if (!pack) return Failure(pack.error());
  return std::make_unique<BuiltinEngine>(*std::move(pack), std::move(clock));
}

BuiltinEngine::BuiltinEngine(Pack pack, std::shared_ptr<const Clock> clock)
    : pack_(std::move(pack)),
      clock_(std::move(clock)),
      model_name_("builtin/" + pack_.manifest.id + "@" +
                  pack_.manifest.version),
      lexicon_(pack_),
      retriever_(pack_, lexicon_),
      policies_(pack_),
      candidates_(pack_, retriever_) {
  auto intents = std::make_unique<IntentModel>(
      MakeSamples(pack_, lexicon_), static_cast<int>(pack_.intents.size()),
      [this](int a, int b) { return ShareDocument(pack_, a, b); });
  const auto examples =
      HeldOutAnswers(pack_, lexicon_, retriever_, candidates_, *intents);
  answers_ = std::make_unique<const AnswerModel>(examples);
  CalibrateRetrieval(examples);
  intents->ForgetHeldOut();
  intents_ = std::move(intents);
}

double BuiltinEngine::confidence_threshold() const {
  return answers_->threshold();
}

double BuiltinEngine::out_of_scope_threshold() const {
  return intents_->out_of_scope_threshold();
}

Understanding BuiltinEngine::Understand(std::string_view text,
                                        std::string_view locale) const {
  const Message message = ReadMessage(text, lexicon_);
  Understanding understood;
  understood.locale = KnownLocale(locale, message);
  if (message.tokens.empty()) {
    understood.out_of_scope_score = 1;
    understood.out_of_scope = true;
    understood.sentiment = Sentiment(message);
    return understood;
  }
  const Prediction prediction =
      intents_->Predict(ExtractFeatures(message, pack_));
  understood.intents = Scores(prediction);
  understood.out_of_scope_score = prediction.out_of_scope;
  understood.out_of_scope = prediction.out_of_scope > out_of_scope_threshold();
  understood.entities = FindEntities(message, pack_, Today());
  understood.sentiment = Sentiment(message);
  const Intent* const top = pack_.FindIntent(understood.intents[0].intent);
  understood.wants_human =
      AsksForHuman(message) ||
      (top->kind == IntentKind::kWantHuman &&
       understood.intents[0].confidence >= kLightConfidence);
  return understood;
}

std::vector<Passage> BuiltinEngine::Search(std::string_view query,
                                           std::string_view locale,
                                           int limit) const {
  const Message message = ReadMessage(query, lexicon_);
  const auto most = static_cast<std::size_t>(std::max(limit, 0));
  std::vector<Passage> passages;
  for (const Retriever::Hit& hit :
       retriever_.Search(message, KnownLocale(locale, message), most)) {
    passages.push_back(ToPassage(retriever_, pack_, hit));
  }
  return passages;
}

DomainAnswer BuiltinEngine::Answer(std::string_view text,
                                   const Understanding& understood) const {
  const Message message = ReadMessage(text, lexicon_);
  const std::string locale = KnownLocale(understood.locale, message);
  if (!understood.intents.empty()) {
    const IntentScore& top = understood.intents.front();
    const Intent* const intent = pack_.FindIntent(top.intent);
    if (intent != nullptr && intent->kind == IntentKind::kSmallTalk &&
        top.confidence >= kLightConfidence) {
      DomainAnswer answer;
      answer.text = intent->reply.at(locale);
      answer.small_talk = true;
      answer.confidence = top.confidence;
      return answer;
    }
  }
  if (message.tokens.empty()) return {};
  return AnswerFrom(message, locale,
                    intents_->Predict(ExtractFeatures(message, pack_)));
}

DomainAnswer BuiltinEngine::AnswerFrom(const Message& message,
                                       const std::string& locale,
                                       const Prediction& said) const {
  auto hits = retriever_.Search(message, locale, Retriever::kAll);
  const auto candidates = candidates_.Find(message, locale, said, hits);
  const auto choice = answers_->Choose(candidates);
  if (!choice) return {};
  Retriever::Boosts boosts;
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    boosts[candidates[c].document] = choice->probabilities[c];
  }
  const int best = candidates[choice->candidate].document;
  retriever_.Boost(boosts, best, &hits);
  DomainAnswer answer =
      Compose(retriever_, pack_, hits, candidates_.Siblings(said, best),
              retrieval_threshold_);
  answer.confidence = choice->confidence;
  return answer;
}

std::optional<PolicyMatch> BuiltinEngine::MatchPolicy(
    std::string_view text, const Understanding& understood) const {
  return policies_.Match(ReadMessage(text, lexicon_), understood);
}

const std::string& BuiltinEngine::QueueOf(std::string_view id) const {
  const Intent* const intent = pack_.FindIntent(id);
  if (intent != nullptr && !intent->queue.empty()) return intent->queue;
  return pack_.manifest.queues.front().id;
}

std::string BuiltinEngine::KnownLocale(std::string_view locale,
                                       const Message& message) const {
  const auto& locales = pack_.manifest.locales;
  const auto known = [&](std::string_view one) {
    return std::ranges::find(locales, one) != locales.end();
  };
  if (known(locale)) return std::string(locale);
  std::string detected = DetectLocale(message.folded.text);
  return known(detected) ? detected : locales.front();
}

std::vector<IntentScore> BuiltinEngine::Scores(
    const Prediction& prediction) const {
  std::vector<IntentScore> scores;
  const std::size_t most = std::min(kMaxIntents, prediction.intents.size());
  for (std::size_t i = 0; i < most; ++i) {
    const auto intent = static_cast<std::size_t>(prediction.intents[i]);
    scores.push_back({pack_.intents[intent].id, prediction.confidence[i]});
  }
  return scores;
}

std::chrono::sys_days BuiltinEngine::Today() const {
  absl::TimeZone zone;  // Checked by LoadPack(), and cached by the library.
  absl::LoadTimeZone(pack_.manifest.time_zone, &zone);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(clock_->Now());
  const absl::CivilDay day = absl::ToCivilDay(
      absl::FromUnixSeconds(seconds.time_since_epoch().count()), zone);
  return std::chrono::sys_days(std::chrono::days(day - absl::CivilDay()));
}

// What do the examples score whose document is found?
void BuiltinEngine::CalibrateRetrieval(
    const std::vector<AnswerExample>& examples) {
  std::vector<double> good;
  for (const AnswerExample& example : examples) {
    const auto choice = answers_->Choose(example.candidates);
    if (!choice || !example.right[choice->candidate]) continue;
    good.push_back(
        Retriever::Boosted(example.candidates[choice->candidate].found,
                           choice->probabilities[choice->candidate]));
  }
  if (good.empty()) return;
  std::ranges::sort(good);
  const auto lost = kMaxLost * static_cast<double>(good.size());
  retrieval_threshold_ = good[static_cast<std::size_t>(lost)];
}

}  // namespace aicc::inference
