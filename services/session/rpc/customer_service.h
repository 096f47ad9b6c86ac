#pragma once

#include "aicc/session/v1/customer.grpc.pb.h"
#include "common/rpc_host.h"
#include "services/session/rpc/handlers.h"

namespace aicc::session {

// The gRPC face of CustomerService, as those in rpc/service.h.
class CustomerRpcs final : public v1::CustomerService::CallbackService {
 public:
  CustomerRpcs(const Parts& parts, const RpcHost& host)
      : parts_(parts), host_(host) {}

  grpc::ServerUnaryReactor* PutCustomer(
      grpc::CallbackServerContext* context,
      const v1::PutCustomerRequest* request,
      v1::PutCustomerResponse* response) override;
  grpc::ServerUnaryReactor* GetCustomer(
      grpc::CallbackServerContext* context,
      const v1::GetCustomerRequest* request,
      v1::GetCustomerResponse* response) override;
  grpc::ServerUnaryReactor* FindCustomers(
      grpc::CallbackServerContext* context,
      const v1::FindCustomersRequest* request,
      v1::FindCustomersResponse* response) override;
  grpc::ServerUnaryReactor* MergeCustomers(
      grpc::CallbackServerContext* context,
      const v1::MergeCustomersRequest* request,
      v1::MergeCustomersResponse* response) override;
  grpc::ServerUnaryReactor* EraseCustomer(
      grpc::CallbackServerContext* context,
      const v1::EraseCustomerRequest* request,
      v1::EraseCustomerResponse* response) override;
  grpc::ServerUnaryReactor* SetConsent(
      grpc::CallbackServerContext* context,
      const v1::SetConsentRequest* request,
      v1::SetConsentResponse* response) override;
  grpc::ServerUnaryReactor* GetConsents(
      grpc::CallbackServerContext* context,
      const v1::GetConsentsRequest* request,
      v1::GetConsentsResponse* response) override;
  grpc::ServerUnaryReactor* ListCustomerContacts(
      grpc::CallbackServerContext* context,
      const v1::ListCustomerContactsRequest* request,
      v1::ListCustomerContactsResponse* response) override;

 private:
  const Parts parts_;
  const RpcHost& host_;
};

}  // namespace aicc::session
