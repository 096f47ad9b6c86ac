#include <gmock/gmock.h>

#include <thread>

#include "tests/session/customer_fixture.h"

namespace aicc::session {
namespace {

using testing::ElementsAre;

class CustomersTest : public CustomerTest {};

TEST_F(CustomersTest, AreFoundByAnyOfTheirIdentifiersInAnyForm) {
  auto request = Of("c1", "김민지",
                    {{kPhone, "010-1234-5678"},
                     {kEmail, "Minji@Example.com"},
                     {kExternal, "CRM-7"}});
  request.mutable_customer()->set_locale("ko");

  const auto kept = Put(request);

  ASSERT_EQ(Reason(kept), "");
  EXPECT_EQ(kept->display_name(), "김민지");
  EXPECT_EQ(kept->locale(), "ko");
  EXPECT_TRUE(kept->has_create_time());
  EXPECT_EQ(Find(kPhone, "+82 10 1234 5678")->customers(0).customer_id(), "c1");
  EXPECT_EQ(Find(kEmail, "MINJI@example.com")->customers(0).customer_id(),
            "c1");
  EXPECT_EQ(Find(kExternal, "CRM-7")->customers(0).customer_id(), "c1");
  EXPECT_EQ(Find(kExternal, "crm-7")->customers_size(), 0);
  EXPECT_EQ(Get("c1")->customer().identifiers(0).value(), "+821012345678");
  EXPECT_FALSE(Get("c1")->merged());
}

TEST_F(CustomersTest, ArePutAsAWholeAndAgainWithoutHarm) {
  const auto request = Of("c1", "A", {{kPhone, "01012345678"}});
  ASSERT_EQ(Reason(Put(request)), "");

  EXPECT_EQ(Reason(Put(request)), "");
  const auto changed = Put(Of("c1", "B", {{kEmail, "a@b"}}));

  EXPECT_EQ(changed->display_name(), "B");
  ASSERT_EQ(changed->identifiers_size(), 1);
  EXPECT_EQ(changed->identifiers(0).kind(), kEmail);
  EXPECT_EQ(Find(kPhone, "01012345678")->customers_size(), 0);
}

TEST_F(CustomersTest, DoNotShareAnIdentifierAndTheErrorNamesItsOwner) {
  ASSERT_EQ(Reason(PutPhone("c1", "010-1234-5678")), "");

  const auto refused =
      Put(Of("c2", "", {{kEmail, "a@b"}, {kPhone, "+821012345678"}}));

  ASSERT_EQ(Reason(refused), "IDENTIFIER_TAKEN");
  EXPECT_EQ(refused.error().kind, ErrorKind::kAlreadyExists);
  EXPECT_EQ(refused.error().metadata.at("customerId"), "c1");
  EXPECT_EQ(refused.error().metadata.at("field"), "customer.identifiers[1]");
  EXPECT_EQ(Reason(Get("c2")), "CUSTOMER_NOT_FOUND");
  EXPECT_EQ(Find(kEmail, "a@b")->customers_size(), 0);
}

TEST_F(CustomersTest, OfTwoWhoWantOneIdentifierOneGetsIt) {
  std::vector<std::thread> threads;
  std::atomic<int> kept = 0;
  std::atomic<int> taken = 0;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      auto request = Of("c" + std::to_string(i), "",
                        {{kPhone, "01011112222"}, {kEmail, "x@y"}});
      // Half of them ask in the other order.
      if (i % 2 == 1) {
        request.mutable_customer()->mutable_identifiers()->SwapElements(0, 1);
      }
      const auto reason = Reason(Put(request));
      if (reason.empty()) ++kept;
      if (reason == "IDENTIFIER_TAKEN") ++taken;
    });
  }
  for (auto& thread : threads) thread.join();

  EXPECT_EQ(kept, 1);
  EXPECT_EQ(taken, 7);
}

TEST_F(CustomersTest, AreListedToSupervisorsByTheirIds) {
  for (const char* id : {"c3", "c1", "c2"}) ASSERT_TRUE(Put(Of(id)));
  ASSERT_TRUE(Merge("c1", "c2"));
  v1::FindCustomersRequest request;
  request.set_page_size(1);
  auto supervisor = As(Role::kSupervisor, "s");

  const auto first = supervisor.Call(&Customers::FindCustomers, request);
  request.set_page_token(first->next_page_token());
  const auto second = supervisor.Call(&Customers::FindCustomers, request);

  EXPECT_EQ(first->customers(0).customer_id(), "c1");
  EXPECT_EQ(second->customers(0).customer_id(), "c3");
  EXPECT_EQ(second->next_page_token(), "");
  const auto refused =
      AgentNamed("a1").Call(&Customers::FindCustomers, request);
  EXPECT_EQ(refused.error().metadata.at("field"), "identifier");
}

TEST_F(CustomersTest, AreSeenInTheirTenantOnly) {
  ASSERT_EQ(Reason(PutPhone("c1", "01012345678")), "");
  Client stranger(*instance_, {"other", "s", Role::kService});
  v1::GetCustomerRequest get;
  get.set_customer_id("c1");

  EXPECT_EQ(Reason(stranger.Call(&Customers::GetCustomer, get)),
            "CUSTOMER_NOT_FOUND");
  EXPECT_EQ(Reason(stranger.Call(&Customers::PutCustomer,
                                 Of("c9", "", {{kPhone, "01012345678"}}))),
            "");
  v1::EraseCustomerRequest erase;
  erase.set_customer_id("c9");
  EXPECT_EQ(Reason(stranger.Call(&Customers::EraseCustomer, erase)), "");
}

TEST_F(CustomersTest, AreErasedButForTheirIds) {
  v1::StartSessionRequest start;
  start.set_request_id("r");
  start.set_channel(v1::CHANNEL_CHAT);
  start.set_customer_id("c2");
  start.set_customer_name("김민지");
  const auto id = Service()
                      .Call(&v1::SessionService::Stub::StartSession, start)
                      ->session()
                      .session_id();
  ASSERT_TRUE(Put(Of("c1", "김민지", {{kPhone, "01012345678"}})));
  ASSERT_TRUE(Merge("c1", "c2"));
  v1::EraseCustomerRequest request;
  request.set_customer_id("c2");

  const auto left = CustomerIn(
      As(Role::kAdmin, "a").Call(&Customers::EraseCustomer, request));

  ASSERT_EQ(Reason(left), "");
  EXPECT_EQ(left->customer_id(), "c1");
  EXPECT_EQ(left->display_name(), "");
  EXPECT_EQ(left->identifiers_size(), 0);
  EXPECT_EQ(Service().Get(id)->customer_name(), "");
  EXPECT_EQ(Find(kPhone, "01012345678")->customers_size(), 0);
  EXPECT_EQ(
      Reason(
          As(Role::kSupervisor, "s").Call(&Customers::EraseCustomer, request)),
      "ROLE_NOT_ALLOWED");
}

TEST_F(CustomersTest, AreErasedThoughTheyHaveContactsOnly) {
  v1::StartSessionRequest start;
  start.set_request_id("r");
  start.set_channel(v1::CHANNEL_CHAT);
  start.set_customer_id("web-1");
  start.set_customer_name("김민지");
  const auto started =
      Service().Call(&v1::SessionService::Stub::StartSession, start);
  v1::EraseCustomerRequest request;
  request.set_customer_id("web-1");

  EXPECT_EQ(Reason(Service().Call(&Customers::EraseCustomer, request)), "");
  EXPECT_EQ(Service().Get(started->session().session_id())->customer_name(),
            "");
  request.set_customer_id("nobody");
  EXPECT_EQ(Reason(Service().Call(&Customers::EraseCustomer, request)),
            "CUSTOMER_NOT_FOUND");
}

class BadCustomerTest : public CustomerTest {
 protected:
  void ExpectInvalid(const v1::PutCustomerRequest& request,
                     const std::string& field) {
    const auto refused = Put(request);
    ASSERT_EQ(Reason(refused), "INVALID_FIELD") << field;
    EXPECT_EQ(refused.error().metadata.at("field"), field);
  }
};

TEST_F(BadCustomerTest, IsRefusedWithTheFieldNamed) {
  ExpectInvalid(Of(""), "customer.customer_id");
  ExpectInvalid(Of(std::string(129, 'c')), "customer.customer_id");
  ExpectInvalid(Of("c", std::string(129, 'n')), "customer.display_name");
  auto locale = Of("c");
  locale.mutable_customer()->set_locale("fr");
  ExpectInvalid(locale, "customer.locale");
  ExpectInvalid(Of("c", "", {{kPhone, "12"}}), "customer.identifiers[0].value");
  ExpectInvalid(Of("c", "", {{kEmail, "a"}}), "customer.identifiers[0].value");
  ExpectInvalid(Of("c", "", {{kExternal, std::string(129, 'x')}}),
                "customer.identifiers[0].value");
  ExpectInvalid(Of("c", "", {{v1::IDENTIFIER_KIND_UNSPECIFIED, "a"}}),
                "customer.identifiers[0].kind");
  ExpectInvalid(
      Of("c", "", {{kPhone, "01012345678"}, {kPhone, "+821012345678"}}),
      "customer.identifiers[1]");
  auto many = Of("c");
  for (int i = 0; i < 51; ++i) many.mutable_customer()->add_identifiers();
  ExpectInvalid(many, "customer.identifiers");
}

}  // namespace
}  // namespace aicc::session
