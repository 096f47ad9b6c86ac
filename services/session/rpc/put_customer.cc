#include "services/session/rpc/customer_convert.h"
#include "services/session/rpc/customer_handlers.h"

namespace aicc::session {

Task<Result<v1::PutCustomerResponse>> HandlePutCustomer(
    const CallContext& call, const v1::PutCustomerRequest& request,
    const Parts& parts) {
  const auto wanted = CustomerFromProto(request.customer());
  if (!wanted) co_return Failure(wanted.error());
  const auto kept = co_await parts.customers.Put(call, *wanted);
  if (!kept) co_return Failure(kept.error());

  v1::PutCustomerResponse response;
  ToProto(*kept, response.mutable_customer());
  co_return response;
}

}  // namespace aicc::session
