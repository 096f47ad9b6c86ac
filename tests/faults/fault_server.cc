#include "tests/faults/fault_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>
#include <sstream>
#include <stdexcept>

namespace aicc {
namespace {

namespace json = boost::json;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int kTick = 20;  // Milliseconds.
constexpr milliseconds kBetweenWords{5};

constexpr char kText[] =
    "로밍 하루 요금제는 하루 11,000원에 데이터를 무제한으로 제공합니다. A "
    "daily "
    "pass starts when you first use data abroad, and it ends after twenty-four "
    "hours. 출국 전에 앱의 로밍 메뉴에서 신청하시면 되고, 사용하지 않은 날의 "
    "요금은 청구하지 않습니다. If the plan does not start by itself, please "
    "restart the phone once. 그래도 안 되면 공항의 로밍 센터나 고객센터로 "
    "연락해 주시기 바랍니다.";

std::string LowerHead(const std::string& bytes, std::size_t end) {
  std::string head = bytes.substr(0, end);
  for (char& c : head) c = static_cast<char>(std::tolower(c));
  return head;
}

std::size_t LengthIn(const std::string& head) {
  const std::size_t at = head.find("content-length:");
  return at == std::string::npos ? 0 : std::stoul(head.substr(at + 15));
}

}  // namespace

const std::vector<std::string>& CanonicalWords() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> all;
    std::istringstream text(kText);
    for (std::string word; text >> word;) all.push_back(word);
    return all;
  }();
  return words;
}

std::string CanonicalAnswer() {
  std::string answer;
  for (const std::string& word : CanonicalWords()) {
    answer += (answer.empty() ? "" : " ") + word;
  }
  return answer;
}

// --- One request

void Asked::Send(const std::string& bytes) {
  if (closed_) return;
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const auto sent =
        ::send(connection_, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent <= 0) {
      closed_ = true;
      return;
    }
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void Asked::Begin() {
  Send(
      "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n"
      "transfer-encoding: chunked\r\n\r\n");
}

void Asked::Data(const std::string& data) {
  const std::string event = "data: " + data + "\n\n";
  char size[32];
  std::snprintf(size, sizeof size, "%zx\r\n", event.size());
  Send(size + event + "\r\n");
}

namespace {

std::string Chunk(const std::string& model, json::object delta,
                  json::value finish) {
  return json::serialize(json::object{
      {"id", "chatcmpl-fault"},
      {"object", "chat.completion.chunk"},
      {"created", 1},
      {"model", model},
      {"choices", json::array{json::object{{"index", 0},
                                           {"delta", std::move(delta)},
                                           {"finish_reason", finish}}}}});
}

}  // namespace

void Asked::Words(std::size_t from, std::size_t to) {
  const auto& words = CanonicalWords();
  for (std::size_t i = from; i < to && !closed_; ++i) {
    const std::string text = i == 0 ? words[i] : " " + words[i];
    Data(Chunk(model_, {{"content", text}}, nullptr));
    std::this_thread::sleep_for(kBetweenWords);
  }
}

void Asked::Finish() {
  Data(Chunk(model_, {}, "stop"));
  Data(json::serialize(
      json::object{{"object", "chat.completion.chunk"},
                   {"model", model_},
                   {"choices", json::array()},
                   {"usage", json::object{{"prompt_tokens", 11},
                                          {"completion_tokens", 60},
                                          {"total_tokens", 71}}}}));
}

void Asked::Done() { Data("[DONE]"); }

void Asked::End() { Send("0\r\n\r\n"); }

void Asked::Answer() {
  const std::string canonical = CanonicalAnswer();
  std::size_t from = 0;
  if (!prefill_.empty() && canonical.starts_with(prefill_)) {
    const std::string_view said(prefill_);
    from = 1 + static_cast<std::size_t>(std::ranges::count(said, ' '));
  }
  if (stream_) {
    Begin();
    Data(Chunk(model_, {{"role", "assistant"}, {"content", ""}}, nullptr));
    Words(from, CanonicalWords().size());
    Finish();
    Done();
    End();
    return;
  }
  const json::object answer{
      {"id", "chatcmpl-fault"},
      {"object", "chat.completion"},
      {"created", 1},
      {"model", model_},
      {"choices", json::array{json::object{
                      {"index", 0},
                      {"message", json::object{{"role", "assistant"},
                                               {"content", canonical}}},
                      {"finish_reason", "stop"}}}},
      {"usage", json::object{{"prompt_tokens", 11},
                             {"completion_tokens", 60},
                             {"total_tokens", 71}}}};
  const std::string body = json::serialize(answer);
  Send("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: " +
       std::to_string(body.size()) + "\r\n\r\n" + body);
}

void Asked::Error(int status, const std::string& code,
                  const std::string& headers) {
  const std::string body = json::serialize(json::object{
      {"error", json::object{{"message", "It failed, as it was told to."},
                             {"type", "error_of_the_test"},
                             {"param", nullptr},
                             {"code", code}}}});
  Send("HTTP/1.1 " + std::to_string(status) +
       " Told\r\ncontent-type: application/json\r\n" + headers +
       "content-length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
}

void Asked::Hang(milliseconds time) {
  const auto end = steady_clock::now() + time;
  while (!server_->stopping() && steady_clock::now() < end) {
    pollfd waiting{connection_, POLLIN | POLLRDHUP, 0};
    if (::poll(&waiting, 1, kTick) > 0) break;
  }
}

void Asked::Reset() {
  const linger now{1, 0};
  ::setsockopt(connection_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  Close();
}

void Asked::Close() { closed_ = true; }

// --- The server

FaultServer::FaultServer() : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, any, size) != 0 || ::listen(listener_, 256) != 0 ||
      ::getsockname(listener_, any, &size) != 0) {
    throw std::runtime_error("no port to listen on");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { Accept(); });
}

FaultServer::~FaultServer() {
  stopping_ = true;
  thread_.join();
  for (std::thread& connection : connections_) connection.join();
  ::close(listener_);
}

std::string FaultServer::base_url() const {
  return "http://127.0.0.1:" + std::to_string(port_) + "/v1";
}

void FaultServer::On(const std::string& model, Behaviour behaviour) {
  std::lock_guard lock(mutex_);
  behaviours_[model] = std::move(behaviour);
}

std::vector<SeenRequest> FaultServer::Seen(const std::string& model) const {
  std::lock_guard lock(mutex_);
  std::vector<SeenRequest> seen;
  for (const SeenRequest& each : seen_) {
    if (each.model == model) seen.push_back(each);
  }
  return seen;
}

void FaultServer::Accept() {
  while (!stopping_) {
    pollfd waiting{listener_, POLLIN, 0};
    if (::poll(&waiting, 1, kTick) <= 0) continue;
    const int connection = ::accept(listener_, nullptr, nullptr);
    if (connection < 0) continue;
    const int on = 1;
    ::setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    connections_.emplace_back([this, connection] {
      Serve(connection);
      ::close(connection);
    });
  }
}

void FaultServer::Serve(int connection) {
  std::string bytes;
  for (;;) {
    Asked asked;
    asked.server_ = this;
    asked.connection_ = connection;
    if (!ReadRequest(connection, &bytes, &asked)) return;
    Handle(&asked);
    if (asked.closed_) return;
  }
}

bool FaultServer::ReadRequest(int connection, std::string* bytes,
                              Asked* asked) {
  char buffer[65'536];
  for (;;) {
    const std::size_t end = bytes->find("\r\n\r\n");
    if (end != std::string::npos) {
      const std::size_t length = LengthIn(LowerHead(*bytes, end));
      if (bytes->size() >= end + 4 + length) {
        asked->body_ = bytes->substr(end + 4, length);
        bytes->erase(0, end + 4 + length);
        return true;
      }
    }
    pollfd waiting{connection, POLLIN, 0};
    if (::poll(&waiting, 1, kTick) == 0) {
      if (stopping_) return false;
      continue;
    }
    const auto got = ::recv(connection, buffer, sizeof buffer, 0);
    if (got <= 0) return false;
    bytes->append(buffer, static_cast<std::size_t>(got));
  }
}

void FaultServer::Handle(Asked* asked) {
  const json::object body = json::parse(asked->body_).as_object();
  asked->model_ = json::value_to<std::string>(body.at("model"));
  const auto* const stream = body.if_contains("stream");
  asked->stream_ = stream != nullptr && stream->as_bool();
  const json::object& last = body.at("messages").as_array().back().as_object();
  if (last.at("role") == "assistant") {
    asked->prefilled_ = true;
    asked->prefill_ = json::value_to<std::string>(last.at("content"));
  }
  Behaviour behaviour;
  {
    std::lock_guard lock(mutex_);
    asked->attempt_ = ++attempts_[asked->model_];
    seen_.push_back({asked->model_, steady_clock::now(), asked->body_});
    const auto found = behaviours_.find(asked->model_);
    if (found != behaviours_.end()) behaviour = found->second;
  }
  if (behaviour) {
    behaviour(*asked);
  } else {
    asked->Answer();
  }
}

}  // namespace aicc
