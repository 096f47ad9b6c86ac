#include <boost/json.hpp>

#include "tests/session/customer_fixture.h"
#include "tests/session/fake_summaries.h"

namespace aicc::session {
namespace {

namespace json = boost::json;

class ExportSessionTest : public CustomerTest {
 protected:
  void SetUp() override {
    CustomerTest::SetUp();
    if (!instance_) return;
    server_ =
        std::make_unique<TestServer>(std::vector<grpc::Service*>{&summaries_});
    instance_->channels().Put("summary", server_->Channel());
    id_ = Service().Start("c1").session_id();
    ASSERT_TRUE(Service().Say(id_, v1::SPEAKER_CUSTOMER, "요금이 얼마예요?"));
  }

  Result<v1::ExportSessionResponse> Export(Client client,
                                           const std::string& id) {
    v1::ExportSessionRequest request;
    request.set_session_id(id);
    return client.Call(&v1::SessionService::Stub::ExportSession, request);
  }

  FakeSummaries summaries_;
  std::unique_ptr<TestServer> server_;
  std::string id_;
};

TEST_F(ExportSessionTest, GivesTheContactItsCustomerAndItsSummary) {
  ASSERT_TRUE(PutPhone("c1", "010-1234-5678"));
  ASSERT_TRUE(Service().Say(id_, v1::SPEAKER_BOT, "3만 원입니다.", 1));
  summaries_.Put(id_, "요금을 물었다.");

  const auto exported = Export(As(Role::kSupervisor, "s"), id_);

  ASSERT_EQ(Reason(exported), "");
  const auto vcon = json::parse(exported->vcon_json());
  EXPECT_EQ(vcon.at("vcon").as_string(), "0.4.0");
  EXPECT_EQ(vcon.at("uuid").as_string(), id_);
  EXPECT_EQ(vcon.at("parties").at(0).at("tel").as_string(), "+821012345678");
  EXPECT_EQ(vcon.at("dialog").at(0).at("body").as_string(), "요금이 얼마예요?");
  EXPECT_EQ(vcon.at("dialog").at(1).at("body").as_string(), "3만 원입니다.");
  const auto& body = vcon.at("analysis").at(0).at("body");
  EXPECT_EQ(body.at("sections").at(0).at("sentences").at(0).at("text"),
            "요금을 물었다.");
  EXPECT_EQ(vcon.at("analysis").at(1).at("body").at("session").at("customerId"),
            "c1");
}

TEST_F(ExportSessionTest, ReadsALogOfManyPages) {
  for (int i = 0; i < 1'100; ++i) {
    ASSERT_TRUE(Service().Say(id_, v1::SPEAKER_CUSTOMER, std::to_string(i)));
  }

  const auto exported = Export(Service(), id_);

  ASSERT_EQ(Reason(exported), "");
  const auto vcon = json::parse(exported->vcon_json());
  ASSERT_EQ(vcon.at("dialog").as_array().size(), 1'101u);
  EXPECT_EQ(vcon.at("dialog").at(1'100).at("body").as_string(), "1099");
}

TEST_F(ExportSessionTest, RefusesWhatIsTooLarge) {
  const std::string words(16'384, 'x');
  for (int i = 0; i < 200; ++i) {
    ASSERT_TRUE(Service().Say(id_, v1::SPEAKER_CUSTOMER, words));
  }

  const auto refused = Export(Service(), id_);

  ASSERT_EQ(Reason(refused), "EXPORT_TOO_LARGE");
  EXPECT_EQ(refused.error().kind, ErrorKind::kFailedPrecondition);
  EXPECT_EQ(refused.error().metadata.at("maxBytes"), "3145728");
}

TEST_F(ExportSessionTest, DoesNotLackTheSummaryInSilence) {
  EXPECT_EQ(Reason(Export(Service(), id_)), "");  // None was made: fine.

  server_.reset();

  const auto refused = Export(Service(), id_);
  ASSERT_EQ(Reason(refused), "SERVICE_UNAVAILABLE");
  EXPECT_EQ(refused.error().kind, ErrorKind::kUnavailable);
}

TEST_F(ExportSessionTest, IsForSupervisorsUpwardsAndForWhatIsThere) {
  EXPECT_EQ(Reason(Export(Customer("c1"), id_)), "ROLE_NOT_ALLOWED");
  EXPECT_EQ(Reason(Export(AgentNamed("a1"), id_)), "ROLE_NOT_ALLOWED");
  EXPECT_EQ(Reason(Export(Service(), "x")), "INVALID_FIELD");
  EXPECT_EQ(Reason(Export(Service(), NewUuid())), "SESSION_NOT_FOUND");
}

}  // namespace
}  // namespace aicc::session
