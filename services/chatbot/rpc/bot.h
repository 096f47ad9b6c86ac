#pragma once

#include "common/business_hours.h"
#include "common/clock.h"
#include "common/metrics.h"
#include "common/pack_manifest.h"
#include "services/chatbot/config.h"
#include "services/chatbot/domain/topics.h"
#include "services/chatbot/domain/turn_gate.h"
#include "services/chatbot/rpc/model_client.h"
#include "services/chatbot/rpc/session_client.h"

namespace aicc::chatbot {

// What every turn works with. All of it outlives all turns.
struct Bot {
  const Config& config;
  const PackManifest& manifest;
  const BusinessHours& hours;
  const Clock& clock;
  const Topics& topics;
  SessionClient& session;
  ModelClient& models;
  TurnGate& gate;
  Metrics& metrics;
};

}  // namespace aicc::chatbot
