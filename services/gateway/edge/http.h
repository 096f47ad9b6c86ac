#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/task.h"

namespace aicc::gateway {

// HTTP as the handlers see it, free of the library that speaks it.

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method;   // As in "POST".
  std::string path;     // As sent, without the query.
  HttpHeaders headers;  // Names in lower case.
  std::string body;     // Whole; the server has bounded it.

  // The first header of that name, in lower case; empty if there is none.
  std::string_view Header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
      if (key == name) return value;
    }
    return {};
  }
};

struct HttpResponse {
  int status = 200;
  HttpHeaders headers;
  std::string body;
};

// Takes the answer to one request: either Send() once, or Begin(), any number
// of Write()s, and End(). Each returns when the operating system has taken the
// bytes, so that a slow reader slows the writer; each throws as a cancelled
// Task does once the client has left.
class HttpResponder {
 public:
  virtual ~HttpResponder() = default;

  virtual Task<void> Send(HttpResponse response) = 0;

  // Sends the header at once; `head.body` is not looked at.
  virtual Task<void> Begin(HttpResponse head) = 0;
  virtual Task<void> Write(std::string bytes) = 0;
  virtual Task<void> End() = 0;
};

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

  // Answers one request. Cancelled if the client leaves. A handler that returns
  // without having answered, or throws, gets the client a 500.
  virtual Task<void> Handle(const HttpRequest& request,
                            HttpResponder& responder) = 0;

  // What to say of a request that did not arrive; then the server hangs up.
  virtual HttpResponse Refuse(HttpFault fault) = 0;

  // Told once that the server stops: running streams should end themselves.
  virtual void Stopping() = 0;
};

}  // namespace aicc::gateway
