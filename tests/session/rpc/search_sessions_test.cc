#include <limits>

#include "tests/session/fixture.h"

namespace aicc::session {
namespace {

using Sessions = v1::SessionService::Stub;

class SearchSessionsTest : public ServiceTest {
 protected:
  // A contact in which `said` is said.
  std::string Contact(const std::vector<std::string>& said,
                      const std::string& customer = "c1") {
    const auto id = Service().Start(customer).session_id();
    for (const auto& text : said) {
      EXPECT_EQ(Reason(Service().Say(id, v1::SPEAKER_CUSTOMER, text)), "");
    }
    return id;
  }

  Result<v1::SearchSessionsResponse> Search(
      const v1::SearchSessionsRequest& request) {
    return Service().Call(&Sessions::SearchSessions, request);
  }

  static v1::SearchSessionsRequest Query(const std::string& text) {
    v1::SearchSessionsRequest request;
    request.set_query(text);
    return request;
  }

  static std::vector<std::string> IdsOf(
      const Result<v1::SearchSessionsResponse>& page) {
    std::vector<std::string> ids;
    if (!page) return {page.error().reason};
    for (const auto& hit : page->hits()) {
      ids.push_back(hit.session().session_id());
    }
    return ids;
  }

  // The ids found once all that has been said so far is in the index: what is
  // appended last is indexed last.
  std::vector<std::string> Found(const v1::SearchSessionsRequest& request) {
    const std::string mark = "mark" + std::to_string(++marks_);
    Contact({mark});
    EXPECT_TRUE(
        Eventually([&] { return !IdsOf(Search(Query(mark))).empty(); }));
    return IdsOf(Search(request));
  }
  std::vector<std::string> Found(const std::string& query) {
    return Found(Query(query));
  }

  using Ids = std::vector<std::string>;

 private:
  int marks_ = 0;
};

TEST_F(SearchSessionsTest, FindsOneAnotherWhateverParticlesAndSpaces) {
  const auto particle = Contact({"요금제를 바꾸고 싶어요"});
  const auto spaced = Contact({"요금 제 얼마예요"});
  const auto plain = Contact({"요금제"});
  Contact({"요금이 제일 비싸요"});

  for (const char* query : {"요금제를", "요금 제", "요금제", "요금제까지는"}) {
    EXPECT_EQ(Found(query), (Ids{plain, spaced, particle})) << query;
  }
}

TEST_F(SearchSessionsTest, FindsAllWordsInOneContactWhoeverSaysThem) {
  const auto both = Contact({"로밍 요금이 나왔어요", "My bills are high"});
  Contact({"로밍 신청이요"});
  Contact({"the bill"});

  EXPECT_EQ(Found("bill 로밍은"), Ids{both});
  EXPECT_EQ(Found("bill 해지"), Ids{});
}

TEST_F(SearchSessionsTest, ShowsWhereItWasFound) {
  const auto id = Contact({"안녕하세요", "이 요금 제를 볼게요"});
  ASSERT_EQ(Found("요금제"), Ids{id});

  const auto page = Search(Query("요금제"));

  const auto& hit = page->hits(0);
  EXPECT_EQ(hit.session().customer_id(), "c1");
  ASSERT_EQ(hit.highlights_size(), 1);
  EXPECT_EQ(hit.highlights(0).seq(), 3);
  EXPECT_EQ(hit.highlights(0).text(), "이 요금 제를 볼게요");
  EXPECT_EQ(hit.highlights(0).speaker(), v1::SPEAKER_CUSTOMER);
  EXPECT_GT(hit.highlights(0).event_time().seconds(), 0);
  ASSERT_EQ(hit.highlights(0).matches_size(), 1);
  EXPECT_EQ(hit.highlights(0).matches(0).begin(), 2);
  EXPECT_EQ(hit.highlights(0).matches(0).end(), 6);
}

TEST_F(SearchSessionsTest, PagesThroughAllNewestFirst) {
  Ids said;
  for (int i = 0; i < 7; ++i) said.push_back(Contact({"환불해 주세요"}));
  std::ranges::reverse(said);
  ASSERT_EQ(Found("환불"), said);
  for (const bool by_words : {true, false}) {
    auto request = by_words ? Query("환불") : v1::SearchSessionsRequest();
    request.set_customer_id("c1");
    request.set_page_size(3);
    Ids found;
    std::vector<int> sizes;

    do {
      const auto page = Search(request);
      ASSERT_EQ(Reason(page), "");
      for (const auto& id : IdsOf(page)) found.push_back(id);
      sizes.push_back(page->hits_size());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());

    if (!by_words)
      std::erase_if(found, [&](const auto& id) {
        return std::ranges::find(said, id) == said.end();
      });
    EXPECT_EQ(found, said);
    EXPECT_EQ(sizes.front(), 3);
  }
}

// More contacts than are gone through one by one.
TEST_F(SearchSessionsTest, FindsARareWordAmongMany) {
  const auto old = Contact({"해외 로밍 데이터 환불"});
  for (int i = 0; i < 150; ++i) Contact({i % 2 == 0 ? "데이터" : "신청이요"});

  EXPECT_EQ(Found("데이터 환불을"), Ids{old});
  EXPECT_EQ(Found("환불 데이터"), Ids{old});
  EXPECT_EQ(Found("데이터 신청"), Ids{});
  EXPECT_EQ(Found("로밍 요 금"), Ids{});
  EXPECT_EQ(Found("해 외"), Ids{old});
}

TEST_F(SearchSessionsTest, FiltersByAllThatIsKnown) {
  const auto open = Contact({"a"}, "c2");
  const auto done = Contact({"a"}, "c3");
  auto agent = AgentNamed("a1");
  ASSERT_EQ(Reason(Service().RequestAgent(done, "r", "billing")), "");
  ASSERT_EQ(Reason(agent.Presence(v1::PRESENCE_AVAILABLE)), "");
  const auto offered = AwaitState(done, v1::STATE_OFFERED);
  ASSERT_EQ(Reason(agent.Accept(offered.offer_id())), "");
  v1::AppendEventRequest understood;
  understood.set_session_id(done);
  understood.set_event_id("u");
  understood.mutable_understood()->set_intent("bill.check");
  ASSERT_EQ(Reason(Service().Call(&Sessions::AppendEvent, understood)), "");
  ASSERT_EQ(Reason(agent.End(done, v1::END_REASON_AGENT_ENDED)), "");
  ASSERT_EQ(Reason(agent.WrapUp(done)), "");
  const auto found = [this](auto set) {
    v1::SearchSessionsRequest request;
    set(&request);
    return IdsOf(Search(request));
  };

  EXPECT_EQ(found([](auto* r) { r->set_queue("billing"); }), Ids{done});
  EXPECT_EQ(found([](auto* r) { r->set_agent_id("a1"); }), Ids{done});
  EXPECT_EQ(found([](auto* r) { r->set_customer_id("c2"); }), Ids{open});
  EXPECT_EQ(found([](auto* r) { r->set_disposition("RESOLVED"); }), Ids{done});
  EXPECT_EQ(found([](auto* r) { r->set_intent("bill.check"); }), Ids{done});
  EXPECT_EQ(found([](auto* r) { r->add_states(v1::STATE_CLOSED); }), Ids{done});
  EXPECT_EQ(found([](auto* r) {
              r->add_states(v1::STATE_CLOSED);
              r->add_states(v1::STATE_SELF_SERVICE);
            }),
            (Ids{done, open}));
  EXPECT_EQ(found([](auto* r) {
              r->set_agent_id("a1");
              r->set_customer_id("c2");
            }),
            Ids{});
  EXPECT_EQ(
      found([](auto* r) { r->mutable_start_time_from()->set_seconds(1'000); }),
      (Ids{done, open}));
  EXPECT_EQ(
      found([](auto* r) { r->mutable_start_time_to()->set_seconds(1'000); }),
      Ids{});
  auto said = Query("a");
  said.set_customer_id("c3");
  EXPECT_EQ(Found(said), Ids{done});
  said.set_customer_id("c4");
  EXPECT_EQ(Found(said), Ids{});
}

TEST_F(SearchSessionsTest, ShowsNothingOfOtherTenants) {
  ASSERT_EQ(Found("비밀"), Ids{});
  ASSERT_EQ(Contact({"비밀이에요"}).size(), 36U);
  ASSERT_EQ(Found("비밀").size(), 1U);

  Client other(*instance_, {"t-" + NewUuid(), "test", Role::kAdmin});
  const auto page = other.Call(&Sessions::SearchSessions, Query("비밀"));

  ASSERT_EQ(Reason(page), "");
  EXPECT_EQ(page->hits_size(), 0);
}

TEST_F(SearchSessionsTest, IsForStaffOnly) {
  for (const Role role :
       {Role::kAgent, Role::kSupervisor, Role::kAdmin, Role::kService}) {
    EXPECT_EQ(Reason(As(role, "s").Call(&Sessions::SearchSessions, Query("a"))),
              "");
  }
  EXPECT_EQ(Reason(Customer().Call(&Sessions::SearchSessions, Query("a"))),
            "ROLE_NOT_ALLOWED");
}

TEST_F(SearchSessionsTest, RefusesWhatItCannotSearchFor) {
  const auto reason = [this](auto set) {
    v1::SearchSessionsRequest request;
    set(&request);
    const auto refused = Search(request);
    if (refused) return std::string("OK");
    EXPECT_EQ(refused.error().kind, ErrorKind::kInvalidArgument);
    const auto field = refused.error().metadata.find("field");
    return refused.error().reason + " " +
           (field == refused.error().metadata.end() ? "" : field->second);
  };

  EXPECT_EQ(reason([](auto*) {}), "NOTHING_TO_SEARCH ");
  EXPECT_EQ(reason([](auto* r) { r->set_page_size(5); }), "NOTHING_TO_SEARCH ");
  EXPECT_EQ(reason([](auto* r) { r->set_query("?! …"); }),
            "QUERY_WITHOUT_WORDS query");
  EXPECT_EQ(reason([](auto* r) { r->set_query(std::string(257, 'x')); }),
            "INVALID_FIELD query");
  EXPECT_EQ(reason([](auto* r) { r->set_query(std::string(256, 'x')); }), "OK");
  EXPECT_EQ(reason([](auto* r) { r->set_query("a b c d e f g h i j k"); }),
            "INVALID_FIELD query");
  EXPECT_EQ(reason([](auto* r) { r->set_query(std::string("a\0b", 3)); }),
            "INVALID_FIELD query");
  EXPECT_EQ(reason([](auto* r) { r->set_queue(std::string(65, 'x')); }),
            "INVALID_FIELD queue");
  EXPECT_EQ(reason([](auto* r) { r->add_states(v1::STATE_UNSPECIFIED); }),
            "INVALID_FIELD states");
  EXPECT_EQ(reason([](auto* r) { r->add_states(static_cast<v1::State>(77)); }),
            "INVALID_FIELD states");
  EXPECT_EQ(reason([](auto* r) {
              for (int i = 0; i < 9; ++i) r->add_states(v1::STATE_CLOSED);
            }),
            "INVALID_FIELD states");
  EXPECT_EQ(reason([](auto* r) {
              r->mutable_start_time_from()->set_seconds(20);
              r->mutable_start_time_to()->set_seconds(10);
            }),
            "INVALID_FIELD start_time_to");
  EXPECT_EQ(reason([](auto* r) {
              r->mutable_start_time_from()->set_seconds(
                  std::numeric_limits<std::int64_t>::max());
            }),
            "INVALID_FIELD start_time_from");
  EXPECT_EQ(reason([](auto* r) {
              r->set_query("a");
              r->set_page_size(-1);
            }),
            "INVALID_FIELD page_size");
  const std::string id = NewUuid();
  for (const std::string& token :
       {std::string("made up"), "s1." + id, "f1." + id, std::string("f1.1.x"),
        "f1.99999999999999999999." + id, "f1.9223372036854775807." + id,
        "f1.-9223372036854775808." + id, "f1.1" + id}) {
    EXPECT_EQ(reason([&](auto* r) {
                r->set_query("a");
                r->set_page_token(token);
              }),
              "BAD_PAGE_TOKEN page_token")
        << token;
  }
  EXPECT_EQ(reason([&](auto* r) {
              r->set_query("a");
              r->set_page_token("f1.-62135596800000000." + id);
            }),
            "OK");
}

}  // namespace
}  // namespace aicc::session
