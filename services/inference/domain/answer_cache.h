#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "services/inference/domain/dispatch.h"

namespace aicc::inference {

// Keeps whole answers to requests that are the same to the letter, and lets one
// of several that come at once ask for all. Never near matches: what is nearly
// the same question may have another answer. Thread-safe.
class AnswerCache {
 public:
  struct Options {
    std::chrono::milliseconds ttl{0};  // 0: keeps nothing.
    std::size_t bytes = 64 << 20;      // Of texts; the oldest go first.
  };
  struct Kept {
    std::vector<ModelDelta> deltas;
    ModelReply reply;
    const LanguageModel* model = nullptr;
  };
  using Answer = std::shared_ptr<const Kept>;

  explicit AnswerCache(Options options) : options_(options) {}

  // What `request` is kept under: tenant, models and all of it. Nothing if it
  // must not be: the cache is off, or the turn is personal (it goes on from
  // earlier ones, has personal data in it, pictures, or tools), or it asks for
  // log-probabilities or begins the answer.
  std::optional<std::string> KeyOf(const CallContext& call, const Plan& plan,
                                   const ModelRequest& request) const;

  struct Entered {
    Answer answer;             // Null: the caller is to ask.
    std::uint64_t flight = 0;  // For all who come meanwhile; 0: for nobody.
  };

  // Returns the answer that is kept, or waits for who is asking already, up to
  // five seconds. Who is to ask must Keep() or GiveUp(), whatever happens.
  Task<Entered> Enter(const std::string& key);

  // Tells all who wait as well.
  void Keep(const std::string& key, Answer answer);

  // There will be no answer of `flight`. If it has `failed`, all who wait ask
  // for themselves; if its caller has left, the first of them asks for all.
  void GiveUp(const std::string& key, std::uint64_t flight, bool failed);

 private:
  // Takes the flight that is now theirs, or 0; false if they are gone.
  using Waiting = std::function<bool(std::uint64_t)>;
  struct Entry {
    Answer answer;  // Null while somebody asks.
    std::uint64_t flight = 0;
    std::chrono::steady_clock::time_point until;
    std::size_t bytes = 0;
    std::list<std::string>::iterator age;
    std::vector<Waiting> waiting;
  };

  Entered Look(const std::string& key);
  void Trim();

  const Options options_;
  std::mutex mutex_;
  // Guarded by mutex_.
  std::map<std::string, Entry> entries_;
  std::list<std::string> ages_;  // Keys of answers, the oldest first.
  std::size_t bytes_ = 0;
  std::uint64_t flights_ = 0;
};

}  // namespace aicc::inference
