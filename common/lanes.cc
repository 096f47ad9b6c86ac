#include "common/lanes.h"

#include <algorithm>
#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <thread>
#include <vector>

namespace aicc {
namespace {

namespace asio = boost::asio;

using Wait = std::chrono::duration<double>;
using std::chrono::steady_clock;

constexpr auto kRelaxed = std::memory_order_relaxed;

// What calls wait for each other before it is worth a move.
constexpr Wait kWorthAMove = std::chrono::microseconds(100);
// The weight of the last wait in the lag.
constexpr double kWeight = 1.0 / 64;
// A lag that is older tells nothing: nobody has waited since.
constexpr steady_clock::duration kOld = std::chrono::milliseconds(10);
// So seldom a call looks at the other lanes: what a move did, the lag shows
// only later, and what is looked at their threads have to fetch anew.
constexpr int kLook = 32;
// A lane is quicker whose lag is less than so much of one's own.
constexpr double kQuicker = 0.75;

struct alignas(64) Lane {
  explicit Lane(const std::vector<std::unique_ptr<Lane>>& lanes) : all(lanes) {}

  void Run();
  void Waited(steady_clock::time_point since);
  Wait Lag(steady_clock::time_point now) const {
    return now - measured.load(kRelaxed) > kOld ? Wait(0) : lag.load(kRelaxed);
  }
  Lane* Quicker();

  const std::vector<std::unique_ptr<Lane>>& all;
  // Written by the lane's thread, read by the others': what a call waits when
  // it gives way, and when that was last measured.
  std::atomic<Wait> lag{Wait(0)};
  std::atomic<steady_clock::time_point> measured{{}};
  // The thread's own.
  int underway = 0;             // Calls.
  int calls = 0;                // Since one looked at the other lanes.
  asio::io_context context{1};  // One thread.
  asio::executor_work_guard<asio::io_context::executor_type> work{
      context.get_executor()};
  std::thread thread;
};

// Of this thread.
thread_local Lane* own_lane = nullptr;

void Lane::Run() {
  own_lane = this;
  context.run();
}

void Lane::Waited(steady_clock::time_point since) {
  const auto now = steady_clock::now();
  const Wait before = Lag(now);
  lag.store(before + kWeight * (now - since - before), kRelaxed);
  measured.store(now, kRelaxed);
}

Lane* Lane::Quicker() {
  if (++calls < kLook) return nullptr;
  calls = 0;
  const auto now = steady_clock::now();
  const Wait own = Lag(now);
  if (own < kWorthAMove) return nullptr;
  const auto& best = *std::ranges::min_element(
      all, {}, [now](auto& lane) { return lane->Lag(now); });
  return best->Lag(now) < kQuicker * own ? best.get() : nullptr;
}

}  // namespace

struct Lanes::State {
  std::vector<std::unique_ptr<Lane>> lanes;
  std::atomic<std::size_t> next = 0;
};

Lanes::Lanes(int count) : state_(std::make_unique<State>()) {
  for (int i = 0; i < count; ++i) {
    state_->lanes.push_back(std::make_unique<Lane>(state_->lanes));
  }
  for (auto& lane : state_->lanes) {
    lane->thread = std::thread([&lane = *lane] { lane.Run(); });
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
  Lane& lane = *own_lane;
  const auto since = steady_clock::now();
  co_await asio::post(lane.context, asio::use_awaitable);
  lane.Waited(since);
}

std::optional<asio::any_io_executor> Lanes::Quicker() {
  Lane* const quicker = own_lane == nullptr ? nullptr : own_lane->Quicker();
  if (quicker == nullptr) return {};
  return quicker->context.get_executor();
}

}  // namespace aicc
