#pragma once

#include <grpcpp/support/byte_buffer.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/call_context.h"
#include "common/error.h"
#include "services/session/domain/partial.h"
#include "services/session/domain/session_store.h"

namespace aicc::session {

// Whose log a feed follows.
struct FeedKey {
  std::string tenant;
  std::string session_id;

  friend auto operator<=>(const FeedKey&, const FeedKey&) = default;
};

// What those who watch one contact in this process share: the end of its log,
// read once and ready to be sent, and what is being spoken. How it is filled,
// see feeds.h. Thread-safe.
class Feed {
 public:
  // One watcher's place.
  struct Place {
    std::int32_t after = 0;  // All up to this was sent.
    std::uint64_t partials = 0;
    Role reader = Role::kCustomer;
    bool wants_partials = false;
  };

  // What a watcher is to send next.
  struct Next {
    // WatchSessionResponses with the events that follow its place.
    std::vector<grpc::ByteBuffer> events;
    // Only without events, when none is missing.
    std::vector<std::shared_ptr<const Partial>> partials;
    // The feed does not have what follows: it is to be read from the log.
    bool behind = false;
    // Nothing will follow.
    bool over = false;
    std::optional<Error> failed;
  };

  explicit Feed(FeedKey key) : key_(std::move(key)) {}

  const FeedKey& key() const { return key_; }

  // `place->after` is the caller's to move on.
  Next After(Place* place);

  // What a watcher has read of the log by itself; the first one's says where
  // the feed begins. Returns how far watchers may send: none gets ahead of the
  // feed, which alone knows the finals that partials must not follow.
  std::int32_t Seen(const LogPage& page);

  // Where the feed is; nothing before Seen().
  std::optional<std::int32_t> last_seq();

  // Takes on what follows last_seq(). REQUIRES: `page` was read after it.
  void Add(const LogPage& page);

  // Ends it for all who watch.
  void Fail(const Error& error);

  // One more or one fewer watcher wants partials.
  void CountPartialWatchers(int change);

  // Takes what somebody is saying. False if watchers have nothing new of it. If
  // only the log can tell whether its utterance is final, it is kept for
  // TakeDoubtful(), and `*doubtful` is set.
  bool Offer(Partial partial, bool* doubtful);
  std::vector<Partial> TakeDoubtful();
  // REQUIRES: the log, up to last_seq() or further, has no such event.
  bool Admit(Partial partial);

  // The utterance is about to be final.
  void Close(std::string_view event_id);

 private:
  struct Entry {
    std::int32_t seq = 0;
    std::string event_id;
    std::size_t bytes = 0;
    grpc::ByteBuffer for_all;  // Who sees everything.
    grpc::ByteBuffer for_agent;
    grpc::ByteBuffer for_customer;
  };

  static const grpc::ByteBuffer& ViewOf(const Entry& entry, Role reader);
  Entry Prepare(const Event& event) const;
  // These REQUIRE that mutex_ is held.
  bool Has(std::int32_t seq) const;
  bool InTail(std::string_view event_id) const;
  void Trim();

  const FeedKey key_;

  std::mutex mutex_;  // Guards all below.
  std::optional<std::int32_t> last_seq_;
  std::deque<Entry> tail_;  // Up to last_seq_, without gaps.
  std::size_t tail_bytes_ = 0;
  bool over_ = false;
  std::optional<Error> failed_;
  int partial_watchers_ = 0;
  OpenPartials partials_;
  std::vector<Partial> doubtful_;
};

}  // namespace aicc::session
