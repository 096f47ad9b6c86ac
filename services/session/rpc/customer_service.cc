#include "services/session/rpc/customer_service.h"

#include "common/rpc_server.h"
#include "services/session/rpc/customer_handlers.h"

namespace aicc::session {
grpc::ServerUnaryReactor* CustomerRpcs::PutCustomer(
    grpc::CallbackServerContext* context, const v1::PutCustomerRequest* request,
    v1::PutCustomerResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandlePutCustomer(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* CustomerRpcs::GetCustomer(
    grpc::CallbackServerContext* context, const v1::GetCustomerRequest* request,
    v1::GetCustomerResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleGetCustomer(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* CustomerRpcs::FindCustomers(
    grpc::CallbackServerContext* context,
    const v1::FindCustomersRequest* request,
    v1::FindCustomersResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleFindCustomers(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* CustomerRpcs::MergeCustomers(
    grpc::CallbackServerContext* context,
    const v1::MergeCustomersRequest* request,
    v1::MergeCustomersResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleMergeCustomers(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* CustomerRpcs::EraseCustomer(
    grpc::CallbackServerContext* context,
    const v1::EraseCustomerRequest* request,
    v1::EraseCustomerResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleEraseCustomer(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* CustomerRpcs::SetConsent(
    grpc::CallbackServerContext* context, const v1::SetConsentRequest* request,
    v1::SetConsentResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleSetConsent(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* CustomerRpcs::GetConsents(
    grpc::CallbackServerContext* context, const v1::GetConsentsRequest* request,
    v1::GetConsentsResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleGetConsents(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* CustomerRpcs::ListCustomerContacts(
    grpc::CallbackServerContext* context,
    const v1::ListCustomerContactsRequest* request,
    v1::ListCustomerContactsResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleListCustomerContacts(call, *request, parts_);
                  });
}

}  // namespace aicc::session
