#include <algorithm>
#include <chrono>

#include "common/for_each.h"
#include "services/session/rpc/convert.h"
#include "services/session/rpc/customer_convert.h"
#include "services/session/rpc/customer_handlers.h"

namespace aicc::session {
namespace {

constexpr int kUsualContacts = 20;
constexpr int kMaxContacts = 50;

// Summaries asked for at a time, and how long all of a page may take.
constexpr std::size_t kParallel = 8;
constexpr std::chrono::seconds kSummariesLimit{2};

Task<void> AddSummary(const CallContext& call, SummaryClient& summaries,
                      v1::CustomerContact* contact, bool* unavailable) {
  // Once it is away, the others would only wait for it too.
  if (*unavailable) co_return;
  auto summary =
      co_await summaries.Latest(call, contact->session().session_id());
  if (!summary) {
    *unavailable = true;
  } else if (*summary) {
    *contact->mutable_summary() = **std::move(summary);
  }
}

// False if some could not be had.
Task<bool> AddSummaries(const CallContext& call, SummaryClient& summaries,
                        v1::ListCustomerContactsResponse* response) {
  const CallContext limited(
      call, std::min(call.deadline(),
                     std::chrono::steady_clock::now() + kSummariesLimit));
  bool unavailable = false;
  co_await ForEach(static_cast<std::size_t>(response->contacts_size()),
                   kParallel, [&](std::size_t i) {
                     return AddSummary(
                         limited, summaries,
                         response->mutable_contacts(static_cast<int>(i)),
                         &unavailable);
                   });
  co_return !unavailable;
}

}  // namespace

Task<Result<v1::ListCustomerContactsResponse>> HandleListCustomerContacts(
    const CallContext& call, const v1::ListCustomerContactsRequest& request,
    const Parts& parts) {
  const auto customer_id = CustomerOf(call.caller(), request.customer_id());
  if (!customer_id) co_return Failure(customer_id.error());
  const auto size = PageSize(request.page_size(), kUsualContacts, kMaxContacts);
  if (!size) co_return Failure(size.error());
  const auto before = UuidOfToken(request.page_token());
  if (!before) co_return Failure(before.error());
  // One more tells whether a page follows.
  auto page =
      co_await parts.customers.Contacts(call, *customer_id, *before, *size + 1);
  if (!page) co_return Failure(page.error());

  v1::ListCustomerContactsResponse response;
  const bool more = page->size() > static_cast<std::size_t>(*size);
  if (more) page->pop_back();
  for (const Session& session : *page) {
    ToProto(session, call.caller(), response.add_contacts()->mutable_session());
  }
  if (more) response.set_next_page_token(TokenOfUuid(page->back().id));
  if (call.caller().role == Role::kCustomer) co_return response;

  response.set_summaries_unavailable(
      !co_await AddSummaries(call, parts.summaries, &response));
  co_return response;
}

}  // namespace aicc::session
