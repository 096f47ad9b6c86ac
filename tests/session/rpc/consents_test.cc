#include <gmock/gmock.h>

#include "tests/session/customer_fixture.h"

namespace aicc::session {
namespace {

using testing::ElementsAre;

constexpr auto kExternalAi = v1::CONSENT_PURPOSE_EXTERNAL_AI;
constexpr auto kMarketing = v1::CONSENT_PURPOSE_MARKETING;

class ConsentsTest : public CustomerTest {
 protected:
  static v1::SetConsentRequest Granted(const std::string& id) {
    v1::SetConsentRequest request;
    request.set_customer_id(id);
    request.set_request_id(NewUuid());
    request.set_purpose(kExternalAi);
    request.set_granted(true);
    request.set_source("ars");
    return request;
  }

  bool InForce(const std::string& id) {
    const auto consents = Consents(Service(), id);
    return consents->states_size() == 1 && consents->states(0).in_force();
  }
};

TEST_F(ConsentsTest, AreTheLatestOfEachPurposeAndAllReceiptsStay) {
  ASSERT_TRUE(SetConsent(Customer("c1"), "", kExternalAi, true));
  ASSERT_TRUE(SetConsent(Customer("c1"), "", kMarketing, true));
  ASSERT_TRUE(SetConsent(AgentNamed("a1"), "c1", kExternalAi, false));

  const auto consents = Consents(Service(), "c1");

  ASSERT_EQ(Reason(consents), "");
  ASSERT_EQ(consents->states_size(), 2);
  EXPECT_EQ(consents->states(0).purpose(), kExternalAi);
  EXPECT_FALSE(consents->states(0).in_force());
  EXPECT_EQ(consents->states(0).consent().recorder_role(), "AGENT");
  EXPECT_EQ(consents->states(1).purpose(), kMarketing);
  EXPECT_TRUE(consents->states(1).in_force());
  ASSERT_EQ(consents->receipts_size(), 3);
  EXPECT_FALSE(consents->receipts(0).granted());
  EXPECT_EQ(consents->receipts(2).recorder_role(), "CUSTOMER");
  EXPECT_EQ(consents->receipts(2).source(), "test");
}

TEST_F(ConsentsTest, AreKeptOnceARequest) {
  const auto first = SetConsent(Service(), "c1", kMarketing, true, "r");
  const auto again = SetConsent(Service(), "c1", kMarketing, true, "r");
  const auto opposite = SetConsent(Service(), "c1", kMarketing, false, "r");
  const auto others = SetConsent(Customer("c1"), "", kMarketing, false, "r");

  EXPECT_EQ(again->consent_id(), first->consent_id());
  EXPECT_EQ(Reason(opposite), "REQUEST_ID_REUSED");
  EXPECT_NE(others->consent_id(), first->consent_id());
  EXPECT_EQ(Consents(Service(), "c1")->receipts_size(), 2);
}

TEST_F(ConsentsTest, EndWhenTheyExpire) {
  auto request = Granted("c1");
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  request.mutable_expire_time()->set_seconds(
      std::chrono::duration_cast<std::chrono::seconds>(now).count() + 3'600);
  ASSERT_EQ(Reason(Service().Call(&Customers::SetConsent, request)), "");
  EXPECT_TRUE(InForce("c1"));

  instance_->clock().Step(std::chrono::hours(2));

  EXPECT_FALSE(InForce("c1"));
}

TEST_F(ConsentsTest, ThatWereSaidEarlierDoNotOverrideLaterOnes) {
  ASSERT_TRUE(SetConsent(Service(), "c1", kExternalAi, false));
  auto paper = Granted("c1");
  paper.mutable_consent_time()->set_seconds(1'700'000'000);

  ASSERT_EQ(Reason(As(Role::kAdmin, "a").Call(&Customers::SetConsent, paper)),
            "");

  EXPECT_FALSE(InForce("c1"));
  EXPECT_EQ(Reason(AgentNamed("a1").Call(&Customers::SetConsent, paper)),
            "INVALID_FIELD");
}

TEST_F(ConsentsTest, AreInTheOrderInWhichTheyWereSaidThoughAClockGoesBack) {
  ASSERT_TRUE(SetConsent(Customer("c1"), "", kExternalAi, true));
  instance_->clock().Step(-std::chrono::hours(1));

  ASSERT_TRUE(SetConsent(Customer("c1"), "", kExternalAi, false));
  EXPECT_FALSE(InForce("c1"));
  ASSERT_TRUE(SetConsent(Customer("c1"), "", kExternalAi, true));
  EXPECT_TRUE(InForce("c1"));
}

// Merged by mistake, somebody else's word must not undo it.
TEST_F(ConsentsTest, ThatAnIdTookBackHoldForItWhateverOthersGranted) {
  ASSERT_TRUE(SetConsent(Customer("c1"), "", kExternalAi, false));
  ASSERT_TRUE(PutPhone("c1", "01012345678"));
  ASSERT_TRUE(PutPhone("c2", "01087654321"));
  ASSERT_TRUE(Merge("c1", "c2"));
  ASSERT_TRUE(SetConsent(Customer("c2"), "", kExternalAi, true));

  EXPECT_FALSE(InForce("c1"));
  EXPECT_TRUE(InForce("c2"));
  EXPECT_FALSE(Consents(Customer("c1"), "")->states(0).in_force());
  ASSERT_TRUE(SetConsent(Customer("c1"), "", kExternalAi, true));
  EXPECT_TRUE(InForce("c1"));
  ASSERT_TRUE(SetConsent(Customer("c2"), "", kExternalAi, false));
  EXPECT_FALSE(InForce("c1"));
}

TEST_F(ConsentsTest, AreACustomersOwnWhateverTheRequestSays) {
  ASSERT_TRUE(SetConsent(Customer("c1"), "c2", kMarketing, true));
  ASSERT_TRUE(SetConsent(Service(), "c2", kMarketing, false));

  EXPECT_EQ(Consents(Service(), "c1")->receipts_size(), 1);
  const auto mine = Consents(Customer("c1"), "c2");
  ASSERT_EQ(mine->receipts_size(), 1);
  EXPECT_TRUE(mine->receipts(0).granted());
}

TEST_F(ConsentsTest, ArePaged) {
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(SetConsent(Service(), "c1", kMarketing, i % 2 == 0));
  }
  v1::GetConsentsRequest request;
  request.set_customer_id("c1");
  request.set_page_size(2);

  const auto first = Service().Call(&Customers::GetConsents, request);
  request.set_page_token(first->next_page_token());
  const auto second = Service().Call(&Customers::GetConsents, request);

  EXPECT_EQ(first->receipts_size(), 2);
  EXPECT_EQ(second->receipts_size(), 1);
  EXPECT_EQ(second->next_page_token(), "");
  request.set_page_token("x");
  EXPECT_EQ(Reason(Service().Call(&Customers::GetConsents, request)),
            "BAD_PAGE_TOKEN");
}

TEST_F(ConsentsTest, AreRefusedWhereTheFormIsWrong) {
  const auto field = [&](const v1::SetConsentRequest& request) {
    const auto refused = Service().Call(&Customers::SetConsent, request);
    return refused ? "" : refused.error().metadata.at("field");
  };
  auto request = Granted("");
  EXPECT_EQ(field(request), "customer_id");
  request = Granted("c1");
  request.clear_purpose();
  EXPECT_EQ(field(request), "purpose");
  request = Granted("c1");
  request.clear_source();
  EXPECT_EQ(field(request), "source");
  request = Granted("c1");
  request.clear_request_id();
  EXPECT_EQ(field(request), "request_id");
  request = Granted("c1");
  request.mutable_expire_time()->set_seconds(1);
  EXPECT_EQ(field(request), "expire_time");
  request = Granted("c1");
  request.set_granted(false);
  request.mutable_expire_time()->set_seconds(4'102'444'800);
  EXPECT_EQ(field(request), "expire_time");
}

}  // namespace
}  // namespace aicc::session
