#include <algorithm>
#include <cstddef>

#include "services/summary/domain/kpi.h"
#include "services/summary/rpc/convert.h"
#include "services/summary/rpc/handlers.h"

namespace aicc::summary {
namespace {

constexpr int kDefaultPageSize = 50;
constexpr int kMaxPageSize = 200;

// A page token is the id of the first KPI of the page.
Result<std::size_t> FirstOf(const std::string& page_token) {
  if (page_token.empty()) return std::size_t{0};
  const auto kpis = AllKpis();
  const auto found = std::ranges::find(kpis, page_token, &KpiDefinition::id);
  if (found == kpis.end()) {
    return InvalidField("page_token", "must be one that ListKpis gave");
  }
  return static_cast<std::size_t>(found - kpis.begin());
}

}  // namespace

Task<Result<v1::ListKpisResponse>> HandleListKpis(
    const CallContext&, const v1::ListKpisRequest& request) {
  if (request.page_size() < 0) {
    co_return InvalidField("page_size", "must not be negative");
  }
  if (const auto ok = CheckLocale(request.locale()); !ok) {
    co_return Failure(ok.error());
  }
  const auto first = FirstOf(request.page_token());
  if (!first) co_return Failure(first.error());
  const int size = request.page_size() == 0
                       ? kDefaultPageSize
                       : std::min(request.page_size(), kMaxPageSize);

  const auto kpis = AllKpis();
  const std::size_t end =
      std::min(kpis.size(), *first + static_cast<std::size_t>(size));
  v1::ListKpisResponse response;
  for (std::size_t i = *first; i < end; ++i) {
    ToProto(kpis[i], request.locale(), response.add_kpis());
  }
  if (end < kpis.size()) {
    response.set_next_page_token(std::string(kpis[end].id));
  }
  co_return response;
}

}  // namespace aicc::summary
