#include "common/lanes.h"

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <thread>
#include <vector>

namespace aicc {
namespace {

namespace asio = boost::asio;

struct Lane {
  int underway = 0;             // Calls; the thread's own.
  asio::io_context context{1};  // One thread.
  asio::executor_work_guard<asio::io_context::executor_type> work{
      context.get_executor()};
  std::thread thread{[this] { Run(); }};

  void Run();
};

// Of this thread.
thread_local Lane* own_lane = nullptr;

void Lane::Run() {
  own_lane = this;
  context.run();
}

}  // namespace

struct Lanes::State {
  std::vector<std::unique_ptr<Lane>> lanes;
  std::atomic<std::size_t> next = 0;
};

Lanes::Lanes(int count) : state_(std::make_unique<State>()) {
  for (int i = 0; i < count; ++i) {
    state_->lanes.push_back(std::make_unique<Lane>());
  }
}

Lanes::~Lanes() {
  for (auto& lane : state_->lanes) lane->context.stop();
  for (auto& lane : state_->lanes) lane->thread.join();
}

asio::any_io_executor Lanes::Next() {
  const std::size_t next = state_->next++ % state_->lanes.size();
  return state_->lanes[next]->context.get_executor();
}

Lanes::Call::Call()
    : underway_(own_lane == nullptr ? nullptr : &own_lane->underway) {
  if (underway_ != nullptr) ++*underway_;
}

Lanes::Call::~Call() {
  if (underway_ != nullptr) --*underway_;
}

Task<void> Lanes::GiveWay() {
  if (own_lane == nullptr || own_lane->underway < 2) co_return;
  co_await asio::post(own_lane->context, asio::use_awaitable);
}

}  // namespace aicc
