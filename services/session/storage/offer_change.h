#pragma once

#include <optional>
#include <pqxx/pqxx>
#include <string_view>

#include "services/session/domain/errors.h"
#include "services/session/domain/routing_store.h"
#include "services/session/storage/change_writer.h"
#include "services/session/storage/rows.h"
#include "session_queries.h"

namespace aicc::session {

inline std::optional<Offer> FirstOffer(const pqxx::result& rows) {
  if (rows.empty()) return std::nullopt;
  return OfferFromRow(rows[0]);
}

// Locks the contact of `offer`, decides with the offer as it is then, saves.
template <typename DecideOffer>
Result<OfferedSession> ChangeOffer(Transaction& transaction,
                                   std::string_view tenant, const Offer& offer,
                                   const Clock& clock, Keys* keys,
                                   DecideOffer decide) {
  Result<Session> session = LockSession(transaction, offer.session_id);
  if (!session) return Failure(session.error());
  // Read before the lock was ours, so read it again.
  auto current = FirstOffer(transaction.Run(sql::kSelectOffer, offer.id));
  if (!current) return OfferNotFound(offer.id);
  // By what is in the log, nothing happens before what made it possible.
  const TimePoint now = clock.Now();
  const auto change = decide(*session, *current, now);
  if (!change) return Failure(change.error());
  Write(transaction, tenant, *change, now, &*session, keys);
  current = FirstOffer(transaction.Run(sql::kSelectOffer, offer.id));
  return OfferedSession{*current, *std::move(session), 0};
}

}  // namespace aicc::session
