#include "services/session/rpc/feed.h"

#include <algorithm>
#include <iterator>

#include "common/rpc_bytes.h"
#include "services/session/rpc/convert.h"

namespace aicc::session {
namespace {

// The end of the log that is kept for those who are a little late; who is later
// reads the log.
constexpr std::size_t kTailEvents = 32;
constexpr std::size_t kTailBytes = 65'536;

constexpr std::size_t kMaxDoubtful = 8;

using Clock = std::chrono::steady_clock;

grpc::ByteBuffer BytesOf(const FeedKey& key, const Event& event, Role reader) {
  v1::WatchSessionResponse response;
  ToProto(key.session_id, event, Caller{key.tenant, {}, reader},
          response.mutable_event());
  return Pack(response);
}

}  // namespace

Feed::Entry Feed::Prepare(const Event& event) const {
  Entry entry{event.seq, event.event_id,
              0,         BytesOf(key_, event, Role::kService),
              {},        {}};
  // What is said is the same to all, but what the staff say among themselves.
  const auto* said = std::get_if<Utterance>(&event.body);
  const bool open = said != nullptr && said->audience == Audience::kEveryone;
  entry.for_customer =
      open ? entry.for_all : BytesOf(key_, event, Role::kCustomer);
  // Agents see all but who monitors them.
  const bool staffing = TypeOf(event.body) == EventType::kParticipantChanged;
  entry.for_agent =
      staffing ? BytesOf(key_, event, Role::kAgent) : entry.for_all;
  entry.bytes = entry.for_all.Length();
  return entry;
}

const grpc::ByteBuffer& Feed::ViewOf(const Entry& entry, Role reader) {
  switch (reader) {
    case Role::kCustomer:
      return entry.for_customer;
    case Role::kAgent:
      return entry.for_agent;
    default:
      return entry.for_all;
  }
}

bool Feed::Has(std::int32_t seq) const {
  return !tail_.empty() && tail_.front().seq <= seq && tail_.back().seq >= seq;
}

bool Feed::InTail(std::string_view event_id) const {
  return std::ranges::find(tail_, event_id, &Entry::event_id) != tail_.end();
}

Feed::Next Feed::After(Place* place) {
  Next next;
  std::lock_guard lock(mutex_);
  if (failed_) {
    next.failed = failed_;
  } else if (!last_seq_) {
    next.behind = true;
  } else if (place->after >= *last_seq_) {
    next.over = over_;
    if (place->wants_partials && !over_) {
      next.partials = partials_.After(&place->partials, Clock::now());
    }
  } else if (!Has(place->after + 1)) {
    next.behind = true;
  } else {
    const auto first = tail_.begin() + (place->after + 1 - tail_.front().seq);
    for (auto it = first; it != tail_.end(); ++it) {
      next.events.push_back(ViewOf(*it, place->reader));
    }
  }
  return next;
}

std::int32_t Feed::Seen(const LogPage& page) {
  std::lock_guard lock(mutex_);
  // A contact that is over may still be rated, and nobody follows it any more.
  if (!last_seq_ || (over_ && page.last_seq > *last_seq_)) {
    last_seq_ = page.last_seq;
    over_ = IsOver(page.state);
    tail_.clear();
    tail_bytes_ = 0;
  }
  return *last_seq_;
}

std::optional<std::int32_t> Feed::last_seq() {
  std::lock_guard lock(mutex_);
  return last_seq_;
}

void Feed::Add(const LogPage& page) {
  std::vector<Entry> entries;
  for (const Event& event : page.events) entries.push_back(Prepare(event));
  std::lock_guard lock(mutex_);
  for (Entry& entry : entries) {
    last_seq_ = entry.seq;
    tail_bytes_ += entry.bytes;
    partials_.Close(entry.event_id, Clock::now());
    tail_.push_back(std::move(entry));
  }
  Trim();
  over_ = *last_seq_ >= page.last_seq && IsOver(page.state);
  if (over_) partials_.Clear();
}

void Feed::Trim() {
  while (tail_.size() > kTailEvents ||
         (tail_.size() > 1 && tail_bytes_ > kTailBytes)) {
    tail_bytes_ -= tail_.front().bytes;
    tail_.pop_front();
  }
}

void Feed::Fail(const Error& error) {
  std::lock_guard lock(mutex_);
  failed_ = error;
}

void Feed::CountPartialWatchers(int change) {
  std::lock_guard lock(mutex_);
  partial_watchers_ += change;
  if (partial_watchers_ > 0) return;
  partials_.Clear();
  doubtful_.clear();
}

bool Feed::Offer(Partial partial, bool* doubtful) {
  *doubtful = false;
  std::lock_guard lock(mutex_);
  if (partial_watchers_ == 0 || !last_seq_ || over_) return false;
  if (InTail(partial.event_id)) return false;
  const bool all_known = *last_seq_ == 0 || Has(1);
  if (all_known || partials_.Knows(partial.event_id, Clock::now())) {
    return partials_.Put(std::move(partial), Clock::now());
  }
  const auto known =
      std::ranges::find(doubtful_, partial.event_id, &Partial::event_id);
  if (known != doubtful_.end()) {
    if (known->revision < partial.revision) *known = std::move(partial);
  } else if (doubtful_.size() < kMaxDoubtful) {
    doubtful_.push_back(std::move(partial));
  }
  *doubtful = true;
  return false;
}

std::vector<Partial> Feed::TakeDoubtful() {
  std::lock_guard lock(mutex_);
  return std::exchange(doubtful_, {});
}

bool Feed::Admit(Partial partial) {
  std::lock_guard lock(mutex_);
  if (partial_watchers_ == 0 || over_) return false;
  return partials_.Put(std::move(partial), Clock::now());
}

void Feed::Close(std::string_view event_id) {
  std::lock_guard lock(mutex_);
  partials_.Close(event_id, Clock::now());
}

}  // namespace aicc::session
