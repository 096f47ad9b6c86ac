#pragma once

#include <string_view>

#include "common/error.h"
#include "common/pack_manifest.h"
#include "services/aicc/http_client.h"

namespace aicc {

// Asks for the report of the last 24 hours and prints it in `locale`. The token
// of `client` must be a supervisor's or an administrator's. Dispositions have
// the names of `pack`; with nullptr, their ids.
Result<void> PrintReport(HttpClient& client, std::string_view locale,
                         const PackManifest* pack);

}  // namespace aicc
