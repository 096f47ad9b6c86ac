#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "aicc/session/v1/customer.grpc.pb.h"
#include "aicc/session/v1/session.grpc.pb.h"
#include "common/call_context.h"
#include "common/error.h"
#include "common/rpc_client.h"
#include "common/task.h"

namespace aicc::chatbot {

// The session service as the chatbot sees it. Its errors are passed on as they
// are; "SERVICE_UNAVAILABLE" if it does not answer within the limit.
// Thread-safe.
class SessionClient {
 public:
  // `self` and `channels` must outlive this. No call takes longer than `limit`.
  SessionClient(const ServiceIdentity& self, Channels& channels,
                std::chrono::milliseconds limit)
      : self_(self), channels_(channels), limit_(limit) {}

  Task<Result<session::v1::Session>> Get(const CallContext& call,
                                         const std::string& session_id);

  Task<Result<session::v1::AppendEventResponse>> Append(
      const CallContext& call, const session::v1::AppendEventRequest& request);

  // Returns the events from `first_seq` to `last_seq`, both included.
  //
  // REQUIRES: the log has them.
  Task<Result<std::vector<session::v1::Event>>> Read(
      const CallContext& call, const std::string& session_id, int first_seq,
      int last_seq);

  Task<Result<session::v1::Session>> RequestAgent(
      const CallContext& call, const session::v1::RequestAgentRequest& request);

  // Whether a customer let models outside of the company read their text: as
  // their consents say; nothing if they were never asked.
  Task<Result<std::optional<bool>>> ExternalAiConsent(
      const CallContext& call, const std::string& customer_id);

 private:
  using Stub = session::v1::SessionService::Stub;
  using Customers = session::v1::CustomerService::Stub;

  // Reads what follows, up to `last_seq`, until the stream ends.
  Task<Result<void>> ReadOn(const CallContext& call,
                            const std::string& session_id, int after_seq,
                            int last_seq,
                            std::vector<session::v1::Event>* events);

  // Made at the first call: the server is there then, in this process too.
  Stub& stub();
  Customers& customers();

  const ServiceIdentity& self_;
  Channels& channels_;
  const std::chrono::milliseconds limit_;
  std::once_flag once_;
  std::unique_ptr<Stub> stub_;
  std::once_flag customers_once_;
  std::unique_ptr<Customers> customers_;
};

// `call`, but at most `limit` from now. Not woken by its cancelling: the
// coroutine that waits is.
CallContext::Deadline Limited(const CallContext& call,
                              std::chrono::milliseconds limit);

}  // namespace aicc::chatbot
