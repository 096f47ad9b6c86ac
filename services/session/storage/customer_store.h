#pragma once

#include "common/clock.h"
#include "common/database.h"
#include "services/session/domain/customer_store.h"

namespace aicc::session {

// Keeps customers in PostgreSQL. Everything passed in must outlive it.
class PostgresCustomerStore final : public CustomerStore {
 public:
  PostgresCustomerStore(Database& database, const Clock& clock)
      : database_(database), clock_(clock) {}

  Task<Result<Customer>> Put(const CallContext& call,
                             const Customer& customer) override;
  Task<Result<Customer>> Get(const CallContext& call,
                             std::string_view customer_id) override;
  Task<Result<std::vector<Customer>>> Find(
      const CallContext& call, const Identifier& identifier) override;
  Task<Result<std::vector<Customer>>> List(const CallContext& call,
                                           std::string_view after_id,
                                           int limit) override;
  Task<Result<Customer>> Merge(const CallContext& call,
                               std::string_view survivor_id,
                               std::string_view other_id) override;
  Task<Result<Customer>> Erase(const CallContext& call,
                               std::string_view customer_id) override;
  Task<Result<Consent>> AddConsent(const CallContext& call,
                                   const Consent& consent, bool given_time,
                                   std::string_view request) override;
  Task<Result<Consents>> ReadConsents(const CallContext& call,
                                      std::string_view customer_id,
                                      std::string_view before_id,
                                      int limit) override;
  Task<Result<std::vector<Session>>> Contacts(const CallContext& call,
                                              std::string_view customer_id,
                                              std::string_view before_id,
                                              int limit) override;

 private:
  Database& database_;
  const Clock& clock_;
};

}  // namespace aicc::session
