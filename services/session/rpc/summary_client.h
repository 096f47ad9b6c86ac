#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "aicc/summary/v1/summary.grpc.pb.h"
#include "common/call_context.h"
#include "common/error.h"
#include "common/rpc_client.h"
#include "common/task.h"

namespace aicc::session {

// Summaries from the summary service, over gRPC. Thread-safe.
class SummaryClient {
 public:
  // Both must outlive this. `channels` is asked at the first call, not before:
  // a service in this process can be reached only once its server runs.
  SummaryClient(const ServiceIdentity& self, Channels& channels)
      : self_(self), channels_(channels) {}

  // The latest summary of a contact; nothing if none was made. Waits two
  // seconds at most. "SERVICE_UNAVAILABLE" whatever goes wrong.
  Task<Result<std::optional<summary::v1::Summary>>> Latest(
      const CallContext& call, const std::string& session_id);

 private:
  using Stub = summary::v1::SummaryService::Stub;

  Stub& stub();

  const ServiceIdentity& self_;
  Channels& channels_;
  std::once_flag once_;
  std::unique_ptr<Stub> stub_;  // Set by the first stub().
};

}  // namespace aicc::session
