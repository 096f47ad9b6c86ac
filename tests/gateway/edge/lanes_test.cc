#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/thread_pool.hpp>
#include <boost/system/system_error.hpp>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "common/pause.h"
#include "services/gateway/edge/http_server.h"
#include "tests/gateway/edge/http_client.h"

// Connections on lanes; what they are like without is in http_test.cc.
namespace aicc::gateway {
namespace {

using std::chrono::milliseconds;

// Says what it was sent, and notes on which thread. Waits for a while, as for a
// model, and then keeps its lane for another. "/long" takes for ever.
class Echo final : public HttpHandler {
 public:
  Task<void> Handle(const HttpRequest& request,
                    HttpResponder& responder) override {
    {
      std::lock_guard lock(mutex_);
      threads_[request.path].insert(std::this_thread::get_id());
    }
    if (request.path == "/long") co_await Long();
    co_await Pause(wait);
    std::this_thread::sleep_for(milliseconds(1));
    co_await responder.Send({200, {}, request.body});
  }
  std::size_t BodyLimit(std::string_view) const override { return 1'024; }
  HttpResponse Refuse(HttpFault, std::string_view) override {
    return {400, {}, ""};
  }
  void Stopping() override {}

  milliseconds wait{1};
  std::atomic<int> begun = 0;      // Of those that take for ever.
  std::atomic<int> cancelled = 0;  // Of them.

  // Those that have answered, by path.
  std::map<std::string, std::set<std::thread::id>> threads() {
    std::lock_guard lock(mutex_);
    return threads_;
  }

 private:
  Task<void> Long() {
    ++begun;
    try {
      co_await Pause(std::chrono::hours(1));
    } catch (const boost::system::system_error&) {
      ++cancelled;
      throw;
    }
  }

  std::mutex mutex_;
  std::map<std::string, std::set<std::thread::id>> threads_;
};

class HttpLanesTest : public testing::Test {
 protected:
  void Start() {
    auto bound = HttpServer::Bind("127.0.0.1:0", limits_, pool_.get_executor(),
                                  &lanes_, echo_);
    ASSERT_TRUE(bound);
    server_ = *std::move(bound);
    server_->Start();
  }

  // So many clients, all on one of the two lanes; the others stay idle.
  std::vector<HttpClient> OnOneLane(int count) {
    std::vector<HttpClient> clients;
    for (int i = 0; i < count; ++i) {
      clients.emplace_back(server_->port());
      idle_.emplace_back(server_->port());
    }
    return clients;
  }

  HttpClient MovedAndWaiting();
  bool IsCancelled();
  void StopWhileTheyMove();

  // How many connections have been on both lanes.
  std::size_t Moved() {
    const auto all = echo_.threads();
    return static_cast<std::size_t>(std::ranges::count_if(
        all, [](const auto& one) { return one.second.size() == 2; }));
  }

  HttpLimits limits_;
  Echo echo_;
  boost::asio::thread_pool pool_{1};
  Lanes lanes_{2};
  std::unique_ptr<HttpServer> server_;
  std::vector<HttpClient> idle_;
};

std::string Request(const std::string& path, const std::string& body) {
  return "POST " + path + " HTTP/1.1\r\nhost: t\r\ncontent-length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

// Some requests at once, in rounds; what is answered must be what was asked.
void AskInRounds(HttpClient& client, const std::string& path, int rounds) {
  constexpr int kAtOnce = 5;
  for (int first = 0; first < rounds * kAtOnce; first += kAtOnce) {
    std::string bytes;
    for (int i = 0; i < kAtOnce; ++i) {
      bytes += Request(path, std::to_string(first + i));
    }
    client.Write(bytes);
    for (int i = 0; i < kAtOnce; ++i) {
      const HttpReply reply = client.Read();
      ASSERT_EQ(reply.status, 200);
      ASSERT_EQ(reply.body, std::to_string(first + i));
    }
  }
}

// At once, each on a path of its own.
void AskInRounds(std::vector<HttpClient>& clients, int rounds) {
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < clients.size(); ++i) {
    threads.emplace_back([&client = clients[i], i, rounds] {
      AskInRounds(client, "/" + std::to_string(i), rounds);
    });
  }
}

TEST_F(HttpLanesTest, ConnectionsMoveToAQuickerLaneAndLoseNothing) {
  limits_.idle = milliseconds(1'000);
  Start();
  std::vector<HttpClient> clients = OnOneLane(8);

  AskInRounds(clients, 20);

  EXPECT_GE(Moved(), 2u);
  // Where they are now, they are hung up on when they have been idle.
  for (HttpClient& client : clients) EXPECT_EQ(client.Read().status, 0);
}

// While they are answered their sockets are watched, which must end first.
TEST_F(HttpLanesTest, ConnectionsWhoseAnswersTakeLongMoveAsWell) {
  echo_.wait = milliseconds(60);
  Start();
  std::vector<HttpClient> clients = OnOneLane(16);

  AskInRounds(clients, 4);

  EXPECT_GE(Moved(), 2u);
}

// A client whose connection has moved has begun to wait for ever.
HttpClient HttpLanesTest::MovedAndWaiting() {
  std::vector<HttpClient> clients = OnOneLane(8);
  AskInRounds(clients, 20);
  std::size_t moved = 0;
  for (const auto& [path, threads] : echo_.threads()) {
    if (threads.size() == 2) moved = std::stoul(path.substr(1));
  }
  EXPECT_GE(Moved(), 1u);
  clients[moved].Write(Request("/long", ""));
  while (echo_.begun == 0) std::this_thread::sleep_for(milliseconds(1));
  return std::move(clients[moved]);
}

bool HttpLanesTest::IsCancelled() {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (echo_.cancelled == 0 && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(milliseconds(1));
  }
  return echo_.cancelled == 1;
}

TEST_F(HttpLanesTest, AConnectionThatMovedNoticesThatItsClientLeaves) {
  Start();
  {
    const HttpClient leaves = MovedAndWaiting();
  }

  EXPECT_TRUE(IsCancelled());
}

TEST_F(HttpLanesTest, AConnectionThatMovedIsCutOff) {
  limits_.drain = milliseconds(100);
  Start();
  const HttpClient stays = MovedAndWaiting();

  server_->Stop();

  EXPECT_TRUE(IsCancelled());
}

// Clients that ask on and on until they are hung up on, which they are when the
// server stops.
void HttpLanesTest::StopWhileTheyMove() {
  Start();
  std::vector<HttpClient> clients = OnOneLane(8);
  std::atomic<int> answered = 0;
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < clients.size(); ++i) {
    threads.emplace_back([&, i, client = std::move(clients[i])]() mutable {
      for (int n = 0;; ++n) {
        const std::string body = std::to_string(n);
        client.Write(Request("/" + std::to_string(i), body));
        const HttpReply reply = client.Read();
        if (reply.status == 0) return;
        ASSERT_EQ(reply.body, body);
        ++answered;
      }
    });
  }
  while (answered < 500) std::this_thread::sleep_for(milliseconds(1));

  const auto begin = std::chrono::steady_clock::now();
  server_->Stop();

  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(4));
  EXPECT_GE(Moved(), 1u);
}

TEST_F(HttpLanesTest, StopsWhileConnectionsMove) { StopWhileTheyMove(); }

TEST_F(HttpLanesTest, CutsOffConnectionsThatMove) {
  limits_.drain = milliseconds(0);
  StopWhileTheyMove();
}

}  // namespace
}  // namespace aicc::gateway
