#include "services/gateway/edge/http_server.h"

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <charconv>
#include <condition_variable>
#include <mutex>
#include <set>
#include <utility>

#include "common/log.h"
#include "services/gateway/domain/errors.h"
#include "services/gateway/edge/http_connection.h"

namespace aicc::gateway {
namespace {

namespace net = boost::asio;
using boost::system::error_code;
using tcp = net::ip::tcp;

// Connections beyond the limit that may at one time be told so.
constexpr std::size_t kMaxRejecting = 256;
// Between attempts to accept while the system has no more to give, such as file
// descriptors.
constexpr std::chrono::milliseconds kAcceptPause{100};

Result<tcp::endpoint> ParseAddress(const std::string& address) {
  const auto colon = address.rfind(':');
  if (colon == std::string::npos || colon == 0) {
    return BadAddress(address, "it must be HOST:PORT, as in 127.0.0.1:8080");
  }
  std::string host = address.substr(0, colon);
  if (host == "localhost") host = "127.0.0.1";
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  }
  const std::string_view digits = std::string_view(address).substr(colon + 1);
  std::uint16_t port = 0;
  const char* const end = digits.data() + digits.size();
  const auto [rest, problem] = std::from_chars(digits.data(), end, port);
  if (problem != std::errc() || rest != end) {
    return BadAddress(address, "the port must be a number from 0 to 65535");
  }
  error_code error;
  const auto ip = net::ip::make_address(host, error);
  if (error) {
    return BadAddress(address, "the host must be an IP address or localhost");
  }
  return tcp::endpoint(ip, port);
}

// A strand of a pool's own executor is half the work of one of any executor,
// which each step of each request would go through twice.
net::any_io_executor StrandOn(const net::any_io_executor& executor) {
  const auto* const pool = executor.target<net::thread_pool::executor_type>();
  if (pool != nullptr) return net::make_strand(*pool);
  return net::make_strand(executor);
}

}  // namespace

// Shared with the coroutine that accepts and the connections.
struct HttpServer::State : std::enable_shared_from_this<State> {
  State(const HttpLimits& l, net::any_io_executor e, Lanes* on, HttpHandler& h)
      : limits(l),
        handler(h),
        executor(std::move(e)),
        lanes(on),
        strand(net::make_strand(executor)),
        acceptor(strand),
        pause(strand) {}

  Task<void> Accept() {
    while (!stopping) {
      error_code error;
      tcp::socket socket = co_await acceptor.async_accept(
          lanes != nullptr ? lanes->Next() : StrandOn(executor),
          net::redirect_error(net::use_awaitable, error));
      if (!error) {
        Add(std::move(socket));
      } else if (!stopping) {
        Log().warn("http accept failed: {}", error.message());
        pause.expires_after(kAcceptPause);
        co_await pause.async_wait(
            net::redirect_error(net::use_awaitable, error));
      }
    }
  }

  void Add(tcp::socket socket) {
    auto connection = HttpConnection::Make(std::move(socket), limits, handler);
    std::size_t open = 0;
    {
      std::lock_guard lock(mutex);
      open = connections.size();
      if (stopping || open >= limits.connections + kMaxRejecting) return;
      connections.insert(connection);
    }
    auto ended = [self = shared_from_this(), gone = connection] {
      self->Remove(gone);
    };
    if (open < limits.connections) {
      connection->Serve(std::move(ended));
    } else {
      connection->Reject(std::move(ended));
    }
  }

  void Remove(const std::shared_ptr<HttpConnection>& connection) {
    std::lock_guard lock(mutex);
    connections.erase(connection);
    if (connections.empty()) emptied.notify_all();
  }

  std::set<std::shared_ptr<HttpConnection>> Open() {
    std::lock_guard lock(mutex);
    return connections;
  }

  const HttpLimits limits;
  HttpHandler& handler;
  const net::any_io_executor executor;
  Lanes* const lanes;
  const net::strand<net::any_io_executor> strand;  // Of the two below.
  tcp::acceptor acceptor;
  net::steady_timer pause;
  std::uint16_t port = 0;
  std::atomic<bool> stopping = false;  // Set under mutex.

  std::mutex mutex;
  std::condition_variable emptied;
  // Guarded by mutex.
  bool accepting = false;
  std::set<std::shared_ptr<HttpConnection>> connections;
};

HttpServer::HttpServer(std::shared_ptr<State> state)
    : state_(std::move(state)) {}

HttpServer::~HttpServer() { Stop(); }

std::uint16_t HttpServer::port() const { return state_->port; }

Result<std::unique_ptr<HttpServer>> HttpServer::Bind(
    const std::string& address, const HttpLimits& limits,
    net::any_io_executor executor, Lanes* lanes, HttpHandler& handler) {
  const Result<tcp::endpoint> endpoint = ParseAddress(address);
  if (!endpoint) return Failure(endpoint.error());

  auto state =
      std::make_shared<State>(limits, std::move(executor), lanes, handler);
  tcp::acceptor& acceptor = state->acceptor;
  error_code error;
  acceptor.open(endpoint->protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(*endpoint, error);
  if (!error) acceptor.listen(tcp::acceptor::max_listen_connections, error);
  if (error == net::error::address_in_use) return AddressInUse(address);
  if (error) return BadAddress(address, error.message());
  state->port = acceptor.local_endpoint().port();
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(state)));
}

void HttpServer::Start() {
  {
    std::lock_guard lock(state_->mutex);
    state_->accepting = true;
  }
  net::co_spawn(state_->strand, state_->Accept(),
                [state = state_](const std::exception_ptr&) {
                  std::lock_guard lock(state->mutex);
                  state->accepting = false;
                  state->emptied.notify_all();
                });
}

void HttpServer::Stop() {
  State& s = *state_;
  {
    std::lock_guard lock(s.mutex);
    if (s.stopping.exchange(true)) return;
  }
  net::post(s.strand, [state = state_] {
    error_code ignored;
    state->acceptor.close(ignored);
    state->pause.cancel();
  });
  s.handler.Stopping();
  for (const auto& connection : s.Open()) connection->Drain();

  const auto quiet = [&s] { return s.connections.empty() && !s.accepting; };
  std::unique_lock lock(s.mutex);
  if (s.emptied.wait_for(lock, s.limits.drain, quiet)) return;
  lock.unlock();
  const auto left = s.Open();
  Log().warn("http: {} connections cut off after {} ms", left.size(),
             s.limits.drain.count());
  for (const auto& connection : left) connection->Cut();
  lock.lock();
  s.emptied.wait(lock, quiet);
}

}  // namespace aicc::gateway
