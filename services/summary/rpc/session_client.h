#pragma once

#include <memory>
#include <mutex>

#include "aicc/session/v1/session.grpc.pb.h"
#include "common/rpc_client.h"
#include "services/summary/domain/contact_log.h"

namespace aicc::summary {

// Contacts and logs from the session service, over gRPC. Thread-safe.
class SessionClient final : public ContactLog {
 public:
  // Both must outlive this. `channels` is asked at the first call, not before:
  // a service in this process can be reached only once its server runs.
  SessionClient(const ServiceIdentity& self, Channels& channels)
      : self_(self), channels_(channels) {}

  Task<Result<Contact>> Get(const CallContext& call,
                            std::string_view session_id) override;
  Task<Result<ContactPage>> List(const CallContext& call, TimePoint from,
                                 TimePoint to,
                                 const std::string& page_token) override;
  Task<Result<void>> Read(const CallContext& call, std::string_view session_id,
                          int after_seq, int last_seq,
                          std::function<Result<void>(LogEntry)> take) override;

 private:
  using Stub = session::v1::SessionService::Stub;

  // Reads what follows `*seq`, up to `last_seq`, until the stream ends; moves
  // `*seq` on.
  Task<Result<void>> ReadOn(const CallContext& call,
                            std::string_view session_id, int last_seq, int* seq,
                            const std::function<Result<void>(LogEntry)>& take);

  Stub& stub();

  const ServiceIdentity& self_;
  Channels& channels_;
  std::once_flag once_;
  std::unique_ptr<Stub> stub_;  // Set by the first stub().
};

}  // namespace aicc::summary
