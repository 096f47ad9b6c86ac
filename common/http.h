#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/task.h"

namespace aicc {

// HTTP as handlers see it, free of the library that speaks it.

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method;   // As in "POST".
  std::string path;     // As sent, without the query.
  HttpHeaders headers;  // Names in lower case.
  std::string body;     // Whole; the server has bounded it.
  // When its first byte came.
  std::chrono::steady_clock::time_point accepted{};

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

  // Sends the header at once, and with it the first bytes of the body if
  // `head.body` has any.
  virtual Task<void> Begin(HttpResponse head) = 0;
  virtual Task<void> Write(std::string bytes) = 0;
  virtual Task<void> End() = 0;
};

// A part of the HTTP port that a service answers itself, where the gateway is
// in its process: what the ecosystem expects beside the RPCs. Called from many
// connections at once.
class HttpRoute {
 public:
  virtual ~HttpRoute() = default;

  // What its paths begin with, as in "/v1/".
  virtual std::string_view prefix() const = 0;

  // The longest body that it takes.
  virtual std::size_t body_bytes() const = 0;

  // What to say of a body that is longer.
  virtual HttpResponse RefuseLength() const = 0;

  // Answers one request. Cancelled if the client leaves, or the server stops
  // and its patience is over.
  virtual Task<void> Handle(const HttpRequest& request,
                            const std::string& request_id,
                            HttpResponder& responder) = 0;
};

}  // namespace aicc
