#include "services/session/storage/event_writer.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <functional>
#include <utility>

#include "common/log.h"
#include "services/session/storage/append_batch.h"

namespace aicc::session {
namespace {

Failure AppendFailed() {
  return Failure({ErrorKind::kInternal, "INTERNAL", "append failed", {}});
}

}  // namespace

EventWriter::EventWriter(Database& database,
                         boost::asio::any_io_executor executor,
                         const Clock& clock, Ring ring, Options options)
    : database_(database),
      executor_(std::move(executor)),
      clock_(clock),
      ring_(std::move(ring)),
      options_(options) {
  for (std::size_t i = 0; i < options_.shards; ++i) {
    shards_.push_back(std::make_unique<Shard>(executor_));
  }
}

EventWriter::~EventWriter() {
  for (const auto& shard : shards_) {
    std::unique_lock lock(shard->mutex);
    shard->idle.wait(lock,
                     [&] { return !shard->running && shard->telling == 0; });
  }
}

bool EventWriter::Submit(Append& append) {
  const auto hash = std::hash<std::string>()(append.session_id);
  Shard& shard = *shards_[hash % shards_.size()];
  {
    std::lock_guard lock(shard.mutex);
    if (shard.events >= options_.queue_limit) return false;
    auto& of_contact = shard.waiting[append.session_id];
    if (of_contact.empty()) shard.turns.push_back(append.session_id);
    of_contact.push_back(std::move(append));
    ++shard.events;
    if (std::exchange(shard.running, true)) return true;
  }
  boost::asio::co_spawn(executor_, Drain(shard), boost::asio::detached);
  return true;
}

Task<void> EventWriter::Drain(Shard& shard) {
  std::vector<Append> batch;
  while (Take(shard, &batch)) {
    auto results = co_await Run(batch);
    Tell(shard, std::move(batch), std::move(results));
  }
}

void EventWriter::Tell(Shard& shard, std::vector<Append> batch,
                       std::vector<Result<Appended>> results) {
  {
    std::lock_guard lock(shard.mutex);
    ++shard.telling;
  }
  boost::asio::post(shard.tell, [&shard, told = std::move(batch),
                                 of_each = std::move(results)]() mutable {
    for (std::size_t i = 0; i < told.size(); ++i) {
      told[i].done(std::move(of_each[i]));
    }
    told.clear();
    std::lock_guard lock(shard.mutex);
    --shard.telling;
    shard.idle.notify_all();  // Under the lock, as in Take().
  });
}

bool EventWriter::Take(Shard& shard, std::vector<Append>* batch) const {
  batch->clear();
  std::lock_guard lock(shard.mutex);
  while (!shard.turns.empty() && batch->size() < options_.batch_limit) {
    const auto turn = shard.waiting.find(shard.turns.front());
    auto& of_contact = turn->second;
    shard.turns.pop_front();
    for (std::size_t taken = 0;
         !of_contact.empty() && taken < options_.turn_limit &&
         batch->size() < options_.batch_limit;
         ++taken) {
      batch->push_back(std::move(of_contact.front()));
      of_contact.pop_front();
    }
    if (of_contact.empty()) {
      shard.waiting.erase(turn);
    } else {
      shard.turns.push_back(turn->first);
    }
  }
  shard.events -= batch->size();
  if (!batch->empty()) return true;
  shard.running = false;
  shard.idle.notify_all();  // Under the lock: then nobody touches the shard.
  return false;
}

Task<std::vector<Result<Appended>>> EventWriter::Run(
    std::vector<Append>& batch) {
  const auto call =
      CallContext::ForService(batch.front().caller.tenant, "session");
  Result<BatchOutcome> outcome;
  bool failed = false;
  try {
    outcome = co_await database_.Run(
        call, [&](Transaction& transaction) -> Result<BatchOutcome> {
          return AppendBatch(transaction, batch, clock_.Now());
        });
  } catch (const std::exception& e) {
    Log().error("append of {} events failed: {}", batch.size(),
                typeid(e).name());
    failed = true;
  }
  std::vector<Result<Appended>> results;
  if (failed && batch.size() > 1) {
    // Whatever is wrong with one of them is not the others' fault.
    for (Append& append : batch) {
      std::vector<Append> alone;
      alone.push_back(std::move(append));
      results.push_back(std::move((co_await Run(alone)).front()));
      append = std::move(alone.front());
    }
    co_return results;
  }
  if (failed) outcome = AppendFailed();
  if (!outcome) {
    results.assign(batch.size(), Failure(outcome.error()));
    co_return results;
  }
  for (const std::string& session_id : outcome->changed) ring_(session_id);
  co_return std::move(outcome->results);
}

}  // namespace aicc::session
