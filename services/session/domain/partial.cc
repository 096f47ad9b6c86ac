#include "services/session/domain/partial.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace aicc::session {
namespace {

constexpr std::int32_t kClosed = std::numeric_limits<std::int32_t>::max();

}  // namespace

void OpenPartials::Forget(SteadyTime now) {
  std::erase_if(entries_, [now](const Entry& entry) {
    return entry.time + kPatience < now;
  });
}

bool OpenPartials::Knows(std::string_view event_id, SteadyTime now) {
  Forget(now);
  return std::ranges::find(entries_, event_id, &Entry::event_id) !=
         entries_.end();
}

OpenPartials::Entry& OpenPartials::Renew(std::string_view event_id,
                                         SteadyTime now) {
  Entry entry{std::string(event_id), 0, nullptr, 0, now};
  const auto found = std::ranges::find(entries_, event_id, &Entry::event_id);
  if (found != entries_.end()) {
    entry = std::move(*found);
    entries_.erase(found);
  } else if (entries_.size() >= kMax) {
    entries_.erase(entries_.begin());
  }
  entry.number = ++last_;
  entry.time = now;
  return entries_.emplace_back(std::move(entry));
}

bool OpenPartials::Put(Partial partial, SteadyTime now) {
  Forget(now);
  const auto found =
      std::ranges::find(entries_, partial.event_id, &Entry::event_id);
  if (found != entries_.end() && found->revision >= partial.revision) {
    return false;
  }
  Entry& entry = Renew(partial.event_id, now);
  entry.revision = partial.revision;
  entry.partial = std::make_shared<const Partial>(std::move(partial));
  return true;
}

void OpenPartials::Close(std::string_view event_id, SteadyTime now) {
  if (!Knows(event_id, now)) return;
  Entry& entry = Renew(event_id, now);
  entry.revision = kClosed;
  entry.partial.reset();
}

std::vector<std::shared_ptr<const Partial>> OpenPartials::After(
    std::uint64_t* seen, SteadyTime now) {
  Forget(now);
  std::vector<std::shared_ptr<const Partial>> news;
  for (const Entry& entry : entries_) {
    if (entry.number > *seen && entry.partial) news.push_back(entry.partial);
  }
  *seen = last_;
  return news;
}

}  // namespace aicc::session
