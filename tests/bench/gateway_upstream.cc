#include "tests/bench/gateway_upstream.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <cstdio>

namespace aicc::bench {
namespace {

namespace net = boost::asio;
using net::ip::tcp;

constexpr std::string_view kUsage =
    R"("usage":{"prompt_tokens":12,"completion_tokens":64,"total_tokens":76})";

std::string Whole() {
  std::string text;
  for (int i = 0; i < kDeltas; ++i) text += " word" + std::to_string(i);
  const std::string body =
      R"({"id":"chatcmpl-1","object":"chat.completion","created":1,)"
      R"("model":"mock","choices":[{"index":0,"message":)"
      R"({"role":"assistant","content":")" +
      text + R"("},"finish_reason":"stop"}],)" + std::string(kUsage) + "}";
  return "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
         "content-length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string Chunk(const std::string& data) {
  const std::string event = "data: " + data + "\n\n";
  char size[32];
  std::snprintf(size, sizeof size, "%zx\r\n", event.size());
  return size + event + "\r\n";
}

std::string Chunk(const std::string& delta, const std::string& finish) {
  return Chunk(
      R"({"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,)"
      R"("model":"mock","choices":[{"index":0,"delta":{)" +
      delta + R"(},"finish_reason":)" + finish + "}]}");
}

std::vector<std::string> Pieces() {
  std::vector<std::string> pieces{
      "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
      "transfer-encoding: chunked\r\n\r\n" +
      Chunk(R"("role":"assistant","content":"")", "null")};
  for (int i = 0; i < kDeltas; ++i) {
    pieces.push_back(
        Chunk(R"("content":" word)" + std::to_string(i) + '"', "null"));
  }
  pieces.push_back(
      Chunk("", R"("stop")") +
      Chunk(R"({"id":"chatcmpl-1","object":"chat.completion.chunk",)"
            R"("created":1,"model":"mock","choices":[],)" +
            std::string(kUsage) + "}") +
      Chunk("[DONE]") + "0\r\n\r\n");
  return pieces;
}

// How long the request at the beginning of `bytes` is; 0: not all is there.
std::size_t RequestSize(const std::string& bytes) {
  const std::size_t head = bytes.find("\r\n\r\n");
  if (head == std::string::npos) return 0;
  constexpr std::string_view kLength = "ontent-length:";
  std::size_t at = bytes.find(kLength);  // Either case.
  if (at == std::string::npos) at = bytes.find("ontent-Length:");
  if (at > head) return head + 4;
  const std::size_t size =
      head + 4 + std::stoul(bytes.substr(at + kLength.size(), 20));
  return bytes.size() < size ? 0 : size;
}

}  // namespace

Upstream::Upstream()
    : acceptor_(context_, {net::ip::address_v4::loopback(), 0}),
      port_(acceptor_.local_endpoint().port()),
      whole_(Whole()),
      pieces_(Pieces()) {
  net::co_spawn(context_, Accept(), net::detached);
  thread_ = std::jthread([this] { context_.run(); });
}

Upstream::~Upstream() { context_.stop(); }

Upstream::Task Upstream::Accept() {
  for (;;) {
    tcp::socket client = co_await acceptor_.async_accept(net::use_awaitable);
    client.set_option(tcp::no_delay(true));
    net::co_spawn(context_, Serve(std::move(client)), net::detached);
  }
}

// Ends by what it throws once the client has left.
Upstream::Task Upstream::Serve(tcp::socket client) {
  std::string bytes;
  char buffer[8'192];
  for (;;) {
    std::size_t size = 0;
    while ((size = RequestSize(bytes)) == 0) {
      const std::size_t n = co_await client.async_read_some(net::buffer(buffer),
                                                            net::use_awaitable);
      bytes.append(buffer, n);
    }
    const bool streams = bytes.find(R"("stream":true)") != std::string::npos;
    bytes.erase(0, size);
    if (streams) {
      co_await Stream(client);
    } else {
      co_await net::async_write(client, net::buffer(whole_),
                                net::use_awaitable);
    }
  }
}

Upstream::Task Upstream::Stream(tcp::socket& client) {
  const std::chrono::milliseconds pace = pace_;
  net::steady_timer timer(context_, std::chrono::steady_clock::now());
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    // The role and the first word come at once, and so do the last and the end.
    if (pace.count() > 0 && i > 1 && i + 1 < pieces_.size()) {
      timer.expires_at(timer.expiry() + pace);
      co_await timer.async_wait(net::use_awaitable);
    }
    co_await net::async_write(client, net::buffer(pieces_[i]),
                              net::use_awaitable);
  }
}

}  // namespace aicc::bench
