#include "services/session/domain/customer_errors.h"
#include "services/session/domain/errors.h"
#include "services/session/domain/vcon.h"
#include "services/session/rpc/convert.h"
#include "services/session/rpc/handlers.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {
namespace {

// Fits the 4 MiB that gRPC's clients take unless they are told otherwise.
constexpr std::size_t kMaxBytes = 3 << 20;

constexpr int kExportPage = 512;

// What is known of the customer beside the contact; nothing is fine.
Task<Result<std::optional<Customer>>> CustomerIfAny(
    const CallContext& call, const std::string& customer_id,
    const Parts& parts) {
  auto customer = co_await parts.customers.Get(call, customer_id);
  if (customer) co_return std::optional(*std::move(customer));
  if (customer.error().kind == ErrorKind::kNotFound) {
    co_return std::optional<Customer>();
  }
  co_return Failure(customer.error());
}

// Adds the log as far as it went when the contact was read.
Task<Result<void>> AddLog(const CallContext& call, const Session& session,
                          const Parts& parts, VconWriter* vcon) {
  std::int32_t after = 0;
  while (after < session.last_seq) {
    const int page_size = std::min(kExportPage, session.last_seq - after);
    const auto page =
        co_await parts.store.ReadLog(call, session.id, after, page_size);
    if (!page) co_return Failure(page.error());
    if (page->events.empty()) co_return LogUnreadable(session.id, after);
    for (const Event& event : page->events) vcon->Add(event);
    if (vcon->bytes() > kMaxBytes) {
      co_return ExportTooLarge(session.id, kMaxBytes);
    }
    after = page->events.back().seq;
  }
  co_return Result<void>();
}

}  // namespace

Task<Result<v1::ExportSessionResponse>> HandleExportSession(
    const CallContext& call, const v1::ExportSessionRequest& request,
    const Parts& parts) {
  if (auto ok = CheckUuid("session_id", request.session_id()); !ok) {
    co_return Failure(ok.error());
  }
  const auto session = co_await parts.store.Get(call, request.session_id());
  if (!session) co_return Failure(session.error());
  const auto customer =
      co_await CustomerIfAny(call, session->customer_id, parts);
  if (!customer) co_return Failure(customer.error());
  VconWriter vcon(*session, *customer);
  const auto added = co_await AddLog(call, *session, parts, &vcon);
  if (!added) co_return Failure(added.error());
  const auto summary = co_await parts.summaries.Latest(call, session->id);
  if (!summary) co_return Failure(summary.error());

  v1::Session shown;
  ToProto(*session, call.caller(), &shown);
  v1::ExportSessionResponse response;
  response.set_vcon_json(
      vcon.Finish(ToJson(shown), *summary ? ToJson(**summary) : ""));
  if (response.vcon_json().size() > kMaxBytes) {
    co_return ExportTooLarge(session->id, kMaxBytes);
  }
  co_return response;
}

}  // namespace aicc::session
