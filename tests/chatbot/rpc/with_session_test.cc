#include <gmock/gmock.h>

#include <thread>

#include "aicc/session/v1/routing.grpc.pb.h"
#include "common/uuid.h"
#include "services/session/module.h"
#include "tests/chatbot/rpc/fixture.h"
#include "tests/common/test_database.h"

namespace aicc::chatbot {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// The chatbot on the real session service and a real PostgreSQL; only the
// inference service is a fake.
class WithSessionTest : public ChatbotTest {
 protected:
  void SetUp() override {
    TestDatabase* const database = TestDatabase::Get();
    if (database == nullptr) GTEST_SKIP() << "AICC_TEST_DSN is not set";
    session::Config config;
    config.pack = AICC_TEST_PACK;
    config.routing_interval = std::chrono::milliseconds(20);
    auto made = session::MakeSessionService(
        config, session_host_.environment(database->app_dsn()));
    ASSERT_TRUE(made) << made.error().message;
    service_ = *std::move(made);
    server_ = std::make_unique<TestServer>(service_->rpc_services());
    ASSERT_TRUE(service_->Start());
    host_.channels.Put("session", server_->Channel());
    sessions_ = session::v1::SessionService::NewStub(server_->Channel());
    routing_ = session::v1::RoutingService::NewStub(server_->Channel());
    StartContact();
  }
  void TearDown() override {
    bot_server_.reset();
    server_.reset();
    if (service_) service_->Stop();
  }

  std::unique_ptr<grpc::ClientContext> As(const Caller& caller) {
    auto context = std::make_unique<grpc::ClientContext>();
    context->AddMetadata("authorization", host_.Bearer(caller));
    context->set_deadline(std::chrono::system_clock::now() +
                          std::chrono::seconds(10));
    return context;
  }
  void StartContact() {
    session::v1::StartSessionRequest request;
    request.set_request_id(NewUuid());
    request.set_channel(session::v1::CHANNEL_CHAT);
    session::v1::StartSessionResponse response;
    const auto context = As(customer_);
    const auto status =
        sessions_->StartSession(context.get(), request, &response);
    ASSERT_TRUE(status.ok()) << status.error_message();
    id_ = response.session().session_id();
  }
  Reply Say(const std::string& request_id, const std::string& text) {
    auto request = Request(request_id, text);
    request.set_session_id(id_);
    return Send(request, customer_);
  }
  // As staff see it.
  session::v1::Session Session() {
    session::v1::GetSessionRequest request;
    request.set_session_id(id_);
    session::v1::GetSessionResponse response;
    const auto context = As(agent_);
    EXPECT_TRUE(sessions_->GetSession(context.get(), request, &response).ok());
    return response.session();
  }
  std::vector<session::v1::Event> RealLog() {
    session::v1::WatchSessionRequest request;
    request.set_session_id(id_);
    const int last = Session().last_seq();
    const auto context = As(customer_);
    const auto reader = sessions_->WatchSession(context.get(), request);
    std::vector<session::v1::Event> log;
    session::v1::WatchSessionResponse response;
    while (static_cast<int>(log.size()) < last && reader->Read(&response)) {
      log.push_back(response.event());
    }
    return log;
  }
  // The agent `kim` comes to work, is offered the contact and takes it.
  void AgentTakesIt() {
    session::v1::SetPresenceRequest at_work;
    at_work.set_presence(session::v1::PRESENCE_AVAILABLE);
    session::v1::SetPresenceResponse present;
    auto context = As(agent_);
    ASSERT_TRUE(routing_->SetPresence(context.get(), at_work, &present).ok());
    for (int i = 0; i < 500 && Session().offer_id().empty(); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    session::v1::AcceptOfferRequest accept;
    accept.set_offer_id(Session().offer_id());
    session::v1::AcceptOfferResponse accepted;
    context = As(agent_);
    const auto status = routing_->AcceptOffer(context.get(), accept, &accepted);
    ASSERT_TRUE(status.ok()) << status.error_message();
  }

  // A tenant of its own for each test, so that they do not meet.
  const std::string tenant_ = "t-" + NewUuid();
  const Caller customer_{tenant_, "cust-1", Role::kCustomer};
  const Caller agent_{tenant_, "kim", Role::kAgent};
  TestHost session_host_;
  std::unique_ptr<HostedService> service_;
  std::unique_ptr<TestServer> server_;
  std::unique_ptr<session::v1::SessionService::Stub> sessions_;
  std::unique_ptr<session::v1::RoutingService::Stub> routing_;
  std::string id_;
};

TEST_F(WithSessionTest, AContactGoesFromTheBotToAnAgent) {
  const Reply answered = Say("r1", "로밍 요금이 얼마예요?");
  inference_.Play(CustomerAsks());
  const Reply handed = Say("r2", "상담원 연결해 주세요");

  ASSERT_TRUE(answered.status.ok()) << answered.Reason();
  EXPECT_EQ(answered.Kinds(), "received notice text text citation answer");
  ASSERT_TRUE(handed.status.ok()) << handed.Reason();
  EXPECT_EQ(handed.Kinds(), "received escalation hand_over answer");
  EXPECT_EQ(Session().queue(), "retention");
  AgentTakesIt();
  EXPECT_THAT(Session().brief().tried(), ElementsAre("하루 11,000원입니다."));
  EXPECT_THAT(Session().brief().summary(), HasSubstr("로밍 요금"));

  const Reply with_agent = Say("r3", "안녕하세요");

  EXPECT_EQ(with_agent.Kinds(), "received");
  const auto log = RealLog();
  for (std::size_t i = 0; i < log.size(); ++i) {
    EXPECT_EQ(log[i].seq(), static_cast<int>(i) + 1);
  }
  EXPECT_EQ(log.back().event_id(), "r3:q");
}

TEST_F(WithSessionTest, ARetryAppendsNothing) {
  const Reply answered = Say("r1", "로밍 요금이 얼마예요?");
  const Reply answered_again = Say("r1", "로밍 요금이 얼마예요?");
  inference_.Play(CustomerAsks());
  const Reply handed = Say("r2", "상담원 연결해 주세요");
  const int last = Session().last_seq();

  const Reply handed_again = Say("r2", "상담원 연결해 주세요");

  EXPECT_EQ(answered_again.answer().text(), answered.answer().text());
  EXPECT_EQ(answered_again.answer().seq(), answered.answer().seq());
  EXPECT_EQ(answered_again.answer().decision().tier(), common::v1::TIER_DOMAIN);
  EXPECT_EQ(handed_again.answer().text(), handed.answer().text());
  EXPECT_EQ(handed_again.answer().seq(), handed.answer().seq());
  EXPECT_EQ(handed_again.hand_over().queue(), "retention");
  EXPECT_EQ(handed_again.hand_over().brief().summary(),
            handed.hand_over().brief().summary());
  EXPECT_EQ(Session().last_seq(), last);
}

TEST_F(WithSessionTest, AnAnswerIsNotGivenOnceTheCustomerWaitsForAnAgent) {
  inference_.Play([this](auto&, const auto&, auto& writer) {
    writer.Write(Text("늦은 답"));
    session::v1::RequestAgentRequest request;
    request.set_session_id(id_);
    request.set_request_id("by-hand");
    session::v1::RequestAgentResponse response;
    const auto context = As(customer_);
    EXPECT_TRUE(
        sessions_->RequestAgent(context.get(), request, &response).ok());
    writer.Write(Decide(common::v1::TIER_DOMAIN, "ANSWERED"));
    return grpc::Status::OK;
  });

  const Reply reply = Say("r1", "질문");

  EXPECT_EQ(reply.Kinds(), "received notice text restart answer");
  EXPECT_EQ(reply.answer().seq(), 0);
  for (const auto& event : RealLog()) {
    EXPECT_NE(event.utterance().text(), "늦은 답");
  }
}

TEST_F(WithSessionTest, AnEndedContactTakesNoMessageButAnswersARetry) {
  const Reply answered = Say("r1", "로밍 요금이 얼마예요?");
  session::v1::EndSessionRequest request;
  request.set_session_id(id_);
  request.set_end_reason(session::v1::END_REASON_CUSTOMER_LEFT);
  session::v1::EndSessionResponse response;
  const auto context = As(customer_);
  ASSERT_TRUE(sessions_->EndSession(context.get(), request, &response).ok());

  EXPECT_EQ(Say("r2", "하나 더요").Reason(), "SESSION_CLOSED");
  EXPECT_EQ(Say("r1", "로밍 요금이 얼마예요?").answer().text(),
            answered.answer().text());
}

TEST_F(WithSessionTest, AnotherProcessFinishesWhatOneBegan) {
  inference_.Play([](grpc::ServerContext& context, const auto&, auto& writer) {
    writer.Write(Text("하루 "));
    while (!context.IsCancelled()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return grpc::Status::CANCELLED;
  });
  auto request = Request("r1", "로밍 요금이 얼마예요?");
  request.set_session_id(id_);
  Sent sent = Begin(request, customer_);
  v1::SendMessageResponse event;
  while (sent.reader->Read(&event) && !event.has_text_delta()) {
  }
  bot_server_.reset();  // The process is gone.
  Finish(sent);
  bot_.reset();
  inference_.Play(DomainAnswer());
  StartBot();

  const Reply reply = Say("r1", "로밍 요금이 얼마예요?");

  EXPECT_EQ(reply.answer().text(), "하루 11,000원입니다.");
  int asked = 0;
  for (const auto& logged : RealLog()) asked += logged.event_id() == "r1:q";
  EXPECT_EQ(asked, 1);
}

}  // namespace
}  // namespace aicc::chatbot
