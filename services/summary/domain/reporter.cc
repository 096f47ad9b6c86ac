#include "services/summary/domain/reporter.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "common/for_each.h"
#include "services/summary/domain/errors.h"

namespace aicc::summary {
namespace {

using std::chrono::steady_clock;

// The part of the call's time that is kept back to save what was read, and to
// add up.
constexpr int kReserveShare = 5;

CallContext::Deadline ReadingDeadline(const CallContext& call,
                                      std::chrono::milliseconds limit) {
  const auto now = steady_clock::now();
  if (call.deadline() == CallContext::kNoDeadline) return now + limit;
  const auto left = call.deadline() - now;
  return std::min(now + limit, call.deadline() - left / kReserveShare);
}

}  // namespace

// The contacts of one page whose logs have grown.
struct Reporter::Refresh {
  struct Stale {
    int last_seq = 0;   // The log's.
    int known_seq = 0;  // The fact's, before.
    ContactFact fact;
  };
  const CallContext& call;
  std::vector<Stale> stale;
  std::optional<Error> failed;  // The first.
};

Task<Result<ReportFigures>> Reporter::Report(const CallContext& call,
                                             const ReportSpan& span) {
  std::size_t read_count = 0;
  const Result<void> updated = co_await Update(call, span, &read_count);
  if (!updated) {
    if (updated.error().kind == ErrorKind::kDeadlineExceeded) {
      co_return ReportNotReady(read_count);
    }
    co_return Failure(updated.error());
  }
  co_return co_await facts_.AddUp(call, span.from, span.to, span.service_level);
}

Task<Result<void>> Reporter::Update(const CallContext& call,
                                    const ReportSpan& span,
                                    std::size_t* read_count) {
  const CallContext reading(call.caller(), ReadingDeadline(call, limit_),
                            call.request_id());
  std::string page_token;
  do {
    auto page = co_await log_.List(reading, span.from, span.to, page_token);
    if (call.cancelled()) ThrowCancelled();
    if (!page) co_return Failure(page.error());
    const Result<void> updated =
        co_await UpdatePage(call, reading, *page, read_count);
    if (!updated) co_return updated;
    page_token = std::move(page->next_page_token);
  } while (!page_token.empty());
  co_return Result<void>();
}

Task<Result<void>> Reporter::UpdatePage(const CallContext& call,
                                        const CallContext& reading,
                                        const ContactPage& page,
                                        std::size_t* read_count) {
  std::vector<std::string> ids;
  for (const Contact& contact : page.contacts) {
    ids.push_back(contact.session_id);
  }
  auto known = co_await facts_.Get(reading, ids);
  if (!known) co_return Failure(known.error());

  Refresh refresh{reading, {}, {}};
  for (const Contact& contact : page.contacts) {
    const auto found = known->find(contact.session_id);
    ContactFact fact = found == known->end() ? NewFact(contact) : found->second;
    if (fact.last_seq >= contact.last_seq) continue;
    const int known_seq = fact.last_seq;
    refresh.stale.push_back({contact.last_seq, known_seq, std::move(fact)});
  }
  co_await ForEach(refresh.stale.size(), kConcurrency,
                   [&](std::size_t index) { return ReadOne(refresh, index); });
  if (call.cancelled()) ThrowCancelled();

  // A log that was read halfway is a fact too: reading goes on from there.
  std::vector<ContactFact> grown;
  for (auto& stale : refresh.stale) {
    if (stale.fact.last_seq > stale.known_seq) {
      grown.push_back(std::move(stale.fact));
    }
  }
  *read_count += grown.size();
  if (!grown.empty()) {
    const Result<void> saved = co_await facts_.Save(call, grown);
    if (!saved) co_return saved;
  }
  if (refresh.failed) co_return Failure(*refresh.failed);
  co_return Result<void>();
}

Task<void> Reporter::ReadOne(Refresh& refresh, std::size_t index) {
  if (refresh.failed) co_return;
  auto& stale = refresh.stale[index];
  const Result<void> read = co_await log_.Read(
      refresh.call, stale.fact.session_id, stale.fact.last_seq, stale.last_seq,
      [&stale](LogEntry entry) -> Result<void> {
        Apply(entry, &stale.fact);
        return {};
      });
  if (!read && !refresh.failed) refresh.failed = read.error();
}

}  // namespace aicc::summary
