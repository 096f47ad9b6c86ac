#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "common/call_context.h"
#include "common/error.h"
#include "services/session/domain/event.h"

namespace aicc::session {

// Where an event stands in its log.
struct Appended {
  std::int32_t seq = 0;
  bool duplicate = false;  // It was there before; `seq` is the first one's.
};

// One event that somebody wants in a log.
struct Append {
  Caller caller;
  CallContext::Deadline deadline = CallContext::kNoDeadline;
  std::string session_id;
  std::optional<TimePoint> event_time;  // Nothing: now.
  Event event;  // Its id and its body; the rest is filled in.

  // Told once what became of it, from any thread; must not block. In the order
  // submitted for those of one session.
  std::function<void(Result<Appended>)> done;
};

// Appends events, each as MayAppend() allows and exactly once per event id.
// What it reports as appended is durable. Thread-safe.
class EventAppender {
 public:
  virtual ~EventAppender() = default;

  // Takes `append` and calls its `done` later; does not block. With errors of
  // MayAppend(), SessionNotFound(), or those of common/database.h: after
  // StoreUnavailable() it may have been done, and the same id again tells.
  //
  // False if too many wait already: `append` is untouched, its `done` never
  // called.
  virtual bool Submit(Append& append) = 0;
};

}  // namespace aicc::session
