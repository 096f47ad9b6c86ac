#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "common/http.h"
#include "common/rpc_client.h"
#include "common/task.h"

namespace aicc::gateway {

// Asks every service in `owners` for its health (grpc.health.v1), all at once,
// for at most `limit`. 200 if all are SERVING, else 503; the body says how each
// is:
//
//   {"status":"SERVING","services":{"session":"SERVING",…}}
//
// A service that does not answer is "UNREACHABLE".
Task<HttpResponse> CheckHealth(Channels& channels,
                               const std::vector<std::string>& owners,
                               std::chrono::milliseconds limit);

}  // namespace aicc::gateway
