#include "tests/gateway/edge/http_client.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <stdexcept>

namespace aicc::gateway {
namespace {

namespace net = boost::asio;
namespace http = boost::beast::http;
using tcp = net::ip::tcp;

template <typename Message>
void CopyHead(const Message& message, HttpReply* reply) {
  reply->status = static_cast<int>(message.result_int());
  for (const auto& field : message) {
    std::string name(field.name_string());
    for (char& c : name) c = static_cast<char>(std::tolower(c));
    reply->headers[name] = std::string(field.value());
  }
}

}  // namespace

struct HttpClient::State {
  net::io_context context;
  tcp::socket socket{context};
  boost::beast::flat_buffer buffer;
  std::unique_ptr<http::response_parser<http::buffer_body>> streamed;
};

HttpClient::HttpClient(std::uint16_t port, int receive_buffer)
    : state_(std::make_unique<State>()) {
  state_->socket.open(tcp::v4());
  if (receive_buffer > 0) {
    state_->socket.set_option(
        net::socket_base::receive_buffer_size(receive_buffer));
  }
  state_->socket.connect({net::ip::address_v4::loopback(), port});
}

HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;

HttpReply HttpClient::Send(const std::string& method, const std::string& path,
                           const Headers& headers, const std::string& body) {
  std::string request = method + " " + path + " HTTP/1.1\r\nhost: test\r\n";
  for (const auto& [name, value] : headers) {
    request += name + ": " + value + "\r\n";
  }
  if (!body.empty() || method == "POST") {
    request += "content-length: " + std::to_string(body.size()) + "\r\n";
  }
  Write(request + "\r\n" + body);
  return Read(method == "HEAD");
}

void HttpClient::Write(const std::string& bytes) {
  boost::system::error_code ignored;  // Reading tells what became of it.
  net::write(state_->socket, net::buffer(bytes), ignored);
}

HttpReply HttpClient::Read(bool to_head) {
  http::response_parser<http::string_body> parser;
  parser.body_limit(64 * 1024 * 1024);
  parser.skip(to_head);
  boost::system::error_code error;
  http::read(state_->socket, state_->buffer, parser, error);
  HttpReply reply;
  if (error) return reply;
  CopyHead(parser.get(), &reply);
  reply.body = parser.get().body();
  return reply;
}

HttpReply HttpClient::ReadHead() {
  state_->streamed =
      std::make_unique<http::response_parser<http::buffer_body>>();
  state_->streamed->body_limit(boost::none);
  http::read_header(state_->socket, state_->buffer, *state_->streamed);
  HttpReply reply;
  CopyHead(state_->streamed->get(), &reply);
  return reply;
}

std::string HttpClient::ReadSome() {
  auto& parser = *state_->streamed;
  std::string bytes(16 * 1024, '\0');
  while (!parser.is_done()) {
    parser.get().body().data = bytes.data();
    parser.get().body().size = bytes.size();
    boost::system::error_code error;
    http::read_some(state_->socket, state_->buffer, parser, error);
    if (error && error != http::error::need_buffer) {
      throw boost::system::system_error(error);
    }
    const std::size_t got = bytes.size() - parser.get().body().size;
    if (got > 0) return bytes.substr(0, got);
  }
  return "";
}

std::vector<Enveloped> OpenEnvelopes(const std::string& body) {
  std::vector<Enveloped> all;
  for (std::size_t at = 0; at < body.size();) {
    if (body.size() - at < 5) throw std::runtime_error("cut envelope");
    std::size_t length = 0;
    for (std::size_t i = 1; i <= 4; ++i) {
      length = length << 8 | static_cast<unsigned char>(body[at + i]);
    }
    if (body.size() - at - 5 < length) throw std::runtime_error("cut message");
    all.push_back({body[at], body.substr(at + 5, length)});
    at += 5 + length;
  }
  return all;
}

}  // namespace aicc::gateway
