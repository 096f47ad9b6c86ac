#include "common/bell.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/concurrent_channel.hpp>
#include <boost/asio/multiple_exceptions.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "common/pause.h"

namespace aicc {

namespace asio = boost::asio;

// A channel that holds one ring; further ones are the same news.
class Bell::Ear final : public Bell::Listener {
 public:
  Ear(Bell& bell, std::string_view key, const asio::any_io_executor& executor)
      : bell_(bell), rings_(executor, 1) {
    std::lock_guard lock(bell_.mutex_);
    self_ = bell_.ears_.emplace(key, this);
  }
  ~Ear() override {
    std::lock_guard lock(bell_.mutex_);
    bell_.ears_.erase(self_);
  }
  Ear(const Ear&) = delete;
  Ear& operator=(const Ear&) = delete;

  Task<void> Next() override {
    const auto [error] =
        co_await rings_.async_receive(asio::as_tuple(asio::use_awaitable));
    if (error) ThrowCancelled();  // The channel has a word of its own for it.
  }
  void Ring() { rings_.try_send(boost::system::error_code{}); }

 private:
  Bell& bell_;
  asio::experimental::concurrent_channel<void(boost::system::error_code)>
      rings_;
  std::multimap<std::string, Ear*, std::less<>>::iterator self_;
};

Task<std::unique_ptr<Bell::Listener>> Bell::Listen(std::string_view key) {
  co_return Listen(key, co_await asio::this_coro::executor);
}

std::unique_ptr<Bell::Listener> Bell::Listen(
    std::string_view key, const asio::any_io_executor& executor) {
  return std::make_unique<Ear>(*this, key, executor);
}

void Bell::Ring(std::string_view key) {
  std::lock_guard lock(mutex_);
  const auto [first, last] = ears_.equal_range(key);
  for (auto it = first; it != last; ++it) it->second->Ring();
}

void Bell::RingAll() {
  std::lock_guard lock(mutex_);
  for (const auto& [_, ear] : ears_) ear->Ring();
}

Task<bool> NextWithin(Bell::Listener& listener,
                      std::chrono::milliseconds limit) {
  using namespace boost::asio::experimental::awaitable_operators;
  try {
    co_return (co_await (listener.Next() || Pause(limit))).index() == 0;
  } catch (const boost::asio::multiple_exceptions&) {
    // Both were cancelled: so was the caller.
    throw boost::system::system_error(boost::asio::error::operation_aborted);
  }
}

}  // namespace aicc
