#include "services/summary/domain/summarize.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "services/summary/domain/outcome.h"
#include "services/summary/domain/phrases.h"
#include "services/summary/domain/rank.h"
#include "services/summary/domain/text.h"

namespace aicc::summary {
namespace {

constexpr std::size_t kSituationLimit = 4;
constexpr std::size_t kActionLimit = 4;
constexpr std::size_t kFollowUpLimit = 3;
constexpr double kWorthQuoting = 0.0;

// Picks sentences, each at most once in the whole summary.
class Picker {
 public:
  explicit Picker(const std::vector<Candidate>& candidates)
      : candidates_(candidates) {}

  // The best `limit` of those that `wanted` accepts and score above `least`, in
  // the contact's order. Two sentences that say nearly the same count once.
  template <typename Wanted>
  std::vector<const Candidate*> Best(std::size_t limit, double least,
                                     Wanted wanted) {
    std::vector<const Candidate*> found;
    for (const Candidate& candidate : candidates_) {
      if (candidate.score > least && !used_.contains(&candidate) &&
          wanted(candidate)) {
        found.push_back(&candidate);
      }
    }
    // Of two equal ones the earlier: all point into one vector.
    std::ranges::sort(found, [](const Candidate* a, const Candidate* b) {
      return a->score != b->score ? a->score > b->score : a < b;
    });
    std::vector<const Candidate*> best;
    for (const Candidate* candidate : found) {
      if (best.size() == limit) break;
      if (!Repeats(*candidate, best)) best.push_back(candidate);
    }
    used_.insert(best.begin(), best.end());
    std::ranges::sort(best);
    return best;
  }

 private:
  static bool Repeats(const Candidate& candidate,
                      const std::vector<const Candidate*>& others) {
    const std::vector<std::string> stems = ContentStems(candidate.text);
    for (const Candidate* other : others) {
      const std::vector<std::string> list = ContentStems(other->text);
      const std::set<std::string> theirs(list.begin(), list.end());
      std::size_t same = 0;
      for (const std::string& stem : stems) same += theirs.count(stem);
      if (same * 10 >= std::max<std::size_t>(stems.size(), 1) * 8) return true;
    }
    return false;
  }

  const std::vector<Candidate>& candidates_;
  std::set<const Candidate*> used_;
};

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
  if (c.text.ends_with('?')) return SpeechAct::kAsked;
  if (c.cues.request && !c.cues.problem) return SpeechAct::kRequested;
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

std::vector<Sentence> Situation(Picker& picker, bool korean) {
  const auto told = [](const Candidate& c) {
    return c.speaker == Speaker::kCustomer && !c.cues.confirmed &&
           (c.cues.problem || c.cues.question || c.cues.request);
  };
  auto best = picker.Best(kSituationLimit, kWorthQuoting, told);
  if (best.empty()) {
    // Whatever the customer said that is more than politeness; failing that,
    // whatever they said.
    best = picker.Best(1, -1e9, [](const Candidate& c) {
      return c.speaker == Speaker::kCustomer && !IsPleasantry(c);
    });
  }
  if (best.empty()) {
    best = picker.Best(1, -1e9, [](const Candidate& c) {
      return c.speaker == Speaker::kCustomer;
    });
  }
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
  std::vector<Sentence> out;
  for (const Candidate* c : picker.Best(kFollowUpLimit, -1e9, promised)) {
    out.push_back(Quote(*c, SpeechAct::kPromised, korean));
  }
  return out;
}

std::vector<Sentence> Action(Picker& picker, const Conversation& conversation,
                             const PackManifest* pack) {
  const auto did = [](const Candidate& c) {
    return c.speaker != Speaker::kCustomer && !IsPleasantry(c) && !c.cues.hold;
  };
  std::vector<Sentence> quotes;
  for (const Candidate* c : picker.Best(kActionLimit, kWorthQuoting, did)) {
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
  for (const Candidate* c : picker.Best(1, -1e9, confirmed)) {
    out.push_back(Quote(*c, SpeechAct::kConfirmed, conversation.korean()));
  }
  for (Sentence& fact : Outcome(conversation, pack)) {
    out.push_back(std::move(fact));
  }
  return out;
}

std::vector<Sentence> Satisfaction(Picker& picker,
                                   const Conversation& conversation) {
  const auto content = [](const Candidate& c) {
    return c.speaker == Speaker::kCustomer && c.cues.thanks &&
           !c.cues.complaint && !c.cues.problem;
  };
  const auto angry = [](const Candidate& c) {
    return c.speaker == Speaker::kCustomer && c.cues.complaint &&
           !c.cues.confirmed && !c.cues.thanks;
  };
  std::vector<Sentence> out;
  for (const Candidate* c : picker.Best(1, -1e9, angry)) {
    out.push_back(Quote(*c, SpeechAct::kComplained, conversation.korean()));
  }
  for (const Candidate* c : picker.Best(1, -1e9, content)) {
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
  made[SectionKind::kSatisfaction] = Satisfaction(picker, conversation);
  made[SectionKind::kSituation] = Situation(picker, korean);
  made[SectionKind::kResolution] = Resolution(picker, conversation, pack);
  made[SectionKind::kAction] = Action(picker, conversation, pack);

  std::vector<Section> sections;
  for (auto& [kind, sentences] : made) {
    if (!sentences.empty()) sections.push_back({kind, std::move(sentences)});
  }
  return sections;
}

}  // namespace aicc::summary
