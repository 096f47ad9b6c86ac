#include <gmock/gmock.h>

#include <algorithm>

#include "tests/session/customer_fixture.h"
#include "tests/session/fake_summaries.h"

namespace aicc::session {
namespace {

class CustomerContactsTest : public CustomerTest {
 protected:
  // Somebody answers for the summary service from now on.
  void ServeSummaries() {
    server_ =
        std::make_unique<TestServer>(std::vector<grpc::Service*>{&summaries_});
    instance_->channels().Put("summary", server_->Channel());
  }

  FakeSummaries summaries_;
  std::unique_ptr<TestServer> server_;
};

TEST_F(CustomerContactsTest, PageThroughThoseOfAllIdsNewestFirst) {
  ServeSummaries();
  ASSERT_TRUE(Put(Of("c1")));
  std::vector<std::string> started;
  for (int i = 0; i < 7; ++i) {
    started.push_back(Service().Start(i % 2 == 0 ? "c1" : "c2").session_id());
  }
  ASSERT_TRUE(Merge("c1", "c2"));
  (void)Service().Start("c3");

  std::vector<std::string> listed;
  std::string token;
  do {
    const auto page = Contacts(Service(), "c2", 3, token);
    ASSERT_EQ(Reason(page), "");
    std::ranges::copy(IdsOf(page), std::back_inserter(listed));
    token = page->next_page_token();
  } while (!token.empty());

  std::ranges::reverse(started);
  EXPECT_EQ(listed, started);
}

TEST_F(CustomerContactsTest, HaveTheirSummariesForStaff) {
  const auto with = Service().Start("c1").session_id();
  const auto without = Service().Start("c1").session_id();
  summaries_.Put(with, "요금을 물었다.");
  ServeSummaries();

  const auto page = Contacts(AgentNamed("a1"), "c1");

  ASSERT_EQ(Reason(page), "");
  EXPECT_FALSE(page->summaries_unavailable());
  EXPECT_EQ(page->contacts(0).session().session_id(), without);
  EXPECT_FALSE(page->contacts(0).has_summary());
  EXPECT_EQ(page->contacts(1).summary().sections(0).sentences(0).text(),
            "요금을 물었다.");
}

TEST_F(CustomerContactsTest, ComeWithoutSummariesIfThatServiceIsAway) {
  const auto id = Service().Start("c1").session_id();

  const auto page = Contacts(AgentNamed("a1"), "c1");

  ASSERT_EQ(Reason(page), "");
  EXPECT_TRUE(page->summaries_unavailable());
  EXPECT_THAT(IdsOf(page), testing::ElementsAre(id));
}

TEST_F(CustomerContactsTest, ShowACustomerTheirOwnWithoutWhatIsForStaff) {
  const auto mine = Service().Start("c1").session_id();
  (void)Service().Start("c2");
  v1::RequestAgentRequest hand_over;
  hand_over.set_session_id(mine);
  hand_over.set_request_id("r");
  hand_over.mutable_brief()->set_summary("for staff only");
  ASSERT_EQ(Reason(Service().Call(&v1::SessionService::Stub::RequestAgent,
                                  hand_over)),
            "");
  summaries_.Put(mine, "for staff only");
  ServeSummaries();

  const auto page = Contacts(Customer("c1"), "c2");

  ASSERT_EQ(Reason(page), "");
  EXPECT_THAT(IdsOf(page), testing::ElementsAre(mine));
  EXPECT_FALSE(page->contacts(0).session().has_brief());
  EXPECT_FALSE(page->contacts(0).has_summary());
  EXPECT_TRUE(Contacts(AgentNamed("a1"), "c1")->contacts(0).has_summary());
}

TEST_F(CustomerContactsTest, RefuseABadPage) {
  EXPECT_EQ(Reason(Contacts(Service(), "c1", -1)), "INVALID_FIELD");
  EXPECT_EQ(Reason(Contacts(Service(), "c1", 0, "x")), "BAD_PAGE_TOKEN");
  EXPECT_EQ(Reason(Contacts(Service(), "")), "INVALID_FIELD");
}

}  // namespace
}  // namespace aicc::session
