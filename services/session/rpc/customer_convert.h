#pragma once

#include <string>
#include <string_view>

#include "aicc/session/v1/customer.pb.h"
#include "common/call_context.h"
#include "common/error.h"
#include "services/session/domain/customer.h"

namespace aicc::session {

void ToProto(const Customer& customer, v1::Customer* out);
void ToProto(const Consent& consent, v1::Consent* out);

// Checks a customer's form and brings the identifiers into their normal forms.
Result<Customer> CustomerFromProto(const v1::Customer& in);

// The same for one identifier, which is `field` of the request.
Result<Identifier> IdentifierFromProto(const std::string& field,
                                       const v1::Identifier& in);

// Checks a customer's id.
Result<void> CheckCustomerId(std::string_view field, std::string_view id);

// Whose data the caller asks for: a customer's own, or that of `given`.
Result<std::string> CustomerOf(const Caller& caller, const std::string& given);

// How many a page is to have: `asked`, `usual` if it is 0, at most `most`.
Result<int> PageSize(int asked, int usual, int most);

// The id in a page token, which is an id behind a version; empty for none.
// BadPageToken.
Result<std::string> UuidOfToken(const std::string& token);
std::string TokenOfUuid(const std::string& id);

}  // namespace aicc::session
