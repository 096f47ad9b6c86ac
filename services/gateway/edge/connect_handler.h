#pragma once

#include <chrono>
#include <expected>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "common/auth.h"
#include "common/http.h"
#include "common/rpc_client.h"
#include "common/task.h"
#include "services/gateway/domain/connect_error.h"
#include "services/gateway/domain/errors.h"
#include "services/gateway/edge/public_methods.h"
#include "services/gateway/edge/transcoder.h"
#include "services/gateway/edge/upstream.h"

namespace aicc::gateway {

// The longest a call may take, whatever its client asks for.
struct CallLimits {
  std::chrono::milliseconds unary;
  std::chrono::milliseconds stream;
};

// Answers every public RPC by the Connect protocol. Knows no method: all is in
// the descriptors. Thread-safe.
class ConnectHandler {
 public:
  // `authenticator` and `channels` must outlive this.
  ConnectHandler(const Authenticator& authenticator, Channels& channels,
                 CallLimits limits);

  // Answers a request whose path has the form of an RPC's.
  Task<void> Handle(const HttpRequest& request, const std::string& request_id,
                    HttpResponder& responder);

  // Ends running streams with "GATEWAY_STOPPING", and those that come later.
  void Stopping();

  // `refusal` as a whole response.
  HttpResponse ToResponse(const Refusal& refusal) const;

  const PublicMethods& methods() const { return methods_; }

 private:
  class Running;
  struct Prepared {
    UpstreamCall call;
    std::string message;  // Serialised.
  };

  std::expected<Prepared, Refusal> Prepare(const HttpRequest& request,
                                           const std::string& request_id,
                                           const PublicMethod& method,
                                           ContentType type) const;
  Task<void> Unary(const PublicMethod& method, ContentType type,
                   Prepared prepared, HttpResponder& responder);
  Task<void> Stream(const PublicMethod& method, ContentType type,
                    Prepared prepared, HttpResponder& responder);
  Task<void> Fail(const ConnectError& error, ContentType type,
                  HttpResponder& responder);

  const Authenticator& authenticator_;
  Channels& channels_;
  const CallLimits limits_;
  const PublicMethods methods_;
  const Transcoder transcoder_;

  std::mutex mutex_;
  bool stopping_ = false;              // Guarded by mutex_.
  std::set<UpstreamStream*> running_;  // Guarded by mutex_.
};

}  // namespace aicc::gateway
