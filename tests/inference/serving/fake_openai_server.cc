#include "tests/inference/serving/fake_openai_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <stdexcept>

namespace aicc::inference {
namespace {

namespace json = boost::json;

constexpr int kTick = 20;  // Milliseconds.
constexpr std::chrono::seconds kPatience{5};

bool SendAll(int connection, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent =
        ::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::string Chunk(const std::string& bytes) {
  char size[32];
  std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
  return size + bytes + "\r\n";
}

// The value of a header in a head whose names are lower-case or not.
std::string HeaderOf(const std::string& head, std::string_view name) {
  std::size_t at = 0;
  while ((at = head.find("\r\n", at)) != std::string::npos) {
    at += 2;
    const std::size_t colon = head.find(':', at);
    if (colon == std::string::npos) break;
    std::string key = head.substr(at, colon - at);
    for (char& c : key) c = static_cast<char>(std::tolower(c));
    if (key != name) continue;
    const std::size_t end = head.find("\r\n", colon);
    return head.substr(colon + 2, end - colon - 2);
  }
  return {};
}

bool ReadRequest(int connection, RecordedRequest* request) {
  std::string bytes;
  char buffer[65'536];
  for (;;) {
    const std::size_t head_end = bytes.find("\r\n\r\n");
    if (head_end != std::string::npos) {
      const std::string head = bytes.substr(0, head_end + 2);
      const std::size_t length = std::stoul(HeaderOf(head, "content-length"));
      if (bytes.size() >= head_end + 4 + length) {
        const std::size_t space = head.find(' ');
        request->target =
            head.substr(space + 1, head.find(' ', space + 1) - space - 1);
        request->authorization = HeaderOf(head, "authorization");
        request->body = bytes.substr(head_end + 4, length);
        return true;
      }
    }
    const ssize_t got = ::recv(connection, buffer, sizeof buffer, 0);
    if (got <= 0) return false;
    bytes.append(buffer, static_cast<std::size_t>(got));
  }
}

std::string Event(const json::object& delta, json::value finish) {
  const json::object chunk{
      {"object", "chat.completion.chunk"},
      {"choices",
       json::array{json::object{
           {"index", 0}, {"delta", delta}, {"finish_reason", finish}}}},
      {"usage", nullptr}};
  return "data: " + json::serialize(chunk) + "\n\n";
}

}  // namespace

struct FakeOpenAiServer::Listener {
  Listener() : socket(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket, any, size) != 0 || ::listen(socket, 64) != 0 ||
        ::getsockname(socket, any, &size) != 0) {
      throw std::runtime_error("no port to listen on");
    }
    port = ntohs(address.sin_port);
  }
  ~Listener() { ::close(socket); }

  int socket;
  int port = 0;
};

FakeOpenAiServer::FakeOpenAiServer()
    : listener_(std::make_unique<Listener>()), thread_([this] { Accept(); }) {}

FakeOpenAiServer::~FakeOpenAiServer() {
  stopping_ = true;
  thread_.join();
  for (std::thread& connection : connections_) connection.join();
}

std::string FakeOpenAiServer::base_url() const {
  return "http://127.0.0.1:" + std::to_string(listener_->port) + "/v1";
}

void FakeOpenAiServer::Answer(ScriptedAnswer answer) {
  std::lock_guard lock(mutex_);
  answers_.push_back(std::move(answer));
}

std::vector<RecordedRequest> FakeOpenAiServer::requests() const {
  std::lock_guard lock(mutex_);
  return requests_;
}

bool FakeOpenAiServer::WaitForLeaving() {
  std::unique_lock lock(mutex_);
  return left_.wait_for(lock, kPatience, [this] { return leavings_ > 0; });
}

void FakeOpenAiServer::Accept() {
  while (!stopping_) {
    pollfd waiting{listener_->socket, POLLIN, 0};
    if (::poll(&waiting, 1, kTick) <= 0) continue;
    const int connection = ::accept(listener_->socket, nullptr, nullptr);
    if (connection < 0) continue;
    connections_.emplace_back([this, connection] {
      Serve(connection);
      ::close(connection);
    });
  }
}

ScriptedAnswer FakeOpenAiServer::Next() {
  std::lock_guard lock(mutex_);
  if (answers_.empty()) return {.status = 500};
  ScriptedAnswer answer = answers_.front();
  if (answers_.size() > 1) answers_.pop_front();
  return answer;
}

void FakeOpenAiServer::Serve(int connection) {
  RecordedRequest request;
  if (!ReadRequest(connection, &request)) return;
  {
    std::lock_guard lock(mutex_);
    requests_.push_back(std::move(request));
  }
  Send(connection, Next());
}

void FakeOpenAiServer::Send(int connection, const ScriptedAnswer& answer) {
  const std::string head = answer.interim + "HTTP/1.1 " +
                           std::to_string(answer.status) +
                           " Any\r\ncontent-type: " + answer.content_type +
                           "\r\ntransfer-encoding: chunked\r\n\r\n";
  if (answer.head && !SendAll(connection, head)) return;
  for (const std::string& piece : answer.pieces) {
    if (!piece.empty() && !SendAll(connection, Chunk(piece))) return;
  }
  if (answer.end == ScriptedAnswer::End::kWhole) {
    SendAll(connection, "0\r\n\r\n");
  } else if (answer.end == ScriptedAnswer::End::kStall) {
    Stall(connection);
  }
}

void FakeOpenAiServer::Stall(int connection) {
  while (!stopping_) {
    pollfd waiting{connection, POLLIN | POLLRDHUP, 0};
    if (::poll(&waiting, 1, kTick) <= 0) continue;
    std::lock_guard lock(mutex_);
    ++leavings_;
    left_.notify_all();
    return;
  }
}

std::string TextEvent(const std::string& text) {
  return Event({{"content", json::string(text)}}, nullptr);
}

std::string RoleEvent() {
  return Event({{"role", "assistant"}, {"content", ""}}, nullptr);
}

std::string ReasoningEvent(const std::string& text) {
  return Event({{"reasoning_content", json::string(text)}}, nullptr);
}

std::string FinishEvent(const std::string& reason) {
  return Event({}, json::string(reason));
}

std::string UsageEvent(int prompt_tokens, int completion_tokens) {
  const json::object chunk{
      {"choices", json::array()},
      {"usage", json::object{{"prompt_tokens", prompt_tokens},
                             {"completion_tokens", completion_tokens}}}};
  return "data: " + json::serialize(chunk) + "\n\n";
}

std::string DoneEvent() { return "data: [DONE]\n\n"; }

ScriptedAnswer WholeAnswer(const std::vector<std::string>& texts) {
  ScriptedAnswer answer;
  answer.pieces.push_back(RoleEvent());
  for (const std::string& text : texts)
    answer.pieces.push_back(TextEvent(text));
  answer.pieces.push_back(FinishEvent());
  answer.pieces.push_back(UsageEvent(100, 20));
  answer.pieces.push_back(DoneEvent());
  return answer;
}

}  // namespace aicc::inference
