#include "services/session/domain/match.h"

#include <gtest/gtest.h>

#include "tests/session/domain/at.h"

namespace aicc::session {
namespace {

Agent Free(const std::string& id, int idle_since, Skills skills = {}) {
  Agent agent;
  agent.id = id;
  agent.wish = Presence::kAvailable;
  agent.idle_time = At(idle_since);
  agent.skills = std::move(skills);
  return agent;
}

Waiting One(const std::string& id, const std::string& queue = "general") {
  Waiting waiting;
  waiting.session_id = id;
  waiting.queue = queue;
  waiting.since = At(100);
  return waiting;
}

class MatchTest : public testing::Test {
 protected:
  MatchTest() {
    pack_.queues = {{"general", {}}, {"billing", {}}};
    pack_.rules["general"] = {};
    pack_.rules["billing"].skills = {{"billing", 3}};
    pack_.rules["billing"].relax_after = std::chrono::seconds(30);
  }
  // "contact>agent" of each, in order.
  std::vector<std::string> Pairs(const std::vector<Waiting>& waiting,
                                 const std::vector<Agent>& agents,
                                 int now = 100) {
    std::vector<std::string> pairs;
    for (const Match& match : FindMatches(waiting, agents, pack_, At(now))) {
      pairs.push_back(match.session_id + ">" + match.agent_id);
    }
    return pairs;
  }

  PackManifest pack_;
};

using Strings = std::vector<std::string>;

TEST_F(MatchTest, GivesTheFirstToWhoHasBeenIdleLongest) {
  EXPECT_EQ(Pairs({One("s1"), One("s2"), One("s3")},
                  {Free("a1", 50), Free("a2", 10)}),
            (Strings{"s1>a2", "s2>a1"}));
}

TEST_F(MatchTest, SparesWhoHasContactsAlready) {
  Agent busy = Free("a1", 1);
  busy.chat_capacity = 3;
  busy.engagements = {{"x", Channel::kChat, Engagement::Kind::kContact}};

  EXPECT_EQ(Pairs({One("s1"), One("s2")}, {busy, Free("a2", 50)}),
            (Strings{"s1>a2", "s2>a1"}));
}

TEST_F(MatchTest, PassesOverWhomNobodyCanTake) {
  EXPECT_EQ(Pairs({One("s1", "billing"), One("s2")}, {Free("a1", 1)}),
            (Strings{"s2>a1"}));
}

TEST_F(MatchTest, NeedsEverySkillAtItsLevel) {
  Waiting waiting = One("s1", "billing");
  waiting.skills = {{"english", 2}};
  const Skills billing{{"billing", 3}};
  const Skills weak{{"billing", 2}, {"english", 5}};
  const Skills both{{"billing", 4}, {"english", 2}};

  EXPECT_EQ(Pairs({waiting}, {Free("a1", 1, billing), Free("a2", 2, weak),
                              Free("a3", 3, both)}),
            (Strings{"s1>a3"}));
}

TEST_F(MatchTest, AsksOneLevelLessAfterEachWait) {
  const Agent weak = Free("a1", 1, {{"billing", 2}});
  const Agent none = Free("a2", 0);

  EXPECT_EQ(Pairs({One("s1", "billing")}, {weak, none}, 129), Strings{});
  EXPECT_EQ(Pairs({One("s1", "billing")}, {weak, none}, 130),
            (Strings{"s1>a1"}));
  EXPECT_EQ(Pairs({One("s1", "billing")}, {none}, 189), Strings{});
  EXPECT_EQ(Pairs({One("s1", "billing")}, {none}, 190), (Strings{"s1>a2"}));
  EXPECT_EQ(FindMatches(std::vector{One("s1", "billing")}, std::vector{none},
                        pack_, At(190))[0]
                .relaxed_levels,
            3);
}

TEST_F(MatchTest, NeverRelaxesWithoutARule) {
  Waiting waiting = One("s1");
  waiting.skills = {{"english", 1}};

  EXPECT_EQ(Pairs({waiting}, {Free("a1", 1)}, 1'000'000), Strings{});
}

TEST_F(MatchTest, PrefersTheAgentOfAReturningCustomer) {
  Waiting waiting = One("s1");
  waiting.preferred = "a2";

  const auto matches =
      FindMatches(std::vector{waiting},
                  std::vector{Free("a1", 1), Free("a2", 50)}, pack_, At(100));

  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(matches[0].agent_id, "a2");
  EXPECT_EQ(matches[0].choice, kPreferred);
  EXPECT_EQ(Pairs({waiting}, {Free("a1", 1)}), (Strings{"s1>a1"}));
}

TEST_F(MatchTest, WaitsForATargetWhateverTheyTakeFrom) {
  Waiting waiting = One("s1", "billing");
  waiting.target = "a2";
  Agent target = Free("a2", 50);
  target.queues = {"general"};

  EXPECT_EQ(Pairs({waiting}, {Free("a1", 1, {{"billing", 5}})}), Strings{});
  EXPECT_EQ(Pairs({waiting}, {target}), (Strings{"s1>a2"}));
}

TEST_F(MatchTest, AsksNobodyWhoIsOnTheContactAlready) {
  Waiting waiting = One("s1");
  waiting.excluded = {"a1"};

  EXPECT_EQ(Pairs({waiting}, {Free("a1", 1), Free("a2", 2)}),
            (Strings{"s1>a2"}));
}

TEST_F(MatchTest, KeepsToTheQueuesAndTheChannelsOfAnAgent) {
  Agent billing = Free("a1", 1, {{"billing", 5}});
  billing.queues = {"billing"};
  Waiting call = One("s2");
  call.channel = Channel::kVoice;
  Agent chats = Free("a2", 2);
  chats.voice_capacity = 0;

  EXPECT_EQ(Pairs({One("s1"), call}, {billing, chats}), (Strings{"s1>a2"}));
}

TEST_F(MatchTest, KeepsAnAgentWithChatsFromMoreWhileACallWaits) {
  Agent busy = Free("a1", 1);
  busy.chat_capacity = 3;
  busy.engagements = {{"x", Channel::kChat, Engagement::Kind::kContact}};
  Waiting call = One("call");
  call.channel = Channel::kVoice;

  EXPECT_EQ(Pairs({call, One("chat")}, {busy}), Strings{});
  EXPECT_EQ(Pairs({One("chat"), call}, {busy}), (Strings{"chat>a1"}));
}

TEST_F(MatchTest, LeavesAFollowUpUntilItsTime) {
  Session session;
  session.id = "s1";
  session.state = State::kQueued;
  session.queue = "general";
  session.queue_time = At(100);
  session.follow_up =
      FollowUp{FollowUpKind::kCallback, "+821012345678", At(500)};

  EXPECT_FALSE(WaitingOf(session, At(499)).has_value());
  EXPECT_TRUE(WaitingOf(session, At(500)).has_value());
}

}  // namespace
}  // namespace aicc::session
