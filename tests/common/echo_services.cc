#include "tests/common/echo_services.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <string>

namespace aicc {
namespace {

struct Guard {
  std::promise<void>* promise;
  ~Guard() {
    if (promise != nullptr) promise->set_value();
  }
};

}  // namespace

Task<void> StallOn(Stall& stall) {
  const Guard guard{&stall.unwound};
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor,
                                  std::chrono::hours(1));
  stall.begun.set_value();
  co_await timer.async_wait(boost::asio::use_awaitable);
}

Task<Result<UnaryAndStream::Response>> StallUnary(Stall& stall) {
  co_await StallOn(stall);
  co_return UnaryAndStream::Response();
}

Task<Result<UnaryAndStream::Response>> Refuse(Error error) {
  co_return Failure(std::move(error));
}

Task<Result<UnaryAndStream::Response>> Echo(
    const UnaryAndStream::Request& request) {
  UnaryAndStream::Response response;
  response.mutable_understanding()->set_locale(request.text());
  co_return response;
}

Task<Result<void>> CountAloud(ServerStream<UnaryAndStream::Piece>& stream,
                              int pieces, std::size_t size,
                              std::atomic<int>* written,
                              std::promise<void>* stopped) {
  const Guard guard{stopped};
  for (int i = 0; i < pieces; ++i) {
    UnaryAndStream::Piece piece;
    std::string text = std::to_string(i);
    if (text.size() < size) text.append(size - text.size(), '.');
    piece.set_text_delta(std::move(text));
    co_await stream.Write(std::move(piece));
    if (written != nullptr) ++*written;
  }
  co_return Result<void>();
}

}  // namespace aicc
