#pragma once

#include <memory>

#include "common/error.h"
#include "common/service.h"
#include "services/session/config.h"

namespace aicc::session {

// Makes the session service: SessionService, RoutingService and
// CustomerService.
// Adds them to the environment's RpcHost. Does not connect to the database yet.
//
// "FILE_NOT_FOUND" or "BAD_CONFIG" if the pack cannot be read.
Result<std::unique_ptr<HostedService>> MakeSessionService(
    const Config& config, const Environment& environment);

}  // namespace aicc::session
