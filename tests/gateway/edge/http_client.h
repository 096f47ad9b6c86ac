#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace aicc::gateway {

using Headers = std::map<std::string, std::string>;

struct HttpReply {
  int status = 0;
  Headers headers;  // Names in lower case.
  std::string body;
};

// A client on one connection, with nothing clever about it. Blocks.
class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port, int receive_buffer = 0);
  ~HttpClient();
  HttpClient(HttpClient&&) noexcept;

  // Sends one request and reads its answer.
  HttpReply Send(const std::string& method, const std::string& path,
                 const Headers& headers, const std::string& body);

  // Sends bytes as they are.
  void Write(const std::string& bytes);
  // Reads one answer; status 0 if the server hung up instead.
  HttpReply Read(bool to_head = false);
  // Reads the header of a streamed answer; its body is for ReadSome().
  HttpReply ReadHead();
  // The next bytes of a streamed answer; empty at its end.
  std::string ReadSome();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// One message of a stream.
struct Enveloped {
  int flags;
  std::string message;
};

// Takes the body of a stream apart; throws if it is cut off.
std::vector<Enveloped> OpenEnvelopes(const std::string& body);

}  // namespace aicc::gateway
