#include "services/summary/domain/errors.h"
#include "services/summary/rpc/convert.h"
#include "services/summary/rpc/handlers.h"

namespace aicc::summary {

Task<Result<v1::GetSummaryResponse>> HandleGetSummary(
    const CallContext& call, const v1::GetSummaryRequest& request,
    SummaryStore& store) {
  const auto id = SessionIdFromProto(request.session_id());
  if (!id) co_return Failure(id.error());

  const auto kept = co_await store.Latest(call, *id);
  if (!kept) co_return Failure(kept.error());
  if (!*kept) co_return SummaryNotFound(*id);

  v1::GetSummaryResponse response;
  ToProto(**kept, response.mutable_summary());
  co_return response;
}

}  // namespace aicc::summary
