#pragma once

#include <optional>

#include "tests/session/fixture.h"
#include "tests/session/test_pack.h"

namespace aicc::session {

// Contacts and agents on the queues of a TestPack.
class RoutingFixture : public ServiceTest {
 protected:
  void SetUp() override {
    if (TestDatabase::Get() == nullptr) GTEST_SKIP() << "no AICC_TEST_DSN";
    Config config = Instance::TestConfig();
    config.pack = pack_.folder();
    instance_ =
        std::make_unique<Instance>(TestDatabase::Get()->app_dsn(), config);
  }

  Client Supervisor(unsigned permissions = kAllPermissions) {
    return {*instance_, {tenant_, "sup", Role::kSupervisor, permissions}};
  }

  // Performs a verb of the staff, under a new request id unless it has one.
  template <typename Request, typename Response>
  Result<v1::Session> Do(Client client,
                         grpc::Status (Routing::*method)(grpc::ClientContext*,
                                                         const Request&,
                                                         Response*),
                         const std::string& session_id, Request request = {}) {
    request.set_session_id(session_id);
    if (request.request_id().empty()) request.set_request_id(NewUuid());
    const auto response = client.Call(method, request);
    if (!response) return Failure(response.error());
    return response->session();
  }

  // A contact that waits.
  std::string Waiting(const std::string& queue = "general",
                      const std::string& customer = "c1",
                      v1::Channel channel = v1::CHANNEL_CHAT) {
    const auto id = Started(customer, channel);
    EXPECT_EQ(Reason(Service().RequestAgent(id, NewUuid(), queue)), "");
    return id;
  }
  std::string Started(const std::string& customer = "c1",
                      v1::Channel channel = v1::CHANNEL_CHAT) {
    v1::StartSessionRequest request;
    request.set_request_id(NewUuid());
    request.set_channel(channel);
    request.set_customer_id(customer);
    return Service()
        .Call(&v1::SessionService::Stub::StartSession, request)
        ->session()
        .session_id();
  }

  // One that `agent` has.
  std::string Connected(const std::string& agent,
                        const std::string& queue = "general",
                        const std::string& customer = "c1") {
    Available(agent);
    const auto id = Waiting(queue, customer);
    EXPECT_EQ(Reason(AcceptNext(agent)), "");
    EXPECT_EQ(Service().Get(id)->agent_id(), agent);
    return id;
  }

  void Available(const std::string& agent) {
    EXPECT_EQ(Reason(AgentNamed(agent).Presence(v1::PRESENCE_AVAILABLE)), "");
  }
  void Configure(const std::string& agent,
                 const std::map<std::string, int>& skills, int chats = 1) {
    v1::ConfigureAgentRequest request;
    request.set_agent_id(agent);
    for (const auto& [skill, level] : skills) {
      (*request.mutable_skills()->mutable_levels())[skill] = level;
    }
    request.mutable_skills();
    request.set_chat_capacity(chats);
    EXPECT_EQ(Reason(Service().Call(&Routing::ConfigureAgent, request)), "");
  }
  v1::Agent Agent(const std::string& id) {
    const auto all =
        Service().Call(&Routing::ListAgents, v1::ListAgentsRequest());
    for (const auto& agent : all->agents()) {
      if (agent.agent_id() == id) return agent;
    }
    return {};
  }

  // The agent's open offer, waited for.
  v1::Offer NextOffer(const std::string& agent) {
    grpc::ClientContext context;
    AgentNamed(agent).Authorize(&context);
    const auto reader =
        instance_->routing().WatchOffers(&context, v1::WatchOffersRequest());
    v1::WatchOffersResponse response;
    while (reader->Read(&response)) {
      if (response.offer().state() == v1::OFFER_STATE_PENDING) break;
    }
    context.TryCancel();
    (void)reader->Finish();
    return response.offer();
  }
  Result<v1::Session> AcceptNext(const std::string& agent) {
    return AgentNamed(agent).Accept(NextOffer(agent).offer_id());
  }

  // Lets `guest` join the contact of `host`.
  void Join(const std::string& host, const std::string& guest,
            const std::string& id, v1::ParticipantRole role) {
    Available(guest);
    v1::AddParticipantRequest request;
    request.set_agent_id(guest);
    request.set_role(role);
    EXPECT_EQ(
        Reason(Do(AgentNamed(host), &Routing::AddParticipant, id, request)),
        "");
    EXPECT_EQ(Reason(AcceptNext(guest)), "");
  }

  Result<v1::AppendEventResponse> Say(Client client, const std::string& id,
                                      const std::string& text,
                                      v1::Audience audience) {
    v1::AppendEventRequest request;
    request.set_session_id(id);
    request.set_event_id(NewUuid());
    auto* utterance = request.mutable_utterance();
    utterance->set_speaker(v1::SPEAKER_AGENT);
    utterance->set_text(text);
    utterance->set_audience(audience);
    if (audience != v1::AUDIENCE_STAFF) {
      utterance->set_floor_epoch(Service().Get(id)->floor().epoch());
    }
    return client.Call(&v1::SessionService::Stub::AppendEvent, request);
  }

  // The reasons of the contact's changes of state, in order.
  std::vector<std::string> Reasons(const std::string& id) {
    std::vector<std::string> reasons;
    for (const auto& event : Service().Log(id)) {
      if (event.has_state_changed()) {
        reasons.push_back(event.state_changed().reason());
      }
    }
    return reasons;
  }

  TestPack pack_;
};

}  // namespace aicc::session
