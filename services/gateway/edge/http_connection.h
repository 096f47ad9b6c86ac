#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <memory>

#include "services/gateway/edge/http_handler.h"
#include "services/gateway/edge/http_server.h"

namespace aicc::gateway {

// One client's connection and the coroutine that serves it. Thread-safe; keeps
// itself alive while it runs.
class HttpConnection {
 public:
  // `socket` is on a lane or a strand of its own. `limits` and `handler` must
  // outlive it.
  static std::shared_ptr<HttpConnection> Make(
      boost::asio::ip::tcp::socket socket, const HttpLimits& limits,
      HttpHandler& handler);

  virtual ~HttpConnection() = default;

  // Serves request after request; calls `ended` once it is over and no handler
  // runs any more.
  virtual void Serve(std::function<void()> ended) = 0;

  // Says that there are too many connections, and hangs up.
  virtual void Reject(std::function<void()> ended) = 0;

  // Ends after the request that is being answered; at once if there is none.
  virtual void Drain() = 0;

  // Ends now, cancelling the handler.
  virtual void Cut() = 0;
};

}  // namespace aicc::gateway
