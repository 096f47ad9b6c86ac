#include "services/gateway/edge/http_connection.h"

#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <cerrno>
#include <chrono>
#include <mutex>
#include <optional>
#include <utility>

#include "common/lanes.h"
#include "common/log.h"
#include "common/watchdog.h"
#include "services/gateway/edge/http_answer.h"

namespace aicc::gateway {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using tcp = net::ip::tcp;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

// How much of further requests is read while one is being answered.
constexpr std::size_t kMaxPipelinedBytes = 64 * 1024;
constexpr std::size_t kReadBytes = 16 * 1024;
// After hanging up, so much is taken and thrown away for so long: a client that
// is still sending would otherwise lose our answer to a reset.
constexpr std::size_t kMaxLingerBytes = 4 * 1024 * 1024;
constexpr seconds kLinger{2};
// Whom an answer takes longer for is looked after: each look is a system call.
constexpr milliseconds kWatchAfter{50};
constexpr unsigned kHttp11 = 11;
constexpr std::size_t kFewHeaders = 16;

using Parser = http::request_parser<http::string_body>;

HttpRequest ToRequest(http::request<http::string_body> message) {
  HttpRequest request;
  request.method = std::string(message.method_string());
  const std::string_view target = message.target();
  request.path = std::string(target.substr(0, target.find('?')));
  request.headers.reserve(kFewHeaders);
  for (const auto& field : message) {
    std::string name(field.name_string());
    for (char& c : name) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    }
    request.headers.emplace_back(std::move(name), std::string(field.value()));
  }
  request.body = std::move(message.body());
  return request;
}

// True if the peer has hung up. Asked of the system, because a socket may be
// reported as readable when what made it so has been read already.
bool HasLeft(tcp::socket& socket) {
  char byte = 0;
  const auto n =
      ::recv(socket.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR);
}

// Finds a peer that vanished without a word, in about two minutes.
void KeepAlive(tcp::socket& socket) {
  using Idle = net::detail::socket_option::integer<IPPROTO_TCP, TCP_KEEPIDLE>;
  using Gap = net::detail::socket_option::integer<IPPROTO_TCP, TCP_KEEPINTVL>;
  using Count = net::detail::socket_option::integer<IPPROTO_TCP, TCP_KEEPCNT>;
  error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  socket.set_option(tcp::socket::keep_alive(true), ignored);
  socket.set_option(Idle(60), ignored);
  socket.set_option(Gap(20), ignored);
  socket.set_option(Count(3), ignored);
}

class Connection final : public HttpConnection,
                         public std::enable_shared_from_this<Connection> {
 public:
  Connection(tcp::socket socket, const HttpLimits& limits, HttpHandler& handler)
      : limits_(limits),
        handler_(handler),
        lane_(socket.get_executor()),
        socket_(std::move(socket)),
        buffer_(limits.header_bytes + kMaxPipelinedBytes) {
    LookAfter(lane_);
    KeepAlive(socket_);
  }

  void Serve(std::function<void()> ended) override {
    Spawn(lane_, Requests(), std::move(ended));
  }
  void Reject(std::function<void()> ended) override {
    Spawn(lane_, Refuse(HttpFault::kTooManyConnections), std::move(ended));
  }
  void Drain() override {
    OnLane([](Connection& self) {
      self.draining_ = true;
      if (self.idle_) self.Close();
    });
  }
  void Cut() override {
    OnLane([](Connection& self) {
      self.draining_ = true;
      self.cancel_.emit(net::cancellation_type::all);
      self.Close();
    });
  }

 private:
  net::any_io_executor Lane() {
    std::lock_guard lock(mutex_);
    return lane_;
  }

  // Wherever the connection is by then.
  void OnLane(void (*act)(Connection& self)) {
    const auto lane = Lane();
    net::post(lane, [self = shared_from_this(), act, lane] {
      if (lane != self->Lane()) {
        self->OnLane(act);
      } else {
        act(*self);
      }
    });
  }

  void LookAfter(const net::any_io_executor& lane) {
    patience_.emplace(lane, [this] { Close(); });
    attention_.emplace(lane, [this] {
      if (answering_) Watch();
    });
  }

  void Spawn(const net::any_io_executor& lane, Task<void> task,
             std::function<void()> ended) {
    net::co_spawn(lane, std::move(task),
                  net::bind_cancellation_slot(
                      cancel_.slot(),
                      [self = shared_from_this(),
                       done = std::move(ended)](const std::exception_ptr&) {
                        if (self->next_) {
                          self->LeaveFor(*std::exchange(self->next_, {}), done);
                        } else {
                          self->End(done);
                        }
                      }));
  }

  // Whatever it was, it concerned this connection only.
  void End(const std::function<void()>& done) {
    Close();  // Here, where it runs: its lane may go before it does.
    patience_.reset();
    attention_.reset();
    done();
  }

  // Goes on on another lane, once the coroutine that ends here is gone: both
  // use the one cancellation slot.
  void LeaveFor(const net::any_io_executor& lane, std::function<void()> ended) {
    net::post(socket_.get_executor(), [self = shared_from_this(), lane,
                                       done = std::move(ended)] {
      std::lock_guard lock(self->mutex_);  // To the end: see OnLane().
      if (self->MoveTo(lane)) {
        self->Spawn(lane, self->Requests(), done);
      } else {
        self->End(done);
      }
    });
  }

  bool MoveTo(const net::any_io_executor& lane) {
    error_code error;
    const tcp protocol = socket_.local_endpoint(error).protocol();
    const auto handle = error ? -1 : socket_.release(error);
    if (error) return false;  // It was closed meanwhile.
    socket_ = tcp::socket(lane);
    socket_.assign(protocol, handle, error);
    if (error) {
      ::close(handle);
      return false;
    }
    LookAfter(lane);
    lane_ = lane;
    return true;
  }

  void Close() {
    error_code ignored;
    socket_.close(ignored);
  }

  // From now on whatever waits may do so for so long.
  void Allow(milliseconds time) { patience_->Set(steady_clock::now() + time); }

  Task<void> Requests() {
    while (!draining_) {
      if (!co_await OneRequest()) break;
      next_ = Lanes::Quicker();
      if (next_) co_return co_await StopWatching();
    }
    if (!left_) co_await HangUp();
  }

  // Serves one request; true if another may follow.
  Task<bool> OneRequest() {
    if (!co_await FirstByte()) {
      left_ = true;
      co_return false;
    }
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(limits_.header_bytes));
    parser.body_limit(boost::none);  // Not before the path is known.
    const auto accepted = steady_clock::now();
    patience_->Set(accepted + limits_.read);
    const error_code error = co_await Read(parser);
    if (error) {
      const std::string_view target = parser.get().target();
      co_await RefuseRead(error,
                          std::string(target.substr(0, target.find('?'))));
      co_return false;
    }
    patience_->Rest();
    const unsigned version = parser.get().version();
    const bool keep = parser.get().keep_alive();
    HttpRequest request = ToRequest(parser.release());
    request.accepted = accepted;
    co_return co_await Respond(request, version, keep);
  }

  // Waits for the next request to begin; false if none will.
  Task<bool> FirstByte() {
    if (buffer_.size() > 0) co_return true;
    buffer_.shrink_to_fit();
    idle_ = true;
    Allow(limits_.idle);
    error_code error;
    const std::size_t n = co_await socket_.async_read_some(
        buffer_.prepare(1'024), net::redirect_error(net::use_awaitable, error));
    idle_ = false;
    buffer_.commit(n);
    co_return !error && socket_.is_open();  // Else it came too late.
  }

  Task<error_code> Read(Parser& parser) {
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    parser.eager(false);
    error_code error = Parse(parser);
    while (!error && !parser.is_header_done()) {
      error = co_await Fill();
      if (!error) error = Parse(parser);
    }
    if (error) co_return error;
    const std::string_view target = parser.get().target();
    const std::size_t limit =
        handler_.BodyLimit(target.substr(0, target.find('?')));
    parser.body_limit(limit);
    // What says its length is refused before it is sent.
    if (parser.content_length() && *parser.content_length() > limit) {
      co_return http::error::body_limit;
    }
    if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
      co_await net::async_write(socket_, net::buffer(kContinue),
                                net::redirect_error(net::use_awaitable, error));
      if (error) co_return error;
    }
    parser.eager(true);
    while (!parser.is_done()) {
      error = Parse(parser);
      if (error || parser.is_done()) break;
      if (error = co_await Fill(); error) break;
    }
    co_return error;
  }

  // Mostly all of a request has come at once, so that nobody waits.
  error_code Parse(Parser& parser) {
    error_code error;
    if (buffer_.size() == 0) return error;
    buffer_.consume(parser.put(buffer_.data(), error));
    return error == http::error::need_more ? error_code() : error;
  }

  Task<error_code> Fill() {
    const std::size_t room =
        std::min(kReadBytes, buffer_.max_size() - buffer_.size());
    if (room == 0) co_return http::error::buffer_overflow;
    error_code error;
    const std::size_t n = co_await socket_.async_read_some(
        buffer_.prepare(room), net::redirect_error(net::use_awaitable, error));
    buffer_.commit(n);
    if (!error && !socket_.is_open()) co_return net::error::timed_out;
    co_return error == net::error::eof ? http::error::end_of_stream : error;
  }

  Task<void> RefuseRead(error_code error, std::string path) {
    if (error == http::error::header_limit ||
        error == http::error::buffer_overflow) {
      co_await Refuse(HttpFault::kHeaderTooLarge);
    } else if (error == http::error::body_limit) {
      co_await Refuse(HttpFault::kBodyTooLarge, std::move(path));
    } else if (error == http::error::end_of_stream ||
               error == http::error::partial_message ||
               error.category() !=
                   make_error_code(http::error::bad_method).category()) {
      left_ = true;  // It closed, broke, or was too slow: nobody listens.
    } else {
      co_await Refuse(HttpFault::kMalformed);
    }
  }

  Task<void> Refuse(HttpFault fault, std::string path = {}) {
    HttpAnswer answer(socket_, *patience_, limits_, kHttp11, false, false);
    co_await answer.Send(handler_.Refuse(fault, path));
    co_await HangUp();
    left_ = true;
  }

  Task<bool> Respond(const HttpRequest& request, unsigned version, bool keep) {
    HttpAnswer answer(socket_, *patience_, limits_, version, keep,
                      request.method == "HEAD");
    const Lanes::Call call;
    co_await Lanes::GiveWay();
    answering_ = true;
    attention_->Set(steady_clock::now() + kWatchAfter);
    try {
      co_await handler_.Handle(request, answer);
    } catch (const boost::system::system_error& e) {
      const bool cancelled = e.code() == net::error::operation_aborted;
      if (!cancelled) Log().error("http handler: {}", e.what());
    } catch (const std::exception& e) {
      Log().error("http handler: {}", e.what());
    }
    attention_->Rest();
    answering_ = false;
    if (left_) co_return false;
    if (!answer.begun()) co_await answer.Send({500, {}, ""});
    co_return answer.reusable();
  }

  // While a request is being answered, for longer than some are, notices that
  // the client has left, and keeps what it sends meanwhile. No coroutine of its
  // own, which each request would have to start and end.
  void Watch() {
    // Enough is kept: whether it stays will show when it is answered.
    if (watching_ || buffer_.size() >= kMaxPipelinedBytes) return;
    watching_ = true;
    socket_.async_wait(tcp::socket::wait_read,
                       [self = shared_from_this()](const error_code& error) {
                         self->watching_ = false;
                         // Else it is the next request, for whoever reads it.
                         if (self->answering_) self->Look(error);
                       });
  }

  void Look(const error_code& waited) {
    left_ = waited || HasLeft(socket_);
    if (left_) {
      cancel_.emit(net::cancellation_type::all);
      return;
    }
    error_code error;
    const std::size_t there =
        std::min(socket_.available(error), kMaxPipelinedBytes - buffer_.size());
    if (there > 0) {
      buffer_.commit(socket_.read_some(buffer_.prepare(there), error));
    }
    Watch();
  }

  Task<void> StopWatching() {
    error_code ignored;
    if (watching_) socket_.cancel(ignored);
    while (watching_) co_await net::post(net::use_awaitable);
  }

  Task<void> HangUp() {
    error_code error;
    socket_.shutdown(tcp::socket::shutdown_send, error);
    Allow(kLinger);
    buffer_.clear();
    for (std::size_t taken = 0; !error && taken < kMaxLingerBytes;) {
      taken += co_await socket_.async_read_some(
          buffer_.prepare(kMaxPipelinedBytes),
          net::redirect_error(net::use_awaitable, error));
    }
  }

  const HttpLimits& limits_;
  HttpHandler& handler_;
  // All but the next two is used on the lane only; it is a strand of the
  // connection's own where there are no lanes.
  std::mutex mutex_;
  net::any_io_executor lane_;  // Written on itself only, under mutex_.
  tcp::socket socket_;
  beast::flat_buffer buffer_;
  std::optional<net::any_io_executor> next_;  // Lane, once it has answered.
  std::optional<Watchdog> patience_;          // Hangs up.
  std::optional<Watchdog> attention_;         // Begins to Watch().
  net::cancellation_signal cancel_;
  bool idle_ = false;
  bool answering_ = false;
  bool watching_ = false;
  bool draining_ = false;
  bool left_ = false;  // Nobody to say anything to.
};

}  // namespace

std::shared_ptr<HttpConnection> HttpConnection::Make(tcp::socket socket,
                                                     const HttpLimits& limits,
                                                     HttpHandler& handler) {
  return std::make_shared<Connection>(std::move(socket), limits, handler);
}

}  // namespace aicc::gateway
