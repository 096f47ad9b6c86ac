#include "services/session/storage/customer_store.h"

#include <algorithm>
#include <set>
#include <string>

#include "services/session/domain/customer_errors.h"
#include "services/session/storage/binary_array.h"
#include "services/session/storage/customer_rows.h"
#include "services/session/storage/rows.h"
#include "session_queries.h"

namespace aicc::session {
namespace {

constexpr char kIdField[] = "customer_id";
constexpr char kOtherIdField[] = "merged_customer_id";

Result<Customer> Select(Transaction& transaction, const std::string& id) {
  const pqxx::result rows = transaction.Run(sql::kSelectCustomer, id);
  if (rows.empty()) return CustomerNotFound(kIdField);
  return CustomerFromRow(rows[0]);
}

// What was merged is for the staff: whoever shares a device with another, or
// was merged by mistake, does not see what is that other's.
bool SeesOwnIdOnly(const Caller& caller) {
  return caller.role == Role::kCustomer;
}

// The id that `id` stands for; nothing if it is not known.
std::optional<std::string> Survivor(Transaction& transaction,
                                    const std::string& id) {
  const pqxx::result rows = transaction.Run(sql::kSelectSurvivor, id);
  if (rows.empty()) return std::nullopt;
  return rows[0][0].c_str();
}

Failure Taken(Transaction& transaction, const Customer& customer,
              const std::set<Identifier>& free) {
  const auto taken = std::ranges::find_if(
      customer.identifiers,
      [&](const Identifier& each) { return !free.contains(each); });
  const pqxx::result owner = transaction.Run(sql::kSelectIdentifierOwner,
                                             Number(taken->kind), taken->value);
  if (owner.empty()) return StoreUnavailable();  // Given up just now; retry.
  return IdentifierTaken(
      static_cast<std::size_t>(taken - customer.identifiers.begin()),
      owner[0][0].c_str());
}

Result<void> ReplaceIdentifiers(Transaction& transaction,
                                const Customer& customer) {
  transaction.Run(sql::kDeleteIdentifiers, customer.id);
  BinaryArray kinds(ArrayOf::kInt2);
  BinaryArray values(ArrayOf::kText);
  for (const Identifier& each : customer.identifiers) {
    kinds.AddInt2(Number(each.kind));
    values.AddText(each.value);
  }
  std::set<Identifier> free;
  for (const auto& row :
       transaction.Run(sql::kInsertIdentifiers, customer.id, kinds.Parameter(),
                       values.Parameter())) {
    free.insert({static_cast<IdentifierKind>(row[0].as<std::int16_t>()),
                 row[1].c_str()});
  }
  if (free.size() == customer.identifiers.size()) return {};
  return Taken(transaction, customer, free);
}

Result<Customer> PutOne(Transaction& transaction, const Customer& customer,
                        TimePoint now) {
  const pqxx::result kept =
      transaction.Run(sql::kUpsertCustomer, customer.id, customer.display_name,
                      customer.locale, Micros(now));
  if (kept.empty()) {
    const auto survivor = Survivor(transaction, customer.id);
    return CustomerMerged(survivor.value_or(""));
  }
  const auto replaced = ReplaceIdentifiers(transaction, customer);
  if (!replaced) return Failure(replaced.error());
  return Select(transaction, customer.id);
}

// The same, where an id that has contacts becomes known.
std::optional<std::string> SurvivorOrNew(Transaction& transaction,
                                         const std::string& id, TimePoint now) {
  const auto survivor = Survivor(transaction, id);
  if (survivor) return survivor;
  transaction.Run(sql::kInsertContactsCustomer, id, Micros(now));
  return Survivor(transaction, id);
}

Result<Customer> MergeTwo(Transaction& transaction, const std::string& first,
                          const std::string& second, TimePoint now) {
  transaction.Run(sql::kLockMerges);
  const auto survivor = SurvivorOrNew(transaction, first, now);
  if (!survivor) return CustomerNotFound(kIdField);
  const auto other = SurvivorOrNew(transaction, second, now);
  if (!other) return CustomerNotFound(kOtherIdField);
  if (*survivor != *other) {
    const pqxx::row size =
        transaction.Run(sql::kLockTwoCustomers, *survivor, *other)[0];
    if (size["identifiers"].as<std::size_t>() > kMaxIdentifiers ||
        size["ids"].as<std::size_t>() > kMaxCustomerIds) {
      return CustomerTooLarge();
    }
    transaction.Run(sql::kMergeCustomer, *survivor, *other, Micros(now));
  }
  return Select(transaction, *survivor);
}

std::vector<Customer> CustomersFrom(const pqxx::result& rows) {
  std::vector<Customer> customers;
  for (const auto& row : rows) customers.push_back(CustomerFromRow(row));
  return customers;
}

std::vector<Consent> ConsentsFrom(const pqxx::result& rows) {
  std::vector<Consent> consents;
  for (const auto& row : rows) consents.push_back(ConsentFromRow(row));
  return consents;
}

}  // namespace

Task<Result<Customer>> PostgresCustomerStore::Put(const CallContext& call,
                                                  const Customer& customer) {
  co_return co_await database_.Run(call, [&](Transaction& transaction) {
    return PutOne(transaction, customer, clock_.Now());
  });
}

Task<Result<Customer>> PostgresCustomerStore::Get(
    const CallContext& call, std::string_view customer_id) {
  co_return co_await database_.Run(call, [&](Transaction& transaction) {
    return Select(transaction, std::string(customer_id));
  });
}

Task<Result<std::vector<Customer>>> PostgresCustomerStore::Find(
    const CallContext& call, const Identifier& identifier) {
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<std::vector<Customer>> {
        const pqxx::result owner =
            transaction.Run(sql::kSelectIdentifierOwner,
                            Number(identifier.kind), identifier.value);
        if (owner.empty()) return std::vector<Customer>();
        const std::string id = owner[0][0].c_str();
        return CustomersFrom(transaction.Run(sql::kSelectCustomer, id));
      });
}

Task<Result<std::vector<Customer>>> PostgresCustomerStore::List(
    const CallContext& call, std::string_view after_id, int limit) {
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<std::vector<Customer>> {
        return CustomersFrom(
            transaction.Run(sql::kListCustomers, std::string(after_id), limit));
      });
}

Task<Result<Customer>> PostgresCustomerStore::Merge(
    const CallContext& call, std::string_view survivor_id,
    std::string_view other_id) {
  co_return co_await database_.Run(call, [&](Transaction& transaction) {
    return MergeTwo(transaction, std::string(survivor_id),
                    std::string(other_id), clock_.Now());
  });
}

Task<Result<Customer>> PostgresCustomerStore::Erase(
    const CallContext& call, std::string_view customer_id) {
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<Customer> {
        const TimePoint now = clock_.Now();
        // Else a merge could carry off what is being erased.
        transaction.Run(sql::kLockMerges);
        const auto id =
            SurvivorOrNew(transaction, std::string(customer_id), now);
        if (!id) return CustomerNotFound(kIdField);
        transaction.Run(sql::kEraseCustomer, *id, Micros(now));
        transaction.Run(sql::kDeleteIdentifiers, *id);
        return Select(transaction, *id);
      });
}

Task<Result<Consent>> PostgresCustomerStore::AddConsent(
    const CallContext& call, const Consent& consent, bool given_time,
    std::string_view request) {
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<Consent> {
        const std::string key(request);
        const auto expire = Micros(consent.expire_time);
        const pqxx::result kept = transaction.Run(
            sql::kInsertConsent, consent.id, consent.customer_id, key,
            Number(consent.purpose), consent.granted, consent.source,
            Micros(consent.consent_time), OrNull(expire),
            Micros(consent.record_time), consent.recorder_role,
            consent.recorder, given_time);
        if (!kept.empty()) return ConsentFromRow(kept[0]);
        const pqxx::result first = transaction.Run(sql::kSelectRequestedConsent,
                                                   consent.customer_id, key);
        if (first.empty()) return StoreUnavailable();  // Cannot be; retry.
        auto before = ConsentFromRow(first[0]);
        if (before.purpose != consent.purpose ||
            before.granted != consent.granted) {
          return RequestIdReused();
        }
        return before;
      });
}

Task<Result<Consents>> PostgresCustomerStore::ReadConsents(
    const CallContext& call, std::string_view customer_id,
    std::string_view before_id, int limit) {
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<Consents> {
        const std::string id(customer_id);
        const std::string before(before_id);
        const bool own = SeesOwnIdOnly(call.caller());
        return Consents{
            ConsentsFrom(transaction.Run(sql::kSelectLatestConsents, id, own)),
            ConsentsFrom(transaction.Run(sql::kListConsents, id, OrNull(before),
                                         limit, own))};
      });
}

Task<Result<std::vector<Session>>> PostgresCustomerStore::Contacts(
    const CallContext& call, std::string_view customer_id,
    std::string_view before_id, int limit) {
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<std::vector<Session>> {
        const std::string before(before_id);
        std::vector<Session> sessions;
        for (const auto& row : transaction.Run(
                 sql::kListCustomerContacts, std::string(customer_id),
                 OrNull(before), limit, SeesOwnIdOnly(call.caller()))) {
          sessions.push_back(SessionFromRow(row));
        }
        return sessions;
      });
}

}  // namespace aicc::session
