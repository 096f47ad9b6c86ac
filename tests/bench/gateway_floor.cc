// The least that stands between a client and a server: a reverse proxy of bare
// Beast that looks at nothing. Each client has a connection to the server for
// itself. What gateway_bench measures the product beside:
//
//   gateway_floor PORT UPSTREAM_PORT

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <cstdlib>
#include <thread>
#include <vector>

namespace aicc::bench {
namespace {

namespace net = boost::asio;
namespace http = boost::beast::http;
using boost::beast::flat_buffer;
using boost::system::error_code;
using net::ip::tcp;
using Task = net::awaitable<void>;

constexpr int kThreads = 2;  // As many as the product has here.

tcp::endpoint Here(int port) {
  return {net::ip::address_v4::loopback(), static_cast<std::uint16_t>(port)};
}

// Passes an answer on as it comes.
Task Answer(tcp::socket& server, flat_buffer& buffer, tcp::socket& client) {
  http::response_parser<http::buffer_body> parser;
  parser.body_limit(boost::none);
  co_await http::async_read_header(server, buffer, parser, net::use_awaitable);
  http::response_serializer<http::buffer_body> serializer(parser.get());
  char bytes[16'384];
  auto& body = parser.get().body();
  do {
    body.data = bytes;
    body.size = sizeof bytes;
    error_code error;
    while (!parser.is_done() && body.size == sizeof bytes) {
      co_await http::async_read_some(
          server, buffer, parser,
          net::redirect_error(net::use_awaitable, error));
      if (error && error != http::error::need_buffer) co_return;
    }
    body.size = sizeof bytes - body.size;
    body.data = bytes;
    body.more = !parser.is_done();
    co_await http::async_write(client, serializer,
                               net::redirect_error(net::use_awaitable, error));
    if (error && error != http::error::need_buffer) co_return;
  } while (!parser.is_done() || !serializer.is_done());
}

Task Serve(tcp::socket client, tcp::endpoint upstream) {
  client.set_option(tcp::no_delay(true));
  tcp::socket server(client.get_executor());
  co_await server.async_connect(upstream, net::use_awaitable);
  server.set_option(tcp::no_delay(true));
  flat_buffer asked;
  flat_buffer answered;
  for (;;) {
    http::request<http::string_body> request;
    co_await http::async_read(client, asked, request, net::use_awaitable);
    co_await http::async_write(server, request, net::use_awaitable);
    co_await Answer(server, answered, client);
  }
}

Task Accept(tcp::acceptor acceptor, tcp::endpoint upstream) {
  for (;;) {
    tcp::socket client = co_await acceptor.async_accept(net::use_awaitable);
    const auto executor = client.get_executor();
    // Whatever ends it, it is that client's only.
    net::co_spawn(executor, Serve(std::move(client), upstream), net::detached);
  }
}

}  // namespace
}  // namespace aicc::bench

int main(int argc, char** argv) {
  using namespace aicc::bench;
  if (argc != 3) return EXIT_FAILURE;
  net::io_context context(kThreads);
  net::co_spawn(context,
                Accept(tcp::acceptor(context, Here(std::atoi(argv[1]))),
                       Here(std::atoi(argv[2]))),
                net::detached);
  std::vector<std::jthread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&context] { context.run(); });
  }
  return EXIT_SUCCESS;
}
