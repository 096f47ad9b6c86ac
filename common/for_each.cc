#include "common/for_each.h"

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <exception>
#include <memory>
#include <utility>
#include <vector>

#include "common/suspend.h"

namespace aicc {
namespace {

namespace asio = boost::asio;

// Used on `strand` only, once the workers are begun.
struct Work {
  Work(const asio::any_io_executor& executor, std::size_t all,
       std::size_t workers, std::function<Task<void>(std::size_t)> what)
      : strand(asio::make_strand(executor)),
        count(all),
        running(workers),
        cancel(workers),
        body(std::move(what)) {}

  asio::strand<asio::any_io_executor> strand;
  const std::size_t count;
  std::size_t next = 0;
  std::size_t running;
  std::vector<asio::cancellation_signal> cancel;  // One a worker.
  std::function<Task<void>(std::size_t)> body;
  std::exception_ptr failed;
};

Task<void> RunWorker(std::shared_ptr<Work> work) {
  while (work->next < work->count && !work->failed) {
    const std::size_t index = work->next++;
    co_await work->body(index);
  }
}

void Begin(const std::shared_ptr<Work>& work,
           const std::function<void(bool)>& done) {
  for (asio::cancellation_signal& signal : work->cancel) {
    asio::co_spawn(work->strand, RunWorker(work),
                   asio::bind_cancellation_slot(
                       signal.slot(), [work, done](std::exception_ptr failed) {
                         if (failed && !work->failed) work->failed = failed;
                         if (--work->running == 0) done(true);
                       }));
  }
}

void Cancel(const std::shared_ptr<Work>& work) {
  asio::post(work->strand, [work] {
    for (asio::cancellation_signal& signal : work->cancel) {
      signal.emit(asio::cancellation_type::terminal);
    }
  });
}

}  // namespace

Task<void> ForEach(std::size_t count, std::size_t limit,
                   std::function<Task<void>(std::size_t)> body) {
  if (count == 0) co_return;
  const auto work =
      std::make_shared<Work>(co_await asio::this_coro::executor, count,
                             std::min(count, limit), std::move(body));
  co_await Suspend<bool>(
      [work](std::function<void(bool)> done) { Begin(work, done); },
      [work] { Cancel(work); });
  if (work->failed) std::rethrow_exception(work->failed);
}

}  // namespace aicc
