#pragma once

#include "aicc/session/v1/customer.pb.h"
#include "services/session/rpc/handlers.h"

namespace aicc::session {

// One coroutine for each RPC of CustomerService, in the file of its name; as
// those in rpc/handlers.h.

Task<Result<v1::PutCustomerResponse>> HandlePutCustomer(
    const CallContext& call, const v1::PutCustomerRequest& request,
    const Parts& parts);
Task<Result<v1::GetCustomerResponse>> HandleGetCustomer(
    const CallContext& call, const v1::GetCustomerRequest& request,
    const Parts& parts);
Task<Result<v1::FindCustomersResponse>> HandleFindCustomers(
    const CallContext& call, const v1::FindCustomersRequest& request,
    const Parts& parts);
Task<Result<v1::MergeCustomersResponse>> HandleMergeCustomers(
    const CallContext& call, const v1::MergeCustomersRequest& request,
    const Parts& parts);
Task<Result<v1::EraseCustomerResponse>> HandleEraseCustomer(
    const CallContext& call, const v1::EraseCustomerRequest& request,
    const Parts& parts);
Task<Result<v1::SetConsentResponse>> HandleSetConsent(
    const CallContext& call, const v1::SetConsentRequest& request,
    const Parts& parts);
Task<Result<v1::GetConsentsResponse>> HandleGetConsents(
    const CallContext& call, const v1::GetConsentsRequest& request,
    const Parts& parts);
Task<Result<v1::ListCustomerContactsResponse>> HandleListCustomerContacts(
    const CallContext& call, const v1::ListCustomerContactsRequest& request,
    const Parts& parts);

}  // namespace aicc::session
