#include "services/session/domain/state_table.h"

#include <gtest/gtest.h>

#include <map>
#include <utility>

namespace aicc::session {
namespace {

using enum State;

constexpr State kStates[] = {kSelfService, kQueued, kOffered, kConnected,
                             kOnHold,      kWrapUp, kClosed,  kAbandoned};
constexpr Verb kVerbs[] = {
    Verb::kRequestAgent,   Verb::kOffer,       Verb::kAccept,
    Verb::kLoseOffer,      Verb::kHold,        Verb::kResume,
    Verb::kTransfer,       Verb::kReturnToBot, Verb::kEnd,
    Verb::kCompleteWrapUp, Verb::kAdopt,       Verb::kTakeOver,
    Verb::kLoseAgent,      Verb::kFollowUp,    Verb::kExpireWrapUp};

// Written down a second time, by state and verb, to be held against the code.
const std::map<std::pair<State, Verb>, State> kLegal = {
    {{kSelfService, Verb::kRequestAgent}, kQueued},
    {{kSelfService, Verb::kAdopt}, kConnected},
    {{kSelfService, Verb::kEnd}, kClosed},
    {{kSelfService, Verb::kFollowUp}, kQueued},
    {{kQueued, Verb::kFollowUp}, kQueued},
    {{kOffered, Verb::kFollowUp}, kQueued},
    {{kConnected, Verb::kTakeOver}, kConnected},
    {{kOnHold, Verb::kTakeOver}, kConnected},
    {{kConnected, Verb::kLoseAgent}, kQueued},
    {{kOnHold, Verb::kLoseAgent}, kQueued},
    {{kWrapUp, Verb::kExpireWrapUp}, kClosed},
    {{kQueued, Verb::kOffer}, kOffered},
    {{kQueued, Verb::kReturnToBot}, kSelfService},
    {{kQueued, Verb::kEnd}, kAbandoned},
    {{kOffered, Verb::kAccept}, kConnected},
    {{kOffered, Verb::kLoseOffer}, kQueued},
    {{kOffered, Verb::kReturnToBot}, kSelfService},
    {{kOffered, Verb::kEnd}, kAbandoned},
    {{kConnected, Verb::kHold}, kOnHold},
    {{kConnected, Verb::kTransfer}, kQueued},
    {{kConnected, Verb::kReturnToBot}, kSelfService},
    {{kConnected, Verb::kEnd}, kWrapUp},
    {{kOnHold, Verb::kResume}, kConnected},
    {{kOnHold, Verb::kTransfer}, kQueued},
    {{kOnHold, Verb::kReturnToBot}, kSelfService},
    {{kOnHold, Verb::kEnd}, kWrapUp},
    {{kWrapUp, Verb::kCompleteWrapUp}, kClosed},
};

class StateTableTest : public testing::TestWithParam<std::tuple<State, Verb>> {
};

TEST_P(StateTableTest, AllowsWhatIsLegalAndRefusesTheRest) {
  const auto [state, verb] = GetParam();
  SessionHead session;
  session.id = "s";
  session.state = state;

  const auto next = MustNext(session, verb);

  const auto legal = kLegal.find({state, verb});
  if (legal != kLegal.end()) {
    ASSERT_TRUE(next.has_value());
    EXPECT_EQ(*next, legal->second);
  } else {
    ASSERT_FALSE(next.has_value());
    EXPECT_EQ(next.error().reason, "WRONG_STATE");
    EXPECT_EQ(next.error().kind, ErrorKind::kFailedPrecondition);
    EXPECT_EQ(next.error().metadata.at("state"), Name(state));
  }
}

INSTANTIATE_TEST_SUITE_P(
    EveryPair, StateTableTest,
    testing::Combine(testing::ValuesIn(kStates), testing::ValuesIn(kVerbs)),
    [](const auto& pair) {
      std::string name(Name(std::get<0>(pair.param)));
      std::erase(name, '_');
      return name + "x" +
             std::to_string(static_cast<int>(std::get<1>(pair.param)));
    });

TEST(StateTable, HasNoEntryThatTheTestsDoNotKnow) {
  EXPECT_EQ(StateTable().size(), kLegal.size());
}

TEST(StateTable, LeadsNowhereFromTheEnd) {
  for (const Transition& transition : StateTable()) {
    EXPECT_FALSE(IsOver(transition.from));
  }
}

}  // namespace
}  // namespace aicc::session
