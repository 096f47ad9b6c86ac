#include "services/session/domain/errors.h"
#include "services/session/rpc/customer_convert.h"
#include "services/session/rpc/customer_handlers.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {
namespace {

constexpr int kUsualCustomers = 50;
constexpr int kMaxCustomers = 50;

// A page token is the last customer's id behind a version.
constexpr std::string_view kFoundToken = "i1.";

Result<std::string> AfterId(const std::string& token) {
  if (token.empty()) return token;
  if (!token.starts_with(kFoundToken)) return BadPageToken();
  std::string id = token.substr(kFoundToken.size());
  if (!CheckCustomerId("page_token", id)) return BadPageToken();
  return id;
}

Task<Result<v1::FindCustomersResponse>> FindOne(
    const CallContext& call, const v1::FindCustomersRequest& request,
    const Parts& parts) {
  const auto identifier =
      IdentifierFromProto("identifier", request.identifier());
  if (!identifier) co_return Failure(identifier.error());
  const auto found = co_await parts.customers.Find(call, *identifier);
  if (!found) co_return Failure(found.error());

  v1::FindCustomersResponse response;
  for (const Customer& customer : *found) {
    ToProto(customer, response.add_customers());
  }
  co_return response;
}

Task<Result<v1::FindCustomersResponse>> ListAll(
    const CallContext& call, const v1::FindCustomersRequest& request,
    const Parts& parts) {
  const auto size =
      PageSize(request.page_size(), kUsualCustomers, kMaxCustomers);
  if (!size) co_return Failure(size.error());
  const auto after = AfterId(request.page_token());
  if (!after) co_return Failure(after.error());
  // One more tells whether a page follows.
  auto page = co_await parts.customers.List(call, *after, *size + 1);
  if (!page) co_return Failure(page.error());

  v1::FindCustomersResponse response;
  const bool more = page->size() > static_cast<std::size_t>(*size);
  if (more) page->pop_back();
  for (const Customer& customer : *page) {
    ToProto(customer, response.add_customers());
  }
  if (more) {
    response.set_next_page_token(std::string(kFoundToken) + page->back().id);
  }
  co_return response;
}

}  // namespace

Task<Result<v1::FindCustomersResponse>> HandleFindCustomers(
    const CallContext& call, const v1::FindCustomersRequest& request,
    const Parts& parts) {
  if (request.has_identifier())
    co_return co_await FindOne(call, request, parts);
  if (call.caller().role == Role::kAgent) {
    co_return InvalidField("identifier", "must be given by an agent");
  }
  co_return co_await ListAll(call, request, parts);
}

}  // namespace aicc::session
