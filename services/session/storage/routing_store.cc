#include "services/session/storage/routing_store.h"

#include "services/session/domain/errors.h"
#include "services/session/domain/offers.h"
#include "services/session/storage/offer_change.h"
#include "services/session/storage/rows.h"
#include "session_queries.h"

namespace aicc::session {
namespace {

Result<Offer> OfferOf(Transaction& transaction, std::string_view agent_id,
                      std::string_view offer_id) {
  const std::string id(offer_id);
  const auto offer = FirstOffer(transaction.Run(sql::kSelectOffer, id));
  if (!offer || offer->agent_id != agent_id) return OfferNotFound(id);
  return *offer;
}

}  // namespace

Task<Result<std::pair<std::vector<OfferedSession>, std::int64_t>>>
PostgresRoutingStore::OffersAfter(const CallContext& call,
                                  std::string_view agent_id,
                                  std::optional<std::int64_t> change) {
  using Page = std::pair<std::vector<OfferedSession>, std::int64_t>;
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<Page> {
        const std::string agent(agent_id);
        Page page{{}, change.value_or(0)};
        if (!change) {
          const auto known = transaction.Run(sql::kSelectAgent, agent);
          if (!known.empty()) {
            page.second = known[0]["offer_changes"].as<std::int64_t>();
          }
        }
        const auto rows =
            change ? transaction.Run(sql::kSelectOffersAfter, agent, *change)
                   : transaction.Run(sql::kSelectOpenOffer, agent);
        for (const auto& row : rows) {
          const Offer offer = OfferFromRow(row);
          const auto session =
              transaction.Run(sql::kSelectSession, offer.session_id);
          const auto number = row["change"].as<std::int64_t>();
          page.first.push_back({offer, SessionFromRow(session.at(0)), number});
          page.second = std::max(page.second, number);
        }
        return page;
      });
}

Task<Result<OfferedSession>> PostgresRoutingStore::AcceptOffer(
    const CallContext& call, std::string_view agent_id,
    std::string_view offer_id) {
  co_return co_await RunAndRing(
      call,
      [&](Transaction& transaction, Keys* keys) -> Result<OfferedSession> {
        const auto offer = OfferOf(transaction, agent_id, offer_id);
        if (!offer) return Failure(offer.error());
        return ChangeOffer(transaction, call.caller().tenant, *offer, clock_,
                           keys, session::AcceptOffer);
      });
}

Task<Result<OfferedSession>> PostgresRoutingStore::RejectOffer(
    const CallContext& call, std::string_view agent_id,
    std::string_view offer_id) {
  co_return co_await RunAndRing(
      call,
      [&](Transaction& transaction, Keys* keys) -> Result<OfferedSession> {
        const auto offer = OfferOf(transaction, agent_id, offer_id);
        if (!offer) return Failure(offer.error());
        return ChangeOffer(
            transaction, call.caller().tenant, *offer, clock_, keys,
            [](const Session& session, const Offer& open, TimePoint) {
              return LoseOffer(session, open, OfferState::kRejected);
            });
      });
}

}  // namespace aicc::session
