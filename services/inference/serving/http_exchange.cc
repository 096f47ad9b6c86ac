#include "services/inference/serving/http_exchange.h"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/url.hpp>
#include <cerrno>
#include <charconv>
#include <map>
#include <mutex>
#include <optional>
#include <type_traits>

#include "common/suspend.h"
#include "common/watchdog.h"

namespace aicc::inference {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using tcp = asio::ip::tcp;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr std::uint32_t kMaxHeadBytes = 64 << 10;
constexpr std::size_t kMaxBufferBytes = 256 << 10;
constexpr std::size_t kReadBytes = 16 << 10;
constexpr std::uint64_t kMaxBodyBytes = 64 << 20;
constexpr std::size_t kHeadBytes = 512;  // Of most requests.
constexpr int kMaxInterim = 16;
// Servers close what is idle for longer, and tell nobody.
constexpr seconds kMaxIdle{20};
constexpr std::size_t kMaxIdleEach = 256;

// Wrapped, because an error_code alone would be thrown.
struct Outcome {
  error_code error;
};

// Names are looked up on a thread of Asio's own, which cannot be interrupted;
// so that neither a deadline nor a cancelled call waits for it, whoever is
// first of the three wakes the coroutine, and the others find nobody.
struct Lookup : std::enable_shared_from_this<Lookup> {
  explicit Lookup(const asio::any_io_executor& executor)
      : resolver(executor), timer(executor) {}

  void Begin(const HttpUrl& url, HttpExchange::Deadline deadline) {
    timer.expires_at(deadline);
    timer.async_wait([self = shared_from_this()](const error_code& error) {
      if (!error) self->End(asio::error::timed_out);
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

using TlsStream = asio::ssl::stream<tcp::socket>;

// Where `executor` runs, whatever strand is around it.
const void* ContextOf(const asio::any_io_executor& executor) {
  return &asio::query(executor, asio::execution::context);
}

// Sends as much of both as the system takes at once; returns how much that was.
// What is wrong with the socket, whoever waits for it will be told.
std::size_t SendNow(tcp::socket& socket, std::string_view head,
                    std::string_view body) {
  ::iovec parts[2] = {{const_cast<char*>(head.data()), head.size()},
                      {const_cast<char*>(body.data()), body.size()}};
  ::msghdr message{};
  message.msg_iov = parts;
  message.msg_iovlen = 2;
  const auto sent =
      ::sendmsg(socket.native_handle(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
  return sent > 0 ? static_cast<std::size_t>(sent) : 0;
}

// A connection. Its socket is on no strand: whoever uses it brings one along.
template <typename Stream>
class Connection {
 public:
  template <typename... Args>
  explicit Connection(Args&&... args) : stream(std::forward<Args>(args)...) {}

  tcp::socket& socket() { return beast::get_lowest_layer(stream); }

  // True if the other side has hung up, or said what nobody asked.
  bool Stale() {
    char byte = 0;
    const auto n =
        ::recv(socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return n >= 0 || errno != EAGAIN;
  }

  // Whoever uses it is on `strand` from now on.
  void Use(const asio::any_io_executor& strand) {
    if (strand_ == strand) return;
    strand_ = strand;
    watchdog_.emplace(strand, [this] {
      error_code ignored;
      socket().close(ignored);
    });
  }
  Watchdog& watchdog() { return *watchdog_; }

  Stream stream;
  beast::flat_buffer buffer{kMaxBufferBytes};
  steady_clock::time_point idle_since{};

 private:
  asio::any_io_executor strand_;
  std::optional<Watchdog> watchdog_;
};

// Connections that are open and idle, by where they lead; the last used first.
template <typename Stream>
class Pool {
 public:
  using Owned = std::unique_ptr<Connection<Stream>>;

  // `context`: where the caller's executor runs.
  Owned Take(const HttpUrl& url, const void* context) {
    const auto oldest = steady_clock::now() - kMaxIdle;
    std::vector<Owned> closed;  // After the lock.
    std::lock_guard lock(mutex_);
    auto& idle = idle_[{context, url.host + " " + url.port}];
    while (!idle.empty()) {
      Owned last = std::move(idle.back());
      idle.pop_back();
      if (last->idle_since > oldest && !last->Stale()) return last;
      closed.push_back(std::move(last));
    }
    return nullptr;
  }
  void Give(const HttpUrl& url, const void* context, Owned connection) {
    connection->idle_since = steady_clock::now();
    std::lock_guard lock(mutex_);
    auto& idle = idle_[{context, url.host + " " + url.port}];
    if (idle.size() < kMaxIdleEach) idle.push_back(std::move(connection));
  }

 private:
  std::mutex mutex_;
  std::map<std::pair<const void*, std::string>, std::vector<Owned>>
      idle_;  // Guarded by mutex_.
};

// One exchange, plain or over TLS: this file is past 400 lines, as all of it is
// about the same connection.
template <typename Stream>
class ExchangeOver final : public HttpExchange {
 public:
  using Owned = std::unique_ptr<Connection<Stream>>;

  // `idle` may be null: then `make` makes one.
  ExchangeOver(const HttpUrl& url, Pool<Stream>& pool, Owned idle,
               std::function<Owned()> make, const asio::any_io_executor& strand)
      : url_(url),
        context_(ContextOf(strand)),
        pool_(pool),
        connection_(std::move(idle)),
        make_(std::move(make)),
        strand_(strand) {
    if (connection_) connection_->Use(strand_);
    NewParser();
  }

  Task<HttpResult<bool>> Connect(Deadline deadline) override {
    if (connection_) co_return false;
    connection_ = make_();
    connection_->Use(strand_);
    const auto hosts = co_await Find(deadline);
    if (!hosts) co_return std::unexpected(hosts.error());
    error_code error = co_await ConnectTo(*hosts, deadline);
    if (error) co_return std::unexpected(Why(error, HttpFailure::kUnreachable));
    error = co_await Handshake(deadline);
    if (error) {
      const bool proof =
          error.category() == asio::error::get_ssl_category() &&
          ERR_GET_REASON(static_cast<unsigned long>(error.value())) ==
              SSL_R_CERTIFICATE_VERIFY_FAILED;
      co_return std::unexpected(Why(
          error, proof ? HttpFailure::kUntrusted : HttpFailure::kUnreachable));
    }
    co_return true;
  }

  Task<HttpResult<void>> Send(const std::string& path, const Headers& headers,
                              const std::string& body,
                              Deadline deadline) override {
    const std::string head = HeadOf(path, headers, body.size());
    std::array<asio::const_buffer, 2> bytes{asio::buffer(head),
                                            asio::buffer(body)};
    if constexpr (!std::is_same_v<Stream, TlsStream>) {
      // What the system takes at once needs no waiting.
      std::size_t sent = SendNow(connection_->socket(), head, body);
      if (sent == head.size() + body.size()) co_return HttpResult<void>();
      for (asio::const_buffer& part : bytes) {
        const std::size_t size = std::min(sent, part.size());
        part += size;
        sent -= size;
      }
    }
    error_code error;
    Watch(deadline);
    co_await asio::async_write(
        connection_->stream, bytes,
        asio::redirect_error(asio::use_awaitable, error));
    Rest(error);
    if (error) co_return std::unexpected(Why(error, HttpFailure::kReset));
    co_return HttpResult<void>();
  }

  Task<HttpResult<int>> ReadHead(Deadline deadline) override {
    for (int interim = 0;;) {
      if (connection_->buffer.size() > 0) {
        if (const error_code wrong = Parse(); wrong) {
          co_return std::unexpected(ReadFailure(wrong));
        }
      }
      if (parser_->is_header_done()) {
        if (!IsInterim()) break;
        if (++interim > kMaxInterim) {
          co_return std::unexpected(HttpFailure::kMalformed);
        }
        NewParser();  // "103 Early Hints" and the like: the answer comes yet.
        continue;
      }
      const error_code error = co_await Fill(deadline);
      if (error) {
        const bool nothing =
            connection_->buffer.size() == 0 && !parser_->got_some();
        co_return std::unexpected(nothing ? Why(error, HttpFailure::kReset)
                                          : ReadFailure(error));
      }
    }
    // Room would be made for all of it.
    if (parser_->content_length().value_or(0) > kMaxBodyBytes) {
      co_return std::unexpected(HttpFailure::kMalformed);
    }
    co_return static_cast<int>(parser_->get().result_int());
  }

  std::string_view Header(std::string_view name) const override {
    return parser_->get()[beast::string_view(name.data(), name.size())];
  }

  Task<HttpResult<bool>> ReadSome(std::string* bytes,
                                  Deadline deadline) override {
    bytes->clear();
    // What came before the connection broke is still worth reading.
    error_code error = ParseBody();
    while (!parser_->is_done() && parser_->get().body().empty()) {
      if (!error) error = co_await Fill(deadline);
      if (error == asio::error::eof) {
        error = {};
        parser_->put_eof(error);  // A body may end with its connection.
        if (!error) break;
      }
      if (error) co_return std::unexpected(ReadFailure(error));
      error = ParseBody();
    }
    bytes->swap(parser_->get().body());
    parser_->get().body().clear();
    if (parser_->is_done()) GiveBack();
    co_return !bytes->empty() || !parser_->is_done();
  }

 private:
  void Watch(Deadline deadline) { connection_->watchdog().Set(deadline); }

  void NewParser() {
    parser_.emplace();
    parser_->body_limit(boost::none);  // Whoever reads it counts.
    parser_->header_limit(kMaxHeadBytes);
    // Else it would keep what it has until the next chunk begins.
    parser_->eager(false);
  }

  bool IsInterim() const {
    const unsigned status = parser_->get().result_int();
    return status < 200 && status != 101;
  }

  // After each wait. A call that was cancelled is unwound.
  void Rest(const error_code& error) {
    Watchdog& watchdog = connection_->watchdog();
    watchdog.Rest();
    if (error == asio::error::operation_aborted && !watchdog.barked()) {
      ThrowCancelled();
    }
  }

  // Where the host is.
  Task<HttpResult<tcp::resolver::results_type>> Find(Deadline deadline) {
    error_code none;
    const auto address = asio::ip::make_address(url_.host, none);
    std::uint16_t port = 0;
    const char* const end = url_.port.data() + url_.port.size();
    if (!none && std::from_chars(url_.port.data(), end, port).ptr == end) {
      co_return tcp::resolver::results_type::create(
          tcp::endpoint(address, port), url_.host, url_.port);
    }
    const auto lookup =
        std::make_shared<Lookup>(co_await asio::this_coro::executor);
    const Outcome looked_up = co_await Suspend<Outcome>(
        [&](std::function<void(Outcome)> done) {
          lookup->done = std::move(done);
          lookup->Begin(url_, deadline);
        },
        [lookup] { lookup->End(asio::error::operation_aborted); });
    if (looked_up.error == asio::error::operation_aborted) ThrowCancelled();
    if (looked_up.error) {
      co_return std::unexpected(looked_up.error == asio::error::timed_out
                                    ? HttpFailure::kTimeout
                                    : HttpFailure::kUnreachable);
    }
    co_return lookup->found;
  }

  Task<error_code> ConnectTo(const tcp::resolver::results_type& hosts,
                             Deadline deadline) {
    error_code error = asio::error::host_not_found;
    tcp::socket& socket = connection_->socket();
    std::size_t left = hosts.size();
    for (const auto& host : hosts) {
      error_code ignored;
      socket.close(ignored);
      // One that swallows everything leaves the others their share.
      const auto now = steady_clock::now();
      Watch(now + (deadline - now) / static_cast<std::int64_t>(left--));
      co_await socket.async_connect(
          host.endpoint(), asio::redirect_error(asio::use_awaitable, error));
      Rest(error);
      if (!error || steady_clock::now() >= deadline) break;
    }
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    co_return error;
  }

  Task<error_code> Handshake(Deadline deadline) {
    error_code error;
    if constexpr (std::is_same_v<Stream, TlsStream>) {
      // Which of its certificates the server is to show.
      auto& stream = connection_->stream;
      SSL_set_tlsext_host_name(stream.native_handle(), url_.host.c_str());
      stream.set_verify_mode(asio::ssl::verify_peer);
      stream.set_verify_callback(asio::ssl::host_name_verification(url_.host));
      Watch(deadline);
      co_await stream.async_handshake(
          asio::ssl::stream_base::client,
          asio::redirect_error(asio::use_awaitable, error));
      Rest(error);
    }
    co_return error;
  }

  // Waits for more bytes.
  Task<error_code> Fill(Deadline deadline) {
    beast::flat_buffer& buffer = connection_->buffer;
    const std::size_t room =
        std::min(kReadBytes, buffer.max_size() - buffer.size());
    if (room == 0) co_return http::error::buffer_overflow;
    error_code error;
    Watch(deadline);
    const std::size_t n = co_await connection_->stream.async_read_some(
        buffer.prepare(room), asio::redirect_error(asio::use_awaitable, error));
    Rest(error);
    buffer.commit(n);
    co_return n > 0 ? error_code() : error;
  }

  // Has the parser look at what has come: the head, or the next chunk.
  error_code Parse() {
    error_code error;
    beast::flat_buffer& buffer = connection_->buffer;
    buffer.consume(parser_->put(buffer.data(), error));
    return error == http::error::need_more ? error_code() : error;
  }

  // All of the body that has come, chunk by chunk, so that whoever reads this
  // answer has it at once. A chunk that is broken fails when it is the next.
  error_code ParseBody() {
    error_code error;
    while (!error && !parser_->is_done()) {
      const std::size_t before = connection_->buffer.size();
      if (before > 0) error = Parse();
      if (connection_->buffer.size() == before) break;
    }
    return error;
  }

  void GiveBack() {
    if (!connection_ || !parser_->keep_alive() ||
        parser_->get().result_int() < 200 || connection_->buffer.size() > 0) {
      return;
    }
    pool_.Give(url_, context_, std::move(connection_));
  }

  // Written by hand: a library's container of fields costs more than they do.
  std::string HeadOf(const std::string& path, const Headers& headers,
                     std::size_t body_bytes) const {
    const bool v6 = url_.host.contains(':');
    std::string head;
    head.reserve(kHeadBytes);
    head.append(body_bytes == 0 ? "GET " : "POST ").append(path);
    head.append(" HTTP/1.1\r\nhost: ").append(v6 ? "[" : "");
    head.append(url_.host).append(v6 ? "]:" : ":").append(url_.port);
    head.append("\r\nuser-agent: aicc\r\n");
    for (const auto& [name, value] : headers) {
      head.append(name).append(": ").append(value).append("\r\n");
    }
    if (body_bytes > 0) {
      head.append("content-length: ").append(std::to_string(body_bytes));
      head.append("\r\n");
    }
    return head.append("\r\n");
  }

  bool barked() const {
    return connection_ && connection_->watchdog().barked();
  }

  HttpFailure Why(const error_code&, HttpFailure otherwise) const {
    return barked() ? HttpFailure::kTimeout : otherwise;
  }

  HttpFailure ReadFailure(const error_code& error) const {
    if (barked()) return HttpFailure::kTimeout;
    const bool http = error.category() ==
                      http::make_error_code(http::error::bad_method).category();
    const bool cut = error == http::error::end_of_stream ||
                     error == http::error::partial_message;
    return http && !cut ? HttpFailure::kMalformed : HttpFailure::kCut;
  }

  const HttpUrl& url_;
  const void* const context_;
  Pool<Stream>& pool_;
  Owned connection_;
  const std::function<Owned()> make_;
  std::optional<http::response_parser<http::string_body>> parser_;
  const asio::any_io_executor strand_;
};

}  // namespace

struct HttpClient::Shared {
  explicit Shared(asio::any_io_executor e)
      : executor(std::move(e)), tls(asio::ssl::context::tls_client) {
    tls.set_options(asio::ssl::context::no_tlsv1 |
                    asio::ssl::context::no_tlsv1_1);
    tls.set_default_verify_paths();
  }

  const asio::any_io_executor executor;
  asio::ssl::context tls;
  Pool<tcp::socket> plain_pool;
  Pool<TlsStream> tls_pool;
};

HttpClient::HttpClient(asio::any_io_executor executor)
    : shared_(std::make_unique<Shared>(std::move(executor))) {}
HttpClient::~HttpClient() = default;

std::unique_ptr<HttpExchange> HttpClient::Open(
    const HttpUrl& url, const asio::any_io_executor& strand, bool fresh) const {
  Shared& shared = *shared_;
  const void* const context = ContextOf(strand);
  // On a lane the connection is the lane's own.
  const asio::any_io_executor base =
      context == ContextOf(shared.executor) ? shared.executor : strand;
  std::unique_ptr<HttpExchange> exchange;
  if (url.tls) {
    exchange = std::make_unique<ExchangeOver<TlsStream>>(
        url, shared.tls_pool,
        fresh ? nullptr : shared.tls_pool.Take(url, context),
        [&shared, base] {
          return std::make_unique<Connection<TlsStream>>(base, shared.tls);
        },
        strand);
  } else {
    exchange = std::make_unique<ExchangeOver<tcp::socket>>(
        url, shared.plain_pool,
        fresh ? nullptr : shared.plain_pool.Take(url, context),
        [base] { return std::make_unique<Connection<tcp::socket>>(base); },
        strand);
  }
  return exchange;
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
