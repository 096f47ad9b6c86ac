#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <condition_variable>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "common/bell.h"
#include "common/task.h"
#include "services/session/domain/watch_registry.h"
#include "services/session/rpc/feed.h"

namespace aicc::session {

// The feeds of all contacts that are watched in this process. Each is followed
// by one coroutine, which reads the log when the contact's bell rings, for as
// long as somebody watches. Thread-safe.
class Feeds {
 private:
  struct Followed;

 public:
  // One who watches, for as long as it exists.
  class Watcher {
   public:
    ~Watcher();
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;

    Feed::Place& place() { return place_; }

    Feed::Next Next();

    // Tells the feed what was read of the log; see Feed::Seen().
    std::int32_t Seen(const LogPage& page);

    // Waits until Next() may have more, or the process is about to stop.
    Task<void> News() { return ear_->Next(); }

   private:
    friend class Feeds;
    Watcher(Feeds& feeds, std::shared_ptr<Followed> followed,
            const Feed::Place& place,
            const boost::asio::any_io_executor& executor);

    Feeds& feeds_;
    const std::shared_ptr<Followed> followed_;
    Feed::Place place_;
    const std::unique_ptr<Bell::Listener> ear_;
  };

  // All of it must live until Stop() has returned.
  Feeds(boost::asio::any_io_executor executor, SessionStore& store,
        Bell& changes, WatchRegistry& watches);

  // Waits for the coroutines. REQUIRES: nobody watches, the executor runs.
  void Stop();

  // Hears of all that is appended from here on; `executor` is the watcher's.
  std::unique_ptr<Watcher> Watch(const FeedKey& key, const Feed::Place& place,
                                 const boost::asio::any_io_executor& executor);

  // Passes on what somebody is saying to those who watch the contact here.
  void Offer(const PartialNote& note);

  // An utterance of that contact is about to be final.
  void Close(const FeedKey& key, std::string_view event_id);

  // Wakes all who watch.
  void RingAll() { news_.RingAll(); }

 private:
  std::shared_ptr<Followed> Find(const FeedKey& key);
  void Leave(Followed& followed);
  void Forget(const Followed& followed);
  // From feeds_, if it is there. REQUIRES: mutex_ is held.
  std::shared_ptr<Followed> TakeOut(const Followed& followed);

  Task<void> Follow(std::shared_ptr<Followed> followed);
  // Both: false if the feed has ended.
  Task<bool> ReadNew(Followed& followed);
  Task<bool> Resolve(Followed& followed);

  const boost::asio::any_io_executor executor_;
  SessionStore& store_;
  Bell& changes_;
  WatchRegistry& watches_;
  Bell news_;

  std::mutex mutex_;
  std::condition_variable idle_;
  std::map<FeedKey, std::shared_ptr<Followed>> feeds_;  // Guarded by mutex_.
  std::size_t running_ = 0;                             // Guarded by mutex_.
};

}  // namespace aicc::session
