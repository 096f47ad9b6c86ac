#include "services/session/domain/agent.h"

#include <gtest/gtest.h>

#include "tests/session/domain/at.h"

namespace aicc::session {
namespace {

Agent Available() {
  Agent agent;
  agent.id = "a1";
  Ask(&agent, Presence::kAvailable, At(1));
  return agent;
}

SessionHead Contact(const std::string& id, Channel channel = Channel::kChat) {
  SessionHead contact;
  contact.id = id;
  contact.channel = channel;
  return contact;
}

TEST(Agents, ReturnToWhatTheyAskedForWhenTheyAreFree) {
  Agent agent = Available();
  Move(&agent, Contact("s1"), AgentMove::kOffered, At(2));
  Ask(&agent, Presence::kOffline, At(3));
  EXPECT_EQ(agent.presence, Presence::kBusy);

  Move(&agent, Contact("s1"), AgentMove::kWrapUp, At(4));
  EXPECT_EQ(agent.presence, Presence::kWrapUp);
  Move(&agent, Contact("s1"), AgentMove::kFree, At(5));

  EXPECT_EQ(agent.presence, Presence::kOffline);
  EXPECT_EQ(agent.presence_time, At(5));
  EXPECT_EQ(agent.idle_time, At(5));
}

TEST(Agents, AreAwayAfterAnOfferTheyLetPass) {
  Agent agent = Available();
  Move(&agent, Contact("s1"), AgentMove::kOffered, At(2));

  Move(&agent, Contact("s1"), AgentMove::kAway, At(3));

  EXPECT_EQ(agent.presence, Presence::kAway);
  EXPECT_EQ(agent.wish, Presence::kAway);
  EXPECT_FALSE(HasRoom(agent));
}

TEST(Agents, TakeChatsUpToTheirCapacityAndOneOfferAtATime) {
  Agent agent = Available();
  agent.chat_capacity = 2;
  EXPECT_TRUE(HasRoom(agent, Channel::kChat));

  Move(&agent, Contact("s1"), AgentMove::kOffered, At(2));
  EXPECT_FALSE(HasRoom(agent, Channel::kChat));
  Move(&agent, Contact("s1"), AgentMove::kConnected, At(3));
  EXPECT_TRUE(HasRoom(agent, Channel::kChat));
  EXPECT_EQ(agent.presence, Presence::kBusy);
  Move(&agent, Contact("s2"), AgentMove::kConnected, At(4));
  EXPECT_FALSE(HasRoom(agent, Channel::kChat));

  // The paperwork of one still fills its place.
  Move(&agent, Contact("s1"), AgentMove::kWrapUp, At(5));
  EXPECT_FALSE(HasRoom(agent, Channel::kChat));
  Move(&agent, Contact("s1"), AgentMove::kFree, At(6));
  EXPECT_TRUE(HasRoom(agent, Channel::kChat));
}

TEST(Agents, TakeACallAlone) {
  Agent agent = Available();
  agent.chat_capacity = 3;
  Move(&agent, Contact("s1"), AgentMove::kConnected, At(2));
  EXPECT_FALSE(HasRoom(agent, Channel::kVoice));
  Move(&agent, Contact("s1"), AgentMove::kFree, At(3));
  EXPECT_TRUE(HasRoom(agent, Channel::kVoice));

  Move(&agent, Contact("s2", Channel::kVoice), AgentMove::kConnected, At(4));

  EXPECT_FALSE(HasRoom(agent, Channel::kChat));
  EXPECT_FALSE(HasRoom(agent, Channel::kVoice));
}

TEST(Agents, TakeNothingOnAChannelWithoutCapacity) {
  Agent agent = Available();
  agent.voice_capacity = 0;

  EXPECT_FALSE(HasRoom(agent, Channel::kVoice));
  EXPECT_TRUE(HasRoom(agent, Channel::kChat));
}

TEST(Agents, AreIdleSinceTheyCameNotSinceTheyAskedAgain) {
  Agent agent = Available();

  Ask(&agent, Presence::kAvailable, At(9));

  EXPECT_EQ(agent.idle_time, At(1));
}

}  // namespace
}  // namespace aicc::session
