#include "services/summary/domain/summarize.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "services/summary/domain/numbers.h"
#include "services/summary/domain/outcome.h"
#include "services/summary/domain/phrases.h"
#include "services/summary/domain/picker.h"
#include "services/summary/domain/promise.h"
#include "services/summary/domain/rank.h"
#include "services/summary/domain/text.h"

namespace aicc::summary {
namespace {

constexpr std::size_t kSituationLimit = 4;
constexpr std::size_t kProblemLimit = 3;  // Of these four.
constexpr std::size_t kActionLimit = 4;
constexpr std::size_t kPriorLimit = 3;  // Of these four: not the bot's advice.
constexpr std::size_t kFollowUpLimit = 3;
constexpr double kWorthQuoting = 0.0;
// What tells the problem or the deed is worth it however short.
constexpr double kWorthTelling = -1.2;
constexpr double kAnything = -1e9;

// English questions without a mark begin with their word; "what" elsewhere asks
// nothing. Korean ones end in many ways, which the cue knows.
bool IsUnmarkedQuestion(const Candidate& c, bool korean) {
  if (!c.cues.question || c.cues.problem) return false;
  const std::vector<std::string> words = Words(c.text);
  static constexpr std::string_view kFirst[] = {
      "how", "what", "why", "when", "where", "who", "which", "can", "do", "is"};
  return korean || (!words.empty() &&
                    std::ranges::find(kFirst, words[0]) != std::end(kFirst));
}

SpeechAct ActOfCustomer(const Candidate& c, bool korean) {
  if (c.cues.outburst) return SpeechAct::kComplained;
  if (c.text.ends_with('?')) return SpeechAct::kAsked;
  if (c.cues.asks || (c.cues.request && !c.cues.problem)) {
    return SpeechAct::kRequested;
  }
  return IsUnmarkedQuestion(c, korean) ? SpeechAct::kAsked : SpeechAct::kSaid;
}

SpeechAct ActOfService(const Candidate& c) {
  return c.text.ends_with('?') ? SpeechAct::kAsked : SpeechAct::kExplained;
}

Sentence Quote(const Candidate& c, SpeechAct act, bool korean) {
  return {Quoted(c.speaker, act, QuoteOf(c.text), korean), {c.seq}};
}

bool IsPleasantry(const Candidate& c) {
  return c.cues.greeting || c.cues.closing || c.cues.thanks;
}

// Where a person takes over from the bot; past the end if none does.
int HandOverSeq(const Conversation& conversation) {
  for (const LogEntry& entry : conversation.entries()) {
    const auto* change = std::get_if<StateChange>(&entry.body);
    if (change != nullptr && (change->to == ContactState::kQueued ||
                              change->to == ContactState::kConnected)) {
      return entry.seq;
    }
  }
  return std::numeric_limits<int>::max();
}

std::vector<const Candidate*> TheMatter(Picker& picker, int hand_over_seq) {
  const auto told = [](const Candidate& c) {
    // Abuse with nothing else in it is not what the customer came with.
    return c.speaker == Speaker::kCustomer && !c.cues.confirmed &&
           (c.cues.problem || c.cues.request ||
            (c.cues.question && !c.cues.outburst));
  };
  const auto problem = [&told](const Candidate& c) {
    return told(c) && c.cues.problem;
  };
  // Many tell a person what they have not told the bot.
  auto best =
      picker.Best(1, kWorthTelling, [&problem, hand_over_seq](const auto& c) {
        return problem(c) && c.seq > hand_over_seq;
      });
  picker.Fill(kProblemLimit, kWorthTelling, problem, &best);
  picker.Fill(
      kSituationLimit, kWorthQuoting,
      [&told](const Candidate& c) { return told(c) && c.cues.request; }, &best);
  picker.Fill(kSituationLimit, kWorthQuoting, told, &best);
  return best;
}

std::vector<Sentence> Situation(Picker& picker,
                                const Conversation& conversation) {
  auto best = TheMatter(picker, HandOverSeq(conversation));
  if (best.empty()) {
    // Whatever the customer said that is more than politeness; failing that,
    // whatever they said.
    best = picker.Best(1, kAnything, [](const Candidate& c) {
      return c.speaker == Speaker::kCustomer && !IsPleasantry(c) &&
             !c.cues.outburst;
    });
  }
  if (best.empty()) {
    best = picker.Best(1, kAnything, [](const Candidate& c) {
      return c.speaker == Speaker::kCustomer;
    });
  }
  const bool korean = conversation.korean();
  std::vector<Sentence> out;
  for (const Candidate* c : best) {
    out.push_back(Quote(*c, ActOfCustomer(*c, korean), korean));
  }
  return out;
}

std::vector<Sentence> FollowUp(Picker& picker, bool korean) {
  const auto promised = [](const Candidate& c) {
    return c.speaker == Speaker::kAgent && c.cues.promise;
  };
  std::vector<const Candidate*> kept;
  std::vector<Sentence> out;
  for (const Candidate* c : picker.Best(kFollowUpLimit, kAnything, promised)) {
    const auto again = [c](const Candidate* other) {
      return IsSamePromise(other->text, c->text);
    };
    if (std::ranges::any_of(kept, again)) continue;
    kept.push_back(c);
    out.push_back(Quote(
        *c, c->cues.announced ? SpeechAct::kExplained : SpeechAct::kPromised,
        korean));
  }
  return out;
}

// The sentences with figures that answer a question for one: of each answer the
// first, as what follows says more about it.
std::set<const Candidate*> AskedFigures(
    const std::vector<Candidate>& candidates) {
  std::set<const Candidate*> out;
  bool asked = false;
  bool answering = true;
  int answer_seq = 0;
  for (const Candidate& c : candidates) {
    if (c.speaker == Speaker::kCustomer) {
      asked = (asked && !answering) || c.cues.figure_asked;
      answering = false;
      continue;
    }
    answering = true;
    if (!asked || c.seq == answer_seq) continue;
    if (NumbersIn(c.text).values.empty()) continue;
    answer_seq = c.seq;
    out.insert(&c);
  }
  return out;
}

std::vector<Sentence> Action(Picker& picker,
                             const std::vector<Candidate>& candidates,
                             const Conversation& conversation,
                             const PackManifest* pack) {
  const auto did = [](const Candidate& c) {
    return c.speaker != Speaker::kCustomer && !IsPleasantry(c) && !c.cues.hold;
  };
  const auto figures = AskedFigures(candidates);
  const auto by_agent = [&did](const Candidate& c) {
    return did(c) && c.speaker == Speaker::kAgent;
  };
  auto best = picker.Best(
      kPriorLimit, kWorthTelling,
      [&by_agent](const Candidate& c) { return by_agent(c) && c.cues.deed; });
  picker.Fill(
      kActionLimit, kWorthQuoting,
      [&](const Candidate& c) { return did(c) && figures.contains(&c); },
      &best);
  // Whom the bot's advice did not help, the agent's may have.
  picker.Fill(
      kPriorLimit, kWorthQuoting,
      [&by_agent](const Candidate& c) {
        return by_agent(c) && !c.text.ends_with('?');
      },
      &best);
  picker.Fill(kActionLimit, kWorthQuoting, did, &best);
  std::vector<Sentence> quotes;
  for (const Candidate* c : best) {
    quotes.push_back(Quote(*c, ActOfService(*c), conversation.korean()));
  }
  // As it happened, facts and quotes together.
  std::vector<Sentence> out;
  const auto when = [](const Sentence& s) { return s.evidence_seqs.front(); };
  std::ranges::merge(quotes, HandOvers(conversation, pack),
                     std::back_inserter(out), {}, when, when);
  return out;
}

std::vector<Sentence> Resolution(Picker& picker,
                                 const Conversation& conversation,
                                 const PackManifest* pack) {
  std::vector<Sentence> out;
  const auto confirmed = [](const Candidate& c) {
    return c.speaker == Speaker::kCustomer && c.cues.confirmed &&
           !c.text.ends_with('?');
  };
  for (const Candidate* c : picker.Best(1, kAnything, confirmed)) {
    out.push_back(Quote(*c, SpeechAct::kConfirmed, conversation.korean()));
  }
  for (Sentence& fact : Outcome(conversation, pack)) {
    out.push_back(std::move(fact));
  }
  return out;
}

bool WasAbandoned(const Conversation& conversation) {
  bool abandoned = false;
  for (const LogEntry& entry : conversation.entries()) {
    const auto* change = std::get_if<StateChange>(&entry.body);
    if (change != nullptr) abandoned = change->to == ContactState::kAbandoned;
  }
  return abandoned;
}

// Where the customer last told of trouble; 0 if nowhere.
int LastTroubleSeq(const std::vector<Candidate>& candidates) {
  int seq = 0;
  for (const Candidate& c : candidates) {
    if (c.speaker == Speaker::kCustomer && !c.cues.confirmed &&
        (c.cues.problem || c.cues.complaint)) {
      seq = c.seq;
    }
  }
  return seq;
}

std::vector<Sentence> Satisfaction(Picker& picker,
                                   const std::vector<Candidate>& candidates,
                                   const Conversation& conversation) {
  // Who gave up waiting was not served, however polite.
  const bool served = !WasAbandoned(conversation);
  // Nor is content who has more to say: thanks for a start are manners.
  const int trouble_seq = LastTroubleSeq(candidates);
  const auto content = [served, trouble_seq](const Candidate& c) {
    return served && c.speaker == Speaker::kCustomer && c.cues.content &&
           c.seq >= trouble_seq;
  };
  const auto angry = [](const Candidate& c) {
    return c.speaker == Speaker::kCustomer && c.cues.complaint &&
           !c.cues.confirmed && !c.cues.content;
  };
  std::vector<Sentence> out;
  for (const Candidate* c : picker.Best(1, kAnything, angry)) {
    out.push_back(Quote(*c, SpeechAct::kComplained, conversation.korean()));
  }
  for (const Candidate* c : picker.Best(1, kAnything, content)) {
    out.push_back(Quote(*c, SpeechAct::kThanked, conversation.korean()));
  }
  for (Sentence& fact : Ratings(conversation)) out.push_back(std::move(fact));
  return out;
}

}  // namespace

std::vector<Section> Summarize(const Conversation& conversation,
                               const PackManifest* pack) {
  const std::vector<Candidate> candidates =
      RankSentences(conversation.Utterances());
  Picker picker(candidates);
  const bool korean = conversation.korean();

  // Sections that need a special kind of sentence choose before those that take
  // any good one.
  std::map<SectionKind, std::vector<Sentence>> made;
  made[SectionKind::kFollowUp] = FollowUp(picker, korean);
  made[SectionKind::kSatisfaction] =
      Satisfaction(picker, candidates, conversation);
  made[SectionKind::kSituation] = Situation(picker, conversation);
  made[SectionKind::kResolution] = Resolution(picker, conversation, pack);
  made[SectionKind::kAction] = Action(picker, candidates, conversation, pack);

  std::vector<Section> sections;
  for (auto& [kind, sentences] : made) {
    if (!sentences.empty()) sections.push_back({kind, std::move(sentences)});
  }
  return sections;
}

}  // namespace aicc::summary
