#include "services/session/storage/change_writer.h"

#include <boost/json.hpp>

#include "common/uuid.h"
#include "services/session/domain/errors.h"
#include "services/session/domain/routing_store.h"
#include "services/session/storage/events_insert.h"
#include "services/session/storage/rows.h"
#include "session_queries.h"

namespace aicc::session {
namespace {

void SaveSession(Transaction& transaction, const Session& s) {
  const auto queue_us = Micros(s.queue_time);
  const auto connect_us = Micros(s.connect_time);
  const auto end_us = Micros(s.end_time);
  const auto close_us = Micros(s.close_time);
  transaction.Run(sql::kUpdateSession, s.id, Number(s.state),
                  Number(s.floor.owner), s.floor.epoch, s.floor.agent_id,
                  s.last_seq, s.queue, s.agent_id, OrNull(s.brief), s.intent,
                  s.disposition, Number(s.end_reason), OrNull(queue_us),
                  OrNull(connect_us), OrNull(end_us), OrNull(close_us),
                  OrNull(s.offer_id));
}

void SaveOffer(Transaction& transaction, std::string_view session_id,
               const OfferChanged& offer) {
  transaction.Run(sql::kSaveOffer, offer.offer_id, std::string(session_id),
                  offer.agent_id, Number(offer.state),
                  Micros(offer.expire_time));
}

void MoveAgent(Transaction& transaction, const Change::Moved& moved,
               TimePoint now) {
  const pqxx::result rows = transaction.Run(sql::kLockAgent, moved.agent_id);
  if (rows.empty()) return;  // Never asked to take contacts.
  Agent agent = AgentFromRow(rows[0]);
  Move(&agent, moved.move, now);
  SaveAgent(transaction, agent);
}

}  // namespace

Result<Session> LockSession(Transaction& transaction,
                            std::string_view session_id) {
  const std::string id(session_id);
  const pqxx::result rows = transaction.Run(sql::kLockSession, id);
  if (rows.empty()) return SessionNotFound(id);
  return SessionFromRow(rows[0]);
}

std::optional<Offer> OpenOffer(Transaction& transaction,
                               const Session& session) {
  if (session.offer_id.empty()) return std::nullopt;
  const pqxx::result rows =
      transaction.Run(sql::kSelectOffer, session.offer_id);
  if (rows.empty()) return std::nullopt;
  return OfferFromRow(rows[0]);
}

void SaveAgent(Transaction& transaction, const Agent& agent) {
  std::optional<std::string> queues;
  if (agent.queues) {
    boost::json::array list(agent.queues->begin(), agent.queues->end());
    queues = boost::json::serialize(list);
  }
  transaction.Run(sql::kSaveAgent, agent.id, agent.display_name,
                  Number(agent.presence), Number(agent.wish), OrNull(queues),
                  Micros(agent.presence_time));
}

void Write(Transaction& transaction, std::string_view tenant,
           const Change& change, TimePoint now, Session* session, Keys* keys) {
  EventColumns columns;
  for (const EventBody& body : change.events) {
    const bool first = session->last_seq == 0;
    const Event event{session->last_seq + 1, NewUuid(),
                      first ? session->start_time : now, now, body};
    Apply(session, event);
    columns.Add(session->id, event);
    if (const auto* offer = std::get_if<OfferChanged>(&body)) {
      SaveOffer(transaction, session->id, *offer);
      keys->insert(OffersKey(tenant, offer->agent_id));
    }
  }
  for (const Change::Moved& moved : change.agents) {
    MoveAgent(transaction, moved, now);
  }
  if (columns.empty()) return;
  columns.Insert(transaction, sql::kInsertEvents, now);
  SaveSession(transaction, *session);
  keys->insert(session->id);
  keys->emplace(kRouteKey);
}

}  // namespace aicc::session
