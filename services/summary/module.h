#pragma once

#include <memory>

#include "common/error.h"
#include "common/service.h"
#include "services/summary/config.h"

namespace aicc::summary {

// Makes the summary service, with `aicc.summary.v1.SummaryService` and
// `ReportService`. It calls the services "session" and "inference".
//
// "FILE_NOT_FOUND" or "BAD_CONFIG" if there is something wrong with the pack.
Result<std::unique_ptr<HostedService>> MakeSummaryService(
    const Config& config, const Environment& environment);

}  // namespace aicc::summary
