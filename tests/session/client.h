#pragma once

#include <string>
#include <utility>
#include <vector>

#include "common/rpc_status.h"
#include "common/uuid.h"
#include "tests/session/instance.h"

namespace aicc::session {

using Routing = v1::RoutingService::Stub;

// One caller of an Instance. Calls block; what fails is an Error.
class Client {
 public:
  Client(Instance& instance, Caller caller)
      : instance_(instance), caller_(std::move(caller)) {}

  const Caller& caller() const { return caller_; }

  // Call(&v1::SessionService::Stub::GetSession, request)
  template <typename Request, typename Response>
  Result<Response> Call(grpc::Status (v1::SessionService::Stub::*method)(
                            grpc::ClientContext*, const Request&, Response*),
                        const Request& request) {
    return On(instance_.sessions(), method, request);
  }
  template <typename Request, typename Response>
  Result<Response> Call(grpc::Status (v1::RoutingService::Stub::*method)(
                            grpc::ClientContext*, const Request&, Response*),
                        const Request& request) {
    return On(instance_.routing(), method, request);
  }
  template <typename Request, typename Response>
  Result<Response> Call(grpc::Status (v1::CustomerService::Stub::*method)(
                            grpc::ClientContext*, const Request&, Response*),
                        const Request& request) {
    return On(instance_.customers(), method, request);
  }

  void Authorize(grpc::ClientContext* context) const {
    instance_.Authorize(caller_, context);
  }
  Instance& instance() { return instance_; }
  v1::SessionService::Stub& sessions() {
    return narrow_ ? *narrow_ : instance_.sessions();
  }

  // From here on its streams have a connection of its own, on which no more
  // than 64 kB are under way to it: what it does not read stays with the
  // server.
  Client& Narrow();

  // Shorthands with what most tests do not care about filled in.
  v1::Session Start(const std::string& customer_id = "c1");
  Result<v1::Session> Get(const std::string& session_id);
  Result<v1::AppendEventResponse> Say(const std::string& session_id,
                                      v1::Speaker speaker,
                                      const std::string& text, int epoch = 0,
                                      const std::string& event_id = NewUuid());
  Result<v1::Session> RequestAgent(const std::string& session_id,
                                   const std::string& request_id = NewUuid(),
                                   const std::string& queue = {});
  Result<v1::Session> ReturnToBot(const std::string& session_id,
                                  const std::string& request_id = NewUuid());
  Result<v1::Session> End(const std::string& session_id,
                          v1::EndReason reason = v1::END_REASON_CUSTOMER_LEFT);
  Result<v1::Agent> Presence(v1::Presence presence,
                             const std::vector<std::string>& queues = {});
  Result<v1::Session> Accept(const std::string& offer_id);
  Result<v1::Offer> Reject(const std::string& offer_id);
  Result<v1::Session> WrapUp(const std::string& session_id,
                             const std::string& request_id = NewUuid(),
                             const std::string& disposition = "RESOLVED");

  // The whole log, up to what GetSession() says its end is.
  std::vector<v1::Event> Log(const std::string& session_id, int after_seq = 0);

 private:
  template <typename Stub, typename Method, typename Request>
  auto On(Stub& stub, Method method, const Request& request) {
    return Ask(stub, method, request);
  }
  template <typename Stub, typename Request, typename Response>
  Result<Response> Ask(Stub& stub,
                       grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                    const Request&, Response*),
                       const Request& request) {
    grpc::ClientContext context;
    Authorize(&context);
    Response response;
    const grpc::Status status = (stub.*method)(&context, request, &response);
    if (!status.ok()) return Failure(FromGrpcStatus(status));
    return response;
  }

  Instance& instance_;
  const Caller caller_;
  std::shared_ptr<v1::SessionService::Stub> narrow_;
};

}  // namespace aicc::session
