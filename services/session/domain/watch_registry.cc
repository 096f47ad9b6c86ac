#include "services/session/domain/watch_registry.h"

#include <algorithm>

namespace aicc::session {

WatchRegistry::Watch::Watch(WatchRegistry& registry,
                            std::string_view session_id)
    : registry_(registry) {
  std::lock_guard lock(registry_.mutex_);
  self_ = registry_.watches_.emplace(session_id, this);
}

WatchRegistry::Watch::~Watch() {
  std::lock_guard lock(registry_.mutex_);
  registry_.watches_.erase(self_);
}

std::unique_ptr<WatchRegistry::Watch> WatchRegistry::Add(
    std::string_view session_id) {
  return std::unique_ptr<Watch>(new Watch(*this, session_id));
}

std::vector<std::pair<std::string, std::int32_t>> WatchRegistry::Snapshot()
    const {
  std::vector<std::pair<std::string, std::int32_t>> all;
  std::lock_guard lock(mutex_);
  for (const auto& [id, watch] : watches_) {
    const std::int32_t seen = watch->seen_.load();
    if (!all.empty() && all.back().first == id) {
      all.back().second = std::min(all.back().second, seen);
    } else {
      all.emplace_back(id, seen);
    }
  }
  return all;
}

}  // namespace aicc::session
