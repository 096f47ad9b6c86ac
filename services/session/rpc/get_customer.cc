#include "services/session/rpc/customer_convert.h"
#include "services/session/rpc/customer_handlers.h"

namespace aicc::session {

Task<Result<v1::GetCustomerResponse>> HandleGetCustomer(
    const CallContext& call, const v1::GetCustomerRequest& request,
    const Parts& parts) {
  if (auto ok = CheckCustomerId("customer_id", request.customer_id()); !ok) {
    co_return Failure(ok.error());
  }
  const auto customer =
      co_await parts.customers.Get(call, request.customer_id());
  if (!customer) co_return Failure(customer.error());

  v1::GetCustomerResponse response;
  ToProto(*customer, response.mutable_customer());
  response.set_merged(customer->id != request.customer_id());
  co_return response;
}

}  // namespace aicc::session
