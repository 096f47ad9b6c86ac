#include "services/session/rpc/feeds.h"

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/strand.hpp>
#include <utility>

#include "common/log.h"
#include "common/pause.h"
#include "services/session/domain/errors.h"

namespace aicc::session {
namespace {

constexpr int kFeedPage = 256;
constexpr std::chrono::seconds kReadLimit{10};
constexpr std::chrono::milliseconds kRetryPause{200};

// The database is away or busy: those who watch wait for it.
bool Passes(const Error& error) {
  return error.kind == ErrorKind::kUnavailable ||
         error.kind == ErrorKind::kResourceExhausted ||
         error.kind == ErrorKind::kDeadlineExceeded;
}

CallContext ReadingFor(const FeedKey& key) {
  return CallContext::ForService(key.tenant, "session",
                                 std::chrono::steady_clock::now() + kReadLimit);
}

// Names the bell of those who watch. A tenant has no slash.
std::string NewsKey(const FeedKey& key) {
  return key.tenant + "/" + key.session_id;
}

Error ReadFailed() {
  return {ErrorKind::kInternal, "INTERNAL", "the log could not be read", {}};
}

}  // namespace

// A feed and what follows its log.
struct Feeds::Followed {
  Followed(const FeedKey& key, Bell& changes, WatchRegistry& watches,
           const boost::asio::any_io_executor& executor)
      : feed(key),
        news_key(NewsKey(key)),
        rings(changes.Listen(key.session_id, executor)),
        watch(watches.Add(key.session_id)) {}

  Feed feed;
  const std::string news_key;
  const std::unique_ptr<Bell::Listener> rings;
  const std::unique_ptr<WatchRegistry::Watch> watch;
  std::size_t watchers = 0;  // Guarded by Feeds::mutex_.
  std::atomic<bool> left = false;
  // There was a ring before the feed knew where it begins.
  std::atomic<bool> early = false;
};

Feeds::Watcher::Watcher(Feeds& feeds, std::shared_ptr<Followed> followed,
                        const Feed::Place& place,
                        const boost::asio::any_io_executor& executor)
    : feeds_(feeds),
      followed_(std::move(followed)),
      place_(place),
      ear_(feeds.news_.Listen(followed_->news_key, executor)) {
  if (place_.wants_partials) followed_->feed.CountPartialWatchers(1);
}

Feeds::Watcher::~Watcher() {
  if (place_.wants_partials) followed_->feed.CountPartialWatchers(-1);
  feeds_.Leave(*followed_);
}

Feed::Next Feeds::Watcher::Next() { return followed_->feed.After(&place_); }

std::int32_t Feeds::Watcher::Seen(const LogPage& page) {
  const std::int32_t last_seq = followed_->feed.Seen(page);
  followed_->watch->Seen(last_seq);
  // The ring of what followed is on its way, was lost, or came before the feed
  // knew where it begins.
  if (followed_->early.exchange(false) || page.last_seq > last_seq) {
    feeds_.changes_.Ring(followed_->feed.key().session_id);
  }
  return last_seq;
}

Feeds::Feeds(boost::asio::any_io_executor executor, SessionStore& store,
             Bell& changes, WatchRegistry& watches)
    : executor_(std::move(executor)),
      store_(store),
      changes_(changes),
      watches_(watches) {}

void Feeds::Stop() {
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [this] { return running_ == 0; });
}

std::unique_ptr<Feeds::Watcher> Feeds::Watch(
    const FeedKey& key, const Feed::Place& place,
    const boost::asio::any_io_executor& executor) {
  std::lock_guard lock(mutex_);
  auto& followed = feeds_[key];
  if (!followed) {
    const auto strand = boost::asio::make_strand(executor_);
    followed = std::make_shared<Followed>(key, changes_, watches_, strand);
    ++running_;
    boost::asio::co_spawn(
        strand, Follow(followed),
        [this, kept = followed](const std::exception_ptr& exception) mutable {
          if (exception) {
            Log().error("a log's follower ended by an exception");
            kept->feed.Fail(ReadFailed());
          }
          Forget(*kept);
          news_.Ring(kept->news_key);
          kept.reset();
          std::lock_guard at_end(mutex_);
          --running_;
          idle_.notify_all();  // Under the lock: then nobody touches this.
        });
  }
  ++followed->watchers;
  return std::unique_ptr<Watcher>(
      new Watcher(*this, followed, place, executor));
}

std::shared_ptr<Feeds::Followed> Feeds::Find(const FeedKey& key) {
  std::lock_guard lock(mutex_);
  const auto found = feeds_.find(key);
  return found == feeds_.end() ? nullptr : found->second;
}

void Feeds::Leave(Followed& followed) {
  std::shared_ptr<Followed> last;  // Destroyed after the lock is given back.
  {
    std::lock_guard lock(mutex_);
    if (--followed.watchers > 0) return;
    followed.left = true;
    // At once: whoever watches from now on gets another.
    last = TakeOut(followed);
  }
  changes_.Ring(followed.feed.key().session_id);
}

void Feeds::Forget(const Followed& followed) {
  std::shared_ptr<Followed> last;  // Destroyed after the lock is given back.
  std::lock_guard lock(mutex_);
  last = TakeOut(followed);
}

std::shared_ptr<Feeds::Followed> Feeds::TakeOut(const Followed& followed) {
  const auto found = feeds_.find(followed.feed.key());
  if (found == feeds_.end() || found->second.get() != &followed) return nullptr;
  auto taken = std::move(found->second);
  feeds_.erase(found);
  return taken;
}

void Feeds::Offer(const PartialNote& note) {
  const auto followed = Find({note.tenant, note.session_id});
  if (!followed) return;
  bool doubtful = false;
  if (followed->feed.Offer(note.partial, &doubtful)) {
    news_.Ring(followed->news_key);
  } else if (doubtful) {
    changes_.Ring(note.session_id);
  }
}

void Feeds::Close(const FeedKey& key, std::string_view event_id) {
  if (const auto followed = Find(key)) followed->feed.Close(event_id);
}

Task<void> Feeds::Follow(std::shared_ptr<Followed> followed) {
  for (;;) {
    co_await followed->rings->Next();
    if (followed->left) co_return;
    followed->early = true;  // Before the look: one of the two sees the other.
    if (!followed->feed.last_seq()) continue;
    followed->early = false;
    if (!co_await ReadNew(*followed)) co_return;
    if (!co_await Resolve(*followed)) co_return;
  }
}

Task<bool> Feeds::ReadNew(Followed& followed) {
  Feed& feed = followed.feed;
  for (;;) {
    const CallContext call = ReadingFor(feed.key());
    const std::int32_t after = *feed.last_seq();
    const auto page =
        co_await store_.ReadLog(call, feed.key().session_id, after, kFeedPage);
    if (followed.left) co_return false;
    if (!page && Passes(page.error())) {
      co_await Pause(kRetryPause);
      continue;
    }
    if (!page || (page->events.empty() && after < page->last_seq)) {
      feed.Fail(page ? LogUnreadable(feed.key().session_id, after).error()
                     : page.error());
      co_return false;
    }
    feed.Add(*page);
    const std::int32_t now = *feed.last_seq();
    followed.watch->Seen(now);
    const bool all = now >= page->last_seq;
    if (all && IsOver(page->state)) co_return false;
    if (now > after) news_.Ring(followed.news_key);
    if (all) co_return true;
  }
}

Task<bool> Feeds::Resolve(Followed& followed) {
  Feed& feed = followed.feed;
  for (Partial& partial : feed.TakeDoubtful()) {
    const CallContext call = ReadingFor(feed.key());
    const auto there =
        co_await store_.Has(call, feed.key().session_id, partial.event_id);
    if (followed.left) co_return false;
    // What cannot be told is lost, as partials may be.
    if (!there || *there) continue;
    if (feed.Admit(std::move(partial))) news_.Ring(followed.news_key);
  }
  co_return true;
}

}  // namespace aicc::session
