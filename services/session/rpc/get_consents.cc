#include "services/session/rpc/customer_convert.h"
#include "services/session/rpc/customer_handlers.h"

namespace aicc::session {
namespace {

constexpr int kUsualReceipts = 50;
constexpr int kMaxReceipts = 200;

}  // namespace

Task<Result<v1::GetConsentsResponse>> HandleGetConsents(
    const CallContext& call, const v1::GetConsentsRequest& request,
    const Parts& parts) {
  const auto customer_id = CustomerOf(call.caller(), request.customer_id());
  if (!customer_id) co_return Failure(customer_id.error());
  const auto size = PageSize(request.page_size(), kUsualReceipts, kMaxReceipts);
  if (!size) co_return Failure(size.error());
  const auto before = UuidOfToken(request.page_token());
  if (!before) co_return Failure(before.error());
  // One more tells whether a page follows.
  auto consents = co_await parts.customers.ReadConsents(call, *customer_id,
                                                        *before, *size + 1);
  if (!consents) co_return Failure(consents.error());

  v1::GetConsentsResponse response;
  const TimePoint now = parts.clock.Now();
  for (const Consent& latest : consents->latest) {
    v1::ConsentState* state = response.add_states();
    state->set_purpose(static_cast<v1::ConsentPurpose>(latest.purpose));
    state->set_in_force(IsInForce(latest, now));
    ToProto(latest, state->mutable_consent());
  }
  auto& receipts = consents->receipts;
  const bool more = receipts.size() > static_cast<std::size_t>(*size);
  if (more) receipts.pop_back();
  for (const Consent& receipt : receipts) {
    ToProto(receipt, response.add_receipts());
  }
  if (more) response.set_next_page_token(TokenOfUuid(receipts.back().id));
  co_return response;
}

}  // namespace aicc::session
