#include "services/session/storage/session_store.h"

#include "common/uuid.h"
#include "services/session/domain/access.h"
#include "services/session/domain/errors.h"
#include "services/session/storage/rows.h"
#include "session_queries.h"

namespace aicc::session {
namespace {

Result<Session> InsertSession(Transaction& transaction, std::string_view tenant,
                              Session session, std::string_view requester,
                              std::string_view request_id, TimePoint now) {
  const std::string who(requester);
  const std::string request(request_id);
  const pqxx::result made = transaction.Run(
      sql::kInsertSession, session.id, who, request, Number(session.channel),
      session.locale, session.customer_id, session.customer_name,
      session.source, Micros(session.start_time), Number(session.state),
      Number(session.floor.owner), session.floor.epoch,
      OrNull(session.previous_id));
  if (made.empty()) {
    const pqxx::result first =
        transaction.Run(sql::kSelectRequestedSession, who, request);
    if (first.empty()) return StoreUnavailable();  // Cannot be; retry.
    return SessionFromRow(first[0]);
  }
  const auto change = aicc::session::Start(session);
  if (!change) return Failure(change.error());
  Keys keys;  // Nobody can know the contact yet.
  Write(transaction, tenant, *change, now, &session, &keys);
  return session;
}

LogPage LogPageFrom(const pqxx::result& rows) {
  LogPage page;
  page.customer_id = rows[0]["customer_id"].c_str();
  page.state = static_cast<State>(rows[0]["state"].as<std::int16_t>());
  page.last_seq = rows[0]["last_seq"].as<std::int32_t>();
  page.events.reserve(rows.size());
  for (const auto& row : rows) {
    if (!row["seq"].is_null()) page.events.push_back(EventFromRow(row));
  }
  return page;
}

pqxx::result SelectPage(Transaction& transaction, const ListFilter& filter) {
  std::optional<std::string> state;
  if (filter.state) state = std::to_string(Number(*filter.state));
  const auto from = Micros(filter.start_from);
  const auto to = Micros(filter.start_to);
  if (filter.customer_id.empty()) {
    return transaction.Run(sql::kListSessions, OrNull(filter.before_id),
                           OrNull(state), OrNull(from), OrNull(to),
                           OrNull(filter.agent_id), OrNull(filter.queue),
                           filter.limit);
  }
  return transaction.Run(sql::kListCustomerSessions, OrNull(filter.before_id),
                         OrNull(state), OrNull(from), OrNull(to),
                         OrNull(filter.agent_id), OrNull(filter.queue),
                         filter.limit, filter.customer_id);
}

// A customer's and an agent's ids are their own: what one asked for is no retry
// of another's. Those of the tenant's systems are shared.
std::string KeyOf(const Caller& caller, std::string_view request_id) {
  std::string key;
  if (caller.role == Role::kCustomer) key = "customer:" + caller.subject + "/";
  if (TakesContacts(caller.role)) key = "agent:" + caller.subject + "/";
  return key += request_id;
}

}  // namespace

Task<Result<Session>> PostgresSessionStore::Start(const CallContext& call,
                                                  const Session& session,
                                                  std::string_view requester,
                                                  std::string_view request_id) {
  co_return co_await database_.Run(call, [&](Transaction& transaction) {
    return InsertSession(transaction, call.caller().tenant, session, requester,
                         request_id, clock_.Now());
  });
}

Task<Result<Session>> PostgresSessionStore::Reopen(
    const CallContext& call, std::string_view previous_id,
    std::string_view requester, std::string_view request_id,
    std::chrono::milliseconds window) {
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<Session> {
        // One at a time: the lock keeps two from going on from the same.
        const auto previous = LockSession(transaction, previous_id);
        if (!previous) return previous;
        const pqxx::result next = transaction.Run(sql::kSelectReopeningSession,
                                                  std::string(previous_id));
        // Of its own, beside those of StartSession and of other contacts.
        const std::string key = "reopen:" + std::string(previous_id) + "/" +
                                std::string(request_id);
        const pqxx::result asked = transaction.Run(sql::kSelectRequestedSession,
                                                   std::string(requester), key);
        if (!asked.empty()) return SessionFromRow(asked[0]);
        const TimePoint now = clock_.Now();
        auto session = Reopened(*previous, call.caller(), now, window);
        if (!session) return session;
        if (!next.empty()) {
          return AlreadyReopened(previous_id, next[0][0].c_str());
        }
        session->id = NewUuidV7(now);
        return InsertSession(transaction, call.caller().tenant,
                             *std::move(session), requester, key, now);
      });
}

Task<Result<Session>> PostgresSessionStore::Get(const CallContext& call,
                                                std::string_view session_id) {
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<Session> {
        const std::string id(session_id);
        const pqxx::result rows = transaction.Run(sql::kSelectSession, id);
        if (rows.empty()) return SessionNotFound(id);
        return SessionFromRow(rows[0]);
      });
}

Task<Result<LogPage>> PostgresSessionStore::ReadLog(const CallContext& call,
                                                    std::string_view session_id,
                                                    std::int32_t after_seq,
                                                    int limit) {
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<LogPage> {
        const std::string id(session_id);
        const pqxx::result rows =
            transaction.Run(sql::kSelectLog, id, after_seq, limit);
        if (rows.empty()) return SessionNotFound(id);
        return LogPageFrom(rows);
      });
}

Task<Result<bool>> PostgresSessionStore::Has(const CallContext& call,
                                             std::string_view session_id,
                                             std::string_view event_id) {
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<bool> {
        return !transaction
                    .Run(sql::kSelectEvent, std::string(session_id),
                         std::string(event_id))
                    .empty();
      });
}

Task<Result<std::vector<Session>>> PostgresSessionStore::List(
    const CallContext& call, const ListFilter& filter) {
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<std::vector<Session>> {
        std::vector<Session> sessions;
        for (const auto& row : SelectPage(transaction, filter)) {
          sessions.push_back(SessionFromRow(row));
        }
        return sessions;
      });
}

Task<Result<Session>> PostgresSessionStore::Perform(const CallContext& call,
                                                    std::string_view session_id,
                                                    std::string_view verb,
                                                    std::string_view request_id,
                                                    const Decide& decide) {
  Keys keys;
  Result<Session> saved = co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<Session> {
        keys.clear();
        Result<Session> session = LockSession(transaction, session_id);
        if (!session) return session;
        if (!request_id.empty()) {
          const pqxx::result noted = transaction.Run(
              sql::kInsertRequest, session->id, std::string(verb),
              KeyOf(call.caller(), request_id));
          if (noted.empty()) return session;
        }
        const auto open = OpenOffer(transaction, *session);
        const auto change = decide(*session, open ? &*open : nullptr);
        if (!change) return Failure(change.error());
        Write(transaction, call.caller().tenant, *change, clock_.Now(),
              &*session, &keys);
        return session;
      });
  if (saved) {
    for (const std::string& key : keys) ring_(key);
  }
  co_return saved;
}

}  // namespace aicc::session
