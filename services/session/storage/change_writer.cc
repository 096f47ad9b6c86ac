#include "services/session/storage/change_writer.h"

#include <boost/json.hpp>

#include "common/uuid.h"
#include "services/session/domain/errors.h"
#include "services/session/domain/routing_store.h"
#include "services/session/storage/events_insert.h"
#include "services/session/storage/json_columns.h"
#include "services/session/storage/rows.h"
#include "session_queries.h"

namespace aicc::session {
namespace {

void SaveSession(Transaction& transaction, const Session& s) {
  const auto queue_us = Micros(s.queue_time);
  const auto connect_us = Micros(s.connect_time);
  const auto end_us = Micros(s.end_time);
  const auto close_us = Micros(s.close_time);
  const auto wrap_up_us = Micros(s.wrap_up_expire_time);
  const auto skills = ToColumn(s.skills);
  const auto participants = ToColumn(s.participants);
  const auto invitation = ToColumn(s.invitation);
  const auto follow_up = ToColumn(s.follow_up);
  std::optional<std::string> not_before_us;
  if (s.follow_up) {
    not_before_us = std::to_string(Micros(s.follow_up->not_before));
  }
  transaction.Run(
      sql::kUpdateSession, s.id, Number(s.state), Number(s.floor.owner),
      s.floor.epoch, s.floor.agent_id, s.last_seq, s.queue, s.agent_id,
      OrNull(s.brief), s.intent, s.disposition, Number(s.end_reason),
      OrNull(queue_us), OrNull(connect_us), OrNull(end_us), OrNull(close_us),
      OrNull(s.offer_id), s.priority, OrNull(skills), s.preferred_agent,
      s.target_agent, OrNull(participants), OrNull(invitation),
      OrNull(follow_up), OrNull(not_before_us), OrNull(wrap_up_us));
}

void SaveOffer(Transaction& transaction, std::string_view session_id,
               const OfferChanged& offer) {
  transaction.Run(sql::kSaveOffer, offer.offer_id, std::string(session_id),
                  offer.agent_id, Number(offer.state),
                  Micros(offer.expire_time), Number(offer.role));
}

// Whom `change` concerns, offers included.
std::set<std::string> AgentsOf(const Change& change) {
  std::set<std::string> ids;
  for (const Change::Moved& moved : change.agents) ids.insert(moved.agent_id);
  for (const EventBody& body : change.events) {
    const auto* offer = std::get_if<OfferChanged>(&body);
    if (offer != nullptr) ids.insert(offer->agent_id);
  }
  return ids;
}

// Those who never asked to take contacts are nobody's agents here.
void MoveAgents(Transaction& transaction, const Change& change,
                const Session& session, std::vector<Agent> agents,
                TimePoint now) {
  for (Agent& agent : agents) {
    bool moved = false;
    for (const Change::Moved& move : change.agents) {
      if (move.agent_id != agent.id) continue;
      Move(&agent, session, move.move, now);
      moved = true;
    }
    if (moved) SaveAgent(transaction, agent, now);
  }
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

std::vector<Agent> LockAgents(Transaction& transaction,
                              const std::set<std::string>& ids) {
  std::vector<Agent> agents;
  if (ids.empty()) return agents;
  BinaryArray parameter(ArrayOf::kText);
  for (const std::string& id : ids) parameter.AddText(id);
  for (const auto& row :
       transaction.Run(sql::kLockAgents, parameter.Parameter())) {
    agents.push_back(AgentFromRow(row));
  }
  return agents;
}

void SaveAgent(Transaction& transaction, const Agent& agent, TimePoint now) {
  std::optional<std::string> queues;
  if (agent.queues) {
    boost::json::array list(agent.queues->begin(), agent.queues->end());
    queues = boost::json::serialize(list);
  }
  const auto skills = ToColumn(agent.skills);
  transaction.Run(sql::kSaveAgent, agent.id, agent.display_name,
                  Number(agent.presence), Number(agent.wish), OrNull(queues),
                  Micros(agent.presence_time), Micros(agent.idle_time),
                  OrNull(skills), agent.chat_capacity, agent.voice_capacity,
                  ToColumn(agent.engagements), HasRoom(agent), Micros(now));
}

void Write(Transaction& transaction, std::string_view tenant,
           const Change& change, TimePoint now, Session* session, Keys* keys) {
  auto agents = LockAgents(transaction, AgentsOf(change));
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
  MoveAgents(transaction, change, *session, std::move(agents), now);
  if (columns.empty()) return;
  columns.Insert(transaction, sql::kInsertEvents, now);
  SaveSession(transaction, *session);
  keys->insert(session->id);
  keys->emplace(kRouteKey);
}

}  // namespace aicc::session
