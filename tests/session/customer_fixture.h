#pragma once

#include "tests/session/fixture.h"

namespace aicc::session {

// Calls of CustomerService with what most tests do not care about filled in.
class CustomerTest : public ServiceTest {
 protected:
  using Customers = v1::CustomerService::Stub;

  static constexpr auto kPhone = v1::IDENTIFIER_KIND_PHONE;
  static constexpr auto kEmail = v1::IDENTIFIER_KIND_EMAIL;
  static constexpr auto kExternal = v1::IDENTIFIER_KIND_EXTERNAL_ID;

  static v1::PutCustomerRequest Of(
      const std::string& id, const std::string& name = {},
      const std::vector<std::pair<v1::IdentifierKind, std::string>>& known =
          {}) {
    v1::PutCustomerRequest request;
    request.mutable_customer()->set_customer_id(id);
    request.mutable_customer()->set_display_name(name);
    for (const auto& [kind, value] : known) {
      auto* identifier = request.mutable_customer()->add_identifiers();
      identifier->set_kind(kind);
      identifier->set_value(value);
    }
    return request;
  }

  template <typename Response>
  static Result<v1::Customer> CustomerIn(const Result<Response>& response) {
    if (!response) return Failure(response.error());
    return response->customer();
  }

  Result<v1::Customer> Put(const v1::PutCustomerRequest& request) {
    return CustomerIn(Service().Call(&Customers::PutCustomer, request));
  }
  Result<v1::Customer> PutPhone(const std::string& id,
                                const std::string& phone) {
    return Put(Of(id, "", {{v1::IDENTIFIER_KIND_PHONE, phone}}));
  }
  Result<v1::GetCustomerResponse> Get(const std::string& id) {
    v1::GetCustomerRequest request;
    request.set_customer_id(id);
    return Service().Call(&Customers::GetCustomer, request);
  }
  Result<v1::FindCustomersResponse> Find(v1::IdentifierKind kind,
                                         const std::string& value) {
    v1::FindCustomersRequest request;
    request.mutable_identifier()->set_kind(kind);
    request.mutable_identifier()->set_value(value);
    return Service().Call(&Customers::FindCustomers, request);
  }
  Result<v1::Customer> Merge(const std::string& survivor,
                             const std::string& other) {
    v1::MergeCustomersRequest request;
    request.set_customer_id(survivor);
    request.set_merged_customer_id(other);
    return CustomerIn(Service().Call(&Customers::MergeCustomers, request));
  }
  Result<v1::Consent> SetConsent(Client client, const std::string& id,
                                 v1::ConsentPurpose purpose, bool granted,
                                 const std::string& request_id = NewUuid()) {
    v1::SetConsentRequest request;
    request.set_customer_id(id);
    request.set_request_id(request_id);
    request.set_purpose(purpose);
    request.set_granted(granted);
    request.set_source("test");
    const auto response = client.Call(&Customers::SetConsent, request);
    if (!response) return Failure(response.error());
    return response->consent();
  }
  Result<v1::GetConsentsResponse> Consents(Client client,
                                           const std::string& id) {
    v1::GetConsentsRequest request;
    request.set_customer_id(id);
    return client.Call(&Customers::GetConsents, request);
  }
  Result<v1::ListCustomerContactsResponse> Contacts(
      Client client, const std::string& id, int page_size = 0,
      const std::string& page_token = {}) {
    v1::ListCustomerContactsRequest request;
    request.set_customer_id(id);
    request.set_page_size(page_size);
    request.set_page_token(page_token);
    return client.Call(&Customers::ListCustomerContacts, request);
  }
  static std::vector<std::string> IdsOf(
      const Result<v1::ListCustomerContactsResponse>& page) {
    std::vector<std::string> ids;
    for (const auto& contact : page->contacts()) {
      ids.push_back(contact.session().session_id());
    }
    return ids;
  }
};

}  // namespace aicc::session
