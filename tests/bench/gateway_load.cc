#include "tests/bench/gateway_load.h"

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <charconv>
#include <string_view>

namespace aicc::bench {
namespace {

namespace net = boost::asio;
using net::ip::tcp;
using std::chrono::steady_clock;

bool HasWord(const std::string& event) {
  constexpr std::string_view kContent = R"("content":")";
  const std::size_t at = event.find(kContent);
  return at != std::string::npos && event[at + kContent.size()] != '"';
}

// Reads one answer after the other, with as little as it takes: its length or
// its chunks, and the words in it.
class AnswerReader {
 public:
  // Calls `word` for each word; true once the answer has ended.
  template <typename Word>
  bool Feed(std::string_view bytes, const Word& word) {
    while (!bytes.empty() || part_ == Part::kEnd) {
      switch (part_) {
        case Part::kHead:
          if (Line(&bytes)) TakeHead();
          break;
        case Part::kSize:
          if (Line(&bytes)) TakeSize();
          break;
        case Part::kBody:
          TakeBody(&bytes, word);
          break;
        case Part::kEnd:
          part_ = Part::kHead;
          return true;
      }
    }
    return false;
  }

  int status() const { return status_; }

 private:
  enum class Part { kHead, kSize, kBody, kEnd };

  // True once line_ is a line without its end.
  bool Line(std::string_view* bytes) {
    if (complete_) line_.clear();
    const std::size_t end = bytes->find('\n');
    complete_ = end != std::string_view::npos;
    line_ += bytes->substr(0, end);
    bytes->remove_prefix(complete_ ? end + 1 : bytes->size());
    if (complete_ && line_.ends_with('\r')) line_.pop_back();
    return complete_;
  }

  void TakeHead() {
    if (line_.starts_with("HTTP/1.1 ")) {
      status_ = std::atoi(line_.c_str() + 9);
      left_ = 0;
      chunked_ = false;
    } else if (line_.empty()) {
      part_ = chunked_ ? Part::kSize : left_ > 0 ? Part::kBody : Part::kEnd;
    } else {
      std::ranges::transform(line_, line_.begin(), [](char c) {
        return static_cast<char>(std::tolower(c));
      });
      constexpr std::string_view kLength = "content-length: ";
      if (line_.starts_with(kLength)) {
        left_ = std::stoul(line_.substr(kLength.size()));
      }
      if (line_.starts_with("transfer-encoding: chunked")) chunked_ = true;
    }
  }

  void TakeSize() {
    if (last_) {  // The empty line after the last chunk.
      last_ = false;
      part_ = Part::kEnd;
      return;
    }
    if (line_.empty()) return;  // The end of the chunk before.
    std::from_chars(line_.data(), line_.data() + line_.size(), left_, 16);
    last_ = left_ == 0;
    if (!last_) part_ = Part::kBody;
  }

  template <typename Word>
  void TakeBody(std::string_view* bytes, const Word& word) {
    std::string_view body = bytes->substr(0, left_);
    left_ -= body.size();
    bytes->remove_prefix(body.size());
    if (left_ == 0) part_ = chunked_ ? Part::kSize : Part::kEnd;
    if (!chunked_) return;
    for (std::size_t end = 0; (end = body.find('\n')) != body.npos;) {
      event_ += body.substr(0, end);
      body.remove_prefix(end + 1);
      if (HasWord(event_)) word();
      event_.clear();
    }
    event_ += body;
  }

  Part part_ = Part::kHead;
  bool complete_ = false;
  bool chunked_ = false;
  bool last_ = false;
  int status_ = 0;
  std::size_t left_ = 0;
  std::string line_;
  std::string event_;
};

class Clients {
 public:
  explicit Clients(const Load& load)
      : load_(load), end_(steady_clock::now() + load.time) {}

  Measured Run() {
    const auto begin = steady_clock::now();
    for (int i = 0; i < load_.clients; ++i) {
      net::co_spawn(context_, Client(begin + load_.spread * i / load_.clients),
                    [this](const std::exception_ptr& error) {
                      if (error) ++measured_.failed;
                    });
    }
    context_.run();
    measured_.seconds =
        std::chrono::duration<double>(steady_clock::now() - begin).count();
    return std::move(measured_);
  }

 private:
  net::awaitable<void> Client(steady_clock::time_point begin) {
    net::steady_timer timer(context_, begin);
    co_await timer.async_wait(net::use_awaitable);
    tcp::socket socket(context_);
    const auto port = static_cast<std::uint16_t>(load_.port);
    co_await socket.async_connect({net::ip::address_v4::loopback(), port},
                                  net::use_awaitable);
    socket.set_option(tcp::no_delay(true));
    AnswerReader reader;
    bool counts = !load_.steady;
    while (steady_clock::now() < end_ && begun_++ < load_.requests) {
      co_await Ask(socket, reader, std::exchange(counts, true));
    }
  }

  net::awaitable<void> Ask(tcp::socket& socket, AnswerReader& reader,
                           bool counts) {
    char buffer[16'384];
    const auto begin = steady_clock::now();
    auto last = begin;
    int words = 0;
    co_await net::async_write(socket, net::buffer(load_.request),
                              net::use_awaitable);
    for (bool ended = false; !ended;) {
      const std::size_t n = co_await socket.async_read_some(net::buffer(buffer),
                                                            net::use_awaitable);
      const auto now = steady_clock::now();
      ended = reader.Feed({buffer, n}, [&] {
        auto& longest = measured_.longest_gap;
        if (words > 0) longest = std::max(longest, (now - last).count());
        if (words++ == 0 && counts) {
          measured_.first.push_back((now - begin).count());
        }
        last = now;
      });
    }
    measured_.deltas += words;
    if (reader.status() != 200) ++measured_.failed;
    ++measured_.done;
    if (!counts) co_return;
    measured_.latency.push_back((steady_clock::now() - begin).count());
  }

  const Load& load_;
  const steady_clock::time_point end_;
  net::io_context context_{1};
  std::int64_t begun_ = 0;
  Measured measured_;
};

}  // namespace

Measured Run(const Load& load) { return Clients(load).Run(); }

double Percentile(std::vector<std::int64_t> times, double share) {
  if (times.empty()) return 0;
  const auto at = static_cast<std::ptrdiff_t>(
      share * static_cast<double>(times.size() - 1));
  std::ranges::nth_element(times, times.begin() + at);
  return static_cast<double>(times[static_cast<std::size_t>(at)]) / 1e3;
}

}  // namespace aicc::bench
