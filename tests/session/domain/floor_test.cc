#include "services/session/domain/floor.h"

#include <gtest/gtest.h>

namespace aicc::session {
namespace {

SessionHead WithFloor(FloorOwner owner, int epoch) {
  SessionHead head;
  head.id = "s";
  head.floor = {owner, epoch, ""};
  return head;
}

TEST(Floor, GrowsByOneWithEveryOwner) {
  const Floor bot{FloorOwner::kBot, 1, ""};

  const auto nobody = FloorAfter(bot, State::kQueued, "");
  ASSERT_TRUE(nobody.has_value());
  const auto agent = FloorAfter(*nobody, State::kConnected, "a1");
  ASSERT_TRUE(agent.has_value());
  const auto again = FloorAfter(*agent, State::kSelfService, "");

  EXPECT_EQ(*nobody, (Floor{FloorOwner::kNobody, 2, ""}));
  EXPECT_EQ(*agent, (Floor{FloorOwner::kAgent, 3, "a1"}));
  EXPECT_EQ(again, (Floor{FloorOwner::kBot, 4, ""}));
}

TEST(Floor, StaysWhereTheOwnerStays) {
  const Floor nobody{FloorOwner::kNobody, 2, ""};
  const Floor agent{FloorOwner::kAgent, 3, "a1"};

  EXPECT_EQ(FloorAfter(nobody, State::kOffered, "a1"), std::nullopt);
  EXPECT_EQ(FloorAfter(nobody, State::kAbandoned, ""), std::nullopt);
  EXPECT_EQ(FloorAfter(agent, State::kConnected, "a1"), std::nullopt);
}

TEST(Floor, IsNobodysWhileTheCustomerIsOnHold) {
  const Floor agent{FloorOwner::kAgent, 3, "a1"};

  const auto held = FloorAfter(agent, State::kOnHold, "a1");
  ASSERT_TRUE(held.has_value());

  EXPECT_EQ(*held, (Floor{FloorOwner::kNobody, 4, ""}));
  EXPECT_EQ(FloorAfter(*held, State::kConnected, "a1"),
            (Floor{FloorOwner::kAgent, 5, "a1"}));
}

TEST(Floor, LetsItsOwnerSpeakUnderItsEpoch) {
  const SessionHead head = WithFloor(FloorOwner::kBot, 3);

  EXPECT_TRUE(MaySpeak(head, Speaker::kBot, 3));
}

TEST(Floor, RefusesAnOlderAndANewerEpoch) {
  const SessionHead head = WithFloor(FloorOwner::kBot, 3);

  EXPECT_EQ(MaySpeak(head, Speaker::kBot, 2).error().reason, "FLOOR_CHANGED");
  EXPECT_EQ(MaySpeak(head, Speaker::kBot, 4).error().reason, "FLOOR_CHANGED");
}

TEST(Floor, RefusesWhoDoesNotHaveItAndSaysWhoHas) {
  const SessionHead head = WithFloor(FloorOwner::kAgent, 5);

  const auto refused = MaySpeak(head, Speaker::kBot, 5);

  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().metadata.at("floorOwner"), "AGENT");
  EXPECT_EQ(refused.error().metadata.at("floorEpoch"), "5");
}

TEST(Floor, IsNotNeededByTheCustomer) {
  EXPECT_TRUE(
      MaySpeak(WithFloor(FloorOwner::kNobody, 9), Speaker::kCustomer, 0));
}

}  // namespace
}  // namespace aicc::session
