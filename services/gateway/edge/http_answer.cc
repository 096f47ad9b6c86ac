#include "services/gateway/edge/http_answer.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/http.hpp>
#include <cstdio>
#include <utility>

namespace aicc::gateway {
namespace {

namespace net = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

constexpr unsigned kHttp10 = 10;
constexpr int kClientClosedRequest = 499;

template <typename Body>
void SetHead(const HttpResponse& from, http::response<Body>* message) {
  message->result(static_cast<unsigned>(from.status));
  if (from.status == kClientClosedRequest) {
    message->reason("Client Closed Request");
  }
  for (const auto& [name, value] : from.headers) message->set(name, value);
}

std::string HeadOf(http::response<http::empty_body>& message) {
  http::response_serializer<http::empty_body> serializer(message);
  std::string bytes;
  error_code error;
  serializer.next(error, [&](error_code&, const auto& buffers) {
    bytes = boost::beast::buffers_to_string(buffers);
  });
  return bytes;
}

std::string Chunk(std::string_view bytes) {
  char size[24];
  std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
  std::string chunk;
  chunk.reserve(bytes.size() + sizeof size);
  return chunk.append(size).append(bytes).append("\r\n");
}

void Check(const error_code& error) {
  if (error) ThrowCancelled();
}

}  // namespace

Task<void> HttpAnswer::Send(HttpResponse response) {
  http::response<http::string_body> message;
  message.version(version_);
  SetHead(response, &message);
  message.keep_alive(keep_alive_);
  message.body() = std::move(response.body);
  message.prepare_payload();
  if (head_only_) message.body().clear();
  begun_ = true;
  stream_.expires_after(limits_.write);
  error_code error;
  co_await http::async_write(stream_, message,
                             net::redirect_error(net::use_awaitable, error));
  Check(error);
  ended_ = true;
}

Task<void> HttpAnswer::Begin(HttpResponse head) {
  http::response<http::empty_body> message;
  message.version(version_);
  SetHead(head, &message);
  // A client of HTTP/1.0 knows no chunks: the end is where we hang up.
  chunked_ = version_ > kHttp10;
  if (!chunked_) keep_alive_ = false;
  message.keep_alive(keep_alive_);
  message.chunked(chunked_);
  begun_ = true;
  std::string bytes = HeadOf(message);
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
  stream_.expires_after(limits_.write);
  error_code error;
  co_await net::async_write(stream_, net::buffer(bytes),
                            net::redirect_error(net::use_awaitable, error));
  Check(error);
}

}  // namespace aicc::gateway
