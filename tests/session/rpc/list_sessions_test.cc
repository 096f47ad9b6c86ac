#include <set>

#include "tests/session/fixture.h"

namespace aicc::session {
namespace {

using Sessions = v1::SessionService::Stub;

class ListSessionsTest : public ServiceTest {
 protected:
  v1::ListSessionsResponse List(const v1::ListSessionsRequest& request) {
    const auto page = Service().Call(&Sessions::ListSessions, request);
    EXPECT_EQ(Reason(page), "");
    return page ? *page : v1::ListSessionsResponse();
  }
};

TEST_F(ListSessionsTest, PagesThroughAllNewestFirst) {
  std::vector<std::string> started;
  for (int i = 0; i < 7; ++i) started.push_back(Service().Start().session_id());
  v1::ListSessionsRequest request;
  request.set_page_size(3);
  std::vector<std::string> listed;
  std::vector<int> sizes;

  do {
    const auto page = List(request);
    for (const auto& session : page.sessions()) {
      listed.push_back(session.session_id());
    }
    sizes.push_back(page.sessions_size());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());

  std::ranges::reverse(started);
  EXPECT_EQ(listed, started);
  EXPECT_EQ(sizes, (std::vector<int>{3, 3, 1}));
}

TEST_F(ListSessionsTest, FiltersByStateTimeAndQueue) {
  const auto queued = Service().Start().session_id();
  const auto closed = Service().Start().session_id();
  ASSERT_EQ(Reason(Service().RequestAgent(queued, "r", "billing")), "");
  ASSERT_EQ(Reason(Service().End(closed)), "");
  v1::ListSessionsRequest by_state;
  by_state.set_state(v1::STATE_CLOSED);
  v1::ListSessionsRequest by_queue;
  by_queue.set_queue("billing");
  v1::ListSessionsRequest before;
  before.mutable_start_time_to()->set_seconds(1'000'000);
  v1::ListSessionsRequest after;
  after.mutable_start_time_from()->set_seconds(1'000'000);

  EXPECT_EQ(List(by_state).sessions(0).session_id(), closed);
  EXPECT_EQ(List(by_state).sessions_size(), 1);
  EXPECT_EQ(List(by_queue).sessions(0).session_id(), queued);
  EXPECT_EQ(List(by_queue).sessions_size(), 1);
  EXPECT_EQ(List(before).sessions_size(), 0);
  EXPECT_EQ(List(after).sessions_size(), 2);
}

TEST_F(ListSessionsTest, CutsWhatIsTooMuchAndRefusesLessThanNothing) {
  v1::ListSessionsRequest request;
  request.set_page_size(100'000);
  EXPECT_EQ(Reason(Service().Call(&Sessions::ListSessions, request)), "");
  request.set_page_size(-1);
  EXPECT_EQ(Reason(Service().Call(&Sessions::ListSessions, request)),
            "INVALID_FIELD");
}

}  // namespace
}  // namespace aicc::session
