#pragma once

#include <vector>

#include "services/session/rpc/handlers.h"

namespace aicc::session {

// The tenant's queues as they are now, in the pack's order.
Task<Result<std::vector<v1::Queue>>> ViewQueues(const CallContext& call,
                                                const Parts& parts);

}  // namespace aicc::session
