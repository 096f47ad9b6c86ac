#pragma once

#include <functional>

#include "common/clock.h"
#include "common/database.h"
#include "services/session/domain/session_store.h"
#include "services/session/storage/change_writer.h"

namespace aicc::session {

// Wakes those who wait for a key, in this process and in others.
using Ring = std::function<void(const std::string& key)>;

// Keeps contacts in PostgreSQL. Everything passed in must outlive it.
class PostgresSessionStore final : public SessionStore {
 public:
  PostgresSessionStore(Database& database, const Clock& clock, Ring ring)
      : database_(database), clock_(clock), ring_(std::move(ring)) {}

  Task<Result<Session>> Start(const CallContext& call, const Session& session,
                              std::string_view requester,
                              std::string_view request_id) override;
  Task<Result<Session>> Reopen(const CallContext& call,
                               std::string_view previous_id,
                               std::string_view requester,
                               std::string_view request_id,
                               std::chrono::milliseconds window) override;
  Task<Result<Session>> Get(const CallContext& call,
                            std::string_view session_id) override;
  Task<Result<LogPage>> ReadLog(const CallContext& call,
                                std::string_view session_id,
                                std::int32_t after_seq, int limit) override;
  Task<Result<bool>> Has(const CallContext& call, std::string_view session_id,
                         std::string_view event_id) override;
  Task<Result<std::vector<Session>>> List(const CallContext& call,
                                          const ListFilter& filter) override;
  Task<Result<Session>> Perform(const CallContext& call,
                                std::string_view session_id,
                                std::string_view verb,
                                std::string_view request_id,
                                const Decide& decide) override;

 private:
  Database& database_;
  const Clock& clock_;
  const Ring ring_;
};

}  // namespace aicc::session
