#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

namespace aicc::bench {

inline constexpr int kDeltas = 64;  // Of one stream.

// A provider's server that costs as little as it can: OpenAI's protocol, from
// bytes made beforehand, on a thread of its own and a free port. A stream is
// the role, kDeltas words, the reason, the count and [DONE].
class Upstream {
 public:
  Upstream();
  ~Upstream();

  int port() const { return port_; }

  // Between the words of streams that begin from now on; 0: none.
  void SetPace(std::chrono::milliseconds pace) { pace_ = pace; }

 private:
  using Task = boost::asio::awaitable<void>;

  Task Accept();
  Task Serve(boost::asio::ip::tcp::socket client);
  Task Stream(boost::asio::ip::tcp::socket& client);

  boost::asio::io_context context_{1};
  boost::asio::ip::tcp::acceptor acceptor_;
  const int port_;
  const std::string whole_;
  const std::vector<std::string> pieces_;  // Of a stream, as chunks.
  std::atomic<std::chrono::milliseconds> pace_{};
  std::jthread thread_;
};

}  // namespace aicc::bench
