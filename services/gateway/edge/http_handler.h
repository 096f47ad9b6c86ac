#pragma once

#include <cstddef>
#include <string_view>

#include "common/http.h"

namespace aicc::gateway {

// Why a request never became one.
enum class HttpFault {
  kMalformed,
  kHeaderTooLarge,
  kBodyTooLarge,
  kTooManyConnections,
};

// Answers requests. Called from many connections at once.
class HttpHandler {
 public:
  virtual ~HttpHandler() = default;

  // Answers one request. Cancelled if the client leaves, once it has taken more
  // than 50 ms. A handler that returns without having answered, or throws, gets
  // the client a 500.
  virtual Task<void> Handle(const HttpRequest& request,
                            HttpResponder& responder) = 0;

  // The longest body that a request for `path` may have.
  virtual std::size_t BodyLimit(std::string_view path) const = 0;

  // What to say of a request that did not arrive; then the server hangs up.
  // `path` is empty where it is not known.
  virtual HttpResponse Refuse(HttpFault fault, std::string_view path) = 0;

  // Told once that the server stops: running streams should end themselves.
  virtual void Stopping() = 0;
};

}  // namespace aicc::gateway
