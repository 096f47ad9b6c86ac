#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "common/error.h"
#include "common/lanes.h"
#include "services/gateway/edge/http_handler.h"

namespace aicc::gateway {

// What one client may take of us.
struct HttpLimits {
  std::size_t header_bytes = 16 * 1024;  // A body's: HttpHandler::BodyLimit().
  std::size_t connections = 10'000;
  // How long a connection may wait for its next request.
  std::chrono::milliseconds idle{75'000};
  // How long a request may take to arrive, from its first byte to its last.
  std::chrono::milliseconds read{30'000};
  // How long a client may take nothing of what is written to it.
  std::chrono::milliseconds write{60'000};
  // How long running requests may go on when told to stop; then they are cut.
  std::chrono::milliseconds drain{5'000};
};

// An HTTP/1.1 server: keep-alive, pipelining (answered in order), chunked
// streams. Each connection is on a lane, and after a request may move to one
// that is quicker; without lanes it is on a strand of `executor`. Nothing
// blocks a thread. While a request is being answered, and it has taken more
// than 50 ms, the connection is watched, and the handler is cancelled if the
// client leaves, a half-closed connection included.
class HttpServer {
 public:
  // Listens on `address`, as in "127.0.0.1:8080" or "[::1]:0"; port 0 takes a
  // free one. Clients wait until Start(). Errors: "BAD_ADDRESS",
  // "ADDRESS_IN_USE". `handler` must outlive the server.
  static Result<std::unique_ptr<HttpServer>> Bind(
      const std::string& address, const HttpLimits& limits,
      boost::asio::any_io_executor executor, Lanes* lanes,
      HttpHandler& handler);

  // Stops first, if that was not done.
  ~HttpServer();

  // The port that is bound.
  std::uint16_t port() const;

  // Begins to accept.
  void Start();

  // Stops accepting, lets running requests end up to the drain limit, cuts off
  // the rest, and returns when no handler runs any more. Blocks; not to be
  // called on the executor.
  void Stop();

 private:
  struct State;
  explicit HttpServer(std::shared_ptr<State> state);

  std::shared_ptr<State> state_;
};

}  // namespace aicc::gateway
