#include "services/session/domain/customer_errors.h"

#include <string>

#include "services/session/domain/customer.h"

namespace aicc::session {

Failure CustomerNotFound(std::string_view field) {
  const std::string name(field);
  return Failure({ErrorKind::kNotFound,
                  "CUSTOMER_NOT_FOUND",
                  "there is no customer with this " + name,
                  {{"field", name}}});
}

Failure CustomerMerged(std::string_view survivor_id) {
  return Failure({ErrorKind::kFailedPrecondition,
                  "CUSTOMER_MERGED",
                  "this customer was merged into another, see customerId; "
                  "change that one",
                  {{"customerId", std::string(survivor_id)}}});
}

Failure IdentifierTaken(std::size_t index, std::string_view owner_id) {
  const std::string field =
      "customer.identifiers[" + std::to_string(index) + "]";
  return Failure(
      {ErrorKind::kAlreadyExists,
       "IDENTIFIER_TAKEN",
       field + " belongs to another customer, see customerId; merge them if "
               "they are one person",
       {{"field", field}, {"customerId", std::string(owner_id)}}});
}

Failure CustomerTooLarge() {
  const std::string identifiers = std::to_string(kMaxIdentifiers);
  const std::string ids = std::to_string(kMaxCustomerIds);
  return Failure({ErrorKind::kFailedPrecondition,
                  "CUSTOMER_TOO_LARGE",
                  "together they would have more than " + identifiers +
                      " identifiers or " + ids + " ids",
                  {{"maxIdentifiers", identifiers}, {"maxIds", ids}}});
}

Failure RequestIdReused() {
  return Failure({ErrorKind::kAlreadyExists,
                  "REQUEST_ID_REUSED",
                  "this request_id was used for another purpose or answer; "
                  "nothing was kept, ask again with a new one",
                  {}});
}

Failure ExportTooLarge(std::string_view session_id, std::size_t max_bytes) {
  const std::string id(session_id);
  const std::string max = std::to_string(max_bytes);
  return Failure({ErrorKind::kFailedPrecondition,
                  "EXPORT_TOO_LARGE",
                  "session " + id + " has more than " + max +
                      " bytes as vCon; read it with WatchSession",
                  {{"sessionId", id}, {"maxBytes", max}}});
}

}  // namespace aicc::session
