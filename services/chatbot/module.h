#pragma once

#include <memory>

#include "common/error.h"
#include "common/service.h"
#include "services/chatbot/config.h"

namespace aicc::chatbot {

// Makes the chatbot service. It needs the services `session` and `inference`,
// which it first calls when a customer writes. Fails if the pack cannot be
// read: "FILE_NOT_FOUND" or "BAD_CONFIG".
Result<std::unique_ptr<HostedService>> MakeChatbotService(
    const Config& config, const Environment& environment);

}  // namespace aicc::chatbot
