#include "common/side_by_side.h"

#include <array>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <exception>
#include <utility>

#include "common/suspend.h"

namespace aicc {
namespace {

namespace asio = boost::asio;

Task<void> RunSide(std::function<Task<void>()> side) { co_await side(); }

}  // namespace

struct SideBySide::State : std::enable_shared_from_this<State> {
  struct Side {
    asio::cancellation_signal cancel;
    bool stopped = false;
    bool ended = false;
  };

  void Begin(const asio::any_io_executor& executor, Side& side,
             std::function<Task<void>()> body) {
    if (side.stopped) {  // By the other one, which has begun already.
      End(side, nullptr);
      return;
    }
    asio::co_spawn(executor, RunSide(std::move(body)),
                   asio::bind_cancellation_slot(
                       side.cancel.slot(), [self = shared_from_this(),
                                            &side](std::exception_ptr thrown) {
                         self->End(side, thrown);
                       }));
  }
  void End(Side& side, const std::exception_ptr& thrown) {
    side.ended = true;
    if (thrown && !side.stopped && !failed) {
      failed = thrown;
      StopAll();
    }
    if (sides[0].ended && sides[1].ended && done) {
      std::exchange(done, nullptr)(true);
    }
  }
  static void Stop(Side& side) {
    if (side.ended) return;
    side.stopped = true;
    side.cancel.emit(asio::cancellation_type::terminal);
  }
  void StopAll() {
    for (Side& side : sides) Stop(side);
  }

  std::array<Side, 2> sides;
  std::exception_ptr failed;
  std::function<void(bool)> done;
};

SideBySide::SideBySide() : state_(std::make_shared<State>()) {}
SideBySide::~SideBySide() = default;

Task<void> SideBySide::Run(std::function<Task<void>()> first,
                           std::function<Task<void>()> second) {
  const auto executor = co_await asio::this_coro::executor;
  bool cancelled = false;
  co_await Suspend<bool>(
      [&](std::function<void(bool)> done) {
        state_->done = std::move(done);
        state_->Begin(executor, state_->sides[0], std::move(first));
        state_->Begin(executor, state_->sides[1], std::move(second));
      },
      [state = state_, &cancelled] {
        cancelled = true;
        state->StopAll();
      });
  if (state_->failed) std::rethrow_exception(state_->failed);
  if (cancelled) ThrowCancelled();
}

void SideBySide::StopFirst() { State::Stop(state_->sides[0]); }
void SideBySide::StopSecond() { State::Stop(state_->sides[1]); }

}  // namespace aicc
