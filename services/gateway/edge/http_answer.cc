#include "services/gateway/edge/http_answer.h"

#include <sys/socket.h>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/status.hpp>
#include <chrono>
#include <cstdio>
#include <utility>

#include "common/lanes.h"

namespace aicc::gateway {
namespace {

namespace net = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

constexpr unsigned kHttp10 = 10;
constexpr int kClientClosedRequest = 499;
constexpr std::size_t kHeadBytes = 512;

std::string_view ReasonOf(int status) {
  if (status == kClientClosedRequest) return "Client Closed Request";
  const auto reason =
      http::obsolete_reason(http::int_to_status(static_cast<unsigned>(status)));
  return {reason.data(), reason.size()};
}

// What is before the body. Written by hand, as most answers have three fields
// and a library's container for them costs more than they do.
std::string HeadOf(const HttpResponse& from, unsigned version,
                   bool keep_alive) {
  std::string head;
  head.reserve(kHeadBytes + from.body.size());
  head.append(version == kHttp10 ? "HTTP/1.0 " : "HTTP/1.1 ")
      .append(std::to_string(from.status))
      .append(" ")
      .append(ReasonOf(from.status))
      .append("\r\n");
  for (const auto& [name, value] : from.headers) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
  if (version == kHttp10 && keep_alive) head += "connection: keep-alive\r\n";
  if (version > kHttp10 && !keep_alive) head += "connection: close\r\n";
  return head;
}

// A status that never has a body says no length.
bool HasLength(const HttpResponse& response) {
  constexpr int kNoContent = 204;
  constexpr int kNotModified = 304;
  return !response.body.empty() ||
         (response.status >= 200 && response.status != kNoContent &&
          response.status != kNotModified);
}

std::string Chunk(std::string_view bytes) {
  char size[24];
  std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
  std::string chunk;
  chunk.reserve(bytes.size() + sizeof size);
  return chunk.append(size).append(bytes).append("\r\n");
}

// Sends as much as the system takes at once, and returns how much that was:
// mostly all of it, and then nobody waits. What is wrong with the socket,
// whoever waits for it will be told.
std::size_t SendNow(net::ip::tcp::socket& socket, std::string_view bytes) {
  const auto sent = ::send(socket.native_handle(), bytes.data(), bytes.size(),
                           MSG_DONTWAIT | MSG_NOSIGNAL);
  return sent > 0 ? static_cast<std::size_t>(sent) : 0;
}

void Check(const error_code& error) {
  if (error) ThrowCancelled();
}

}  // namespace

Task<void> HttpAnswer::Send(HttpResponse response) {
  std::string bytes = HeadOf(response, version_, keep_alive_);
  if (HasLength(response)) {
    bytes.append("content-length: ")
        .append(std::to_string(response.body.size()))
        .append("\r\n");
  }
  bytes += "\r\n";
  if (!head_only_) bytes += response.body;
  begun_ = true;
  co_await Lanes::GiveWay();
  co_await Put(std::move(bytes));
  ended_ = true;
}

Task<void> HttpAnswer::Begin(HttpResponse head) {
  // A client of HTTP/1.0 knows no chunks: the end is where we hang up.
  chunked_ = version_ > kHttp10;
  if (!chunked_) keep_alive_ = false;
  begun_ = true;
  std::string bytes = HeadOf(head, version_, keep_alive_);
  bytes += chunked_ ? "transfer-encoding: chunked\r\n\r\n" : "\r\n";
  if (!head.body.empty() && !head_only_) {
    bytes += chunked_ ? Chunk(head.body) : head.body;
  }
  co_await Put(std::move(bytes));
}

Task<void> HttpAnswer::Write(std::string bytes) {
  if (bytes.empty()) co_return;  // An empty chunk would be the last one.
  co_await Put(chunked_ ? Chunk(bytes) : std::move(bytes));
}

Task<void> HttpAnswer::End() {
  if (chunked_) co_await Put("0\r\n\r\n");
  ended_ = true;
}

Task<void> HttpAnswer::Put(std::string bytes) {
  std::size_t sent = SendNow(socket_, bytes);
  while (sent < bytes.size()) {
    patience_.Set(std::chrono::steady_clock::now() + limits_.write);
    error_code error;
    sent += co_await socket_.async_write_some(
        net::buffer(bytes) + sent,
        net::redirect_error(net::use_awaitable, error));
    patience_.Rest();
    Check(error);
  }
}

}  // namespace aicc::gateway
