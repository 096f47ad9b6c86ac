#include <algorithm>
#include <charconv>
#include <span>

#include "common/uuid.h"
#include "services/session/domain/errors.h"
#include "services/session/rpc/convert.h"
#include "services/session/rpc/handlers.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {
namespace {

constexpr int kUsualHits = 20;
constexpr int kMaxHits = 100;
constexpr int kMaxStates = 8;
constexpr std::size_t kMaxQueryBytes = 256;
constexpr std::size_t kMaxFilterNameBytes = 64;
constexpr std::size_t kMaxFilterIdBytes = 128;

// What times there are, in µs since the epoch, as timestamp.proto has it.
constexpr std::int64_t kYear1 = -62'135'596'800'000'000;
constexpr std::int64_t kYear10000 = 253'402'300'800'000'000;

// A page token is the last contact's start, in µs, and id, behind a version.
constexpr std::string_view kHitsToken = "f1.";

std::string TokenOf(const Session& last) {
  return std::string(kHitsToken) +
         std::to_string(last.start_time.time_since_epoch().count()) + "." +
         last.id;
}

Result<std::optional<SearchPlace>> PlaceOf(std::string_view token) {
  if (token.empty()) return std::nullopt;
  if (!token.starts_with(kHitsToken)) return BadPageToken();
  token.remove_prefix(kHitsToken.size());
  std::int64_t micros = 0;
  const char* const end = token.data() + token.size();
  const auto read = std::from_chars(token.data(), end, micros);
  if (read.ec != std::errc() || read.ptr == end || *read.ptr != '.') {
    return BadPageToken();
  }
  const std::string id(read.ptr + 1, end);
  if (micros < kYear1 || micros >= kYear10000 || !IsUuid(id)) {
    return BadPageToken();
  }
  return SearchPlace{TimePoint(std::chrono::microseconds(micros)), id};
}

Result<void> ReadTimes(const v1::SearchSessionsRequest& request,
                       SearchFilter* filter) {
  const auto from = AnyTime("start_time_from", request.has_start_time_from(),
                            request.start_time_from());
  if (!from) return Failure(from.error());
  const auto to = AnyTime("start_time_to", request.has_start_time_to(),
                          request.start_time_to());
  if (!to) return Failure(to.error());
  if (*from && *to && **from >= **to) {
    return InvalidField("start_time_to", "must be after start_time_from");
  }
  filter->start_from = *from;
  filter->start_to = *to;
  return {};
}

Result<void> ReadStates(const v1::SearchSessionsRequest& request,
                        SearchFilter* filter) {
  if (request.states_size() > kMaxStates) {
    return InvalidField("states", "must be at most 8");
  }
  for (const int state : request.states()) {
    if (state == v1::STATE_UNSPECIFIED || !v1::State_IsValid(state)) {
      return InvalidField("states", "must be ones that are known");
    }
    filter->states.push_back(static_cast<State>(state));
  }
  return {};
}

Result<void> ReadNames(const v1::SearchSessionsRequest& request,
                       SearchFilter* filter) {
  struct Name {
    std::string_view field;
    const std::string& given;
    std::size_t max;
    std::string* value;
  };
  for (const Name& name :
       {Name{"queue", request.queue(), kMaxFilterNameBytes, &filter->queue},
        Name{"agent_id", request.agent_id(), kMaxFilterIdBytes,
             &filter->agent_id},
        Name{"customer_id", request.customer_id(), kMaxFilterIdBytes,
             &filter->customer_id},
        Name{"disposition", request.disposition(), kMaxFilterNameBytes,
             &filter->disposition},
        Name{"intent", request.intent(), kMaxFilterIdBytes, &filter->intent}}) {
    if (auto ok = CheckText(name.field, name.given, 0, name.max); !ok) {
      return ok;
    }
    *name.value = name.given;
  }
  return {};
}

bool HasFilter(const SearchFilter& f) {
  return f.start_from || f.start_to || !f.states.empty() || !f.queue.empty() ||
         !f.agent_id.empty() || !f.customer_id.empty() ||
         !f.disposition.empty() || !f.intent.empty();
}

Result<SearchFilter> FilterFromProto(const v1::SearchSessionsRequest& request) {
  SearchFilter filter;
  if (request.page_size() < 0) {
    return InvalidField("page_size", "must not be negative");
  }
  filter.limit = static_cast<std::size_t>(
      request.page_size() == 0 ? kUsualHits
                               : std::min<int>(request.page_size(), kMaxHits));
  const auto place = PlaceOf(request.page_token());
  if (!place) return Failure(place.error());
  filter.after = *place;
  if (auto ok = ReadTimes(request, &filter); !ok) return Failure(ok.error());
  if (auto ok = ReadStates(request, &filter); !ok) return Failure(ok.error());
  if (auto ok = ReadNames(request, &filter); !ok) return Failure(ok.error());
  if (request.query().empty() && !HasFilter(filter)) return NothingToSearch();
  return filter;
}

Result<std::optional<SearchQuery>> QueryFromProto(const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (auto ok = CheckText("query", text, 1, kMaxQueryBytes); !ok) {
    return Failure(ok.error());
  }
  auto query = ReadQuery(text);
  if (!query) return Failure(query.error());
  return *std::move(query);
}

}  // namespace

Task<Result<v1::SearchSessionsResponse>> HandleSearchSessions(
    const CallContext& call, const v1::SearchSessionsRequest& request,
    const Parts& parts) {
  auto filter = FilterFromProto(request);
  if (!filter) co_return Failure(filter.error());
  const auto query = QueryFromProto(request.query());
  if (!query) co_return Failure(query.error());
  const std::size_t page_size = filter->limit;
  ++filter->limit;  // One more tells whether a page follows.
  const auto hits = co_await parts.search.Search(call, *filter, *query);
  if (!hits) co_return Failure(hits.error());

  v1::SearchSessionsResponse response;
  const std::size_t shown = std::min(hits->size(), page_size);
  for (const SearchHit& hit : std::span(*hits).first(shown)) {
    auto* const out = response.add_hits();
    ToProto(hit.session, call.caller(), out->mutable_session());
    for (const Highlight& highlight : hit.highlights) {
      ToProto(highlight, out->add_highlights());
    }
  }
  if (hits->size() > shown) {
    response.set_next_page_token(TokenOf((*hits)[shown - 1].session));
  }
  co_return response;
}

}  // namespace aicc::session
