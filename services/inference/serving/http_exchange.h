#pragma once

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
enum class HttpFailure { kUnreachable, kTimeout, kCut, kMalformed };

template <typename T>
using HttpResult = std::expected<T, HttpFailure>;

struct HttpHead {
  int status = 0;
  std::string content_type;
};

// One request on a connection of its own, closed when this is destroyed. Used
// by one coroutine; each wait ends at its deadline, or when the coroutine is
// cancelled, and the connection is closed then.
class HttpExchange {
 public:
  using Deadline = std::chrono::steady_clock::time_point;
  using Headers = std::vector<std::pair<std::string, std::string>>;

  virtual ~HttpExchange() = default;

  // Finds the host, connects and, for https, proves who it is.
  virtual Task<HttpResult<void>> Connect(Deadline deadline) = 0;

  // Sends a POST. REQUIRES: Connect() has succeeded.
  virtual Task<HttpResult<void>> Post(const std::string& path,
                                      const Headers& headers, std::string body,
                                      Deadline deadline) = 0;

  // Reads the head of the answer. REQUIRES: Post() has succeeded.
  virtual Task<HttpResult<HttpHead>> ReadHead(Deadline deadline) = 0;

  // Replaces `*bytes` with the next of the body; false at its end. kCut if the
  // connection ended before the body did.
  virtual Task<HttpResult<bool>> ReadSome(std::string* bytes,
                                          Deadline deadline) = 0;
};

// Makes exchanges, and holds what they share: whom TLS trusts (the system's
// certificate authorities, or those of the variable SSL_CERT_FILE).
// Thread-safe.
class HttpClient {
 public:
  HttpClient();
  ~HttpClient();

  // To be awaited on the executor that the exchange is to run on. `url` and
  // this must outlive the exchange.
  Task<std::unique_ptr<HttpExchange>> Open(const HttpUrl& url) const;

 private:
  struct Tls;
  std::unique_ptr<Tls> tls_;
};

}  // namespace aicc::inference
