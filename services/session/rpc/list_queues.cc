#include <algorithm>
#include <charconv>

#include "services/session/domain/errors.h"
#include "services/session/rpc/handlers.h"
#include "services/session/rpc/queue_view.h"

namespace aicc::session {
namespace {

constexpr std::size_t kUsualQueues = 50;
constexpr std::size_t kMaxQueues = 200;

// A page token is where in the pack the page begins, behind a version.
constexpr std::string_view kQueuesToken = "q1.";

Result<std::size_t> BeginFrom(std::string_view token, std::size_t count) {
  if (token.empty()) return 0U;
  if (!token.starts_with(kQueuesToken)) return BadPageToken();
  token.remove_prefix(kQueuesToken.size());
  std::size_t begin = 0;
  const auto* end = token.data() + token.size();
  const auto read = std::from_chars(token.data(), end, begin);
  if (read.ec != std::errc() || read.ptr != end || begin >= count) {
    return BadPageToken();
  }
  return begin;
}

}  // namespace

Task<Result<v1::ListQueuesResponse>> HandleListQueues(
    const CallContext& call, const v1::ListQueuesRequest& request,
    const Parts& parts) {
  const auto& queues = parts.pack.queues;
  if (request.page_size() < 0) {
    co_return InvalidField("page_size", "must not be negative");
  }
  const auto begin = BeginFrom(request.page_token(), queues.size());
  if (!begin) co_return Failure(begin.error());
  const auto all = co_await ViewQueues(call, parts);
  if (!all) co_return Failure(all.error());

  const std::size_t size =
      request.page_size() == 0
          ? kUsualQueues
          : std::min(static_cast<std::size_t>(request.page_size()), kMaxQueues);
  const std::size_t end = std::min(queues.size(), *begin + size);
  v1::ListQueuesResponse response;
  for (std::size_t i = *begin; i < end; ++i) {
    *response.add_queues() = (*all)[i];
  }
  if (end < queues.size()) {
    response.set_next_page_token(std::string(kQueuesToken) +
                                 std::to_string(end));
  }
  co_return response;
}

}  // namespace aicc::session
