#include "services/session/rpc/customer_convert.h"
#include "services/session/rpc/customer_handlers.h"

namespace aicc::session {

Task<Result<v1::EraseCustomerResponse>> HandleEraseCustomer(
    const CallContext& call, const v1::EraseCustomerRequest& request,
    const Parts& parts) {
  if (auto ok = CheckCustomerId("customer_id", request.customer_id()); !ok) {
    co_return Failure(ok.error());
  }
  const auto left = co_await parts.customers.Erase(call, request.customer_id());
  if (!left) co_return Failure(left.error());

  v1::EraseCustomerResponse response;
  ToProto(*left, response.mutable_customer());
  co_return response;
}

}  // namespace aicc::session
