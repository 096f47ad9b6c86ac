#include "services/aicc/http_client.h"

#include <sys/socket.h>

#include <atomic>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <optional>

namespace aicc {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace json = boost::json;

constexpr std::size_t kMaxAnswerBytes = 64 << 20;
constexpr std::size_t kEnvelopeBytes = 5;
constexpr unsigned char kEndOfStream = 0x02;

Failure Unreachable(const std::string& where) {
  return Failure({ErrorKind::kUnavailable,
                  "UNREACHABLE",
                  where + " does not answer",
                  {{"url", where}}});
}

Failure BadUrl() {
  return Failure({ErrorKind::kInvalidArgument,
                  "BAD_URL",
                  "the URL must be of the form http://HOST:PORT",
                  {}});
}

ErrorKind KindOf(std::string_view code) {
  if (code == "invalid_argument") return ErrorKind::kInvalidArgument;
  if (code == "not_found") return ErrorKind::kNotFound;
  if (code == "already_exists") return ErrorKind::kAlreadyExists;
  if (code == "failed_precondition") return ErrorKind::kFailedPrecondition;
  if (code == "aborted") return ErrorKind::kAborted;
  if (code == "unauthenticated") return ErrorKind::kUnauthenticated;
  if (code == "permission_denied") return ErrorKind::kPermissionDenied;
  if (code == "resource_exhausted") return ErrorKind::kResourceExhausted;
  if (code == "unavailable") return ErrorKind::kUnavailable;
  if (code == "deadline_exceeded") return ErrorKind::kDeadlineExceeded;
  return ErrorKind::kInternal;
}

std::string TextOf(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_string()
             ? std::string(value->get_string())
             : std::string();
}

// Reads {"code","message","details":[{"type","debug":{"reason",…}}]}.
Failure FailureOf(const json::object& error) {
  Error read{
      KindOf(TextOf(error, "code")), "NO_REASON", TextOf(error, "message"), {}};
  const json::value* details = error.if_contains("details");
  if (details != nullptr && details->is_array()) {
    for (const json::value& detail : details->get_array()) {
      if (!detail.is_object()) continue;
      const json::value* debug = detail.get_object().if_contains("debug");
      if (debug == nullptr || !debug->is_object()) continue;
      const std::string reason = TextOf(debug->get_object(), "reason");
      if (!reason.empty()) read.reason = reason;
    }
  }
  return Failure(std::move(read));
}

std::optional<json::object> ParseObject(std::string_view text) {
  boost::system::error_code error;
  const json::value value = json::parse(text, error);
  if (error || !value.is_object()) return std::nullopt;
  return value.get_object();
}

class Client final : public HttpClient {
 public:
  Client(std::string host, std::string port, std::string token)
      : host_(std::move(host)),
        port_(std::move(port)),
        token_(std::move(token)) {}

  Result<json::object> Call(std::string_view method,
                            const json::object& request) override {
    // A kept connection may have been closed by the other side meanwhile.
    const bool kept = stream_.has_value();
    auto answer = Post(method, request);
    if (!answer && kept) answer = Post(method, request);
    if (!answer) return Unreachable(Where());
    const auto body = ParseObject(answer->body());
    if (!body) {
      return Failure({ErrorKind::kInternal,
                      "BAD_ANSWER",
                      Where() + " does not speak the Connect protocol",
                      {}});
    }
    if (answer->result() != http::status::ok) return FailureOf(*body);
    return *body;
  }

  Result<void> Stream(
      std::string_view method, const json::object& request,
      const std::function<bool(const json::object&)>& take) override {
    stream_.reset();
    if (!Connect()) return Unreachable(Where());
    const auto outcome = ReadStream(method, request, take);
    {
      socket_ = -1;
      stream_.reset();
    }
    return outcome;
  }

  void Abort() override {
    const int socket = socket_.load();
    if (socket >= 0) ::shutdown(socket, SHUT_RDWR);
  }

 private:
  std::string Where() const { return "http://" + host_ + ":" + port_; }

  bool Connect() {
    if (stream_) return true;
    boost::system::error_code error;
    asio::ip::tcp::resolver resolver(io_);
    const auto found = resolver.resolve(host_, port_, error);
    if (error) return false;
    stream_.emplace(io_);
    stream_->connect(found, error);
    if (error) {
      stream_.reset();
      return false;
    }
    boost::system::error_code ignored;
    stream_->socket().set_option(asio::ip::tcp::no_delay(true), ignored);
    buffer_.clear();
    return true;
  }

  http::request<http::string_body> Request(std::string_view method,
                                           const char* type,
                                           std::string body) const {
    http::request<http::string_body> request(http::verb::post,
                                             "/" + std::string(method), 11);
    request.set(http::field::host, host_ + ":" + port_);
    request.set(http::field::content_type, type);
    request.set("Connect-Protocol-Version", "1");
    if (!token_.empty()) {
      request.set(http::field::authorization, "Bearer " + token_);
    }
    request.body() = std::move(body);
    request.prepare_payload();
    return request;
  }

  std::optional<http::response<http::string_body>> Post(
      std::string_view method, const json::object& body) {
    if (!Connect()) return std::nullopt;
    boost::system::error_code error;
    http::write(*stream_,
                Request(method, "application/json", json::serialize(body)),
                error);
    http::response_parser<http::string_body> parser;
    parser.body_limit(kMaxAnswerBytes);
    if (!error) http::read(*stream_, buffer_, parser, error);
    if (error) {
      stream_.reset();
      return std::nullopt;
    }
    if (!parser.keep_alive()) stream_.reset();
    return parser.release();
  }

  Result<void> ReadStream(
      std::string_view method, const json::object& body,
      const std::function<bool(const json::object&)>& take) {
    socket_ = stream_->socket().native_handle();
    const std::string text = json::serialize(body);
    std::string envelope(1, '\0');
    for (int shift = 24; shift >= 0; shift -= 8) {
      envelope.push_back(static_cast<char>((text.size() >> shift) & 0xFF));
    }
    boost::system::error_code error;
    http::write(*stream_,
                Request(method, "application/connect+json", envelope + text),
                error);
    http::response_parser<http::string_body> parser;
    parser.body_limit(boost::none);
    if (!error) http::read_header(*stream_, buffer_, parser, error);
    if (error) return Unreachable(Where());
    std::string pending;
    while (true) {
      std::string& got = parser.get().body();
      pending += got;
      got.clear();
      bool ended = false;
      const auto outcome = TakeEnvelopes(&pending, take, &ended);
      if (!outcome || ended) return outcome;
      if (parser.is_done()) break;
      http::read_some(*stream_, buffer_, parser, error);
      if (error) return Unreachable(Where());
    }
    // No end of stream: an error before the stream began.
    const auto object = ParseObject(pending);
    if (object) return FailureOf(*object);
    return Unreachable(Where());
  }

  // Takes whole envelopes off the front of `*pending`.
  static Result<void> TakeEnvelopes(
      std::string* pending,
      const std::function<bool(const json::object&)>& take, bool* ended) {
    std::size_t used = 0;
    Result<void> outcome;
    while (pending->size() - used >= kEnvelopeBytes && !*ended) {
      const auto* head =
          reinterpret_cast<const unsigned char*>(pending->data()) + used;
      if (head[0] == '{') break;  // An error's body, not an envelope.
      const std::size_t size = (static_cast<std::size_t>(head[1]) << 24) |
                               (static_cast<std::size_t>(head[2]) << 16) |
                               (static_cast<std::size_t>(head[3]) << 8) |
                               head[4];
      if (pending->size() - used - kEnvelopeBytes < size) break;
      const auto message = ParseObject(
          std::string_view(*pending).substr(used + kEnvelopeBytes, size));
      used += kEnvelopeBytes + size;
      if ((head[0] & kEndOfStream) != 0) {
        *ended = true;
        const json::value* error =
            message ? message->if_contains("error") : nullptr;
        if (error != nullptr && error->is_object()) {
          outcome = FailureOf(error->get_object());
        }
      } else if (message && !take(*message)) {
        *ended = true;
      }
    }
    pending->erase(0, used);
    return outcome;
  }

  const std::string host_;
  const std::string port_;
  const std::string token_;
  asio::io_context io_;
  std::optional<beast::tcp_stream> stream_;
  beast::flat_buffer buffer_;
  std::atomic<int> socket_ = -1;
};

}  // namespace

Result<std::unique_ptr<HttpClient>> HttpClient::Make(std::string_view url,
                                                     std::string token) {
  const auto parsed =
      boost::urls::parse_uri(boost::core::string_view(url.data(), url.size()));
  if (parsed.has_error() || parsed->scheme() != "http" ||
      parsed->host().empty()) {
    return BadUrl();
  }
  const std::string port(parsed->port().begin(), parsed->port().end());
  return std::make_unique<Client>(parsed->host(), port.empty() ? "80" : port,
                                  std::move(token));
}

}  // namespace aicc
