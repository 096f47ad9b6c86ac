// Measures SearchSessions against the PostgreSQL of AICC_TEST_DSN, with a plain
// list and PostgreSQL's own ILIKE over the same text beside it:
//
//   tests/with_postgres.sh build/tests/bench/search_bench [UTTERANCES [FILE]]
//
// UTTERANCES are a million by default; FILE is of recorded conversations.
// Client, service and PostgreSQL share the machine. Prints one line a figure.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <pqxx/pqxx>
#include <thread>

#include "tests/bench/search_corpus.h"
#include "tests/bench/session_load.h"
#include "tests/common/test_database.h"
#include "tests/session/instance.h"

namespace aicc::bench {
namespace {

using std::chrono::steady_clock;
namespace v1 = session::v1;

constexpr std::size_t kSearches = 200;
constexpr std::chrono::seconds kLongest{8};  // A figure may take.

void Print(const std::string& what, double value, const std::string& unit) {
  std::printf("%-66s %12.2f %s\n", what.c_str(), value, unit.c_str());
  std::fflush(stdout);
}

double SecondsSince(steady_clock::time_point start) {
  return std::chrono::duration<double>(steady_clock::now() - start).count();
}

// PostgreSQL as its owner, one statement at a time.
class Owner {
 public:
  explicit Owner(const std::string& dsn) : connection_(dsn) {}

  pqxx::result Run(const std::string& sql) {
    pqxx::nontransaction now(connection_);
    return now.exec(sql);
  }
  double Number(const std::string& sql) { return Run(sql)[0][0].as<double>(); }
  double Megabytes(const std::string& relation) {
    return Number("SELECT pg_relation_size('" + relation + "')") / 1e6;
  }
  std::string Quoted(const std::string& text) {
    return connection_.quote(text);
  }

 private:
  pqxx::connection connection_;
};

void PrintTimes(const std::string& what, Times times, double hits) {
  std::printf("%-46s %4.0f hits  p50 %8.2f ms  p99 %8.2f ms\n", what.c_str(),
              hits, times.Percentile(0.5), times.Percentile(0.99));
  std::fflush(stdout);
}

class Searcher {
 public:
  Searcher(const Target& target)
      : target_(target), stub_(v1::SessionService::NewStub(target.Connect())) {}

  // One after the other, each of `queries` in turn.
  void Measure(
      const std::string& what, const std::vector<std::string>& queries,
      const std::function<void(v1::SearchSessionsRequest*)>& filter =
          [](auto*) {}) {
    Times times;
    std::size_t hits = 0;
    const auto end = steady_clock::now() + kLongest;
    for (std::size_t i = 0; i < kSearches && steady_clock::now() < end; ++i) {
      v1::SearchSessionsRequest request;
      request.set_query(queries[i % queries.size()]);
      filter(&request);
      v1::SearchSessionsResponse response;
      const auto start = steady_clock::now();
      Must([&](auto* context) {
        return stub_->SearchSessions(context, request, &response);
      });
      times.Add(steady_clock::now() - start);
      hits += static_cast<std::size_t>(response.hits_size());
    }
    const auto count = static_cast<double>(times.count());
    PrintTimes(what, std::move(times), static_cast<double>(hits) / count);
  }

  // Connections are made, and plans, when they are first needed.
  void WarmUp() {
    for (int i = 0; i < 64; ++i) {
      v1::SearchSessionsRequest request;
      request.set_query(i % 2 == 0 ? "요금" : "zyzzyva");
      v1::SearchSessionsResponse response;
      Must([&](auto* context) {
        return stub_->SearchSessions(context, request, &response);
      });
    }
  }

  void MeasureList() {
    Times times;
    for (std::size_t i = 0; i < kSearches; ++i) {
      v1::ListSessionsRequest request;
      request.set_page_size(20);
      v1::ListSessionsResponse response;
      const auto start = steady_clock::now();
      Must([&](auto* context) {
        return stub_->ListSessions(context, request, &response);
      });
      times.Add(steady_clock::now() - start);
    }
    PrintTimes("limit: ListSessions, a page of 20", std::move(times), 20);
  }

 private:
  void Must(const std::function<grpc::Status(grpc::ClientContext*)>& call) {
    grpc::ClientContext context;
    target_.Authorize(&context);
    const grpc::Status status = call(&context);
    if (status.ok()) return;
    std::fprintf(stderr, "%s\n", status.error_message().c_str());
    std::abort();
  }

  const Target target_;
  const std::unique_ptr<v1::SessionService::Stub> stub_;
};

void MeasureSearches(const Target& target) {
  Searcher searcher(target);
  searcher.WarmUp();
  searcher.MeasureList();
  const auto names = SearchCorpus::Names(50);
  searcher.Measure("rare word (a name)", names);
  searcher.Measure("word of few (환승, 분실신고)", {"환승", "분실 신고"});
  searcher.Measure("common word (please, 요금)", {"please", "요금"});
  searcher.Measure("Korean, with particle (요금제를)", {"요금제를"});
  searcher.Measure("Korean, misspaced (요금 제)", {"요금 제"});
  searcher.Measure("two words (데이터 로밍, refund order)",
                   {"데이터 로밍", "refund order"});
  std::vector<std::string> mixed;
  for (const auto& name : names) mixed.push_back("요금 " + name);
  searcher.Measure("a common and a rare word", mixed);
  searcher.Measure("words that never meet (please 요금제)", {"please 요금제"});
  searcher.Measure("word that is not there", {"없는낱말", "zyzzyva"});
  searcher.Measure("word of the past only", {std::string(SearchCorpus::kPast)});
  searcher.Measure("요금제를, of an agent", {"요금제를"},
                   [](auto* r) { r->set_agent_id("agent8"); });
  searcher.Measure("a name, of a queue", names,
                   [](auto* r) { r->set_queue("queue3"); });
  searcher.Measure(
      "로밍, of one state, in a week two weeks ago", {"로밍"}, [](auto* r) {
        const auto now = std::time(nullptr);
        r->add_states(v1::STATE_ABANDONED);
        r->mutable_start_time_from()->set_seconds(now - 21 * 86'400);
        r->mutable_start_time_to()->set_seconds(now - 14 * 86'400);
      });
  searcher.Measure("no word: agent, disposition and intent", {""}, [](auto* r) {
    r->set_agent_id("agent8");
    r->set_disposition("disposition2");
    r->set_intent("intent18");
  });
  searcher.Measure("no word: customer", {""},
                   [](auto* r) { r->set_customer_id("c77"); });
}

// What PostgreSQL does by itself: trigrams of the text. It knows no particles
// and no spaces.
void MeasurePeer(Owner& owner) {
  owner.Run("CREATE EXTENSION pg_trgm");
  const auto start = steady_clock::now();
  owner.Run("CREATE INDEX peer ON session.event USING gin (text gin_trgm_ops)");
  Print("peer: pg_trgm, making its index", SecondsSince(start), "s");
  Print("peer: pg_trgm, its size",
        owner.Number("SELECT sum(pg_relation_size(i.inhrelid)) / 1e6 "
                     "FROM pg_inherits i WHERE inhparent = "
                     "'session.peer'::regclass"),
        "MB");
  const auto measure = [&](const std::string& what,
                           const std::vector<std::string>& words) {
    Times times;
    std::size_t hits = 0;
    const auto end = steady_clock::now() + kLongest;
    for (std::size_t i = 0; i < kSearches && steady_clock::now() < end; ++i) {
      const auto began = steady_clock::now();
      hits += owner
                  .Run(
                      "SELECT DISTINCT session_id FROM session.event WHERE "
                      "tenant_id = 'bench' AND text ILIKE " +
                      owner.Quoted("%" + words[i % words.size()] + "%") +
                      " ORDER BY session_id DESC LIMIT 20")
                  .size();
      times.Add(steady_clock::now() - began);
    }
    const auto count = static_cast<double>(times.count());
    PrintTimes("peer: ILIKE, " + what, std::move(times),
               static_cast<double>(hits) / count);
  };
  measure("rare word (a name)", SearchCorpus::Names(50));
  measure("common word (please)", {"please"});
  measure("common word (요금)", {"요금"});
  measure("요금제", {"요금제"});
}

void AwaitIndex(Owner& owner, double utterances) {
  const auto start = steady_clock::now();
  while (owner.Number("SELECT count(*) FROM session.search_task") > 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  Print("indexing", utterances / SecondsSince(start), "utterances/s");
}

int Run(std::size_t utterances, const std::string& conversations) {
  TestDatabase* const database = TestDatabase::Get();
  if (database == nullptr) {
    std::fprintf(stderr, "AICC_TEST_DSN is not set\n");
    return 1;
  }
  Owner owner(database->owner_dsn());
  auto start = steady_clock::now();
  SearchCorpus(AICC_TEST_PACK, conversations)
      .Fill(database->owner_dsn(), utterances / 10);
  Print("filling the log", SecondsSince(start), "s");
  session::Config config = session::Instance::ProductConfig();
  config.search_index_percent = 100;
  session::Instance instance(database->app_dsn(), config);
  AwaitIndex(owner, static_cast<double>(utterances));
  owner.Run("VACUUM ANALYZE session.utterance_terms");
  Print("text in the log",
        owner.Number("SELECT sum(octet_length(text)) / 1e6 FROM session.event"),
        "MB");
  Print("index: table", owner.Megabytes("session.utterance_terms"), "MB");
  Print("index: key", owner.Megabytes("session.utterance_terms_key"), "MB");
  Print("index: terms", owner.Megabytes("session.utterance_terms_found"), "MB");
  MeasureSearches({instance.address(),
                   instance.BearerOf({"bench", "bench", Role::kService})});
  MeasurePeer(owner);
  return 0;
}

}  // namespace
}  // namespace aicc::bench

int main(int argc, char** argv) {
  const long utterances = argc > 1 ? std::atol(argv[1]) : 1'000'000;
  if (utterances < 100) return 2;
  return aicc::bench::Run(static_cast<std::size_t>(utterances),
                          argc > 2 ? argv[2] : "");
}
