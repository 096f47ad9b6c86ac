#include <gmock/gmock.h>

#include <thread>

#include "tests/session/customer_fixture.h"

namespace aicc::session {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

class MergeCustomersTest : public CustomerTest {
 protected:
  static std::vector<std::string> MergedInto(const v1::Customer& customer) {
    return {customer.merged_customer_ids().begin(),
            customer.merged_customer_ids().end()};
  }
};

TEST_F(MergeCustomersTest, GivesTheSurvivorAllThatTheOtherHad) {
  ASSERT_TRUE(PutPhone("c1", "01011111111"));
  ASSERT_TRUE(Put(Of("c2", "김민지", {{kPhone, "01022222222"}})));
  const auto first = Service().Start("c2").session_id();
  const auto second = Service().Start("c1").session_id();
  ASSERT_TRUE(SetConsent(Service(), "c2", v1::CONSENT_PURPOSE_MARKETING, true));

  const auto merged = Merge("c1", "c2");

  ASSERT_EQ(Reason(merged), "");
  EXPECT_EQ(merged->customer_id(), "c1");
  EXPECT_EQ(merged->display_name(), "김민지");
  EXPECT_EQ(merged->identifiers_size(), 2);
  EXPECT_THAT(MergedInto(*merged), ElementsAre("c2"));
  EXPECT_EQ(Find(kPhone, "01022222222")->customers(0).customer_id(), "c1");
  for (const char* id : {"c1", "c2"}) {
    EXPECT_THAT(IdsOf(Contacts(Service(), id)), ElementsAre(second, first));
    EXPECT_TRUE(Consents(Service(), id)->states(0).in_force());
  }
}

TEST_F(MergeCustomersTest, IsFoundByTheOldIdWithAHintAndChangedByTheNewOnly) {
  ASSERT_TRUE(Put(Of("c1")));
  ASSERT_TRUE(Put(Of("c2")));
  ASSERT_TRUE(Merge("c1", "c2"));

  const auto found = Get("c2");
  const auto refused = Put(Of("c2", "New name"));

  EXPECT_EQ(found->customer().customer_id(), "c1");
  EXPECT_TRUE(found->merged());
  ASSERT_EQ(Reason(refused), "CUSTOMER_MERGED");
  EXPECT_EQ(refused.error().metadata.at("customerId"), "c1");
}

TEST_F(MergeCustomersTest, AgainOrInACircleChangesNothing) {
  ASSERT_TRUE(Put(Of("c1")));
  ASSERT_TRUE(Put(Of("c2")));
  const auto merged = Merge("c1", "c2");

  const auto again = Merge("c1", "c2");
  const auto circle = Merge("c2", "c1");

  ASSERT_EQ(Reason(again), "");
  ASSERT_EQ(Reason(circle), "");
  EXPECT_EQ(again->SerializeAsString(), merged->SerializeAsString());
  EXPECT_EQ(circle->SerializeAsString(), merged->SerializeAsString());
}

TEST_F(MergeCustomersTest, WithItselfIsRefused) {
  ASSERT_TRUE(Put(Of("c1")));

  const auto refused = Merge("c1", "c1");

  EXPECT_EQ(Reason(refused), "INVALID_FIELD");
  EXPECT_EQ(refused.error().metadata.at("field"), "merged_customer_id");
}

TEST_F(MergeCustomersTest, FollowsChainsWhicheverEndIsNamed) {
  for (const char* id : {"c1", "c2", "c3", "c4"}) ASSERT_TRUE(Put(Of(id)));
  ASSERT_TRUE(Merge("c2", "c3"));
  ASSERT_TRUE(Merge("c1", "c3"));

  const auto merged = Merge("c3", "c4");

  ASSERT_EQ(Reason(merged), "");
  EXPECT_EQ(merged->customer_id(), "c1");
  EXPECT_THAT(MergedInto(*merged), ElementsAre("c2", "c3", "c4"));
  EXPECT_EQ(Get("c4")->customer().customer_id(), "c1");
}

TEST_F(MergeCustomersTest, TakesAnIdThatHasOnlyContacts) {
  ASSERT_TRUE(Put(Of("c1")));
  const auto id = Service().Start("web-123").session_id();

  EXPECT_EQ(Reason(Merge("c1", "web-123")), "");
  EXPECT_THAT(IdsOf(Contacts(Service(), "c1")), ElementsAre(id));
  // Whoever holds either id sees no more than before.
  EXPECT_THAT(IdsOf(Contacts(Customer("c1"), "c1")), ElementsAre());
  EXPECT_THAT(IdsOf(Contacts(Customer("web-123"), "web-123")), ElementsAre(id));

  const auto other = Merge("c1", "nobody");
  EXPECT_EQ(Reason(other), "CUSTOMER_NOT_FOUND");
  EXPECT_EQ(other.error().metadata.at("field"), "merged_customer_id");
  const auto survivor = Merge("nobody", "c1");
  EXPECT_EQ(Reason(survivor), "CUSTOMER_NOT_FOUND");
  EXPECT_EQ(survivor.error().metadata.at("field"), "customer_id");
}

TEST_F(MergeCustomersTest, AtTheSameTimeBothWaysLeavesOneSurvivor) {
  for (int round = 0; round < 10; ++round) {
    const std::string a = "a" + std::to_string(round);
    const std::string b = "b" + std::to_string(round);
    ASSERT_TRUE(Put(Of(a)));
    ASSERT_TRUE(Put(Of(b)));

    std::thread one([&] { EXPECT_EQ(Reason(Merge(a, b)), ""); });
    std::thread two([&] { EXPECT_EQ(Reason(Merge(b, a)), ""); });
    one.join();
    two.join();

    EXPECT_EQ(Get(a)->customer().customer_id(),
              Get(b)->customer().customer_id());
    EXPECT_EQ(Get(a)->customer().merged_customer_ids_size(), 1);
  }
}

TEST_F(MergeCustomersTest, WhileTheOtherIsChangedLosesNoIdentifier) {
  ASSERT_TRUE(Put(Of("c1")));
  ASSERT_TRUE(PutPhone("c2", "01011111111"));
  std::string reason;

  std::thread put([&] { reason = Reason(PutPhone("c2", "01022222222")); });
  std::thread merge([&] { EXPECT_EQ(Reason(Merge("c1", "c2")), ""); });
  put.join();
  merge.join();

  const auto merged = Get("c1");
  ASSERT_EQ(merged->customer().identifiers_size(), 1);
  EXPECT_EQ(merged->customer().identifiers(0).value(),
            reason.empty() ? "+821022222222" : "+821011111111");
  EXPECT_THAT(reason, testing::AnyOf("", "CUSTOMER_MERGED"));
}

TEST_F(MergeCustomersTest, IsRefusedWhereItWouldGrowTooLarge) {
  for (const char* id : {"c1", "c2"}) {
    auto request = Of(id);
    for (int i = 0; i < 26; ++i) {
      auto* added = request.mutable_customer()->add_identifiers();
      added->set_kind(v1::IDENTIFIER_KIND_EXTERNAL_ID);
      added->set_value(id + std::to_string(i));
    }
    ASSERT_EQ(Reason(Put(request)), "");
  }

  EXPECT_EQ(Reason(Merge("c1", "c2")), "CUSTOMER_TOO_LARGE");
  EXPECT_EQ(Get("c2")->customer().identifiers_size(), 26);
}

TEST_F(MergeCustomersTest, IsNotForAgents) {
  v1::MergeCustomersRequest request;
  request.set_customer_id("c1");
  request.set_merged_customer_id("c2");

  EXPECT_EQ(Reason(AgentNamed("a1").Call(&Customers::MergeCustomers, request)),
            "ROLE_NOT_ALLOWED");
  EXPECT_EQ(Reason(Customer("c1").Call(&Customers::MergeCustomers, request)),
            "ROLE_NOT_ALLOWED");
}

}  // namespace
}  // namespace aicc::session
