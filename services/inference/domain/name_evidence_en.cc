#include "services/inference/domain/name_evidence_en.h"

#include <algorithm>

#include "services/inference/domain/personal_text.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kCueSize = 32;

// The text before `at`, as far as a cue may reach, without what may stand
// between a cue and a name.
CodesView CueText(CodesView text, std::size_t at) {
  while (at > 0 && CodesView(U" :,\"'.(?\n").contains(text[at - 1])) --at;
  return Before(text, at, kCueSize);
}

bool EndsWith(CodesView text, std::initializer_list<CodesView> words) {
  return std::ranges::any_of(words, [&](CodesView word) {
    return text.ends_with(word) && IsBorder(text, text.size() - word.size());
  });
}

bool AnnouncesName(CodesView before) {
  return EndsWith(
      before, {U"my name is", U"name is", U"my name's", U"name's", U"name of",
               U"your name", U"mr", U"mrs", U"ms", U"miss", U"mx", U"dr",
               U"prof", U"professor", U"account holder is", U"call me",
               U"calls me", U"maiden name is", U"under the name"});
}

// Only before a capital.
bool AnnouncesWithCapital(CodesView before) {
  return EndsWith(
      before, {U"name", U"named", U"named him", U"named her", U"account holder",
               U"cardholder", U"holder is", U"attn", U"attention",
               U"beneficiary", U"recipient", U"signed", U"heard", U"founders"});
}

bool OftenNames(CodesView before) {
  return EndsWith(before, {U"i am",
                           U"i'm",
                           U"this is",
                           U"it's",
                           U"im",
                           U"dear",
                           U"hi",
                           U"hello",
                           U"hey",
                           U"thanks",
                           U"thank you",
                           U"regards",
                           U"sincerely",
                           U"cheers",
                           U"best",
                           U"speak to",
                           U"speak with",
                           U"speaking with",
                           U"speaking to",
                           U"spoke to",
                           U"spoke with",
                           U"talk to",
                           U"talked to",
                           U"talking to",
                           U"ask for",
                           U"wife",
                           U"husband",
                           U"son",
                           U"daughter",
                           U"brother",
                           U"sister",
                           U"mother",
                           U"father",
                           U"mom",
                           U"dad",
                           U"partner",
                           U"colleague",
                           U"manager",
                           U"agent",
                           U"guardian",
                           U"cardholder is",
                           U"leave me",
                           U"maybe it's under",
                           U"follow up with",
                           U"change it to",
                           U"to add",
                           U"player",
                           U"songwriter",
                           U"commenter",
                           U"starring",
                           U"directed by",
                           U"sung by",
                           U"written by",
                           U"named after",
                           U"addressed to",
                           U"belongs to",
                           U"transfer to",
                           U"made out to",
                           U"why is",
                           U"you can tell",
                           U"here's"});
}

}  // namespace

int PointsBefore(CodesView text, std::size_t at, bool capital) {
  const CodesView before = CueText(text, at);
  if (AnnouncesName(before)) return 4;
  if (capital && AnnouncesWithCapital(before)) return 4;
  if (OftenNames(before)) return 3;
  return EndsWith(before,
                  {U"by", U"with", U"from", U"for", U"to", U"under", U"said",
                   U"says", U"and", U"that", U"of", U"early", U"add"})
             ? 1
             : 0;
}

int PointsAfter(CodesView text, std::size_t end) {
  if (StandsAt(text, end, U"'s")) return 1;
  const std::size_t next = SkipSpaces(text, end);
  if (WordAt(text, next, {U"lives", U"spent", U"was born", U"listed"}) > 0) {
    return 4;
  }
  if (WordAt(text, next,
             {U"speaking", U"calling", U"here", U"said", U"speak", U"told",
              U"called"}) > 0) {
    return 2;
  }
  if (OneAt(text, end,
            {U", can", U", could", U", i'm", U", i am", U", please", U", the ",
             U", from", U": "}) > 0) {
    return 1;
  }
  return WordAt(
             text, next,
             {U"is", U"was", U"has", U"wants", U"needs", U"asked", U"says"}) > 0
             ? 1
             : 0;
}

}  // namespace aicc::inference
