#include <algorithm>
#include <optional>
#include <utility>

#include "common/elsewhere.h"
#include "services/inference/domain/answer.h"
#include "services/inference/domain/answer_run.h"
#include "services/inference/domain/consult.h"
#include "services/inference/domain/grounding.h"
#include "services/inference/domain/sentences.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxUnderstoodBytes = 16'384;
// What is longer takes milliseconds to understand.
constexpr std::size_t kMuch = 1'024;
constexpr int kSearched = 8;

// One message being answered.
class ChatRun {
 public:
  ChatRun(const CallContext& call, const Assignment& assignment,
          const Brain& brain, const PieceSink& sink)
      : call_(call),
        brain_(brain),
        assignment_(assignment),
        text_(Shortened(assignment.turns.back().text, kMaxUnderstoodBytes)),
        run_(sink) {}

  Task<void> Answer();

 private:
  // A served domain model's answer in the making.
  struct Draft {
    Draft(const Evidence& e, const std::vector<Passage>& p)
        : evidence(e), passages(p), cited(p.size()) {}

    void Clear() {
      cutter = {};
      cited.assign(passages.size(), false);
      least_share = 1;
      unknown_numbers = 0;
      refused.clear();
    }

    SentenceCutter cutter;
    const Evidence& evidence;
    const std::vector<Passage>& passages;
    std::vector<bool> cited;
    double least_share = 1;
    int unknown_numbers = 0;
    std::string refused;  // The escalation's reason, once it is clear.
  };

  TurnFacts LearnFacts();
  std::string QueueFor(const TurnFacts& facts) const;
  const std::string& MessageFor(const TurnFacts& facts) const;
  Task<void> Fixed(std::string text, std::string reason);
  Task<void> AnswerBuiltIn(const DomainAnswer& answer);
  Task<bool> AskDomainModels(const TurnFacts& facts, std::string* reason);
  Task<bool> TakeDraft(Draft& draft, std::vector<ModelDelta> deltas);
  Task<void> TakeDraftBack(Draft& draft);
  Task<bool> TakeSentence(Draft& draft, std::string sentence);
  Task<Dispatched> AskDomain(Draft& draft);
  Plan RouteTo(Tier tier, ModelRequest* request);
  // An escalation says why another tier is asked than the first.
  Purpose PurposeNow() const {
    return {assignment_.task, assignment_.session_id, run_.decision.reason};
  }
  Task<bool> MayAskChosen(const TurnFacts& facts);
  Task<bool> AskChosen(const TurnFacts& facts, bool domain_may);
  Task<void> PassOver(const TurnFacts& facts, const std::string& reason);
  Task<bool> AskGeneralModels(const TurnFacts& facts);
  Task<bool> SayGeneral(std::vector<ModelDelta> deltas);
  Task<void> HandOverTo(const TurnFacts& facts);
  std::vector<Passage> Search(const TurnFacts& facts) const;
  Task<std::vector<Passage>> Retrieved(const TurnFacts& facts) const;

  const CallContext& call_;
  const Brain& brain_;
  Assignment assignment_;
  const std::string text_;  // The customer's.
  AnswerRun run_;
};

TurnFacts ChatRun::LearnFacts() {
  const DomainEngine& engine = brain_.engine;
  TurnFacts facts;
  facts.understood = engine.Understand(text_, assignment_.locale);
  if (assignment_.locale.empty()) {
    assignment_.locale = facts.understood.locale;
  }
  facts.served_domain = IsServed(brain_, Tier::kDomain, true);
  facts.meaningless = IsMeaningless(text_);
  facts.policy = engine.MatchPolicy(text_, facts.understood);
  const bool decided =
      facts.policy || facts.understood.wants_human || facts.meaningless;
  if (decided) return facts;
  facts.domain = engine.Answer(text_, facts.understood);
  if (!facts.domain.small_talk) {
    facts.asked_again = AsksAgain(assignment_.turns, facts.understood, engine);
  }
  return facts;
}

// What the answer may rest on: first what the engine would have said.
std::vector<Passage> ChatRun::Search(const TurnFacts& facts) const {
  std::vector<Passage> passages = facts.domain.passages;
  for (Passage& found :
       brain_.engine.Search(text_, assignment_.locale, kSearched)) {
    const bool known = std::ranges::any_of(passages, [&](const Passage& p) {
      return p.document_id == found.document_id && p.sentence == found.sentence;
    });
    if (!known) passages.push_back(std::move(found));
  }
  if (passages.size() > kMaxPromptPassages) passages.resize(kMaxPromptPassages);
  return passages;
}

Task<std::vector<Passage>> ChatRun::Retrieved(const TurnFacts& facts) const {
  if (text_.size() <= kMuch) co_return Search(facts);
  co_return co_await Elsewhere([&] { return Search(facts); });
}

std::string ChatRun::QueueFor(const TurnFacts& facts) const {
  if (facts.policy && !facts.policy->queue.empty()) return facts.policy->queue;
  return brain_.engine.QueueOf(run_.decision.intent);
}

const std::string& ChatRun::MessageFor(const TurnFacts& facts) const {
  if (facts.policy && !facts.policy->message.empty()) {
    return facts.policy->message;
  }
  return brain_.engine.manifest().Message("hand_over", assignment_.locale);
}

Task<void> ChatRun::Fixed(std::string text, std::string reason) {
  co_await run_.Say(std::move(text));
  co_await run_.Answered(Tier::kDomain, brain_.engine.model_name(),
                         std::move(reason));
}

Task<void> ChatRun::AnswerBuiltIn(const DomainAnswer& answer) {
  for (std::string& sentence : CutSentences(answer.text)) {
    co_await run_.Say(std::move(sentence));
  }
  for (const Passage& passage : answer.passages) co_await run_.Cite(passage);
  co_await run_.Answered(Tier::kDomain, brain_.engine.model_name(), "ANSWERED");
}

// Lets a sentence out if the passages bear it.
Task<bool> ChatRun::TakeSentence(Draft& draft, std::string sentence) {
  if (sentence.contains(kNoAnswer)) {
    draft.refused = "NO_DOCUMENT";
    co_return false;
  }
  const Grounding grounding = draft.evidence.Check(sentence);
  draft.least_share = std::min(draft.least_share, grounding.share);
  draft.unknown_numbers += grounding.unknown_numbers;
  if (draft.unknown_numbers > 0 ||
      grounding.share < brain_.limits.grounded_share) {
    draft.refused = "NOT_GROUNDED";
    co_return false;
  }
  co_await run_.Say(std::move(sentence));
  if (grounding.passage && !draft.cited[*grounding.passage]) {
    draft.cited[*grounding.passage] = true;
    co_await run_.Cite(draft.passages[*grounding.passage]);
  }
  co_return true;
}

Task<bool> ChatRun::TakeDraft(Draft& draft, std::vector<ModelDelta> deltas) {
  for (const ModelDelta& delta : deltas) {
    if (delta.kind == ModelDelta::Kind::kText) draft.cutter.Feed(delta.text);
  }
  while (auto sentence = draft.cutter.Next()) {
    if (!co_await TakeSentence(draft, *std::move(sentence))) co_return false;
  }
  co_return true;
}

Task<void> ChatRun::TakeDraftBack(Draft& draft) {
  draft.Clear();
  return run_.TakeBack();
}

// Who may have `*request`, and how it is asked.
Plan ChatRun::RouteTo(Tier tier, ModelRequest* request) {
  const TaskRules rules = RulesOf(brain_, assignment_, request);
  request->route = assignment_.task;
  Routed routed = Route(brain_.fleet, PlanOf(brain_.fleet, tier), *request,
                        rules, assignment_.external_allowed);
  run_.Consider(routed.considered);
  GoFirst(assignment_.chosen, &routed.plan);
  return std::move(routed.plan);
}

// Its last sentence may have no end that shows.
Task<Dispatched> ChatRun::AskDomain(Draft& draft) {
  auto request =
      DomainPrompt(assignment_, brain_.engine.manifest(), draft.passages);
  const Plan plan = RouteTo(Tier::kDomain, &request);
  const AnswerSink sink{[&](std::vector<ModelDelta> deltas) {
                          return TakeDraft(draft, std::move(deltas));
                        },
                        [&] { return TakeDraftBack(draft); }};
  Dispatched dispatched =
      co_await Consult(call_, brain_, plan, request, sink, PurposeNow());
  if (!IsWhole(dispatched.result)) co_return dispatched;
  std::string rest = draft.cutter.Rest();
  if (!rest.empty()) co_await TakeSentence(draft, std::move(rest));
  co_return dispatched;
}

// False if none answered; `*reason` says why.
Task<bool> ChatRun::AskDomainModels(const TurnFacts& facts,
                                    std::string* reason) {
  const auto passages = co_await Retrieved(facts);
  const Evidence evidence(passages, text_);
  Draft draft(evidence, passages);
  const Dispatched dispatched = co_await AskDomain(draft);
  run_.Pay(dispatched.attempts);
  if (draft.refused.empty() && !IsWhole(dispatched.result)) {
    *reason = "MODEL_FAILED";
    co_await run_.TakeBack();
    co_return false;
  }
  auto& signals = run_.decision.signals;
  signals.push_back({"grounded_share", draft.least_share,
                     brain_.limits.grounded_share,
                     draft.least_share < brain_.limits.grounded_share});
  signals.push_back({"unknown_numbers",
                     static_cast<double>(draft.unknown_numbers), 0.0,
                     draft.unknown_numbers > 0});
  if (draft.refused.empty()) {
    co_await run_.Answered(Tier::kDomain, dispatched.model->info().name,
                           "ANSWERED");
    co_return true;
  }
  *reason = draft.refused;
  co_await run_.TakeBack();
  co_return false;
}

// That a general model speaks is for the dialogue to say, with the pack's
// `general_answer`.
Task<bool> ChatRun::SayGeneral(std::vector<ModelDelta> deltas) {
  for (ModelDelta& delta : deltas) {
    if (delta.kind != ModelDelta::Kind::kText || delta.text.empty()) continue;
    co_await run_.Say(std::move(delta.text));
  }
  co_return true;
}

Task<bool> ChatRun::AskGeneralModels(const TurnFacts& facts) {
  auto request = GeneralPrompt(assignment_, brain_.engine.manifest(),
                               co_await Retrieved(facts));
  const Plan plan = RouteTo(Tier::kGeneral, &request);
  const AnswerSink sink{[this](std::vector<ModelDelta> deltas) {
                          return SayGeneral(std::move(deltas));
                        },
                        [this] { return run_.TakeBack(); }};
  const Dispatched dispatched =
      co_await Consult(call_, brain_, plan, request, sink, PurposeNow());
  run_.Pay(dispatched.attempts);
  if (IsWhole(dispatched.result)) {
    co_await run_.Answered(Tier::kGeneral, dispatched.model->info().name,
                           "ANSWERED");
    co_return true;
  }
  co_await run_.TakeBack();
  co_return false;
}

// Whether the general model that was chosen may have this, which is noted if it
// may not.
Task<bool> ChatRun::MayAskChosen(const TurnFacts& facts) {
  LanguageModel* const chosen = assignment_.chosen;
  if (chosen == nullptr || chosen->info().tier != Tier::kGeneral ||
      assignment_.domain_only) {
    co_return false;
  }
  auto request = GeneralPrompt(assignment_, brain_.engine.manifest(),
                               co_await Retrieved(facts));
  const TaskRules rules = RulesOf(brain_, assignment_, &request);
  const Routed routed = Route(brain_.fleet, {{chosen}}, request, rules,
                              assignment_.external_allowed);
  if (routed.plan.empty()) run_.Consider(routed.considered);
  co_return !routed.plan.empty();
}

// False if it and all of its tier failed, and the domain model may answer.
Task<bool> ChatRun::AskChosen(const TurnFacts& facts, bool domain_may) {
  const auto confidence = run_.decision.confidence;
  run_.decision.confidence.reset();
  co_await run_.Escalate({Tier::kDomain, Tier::kGeneral, "MODEL_CHOSEN"});
  if (co_await AskGeneralModels(facts)) co_return true;
  if (domain_may) {
    co_await run_.Escalate({Tier::kGeneral, Tier::kDomain, "MODEL_FAILED"});
    run_.decision.confidence = confidence;
    co_return false;
  }
  co_await run_.Escalate({Tier::kGeneral, Tier::kHuman, "MODEL_FAILED"});
  co_await HandOverTo(facts);
  co_return true;
}

Task<void> ChatRun::HandOverTo(const TurnFacts& facts) {
  co_await run_.HandedOver(QueueFor(facts), MessageFor(facts));
}

Task<void> ChatRun::PassOver(const TurnFacts& facts,
                             const std::string& reason) {
  const bool may = !assignment_.domain_only;
  const GeneralTier general{
      may && IsServed(brain_, Tier::kGeneral, true),
      may && IsServed(brain_, Tier::kGeneral, assignment_.external_allowed)};
  // Nothing supports a figure for what another tier may say.
  run_.decision.confidence.reset();
  for (Escalation& escalation : PassDomain(reason, general)) {
    co_await run_.Escalate(std::move(escalation));
  }
  if (general.allowed) {
    if (co_await AskGeneralModels(facts)) co_return;
    co_await run_.Escalate({Tier::kGeneral, Tier::kHuman, "MODEL_FAILED"});
  }
  co_await HandOverTo(facts);
}

Task<void> ChatRun::Answer() {
  const auto learn = [this] { return LearnFacts(); };
  const TurnFacts facts =
      text_.size() > kMuch ? co_await Elsewhere(learn) : learn();
  const Understanding& understood = facts.understood;
  co_await run_.Tell(understood);

  Verdict verdict = Judge(facts, brain_.limits);
  Decision& decision = run_.decision;
  decision.signals = std::move(verdict.signals);
  if (facts.policy) decision.policy = facts.policy->policy;
  if (!understood.out_of_scope && !understood.intents.empty()) {
    decision.intent = understood.intents.front().intent;
  }
  if (!facts.domain.text.empty()) decision.confidence = facts.domain.confidence;

  const bool domain_may = verdict.move == Move::kAnswer;
  const bool model_may = domain_may || verdict.move == Move::kNextTier;
  if (model_may && co_await MayAskChosen(facts)) {
    if (co_await AskChosen(facts, domain_may)) co_return;
  }
  if (verdict.move == Move::kHuman) {
    co_await run_.Escalate({Tier::kDomain, Tier::kHuman, verdict.reason});
    co_await HandOverTo(facts);
  } else if (verdict.move == Move::kClarify) {
    decision.confidence.reset();
    co_await Fixed(
        brain_.engine.manifest().Message("clarify", assignment_.locale),
        "CLARIFY");
  } else if (verdict.move == Move::kSmallTalk) {
    co_await Fixed(facts.domain.text, "SMALL_TALK");
  } else if (verdict.move == Move::kNextTier) {
    co_await PassOver(facts, verdict.reason);
  } else if (!facts.served_domain) {
    co_await AnswerBuiltIn(facts.domain);
  } else {
    std::string reason;
    if (co_await AskDomainModels(facts, &reason)) co_return;
    co_await PassOver(facts, reason);
  }
}

}  // namespace

Task<void> Chat(const CallContext& call, const Assignment& assignment,
                const Brain& brain, const PieceSink& sink) {
  ChatRun run(call, assignment, brain, sink);
  co_await run.Answer();
}

}  // namespace aicc::inference
