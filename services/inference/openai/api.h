#pragma once

#include <map>
#include <memory>
#include <string>

#include "common/auth.h"
#include "common/http.h"
#include "common/metrics.h"
#include "services/inference/domain/answer.h"
#include "services/inference/domain/catalog.h"

namespace aicc::inference {

// A key that is no token: for clients that know only keys.
struct ApiKey {
  std::string key;
  std::string tenant;
};

// What clients of OpenAI know, under /v1/: GET models, POST chat/completions.
// Callers bring a token of the roles AGENT, SUPERVISOR, ADMIN or SERVICE, or
// one of `keys`, as their API key. Thread-safe.
std::unique_ptr<HttpRoute> MakeOpenAiApi(const Brain& brain,
                                         const Catalog& catalog,
                                         const Authenticator& authenticator,
                                         std::vector<ApiKey> keys);

}  // namespace aicc::inference
