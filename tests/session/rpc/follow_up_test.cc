// What outlives a customer's patience: call-backs, messages, reopened contacts.

#include "tests/session/routing_fixture.h"

namespace aicc::session {
namespace {

class FollowUpTest : public RoutingFixture {
 protected:
  Result<v1::Session> Callback(Client client, const std::string& id,
                               const std::string& queue = {},
                               std::int64_t not_before = 0,
                               const std::string& phone = "+821012345678") {
    v1::RequestCallbackRequest request;
    request.set_phone_number(phone);
    request.set_queue(queue);
    if (not_before != 0) {
      request.mutable_not_before_time()->set_seconds(not_before);
    }
    return Do(client, &Routing::RequestCallback, id, request);
  }
  Result<v1::Session> Message(Client client, const std::string& id,
                              const std::string& text,
                              const std::string& queue = {}) {
    v1::LeaveMessageRequest request;
    request.set_text(text);
    request.set_queue(queue);
    return Do(client, &Routing::LeaveMessage, id, request);
  }
  Result<v1::Session> Reopen(Client client, const std::string& id,
                             const std::string& request_id = NewUuid()) {
    v1::ReopenSessionRequest request;
    request.set_session_id(id);
    request.set_request_id(request_id);
    const auto response =
        client.Call(&v1::SessionService::Stub::ReopenSession, request);
    if (!response) return Failure(response.error());
    return response->session();
  }
  std::int64_t Now() {
    return instance_->clock().Now().time_since_epoch() /
           std::chrono::seconds(1);
  }
};

TEST_F(FollowUpTest, KeepsTheCallersPlaceAfterTheyHungUp) {
  const auto first = Waiting();
  const auto waited = Service().Get(first)->queue_time();
  const auto second = Waiting();

  const auto asked = Callback(Customer(), first, {}, 0, "010-1234-5678");

  ASSERT_EQ(Reason(asked), "");
  EXPECT_EQ(asked->follow_up().kind(), v1::FOLLOW_UP_KIND_CALLBACK);
  EXPECT_EQ(asked->queue_time().nanos(), waited.nanos());
  EXPECT_EQ(Customer().End(first)->state(), v1::STATE_QUEUED);
  Available("a1");
  const auto offer = NextOffer("a1");
  EXPECT_EQ(offer.session().session_id(), first);
  EXPECT_EQ(offer.session().follow_up().phone_number(), "+821012345678");
  const auto accepted = AgentNamed("a1").Accept(offer.offer_id());
  EXPECT_EQ(accepted->state(), v1::STATE_CONNECTED);
  EXPECT_EQ(accepted->follow_up().phone_number(), "+821012345678");
  EXPECT_EQ(Service().Get(second)->state(), v1::STATE_QUEUED);
}

TEST_F(FollowUpTest, IsOfferedNotBeforeTheTimeAskedFor) {
  Available("a1");
  const auto id = Started();

  ASSERT_EQ(Reason(Callback(Customer(), id, {}, Now() + 3'600)), "");

  std::this_thread::sleep_for(std::chrono::milliseconds(150));
  EXPECT_EQ(Service().Get(id)->state(), v1::STATE_QUEUED);
  instance_->clock().Step(std::chrono::seconds(3'601));
  Available("a1");
  EXPECT_EQ(NextOffer("a1").session().session_id(), id);
}

TEST_F(FollowUpTest, IsGivenUpByTheCustomer) {
  const auto id = Waiting();
  EXPECT_EQ(Reason(Customer().End(id, v1::END_REASON_FOLLOW_UP_CANCELLED)),
            "WRONG_STATE");
  ASSERT_EQ(Reason(Callback(Customer(), id)), "");

  const auto ended = Customer().End(id, v1::END_REASON_FOLLOW_UP_CANCELLED);

  ASSERT_EQ(Reason(ended), "");
  EXPECT_EQ(ended->state(), v1::STATE_ABANDONED);
  EXPECT_EQ(ended->end_reason(), v1::END_REASON_FOLLOW_UP_CANCELLED);
}

TEST_F(FollowUpTest, TakesAMessageOutOfHoursAndOffersItOnceOpen) {
  const auto id = Started();
  ASSERT_EQ(Reason(Service().RequestAgent(id, "r", "shut")), "QUEUE_CLOSED");
  Available("a1");

  const auto left = Message(Customer(), id, "환불 건으로 연락 주세요", "shut");

  ASSERT_EQ(Reason(left), "");
  EXPECT_EQ(left->state(), v1::STATE_QUEUED);
  EXPECT_EQ(left->follow_up().kind(), v1::FOLLOW_UP_KIND_MESSAGE);
  const auto opens = left->follow_up().not_before_time().seconds();
  EXPECT_GT(opens, Now());
  std::this_thread::sleep_for(std::chrono::milliseconds(150));
  EXPECT_EQ(Service().Get(id)->state(), v1::STATE_QUEUED);
  instance_->clock().Step(std::chrono::seconds(opens - Now() + 1));
  Available("a1");
  EXPECT_EQ(AcceptNext("a1")->session_id(), id);
  bool heard = false;
  for (const auto& event : AgentNamed("a1").Log(id)) {
    heard = heard || event.utterance().text() == "환불 건으로 연락 주세요";
  }
  EXPECT_TRUE(heard);
}

TEST_F(FollowUpTest, HappensOnceForARequest) {
  const auto id = Started();
  v1::LeaveMessageRequest request;
  request.set_request_id("m");
  request.set_text("call me");

  const auto once = Do(Customer(), &Routing::LeaveMessage, id, request);
  const auto again = Do(Customer(), &Routing::LeaveMessage, id, request);

  EXPECT_EQ(once->last_seq(), again->last_seq());
}

TEST_F(FollowUpTest, RescindsAnOfferThatIsOpen) {
  Available("a1");
  const auto id = Waiting();
  AwaitState(id, v1::STATE_OFFERED);

  const auto asked = Callback(Customer(), id, {}, Now() + 3'600);

  ASSERT_EQ(Reason(asked), "");
  EXPECT_EQ(asked->state(), v1::STATE_QUEUED);
  EXPECT_EQ(Agent("a1").presence(), v1::PRESENCE_AVAILABLE);
}

TEST_F(FollowUpTest, RefusesWhatCannotBeCalled) {
  const auto id = Started();
  const int before = Service().Get(id)->last_seq();
  for (const char* phone :
       {"", "+0212345678", "+8299", "99 55 33 11 x", "+8299123456789012"}) {
    const auto refused = Callback(Customer(), id, {}, 0, phone);
    ASSERT_EQ(Reason(refused), "INVALID_FIELD") << phone;
    EXPECT_EQ(refused.error().metadata.at("field"), "phone_number");
    if (*phone != '\0') {
      EXPECT_EQ(refused.error().message.find(phone), std::string::npos);
    }
  }
  EXPECT_EQ(Reason(Callback(Customer(), id, "nowhere")), "QUEUE_NOT_FOUND");
  EXPECT_EQ(Reason(Callback(Customer(), id, {}, Now() + 400 * 86'400)),
            "INVALID_FIELD");
  EXPECT_EQ(Reason(Callback(Customer("c2"), id)), "SESSION_NOT_FOUND");
  EXPECT_EQ(Reason(Callback(AgentNamed("a9"), id)), "ROLE_NOT_ALLOWED");
  EXPECT_EQ(Reason(Message(AgentNamed("a9"), id, "I agree")),
            "ROLE_NOT_ALLOWED");
  EXPECT_EQ(Reason(Message(Customer(), id, "")), "INVALID_FIELD");
  EXPECT_EQ(Reason(Message(Customer(), id, std::string(100'000, 'x'))),
            "INVALID_FIELD");
  EXPECT_EQ(Service().Get(id)->last_seq(), before);
  const auto connected = Connected("a1");
  EXPECT_EQ(Reason(Callback(Customer(), connected)), "WRONG_STATE");
  EXPECT_EQ(Reason(Message(Customer(), connected, "x")), "WRONG_STATE");
}

TEST_F(FollowUpTest, ReopensAContactAsAnotherThatIsLinked) {
  const auto old = Connected("a1", "general", "kim");
  ASSERT_EQ(Reason(AgentNamed("a1").End(old, v1::END_REASON_AGENT_ENDED)), "");
  EXPECT_EQ(Reason(Reopen(Customer("kim"), old)), "WRONG_STATE");
  ASSERT_EQ(Reason(AgentNamed("a1").WrapUp(old)), "");

  const auto next = Reopen(Customer("kim"), old, "again");
  const auto retry = Reopen(Customer("kim"), old, "again");

  ASSERT_EQ(Reason(next), "");
  EXPECT_NE(next->session_id(), old);
  EXPECT_EQ(next->previous_session_id(), old);
  EXPECT_EQ(next->customer_id(), "kim");
  EXPECT_EQ(next->state(), v1::STATE_SELF_SERVICE);
  EXPECT_EQ(retry->session_id(), next->session_id());
  const auto other = Reopen(Customer("kim"), old);
  ASSERT_EQ(Reason(other), "ALREADY_REOPENED");
  EXPECT_EQ(other.error().metadata.at("sessionId"), next->session_id());
  EXPECT_EQ(Reason(Reopen(Customer("lee"), old)), "SESSION_NOT_FOUND");
  EXPECT_EQ(Service()
                .Log(next->session_id())[0]
                .session_started()
                .previous_session_id(),
            old);
}

TEST_F(FollowUpTest, DoesNotReopenAfterTheWindow) {
  const auto old = Started();
  ASSERT_EQ(Reason(Service().End(old)), "");

  instance_->clock().Step(std::chrono::hours(24) + std::chrono::seconds(1));

  const auto late = Reopen(Service(), old);
  ASSERT_EQ(Reason(late), "REOPEN_WINDOW_PASSED");
  EXPECT_TRUE(late.error().metadata.contains("closedBefore"));
}

TEST_F(FollowUpTest, AnErasedCustomersNumberIsGoneOnceTheContactIsOver) {
  const auto id = Service().Start("c1").session_id();
  ASSERT_EQ(Reason(Callback(Customer("c1"), id)), "");
  v1::EraseCustomerRequest erase;
  erase.set_customer_id("c1");
  using Customers = v1::CustomerService::Stub;

  ASSERT_EQ(Reason(Service().Call(&Customers::EraseCustomer, erase)), "");
  EXPECT_EQ(Service().Get(id)->follow_up().phone_number(), "+821012345678");
  Available("a1");
  ASSERT_EQ(Reason(AgentNamed("a1").Accept(NextOffer("a1").offer_id())), "");
  ASSERT_EQ(Reason(AgentNamed("a1").End(id)), "");
  ASSERT_EQ(Reason(AgentNamed("a1").WrapUp(id)), "");
  ASSERT_EQ(Reason(Service().Call(&Customers::EraseCustomer, erase)), "");

  EXPECT_EQ(Service().Get(id)->follow_up().phone_number(), "");
  EXPECT_EQ(Service().Get(id)->follow_up().kind(), v1::FOLLOW_UP_KIND_CALLBACK);
}

}  // namespace
}  // namespace aicc::session
