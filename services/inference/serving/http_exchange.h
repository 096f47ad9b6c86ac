#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <cstddef>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/error.h"
#include "common/task.h"

// HTTP/1.1 requests whose answer is read as it arrives. Nothing here knows what
// is asked of whom. The headers of Boost.Beast stay in http_exchange.cc.

namespace aicc::inference {

// Where a request goes.
struct HttpUrl {
  bool tls = false;
  std::string host;  // A name or an address, without brackets.
  std::string port;
  std::string path;  // Without a slash at its end; may be empty.
};

// Takes `http://…` or `https://…` apart; INVALID_ARGUMENT, "INVALID_FIELD" with
// the field `base_url` if it is anything else, or has a query or a user.
Result<HttpUrl> ParseHttpUrl(std::string_view url);

// What went wrong below HTTP.
enum class HttpFailure {
  kUnreachable,
  kUntrusted,  // Its certificate does not prove who it is.
  kTimeout,
  kReset,  // The connection ended before any of the answer.
  kCut,    // It ended within it.
  kMalformed,
};

template <typename T>
using HttpResult = std::expected<T, HttpFailure>;

// One request. Used by one coroutine; each wait ends at its deadline, or when
// the coroutine is cancelled, and the connection is closed then. The connection
// goes back to the client's pool once the answer has been read to its end;
// destroying this before closes it.
class HttpExchange {
 public:
  using Deadline = std::chrono::steady_clock::time_point;
  using Headers = std::vector<std::pair<std::string, std::string>>;

  virtual ~HttpExchange() = default;

  // Takes a connection that is open and idle; or else finds the host, connects
  // and, for https, proves who it is. False: it is one that was idle, which the
  // other side may have closed meanwhile.
  virtual Task<HttpResult<bool>> Connect(Deadline deadline) = 0;

  // Sends a POST, or a GET if `body` is empty. REQUIRES: Connect() has
  // succeeded.
  virtual Task<HttpResult<void>> Send(const std::string& path,
                                      const Headers& headers,
                                      const std::string& body,
                                      Deadline deadline) = 0;

  // Reads the head of the answer and returns its status. REQUIRES: Send() has
  // succeeded.
  virtual Task<HttpResult<int>> ReadHead(Deadline deadline) = 0;

  // A header of the answer; empty if it has none of that name. REQUIRES:
  // ReadHead() has succeeded.
  virtual std::string_view Header(std::string_view name) const = 0;

  // Replaces `*bytes` with the next of the body; false at its end. kCut if the
  // connection ended before the body did.
  virtual Task<HttpResult<bool>> ReadSome(std::string* bytes,
                                          Deadline deadline) = 0;
};

// Makes exchanges, and holds what they share: idle connections, and whom TLS
// trusts (the system's certificate authorities, or those of the variable
// SSL_CERT_FILE). Thread-safe.
class HttpClient {
 public:
  // `executor`, and all strands that exchanges run on, run until this is
  // destroyed.
  explicit HttpClient(boost::asio::any_io_executor executor);
  ~HttpClient();

  // `strand` is the one that the exchange is to run on. `fresh` leaves idle
  // connections alone. `url` and this must outlive the exchange.
  std::unique_ptr<HttpExchange> Open(const HttpUrl& url,
                                     const boost::asio::any_io_executor& strand,
                                     bool fresh = false) const;

 private:
  struct Shared;
  const std::unique_ptr<Shared> shared_;
};

}  // namespace aicc::inference
