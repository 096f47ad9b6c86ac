#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "common/call_context.h"
#include "services/summary/domain/contact_log.h"
#include "services/summary/domain/stores.h"

namespace aicc::summary {

// What a report covers.
struct ReportSpan {
  TimePoint from;  // Contacts that started at or after this …
  TimePoint to;    // … and before this.
  std::chrono::seconds service_level{20};
};

// Computes reports: brings the facts of the contacts in the span up to date
// from their logs, where these have grown, and adds the facts up. Thread-safe.
class Reporter {
 public:
  // Contacts whose logs are read at the same time for one report.
  static constexpr std::size_t kConcurrency = 16;

  // `limit` is the longest that one report may read logs. `log` and `facts`
  // must outlive this.
  Reporter(ContactLog& log, FactStore& facts, std::chrono::milliseconds limit)
      : log_(log), facts_(facts), limit_(limit) {}

  // ReportNotReady if there was too much to read in time: what was read is
  // kept, so the next try has less to do.
  Task<Result<ReportFigures>> Report(const CallContext& call,
                                     const ReportSpan& span);

 private:
  struct Refresh;

  Task<Result<void>> Update(const CallContext& call, const ReportSpan& span,
                            std::size_t* read_count);
  Task<Result<void>> UpdatePage(const CallContext& call,
                                const CallContext& reading,
                                const ContactPage& page,
                                std::size_t* read_count);
  Task<void> ReadOne(Refresh& refresh, std::size_t index);

  ContactLog& log_;
  FactStore& facts_;
  const std::chrono::milliseconds limit_;
};

}  // namespace aicc::summary
