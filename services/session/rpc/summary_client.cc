#include "services/session/rpc/summary_client.h"

#include <algorithm>
#include <chrono>

namespace aicc::session {
namespace {

constexpr std::chrono::seconds kLimit{2};

}  // namespace

SummaryClient::Stub& SummaryClient::stub() {
  std::call_once(once_, [this] {
    stub_ = summary::v1::SummaryService::NewStub(channels_.To("summary"));
  });
  return *stub_;
}

Task<Result<std::optional<summary::v1::Summary>>> SummaryClient::Latest(
    const CallContext& call, const std::string& session_id) {
  const auto deadline =
      std::min(call.deadline(), std::chrono::steady_clock::now() + kLimit);
  const CallContext limited(call, deadline);
  summary::v1::GetSummaryRequest request;
  request.set_session_id(session_id);
  auto got = co_await Call(self_, stub().async(), &Stub::async::GetSummary,
                           limited, request);
  if (got) {
    co_return std::optional(std::move(*got->mutable_summary()));
  }
  if (got.error().reason == "SUMMARY_NOT_FOUND") {
    co_return std::optional<summary::v1::Summary>();
  }
  co_return ServiceUnavailable("summary");
}

}  // namespace aicc::session
