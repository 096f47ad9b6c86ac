#pragma once

#include <string_view>
#include <vector>

#include "common/call_context.h"
#include "common/error.h"
#include "common/task.h"
#include "services/session/domain/customer.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// What was agreed: of each purpose the latest, and a page of all.
struct Consents {
  std::vector<Consent> latest;    // By purpose.
  std::vector<Consent> receipts;  // The latest kept first.
};

// Keeps customers, of the calling tenant only. Any id of a customer finds them,
// also one that was merged; customers themselves find what is their own id's.
// Rules as of SessionStore.
class CustomerStore {
 public:
  virtual ~CustomerStore() = default;

  // Makes the customer known or replaces what is known; returns what was kept.
  // CustomerMerged, IdentifierTaken with the index in `customer.identifiers`.
  virtual Task<Result<Customer>> Put(const CallContext& call,
                                     const Customer& customer) = 0;

  // CustomerNotFound. What comes back is the survivor.
  virtual Task<Result<Customer>> Get(const CallContext& call,
                                     std::string_view customer_id) = 0;

  // The one who has it, or nobody.
  virtual Task<Result<std::vector<Customer>>> Find(
      const CallContext& call, const Identifier& identifier) = 0;

  // By their ids, those after `after_id`. None that was merged.
  virtual Task<Result<std::vector<Customer>>> List(const CallContext& call,
                                                   std::string_view after_id,
                                                   int limit) = 0;

  // Makes two customers one; the first stays. CustomerNotFound,
  // CustomerTooLarge.
  virtual Task<Result<Customer>> Merge(const CallContext& call,
                                       std::string_view survivor_id,
                                       std::string_view other_id) = 0;

  // Erases names and identifiers. CustomerNotFound.
  virtual Task<Result<Customer>> Erase(const CallContext& call,
                                       std::string_view customer_id) = 0;

  // Keeps a receipt, or returns the one that `request` has made before;
  // RequestIdReused if that says something else. Unless the time was given, it
  // is later than that of any other of its purpose, whatever clocks say.
  virtual Task<Result<Consent>> AddConsent(const CallContext& call,
                                           const Consent& consent,
                                           bool given_time,
                                           std::string_view request) = 0;

  // Receipts that were kept before `before_id`; empty: from the latest.
  virtual Task<Result<Consents>> ReadConsents(const CallContext& call,
                                              std::string_view customer_id,
                                              std::string_view before_id,
                                              int limit) = 0;

  // Contacts of all the customer's ids older than `before_id`, newest first;
  // empty: from the newest.
  virtual Task<Result<std::vector<Session>>> Contacts(
      const CallContext& call, std::string_view customer_id,
      std::string_view before_id, int limit) = 0;
};

}  // namespace aicc::session
