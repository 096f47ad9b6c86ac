#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/call_context.h"
#include "common/error.h"
#include "common/task.h"
#include "services/session/domain/event.h"
#include "services/session/domain/offer.h"
#include "services/session/domain/session.h"
#include "services/session/domain/verbs.h"

namespace aicc::session {

// A part of a contact's log, and how the contact was when it was read.
struct LogPage {
  std::string customer_id;
  State state = State::kSelfService;
  std::int32_t last_seq = 0;
  // Utterances, and everything else as Noted with its JSON.
  std::vector<Event> events;
};

struct ListFilter {
  std::string before_id;  // Only older ones; empty: from the newest.
  int limit = 50;
  std::optional<State> state;
  std::optional<TimePoint> start_from;
  std::optional<TimePoint> start_to;
  std::string customer_id;  // These three: empty means any.
  std::string agent_id;
  std::string queue;
};

// Keeps contacts. Shows and changes those of the calling tenant only; whether
// the caller may see one is for the caller of this to check, or for the verb.
//
// Any thread may call at any time. Nothing blocks. When the store itself fails
// they return the errors of common/database.h.
class SessionStore {
 public:
  using Decide =
      std::function<Result<Change>(const Session&, const Offer* open)>;

  virtual ~SessionStore() = default;

  // Saves a new contact with its first event. If `requester` has used
  // `request_id` before, returns the contact that was started then.
  virtual Task<Result<Session>> Start(const CallContext& call,
                                      const Session& session,
                                      std::string_view requester,
                                      std::string_view request_id) = 0;

  // Saves a new contact that goes on from `previous_id`, see Reopened(). A
  // request that was used before returns the contact that was started then.
  // AlreadyReopened if another request was faster.
  virtual Task<Result<Session>> Reopen(const CallContext& call,
                                       std::string_view previous_id,
                                       std::string_view requester,
                                       std::string_view request_id,
                                       std::chrono::milliseconds window) = 0;

  // SessionNotFound if there is none.
  virtual Task<Result<Session>> Get(const CallContext& call,
                                    std::string_view session_id) = 0;

  // Up to `limit` events after `after_seq`, in order. SessionNotFound.
  virtual Task<Result<LogPage>> ReadLog(const CallContext& call,
                                        std::string_view session_id,
                                        std::int32_t after_seq, int limit) = 0;

  // Whether the log has an event of that id; false if there is no such contact.
  virtual Task<Result<bool>> Has(const CallContext& call,
                                 std::string_view session_id,
                                 std::string_view event_id) = 0;

  // Newest first.
  virtual Task<Result<std::vector<Session>>> List(const CallContext& call,
                                                  const ListFilter& filter) = 0;

  // Locks the contact, decides, saves what was decided, wakes whom it concerns,
  // and returns the contact as it is then. If `request_id` is not empty and was
  // used for `verb` on this contact before, returns the contact as it is.
  //
  // `decide` runs on another thread while the caller is suspended, and must
  // bear to be called again.
  virtual Task<Result<Session>> Perform(const CallContext& call,
                                        std::string_view session_id,
                                        std::string_view verb,
                                        std::string_view request_id,
                                        const Decide& decide) = 0;
};

}  // namespace aicc::session
