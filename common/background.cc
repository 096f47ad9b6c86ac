#include "common/background.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <future>
#include <string>
#include <utility>

#include "common/log.h"
#include "common/pause.h"

namespace aicc {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::milliseconds kBeforeNextTry{1'000};

}  // namespace

struct Background::Job {
  explicit Job(const asio::any_io_executor& executor)
      : strand(asio::make_strand(executor)) {}

  asio::strand<asio::any_io_executor> strand;
  asio::cancellation_signal cancel;  // Used on the strand.
  bool stopping = false;             // Used on the strand.
  std::promise<void> ended;
  // Kept for the Task, whose coroutine may refer to what `loop` captured.
  std::function<Task<void>()> loop;

  Task<void> Run(std::string name);
};

// Runs on the strand.
Task<void> Background::Job::Run(std::string name) {
  for (;;) {
    try {
      co_await loop();
      co_return;
    } catch (...) {
      // What cancelling throws depends on what was awaited.
      if (stopping) co_return;
    }
    Log().error("background={} ended by an exception; starting it again", name);
    co_await Pause(kBeforeNextTry);
  }
}

Background::Background(asio::any_io_executor executor)
    : executor_(std::move(executor)) {}

Background::~Background() { Stop(); }

void Background::Start(std::string name, std::function<Task<void>()> loop) {
  auto job = std::make_shared<Job>(executor_);
  job->loop = std::move(loop);
  jobs_.push_back(job);
  asio::co_spawn(job->strand, job->Run(std::move(name)),
                 asio::bind_cancellation_slot(job->cancel.slot(),
                                              [job](const std::exception_ptr&) {
                                                job->ended.set_value();
                                              }));
}

void Background::Stop() {
  for (const auto& job : jobs_) {
    asio::post(job->strand, [job] {
      job->stopping = true;
      job->cancel.emit(asio::cancellation_type::terminal);
    });
  }
  for (const auto& job : jobs_) job->ended.get_future().wait();
  jobs_.clear();
}

}  // namespace aicc
