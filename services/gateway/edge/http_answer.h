#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <string>

#include "common/http.h"
#include "common/watchdog.h"
#include "services/gateway/edge/http_server.h"

namespace aicc::gateway {

// The answer to one request, on its way out of a connection. Each write that
// the client does not take within the limit fails, and closes the connection.
class HttpAnswer final : public HttpResponder {
 public:
  // `socket`, `patience`, which closes it, and `limits` must outlive this.
  // `version` is 10 or 11; `head_only` leaves the body out, as HEAD wants it.
  HttpAnswer(boost::asio::ip::tcp::socket& socket, Watchdog& patience,
             const HttpLimits& limits, unsigned version, bool keep_alive,
             bool head_only)
      : socket_(socket),
        patience_(patience),
        limits_(limits),
        version_(version),
        keep_alive_(keep_alive),
        head_only_(head_only) {}

  Task<void> Send(HttpResponse response) override;
  Task<void> Begin(HttpResponse head) override;
  Task<void> Write(std::string bytes) override;
  Task<void> End() override;

  // True once anything was written.
  bool begun() const { return begun_; }

  // True if another request may follow on this connection.
  bool reusable() const { return ended_ && keep_alive_; }

 private:
  Task<void> Put(std::string bytes);

  boost::asio::ip::tcp::socket& socket_;
  Watchdog& patience_;
  const HttpLimits& limits_;
  const unsigned version_;
  bool keep_alive_;
  const bool head_only_;
  bool chunked_ = false;
  bool begun_ = false;
  bool ended_ = false;
};

}  // namespace aicc::gateway
