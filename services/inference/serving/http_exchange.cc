#include "services/inference/serving/http_exchange.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/url.hpp>
#include <optional>
#include <tuple>

#include "common/suspend.h"

namespace aicc::inference {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using tcp = asio::ip::tcp;

using PlainStream = beast::tcp_stream;
using TlsStream = asio::ssl::stream<beast::tcp_stream>;

constexpr std::uint32_t kMaxHeadBytes = 64 << 10;

// Wrapped, because an error_code alone would be thrown.
struct Outcome {
  error_code error;
};

HttpFailure FailureOf(const error_code& error, HttpFailure otherwise) {
  if (error == beast::error::timeout) return HttpFailure::kTimeout;
  return otherwise;
}

// Names are looked up on a thread of Asio's own, which cannot be interrupted;
// so that neither a deadline nor a cancelled call waits for it, whoever is
// first of the three wakes the coroutine, and the others find nobody.
struct Lookup : std::enable_shared_from_this<Lookup> {
  explicit Lookup(const asio::any_io_executor& executor)
      : resolver(executor), timer(executor) {}

  void Begin(const HttpUrl& url, HttpExchange::Deadline deadline) {
    timer.expires_at(deadline);
    timer.async_wait([self = shared_from_this()](const error_code& error) {
      if (!error) self->End(beast::error::timeout);
    });
    resolver.async_resolve(
        url.host, url.port,
        [self = shared_from_this()](const error_code& error,
                                    tcp::resolver::results_type results) {
          self->found = std::move(results);
          self->End(error);
        });
  }
  void End(const error_code& error) {
    timer.cancel();
    if (auto waiting = std::exchange(done, nullptr)) waiting({error});
  }

  tcp::resolver resolver;
  asio::steady_timer timer;
  tcp::resolver::results_type found;
  std::function<void(Outcome)> done;
};

template <typename Stream>
class ExchangeOver final : public HttpExchange {
 public:
  template <typename... Args>
  ExchangeOver(const HttpUrl& url, Args&&... args)
      : url_(url), stream_(std::forward<Args>(args)...) {}

  Task<HttpResult<void>> Connect(Deadline deadline) override {
    const auto lookup = std::make_shared<Lookup>(Socket().get_executor());
    const Outcome looked_up = co_await Suspend<Outcome>(
        [&](std::function<void(Outcome)> done) {
          lookup->done = std::move(done);
          lookup->Begin(url_, deadline);
        },
        [lookup] { lookup->End(asio::error::operation_aborted); });
    if (looked_up.error) {
      co_return std::unexpected(
          FailureOf(looked_up.error, HttpFailure::kUnreachable));
    }
    const auto hosts = lookup->found;
    const error_code connected = co_await Wait(deadline, [&](auto done) {
      Socket().async_connect(
          hosts, [done](const error_code& error, const tcp::endpoint&) {
            done({error});
          });
    });
    if (connected) {
      co_return std::unexpected(
          FailureOf(connected, HttpFailure::kUnreachable));
    }
    error_code ignored;
    Socket().socket().set_option(tcp::no_delay(true), ignored);
    co_return co_await Handshake(deadline);
  }

  Task<HttpResult<void>> Post(const std::string& path, const Headers& headers,
                              std::string body, Deadline deadline) override {
    http::request<http::string_body> request(http::verb::post, path, 11);
    request.set(http::field::host, HostHeader());
    request.set(http::field::user_agent, "aicc");
    request.set(http::field::connection, "close");
    for (const auto& [name, value] : headers) request.set(name, value);
    request.body() = std::move(body);
    request.prepare_payload();
    const error_code error = co_await Wait(deadline, [&](auto done) {
      http::async_write(
          stream_, request,
          [done](const error_code& e, std::size_t) { done({e}); });
    });
    if (error) co_return std::unexpected(FailureOf(error, HttpFailure::kCut));
    co_return HttpResult<void>();
  }

  Task<HttpResult<HttpHead>> ReadHead(Deadline deadline) override {
    parser_.body_limit(boost::none);  // Whoever reads it counts.
    parser_.header_limit(kMaxHeadBytes);
    const error_code error = co_await Wait(deadline, [&](auto done) {
      http::async_read_header(
          stream_, buffer_, parser_,
          [done](const error_code& e, std::size_t) { done({e}); });
    });
    if (error) co_return std::unexpected(ReadFailure(error));
    // Else the parser would keep what it has until the next chunk begins.
    parser_.eager(false);
    const auto& head = parser_.get();
    co_return HttpHead{static_cast<int>(head.result_int()),
                       std::string(head[http::field::content_type])};
  }

  Task<HttpResult<bool>> ReadSome(std::string* bytes,
                                  Deadline deadline) override {
    bytes->clear();
    while (!parser_.is_done() && parser_.get().body().empty()) {
      const error_code error = co_await Wait(deadline, [&](auto done) {
        http::async_read_some(
            stream_, buffer_, parser_,
            [done](const error_code& e, std::size_t) { done({e}); });
      });
      // What came before the connection broke is still worth reading.
      if (error && parser_.get().body().empty()) {
        co_return std::unexpected(ReadFailure(error));
      }
      if (error) break;
    }
    bytes->swap(parser_.get().body());
    parser_.get().body().clear();
    co_return !bytes->empty() || !parser_.is_done();
  }

 private:
  beast::tcp_stream& Socket() { return beast::get_lowest_layer(stream_); }

  // Runs one operation until it ends, at the latest at `deadline`.
  template <typename Begin>
  Task<error_code> Wait(Deadline deadline, Begin begin) {
    if (deadline == Deadline::max()) {
      Socket().expires_never();
    } else {
      Socket().expires_at(deadline);
    }
    const Outcome outcome = co_await Suspend<Outcome>(
        [&begin](std::function<void(Outcome)> done) { begin(std::move(done)); },
        [this] { Socket().close(); });
    co_return outcome.error;
  }

  Task<HttpResult<void>> Handshake(Deadline deadline) {
    if constexpr (std::is_same_v<Stream, TlsStream>) {
      // Which of its certificates the server is to show.
      SSL_set_tlsext_host_name(stream_.native_handle(), url_.host.c_str());
      stream_.set_verify_mode(asio::ssl::verify_peer);
      stream_.set_verify_callback(asio::ssl::host_name_verification(url_.host));
      const error_code error = co_await Wait(deadline, [&](auto done) {
        stream_.async_handshake(asio::ssl::stream_base::client,
                                [done](const error_code& e) { done({e}); });
      });
      if (error) {
        co_return std::unexpected(FailureOf(error, HttpFailure::kUnreachable));
      }
    }
    co_return HttpResult<void>();
  }

  std::string HostHeader() const {
    const bool v6 = url_.host.contains(':');
    return (v6 ? "[" + url_.host + "]" : url_.host) + ":" + url_.port;
  }

  static HttpFailure ReadFailure(const error_code& error) {
    if (error == beast::error::timeout) return HttpFailure::kTimeout;
    const bool http = error.category() ==
                      http::make_error_code(http::error::bad_method).category();
    const bool cut = error == http::error::end_of_stream ||
                     error == http::error::partial_message;
    return http && !cut ? HttpFailure::kMalformed : HttpFailure::kCut;
  }

  const HttpUrl& url_;
  Stream stream_;
  beast::flat_buffer buffer_{1 << 20};
  http::response_parser<http::string_body> parser_;
};

}  // namespace

struct HttpClient::Tls {
  Tls() : context(asio::ssl::context::tls_client) {
    context.set_options(asio::ssl::context::no_tlsv1 |
                        asio::ssl::context::no_tlsv1_1);
    context.set_default_verify_paths();
  }
  asio::ssl::context context;
};

HttpClient::HttpClient() : tls_(std::make_unique<Tls>()) {}
HttpClient::~HttpClient() = default;

Task<std::unique_ptr<HttpExchange>> HttpClient::Open(const HttpUrl& url) const {
  const asio::any_io_executor executor = co_await asio::this_coro::executor;
  std::unique_ptr<HttpExchange> exchange;
  if (url.tls) {
    exchange =
        std::make_unique<ExchangeOver<TlsStream>>(url, executor, tls_->context);
  } else {
    exchange = std::make_unique<ExchangeOver<PlainStream>>(url, executor);
  }
  co_return exchange;
}

Result<HttpUrl> ParseHttpUrl(std::string_view url) {
  const auto parsed = boost::urls::parse_uri({url.data(), url.size()});
  if (!parsed || parsed->has_query() || parsed->has_fragment() ||
      parsed->has_userinfo() || parsed->host().empty() ||
      (parsed->scheme() != "http" && parsed->scheme() != "https")) {
    return InvalidField("base_url",
                        "must be of the form http[s]://HOST[:PORT][/PATH]");
  }
  HttpUrl result;
  result.tls = parsed->scheme() == "https";
  result.host = parsed->host_address();
  result.port = parsed->has_port() ? std::string(parsed->port())
                                   : (result.tls ? "443" : "80");
  const auto path = parsed->encoded_path();
  result.path.assign(path.data(), path.size());
  while (result.path.ends_with('/')) result.path.pop_back();
  return result;
}

}  // namespace aicc::inference
