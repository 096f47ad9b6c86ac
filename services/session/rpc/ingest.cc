#include "services/session/rpc/ingest.h"

#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace aicc::session {
namespace {

constexpr int kMaxAcks = 512;

// Not the utterance's fault: the caller sends it again on another stream.
bool IsTheStores(const Error& error) {
  switch (error.kind) {
    case ErrorKind::kUnavailable:
    case ErrorKind::kDeadlineExceeded:
    case ErrorKind::kResourceExhausted:
    case ErrorKind::kInternal:
      return true;
    default:
      return false;
  }
}

}  // namespace

Ingest::Ingest(const boost::asio::any_io_executor& executor)
    : room_(executor, 1), settled_(executor, 1) {}

Task<bool> Ingest::HasRoom() {
  for (;;) {
    {
      std::lock_guard lock(mutex_);
      if (stopped_ || cut_off_) co_return false;
      if (slots_.size() < kWindow) co_return true;
      awaiting_room_ = true;
    }
    co_await room_.async_receive(boost::asio::use_awaitable);
  }
}

std::uint64_t Ingest::Add(std::string session_id, std::string event_id) {
  std::lock_guard lock(mutex_);
  slots_.push_back({std::move(session_id), std::move(event_id), std::nullopt});
  return first_ + slots_.size() - 1;
}

void Ingest::Settle(std::uint64_t number, Result<Appended> result) {
  bool wake = false;
  {
    std::lock_guard lock(mutex_);
    slots_[number - first_].result.emplace(std::move(result));
    if (number == first_) wake = std::exchange(awaiting_acks_, false);
  }
  if (wake) settled_.try_send(boost::system::error_code{});
}

void Ingest::EndOfInput() {
  {
    std::lock_guard lock(mutex_);
    end_of_input_ = true;
  }
  settled_.try_send(boost::system::error_code{});
}

void Ingest::CutOff() {
  {
    std::lock_guard lock(mutex_);
    if (end_of_input_) return;
    cut_off_ = true;
  }
  EndOfInput();
}

bool Ingest::cut_off() {
  std::lock_guard lock(mutex_);
  return cut_off_;
}

bool Ingest::stopped() {
  std::lock_guard lock(mutex_);
  return stopped_;
}

void Ingest::Stop() {
  {
    std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  room_.try_send(boost::system::error_code{});
}

Ingest::Settled Ingest::TakeSettled() {
  Settled settled;
  while (!slots_.empty() && slots_.front().result &&
         settled.acks.acks_size() < kMaxAcks) {
    Slot& slot = slots_.front();
    const Result<Appended>& result = *slot.result;
    if (!result && IsTheStores(result.error())) {
      settled.broken = result.error();
      return settled;
    }
    auto* ack = settled.acks.add_acks();
    ack->set_session_id(std::move(slot.session_id));
    ack->set_event_id(std::move(slot.event_id));
    if (result) {
      ack->set_seq(result->seq);
      ack->set_duplicate(result->duplicate);
    } else {
      ack->set_refused_reason(result.error().reason);
    }
    slots_.pop_front();
    ++first_;
  }
  settled.all = slots_.empty() && end_of_input_;
  settled.cut = cut_off_;
  return settled;
}

Task<Ingest::Settled> Ingest::NextSettled() {
  for (;;) {
    Settled settled;
    bool news = false;
    bool make_room = false;
    {
      std::lock_guard lock(mutex_);
      settled = TakeSettled();
      news = settled.acks.acks_size() > 0 || settled.broken || settled.all;
      awaiting_acks_ = !news;
      if (news) make_room = std::exchange(awaiting_room_, false);
    }
    if (make_room) room_.try_send(boost::system::error_code{});
    if (news) co_return settled;
    co_await settled_.async_receive(boost::asio::use_awaitable);
  }
}

}  // namespace aicc::session
