#include "services/inference/domain/answer_cache.h"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <utility>

#include "common/suspend.h"
#include "services/inference/domain/personal_data.h"

namespace aicc::inference {
namespace {

using Role = ModelMessage::Role;
using std::chrono::steady_clock;

// Who asks may have a reader that is slow; others do not wait for that.
constexpr std::chrono::seconds kPatience{5};

// With the flight that is now theirs; 0: with none.
struct Woken {
  std::uint64_t flight = 0;
};

// Wakes who waits, once: when there is news, or when the call is cancelled.
struct Sleeper {
  // False if they were awake.
  bool Wake(std::uint64_t flight = 0) {
    std::function<void(Woken)> waiting;
    {
      std::lock_guard lock(mutex);
      waiting = std::exchange(done, nullptr);
    }
    if (waiting) waiting({flight});
    return waiting != nullptr;
  }
  std::mutex mutex;
  std::function<void(Woken)> done;
};

// One question, and what we say of how to answer it.
bool IsOneTurn(const ModelRequest& request) {
  if (!request.earlier.empty()) return false;
  const auto said =
      std::ranges::count_if(request.messages, [](const ModelMessage& message) {
        return message.role != Role::kSystem;
      });
  return said == 1 && request.messages.back().role == Role::kUser;
}

// What is longer is a document, which nobody asks the same of, and which would
// take long to look through.
constexpr std::size_t kMaxQuestionBytes = 8'192;

bool IsPersonal(const ModelRequest& request) {
  std::size_t bytes = 0;
  for (const ModelMessage& each : request.messages) {
    if (!each.trusted) bytes += each.text.size();
  }
  if (bytes > kMaxQuestionBytes) return true;
  return std::ranges::any_of(request.messages, [](const ModelMessage& each) {
    return !each.parts.empty() ||
           (!each.trusted && !FindPersonalData(each.text).empty());
  });
}

// With its length, so that no two lists of texts give the same.
void Append(std::string_view text, std::string* key) {
  *key += std::to_string(text.size());
  *key += ':';
  *key += text;
}

void Append(const std::optional<double>& number, std::string* key) {
  Append(number ? std::to_string(*number) : std::string(), key);
}

std::size_t SizeOf(const AnswerCache::Kept& kept) {
  std::size_t size = sizeof kept;
  for (const ModelDelta& delta : kept.deltas) {
    size += sizeof delta + delta.text.size();
  }
  return size;
}

}  // namespace

std::optional<std::string> AnswerCache::KeyOf(
    const CallContext& call, const Plan& plan,
    const ModelRequest& request) const {
  if (options_.ttl.count() == 0 || !IsOneTurn(request)) return std::nullopt;
  if (!request.tools.empty() || request.logprobs || request.prefill) {
    return std::nullopt;
  }
  if (IsPersonal(request)) return std::nullopt;
  std::string key;
  Append(call.caller().tenant, &key);
  for (const auto& step : plan) {
    for (const LanguageModel* model : step) Append(model->info().name, &key);
  }
  for (const ModelMessage& message : request.messages) {
    Append(std::to_string(static_cast<int>(message.role)), &key);
    Append(message.text, &key);
  }
  Append(request.json_schema, &key);
  Append(request.json_schema_name, &key);
  Append(request.json_schema_strict ? "strict" : "", &key);
  Append(request.json ? "json" : "", &key);
  Append(std::to_string(request.max_tokens.value_or(-1)), &key);
  Append(std::to_string(request.max_answer_tokens.value_or(-1)), &key);
  Append(std::to_string(request.seed.value_or(-1)), &key);
  Append(std::to_string(static_cast<int>(request.thinking)), &key);
  for (const auto* number :
       {&request.temperature, &request.top_p, &request.presence_penalty,
        &request.frequency_penalty}) {
    Append(*number, &key);
  }
  for (const std::string& stop : request.stop) Append(stop, &key);
  Append(request.extra, &key);
  return key;
}

// With a flight if nobody has asked, or is about to: the caller is to.
// REQUIRES: mutex_ is held.
AnswerCache::Entered AnswerCache::Look(const std::string& key) {
  const auto [at, added] = entries_.try_emplace(key);
  Entry& entry = at->second;
  if (entry.answer && steady_clock::now() < entry.until) return {entry.answer};
  if (!added && !entry.answer) return {};
  if (entry.answer) {  // Too old.
    bytes_ -= entry.bytes;
    ages_.erase(entry.age);
    entry.answer = nullptr;
  }
  entry.flight = ++flights_;
  return {nullptr, entry.flight};
}

Task<AnswerCache::Entered> AnswerCache::Enter(const std::string& key) {
  const auto sleeper = std::make_shared<Sleeper>();
  const auto timer = std::make_shared<boost::asio::steady_timer>(
      co_await boost::asio::this_coro::executor, kPatience);
  Entered entered;
  const Woken woken = co_await Suspend<Woken>(
      [&](std::function<void(Woken)> done) {
        std::lock_guard lock(mutex_);
        entered = Look(key);
        if (entered.answer || entered.flight > 0) {
          done({entered.flight});
          return;
        }
        sleeper->done = std::move(done);
        entries_[key].waiting.push_back(
            [sleeper](std::uint64_t flight) { return sleeper->Wake(flight); });
        timer->async_wait(
            [sleeper](const boost::system::error_code&) { sleeper->Wake(); });
      },
      [sleeper] { sleeper->Wake(); });
  timer->cancel();
  entered.flight = woken.flight;
  if (entered.answer || entered.flight > 0) co_return entered;
  // Whoever has waited in vain asks for themselves, and not in line.
  std::lock_guard lock(mutex_);
  const auto at = entries_.find(key);
  if (at != entries_.end()) entered.answer = at->second.answer;
  co_return entered;
}

void AnswerCache::Keep(const std::string& key, Answer answer) {
  std::vector<Waiting> waiting;
  {
    std::lock_guard lock(mutex_);
    // Who waited for one that failed has no entry any more.
    Entry& entry = entries_[key];
    waiting = std::exchange(entry.waiting, {});
    if (entry.answer) {  // Two have asked.
      bytes_ -= entry.bytes;
      ages_.erase(entry.age);
    }
    entry.bytes = key.size() + SizeOf(*answer);
    entry.until = steady_clock::now() + options_.ttl;
    entry.age = ages_.insert(ages_.end(), key);
    entry.answer = std::move(answer);
    bytes_ += entry.bytes;
    Trim();
  }
  for (const auto& wake : waiting) wake(0);
}

void AnswerCache::GiveUp(const std::string& key, std::uint64_t flight,
                         bool failed) {
  std::vector<Waiting> waiting;
  {
    std::lock_guard lock(mutex_);
    const auto at = entries_.find(key);
    if (at == entries_.end()) return;
    Entry& entry = at->second;
    if (entry.answer || entry.flight != flight) return;
    waiting = std::exchange(entry.waiting, {});
    // Who leaves says nothing of the models: the next in line asks for all.
    for (auto next = waiting.begin(); !failed && next != waiting.end();
         ++next) {
      entry.flight = ++flights_;
      if (!(*next)(entry.flight)) continue;
      entry.waiting.assign(next + 1, waiting.end());
      return;
    }
    entries_.erase(at);
  }
  for (const auto& wake : waiting) wake(0);
}

// REQUIRES: mutex_ is held.
void AnswerCache::Trim() {
  while (bytes_ > options_.bytes && !ages_.empty()) {
    const auto oldest = entries_.find(ages_.front());
    bytes_ -= oldest->second.bytes;
    ages_.pop_front();
    entries_.erase(oldest);
  }
}

}  // namespace aicc::inference
