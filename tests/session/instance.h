#pragma once

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <boost/asio/thread_pool.hpp>
#include <memory>
#include <string>

#include "aicc/session/v1/customer.grpc.pb.h"
#include "aicc/session/v1/routing.grpc.pb.h"
#include "aicc/session/v1/session.grpc.pb.h"
#include "common/auth.h"
#include "common/clock.h"
#include "common/metrics.h"
#include "common/rpc_host.h"
#include "common/service.h"
#include "services/session/module.h"
#include "tests/common/test_server.h"

namespace aicc::session {

// The real time, and whatever a test adds to it.
class SteppedClock final : public Clock {
 public:
  TimePoint Now() const override {
    return SystemClock().Now() + std::chrono::microseconds(step_.load());
  }
  void Step(std::chrono::microseconds by) { step_ += by.count(); }

 private:
  std::atomic<std::int64_t> step_ = 0;
};

// The session service as a process would host it, on a free TCP port. Several
// of them on one database are several replicas.
class Instance {
 public:
  // `port` 0: a free one.
  explicit Instance(const std::string& dsn, Config config = TestConfig(),
                    int port = 0);
  ~Instance();

  void PrepareToStop() { service_->PrepareToStop(); }
  // Answers no more calls; cuts off those that do not end within `limit`.
  void Shutdown(std::chrono::seconds limit) {
    server_->Shutdown(std::chrono::system_clock::now() + limit);
  }
  int port() const { return port_; }

  static Config TestConfig();
  // As it is where nothing is configured.
  static Config ProductConfig();

  v1::SessionService::Stub& sessions() { return *sessions_; }
  v1::RoutingService::Stub& routing() { return *routing_; }
  v1::CustomerService::Stub& customers() { return *customers_; }
  SteppedClock& clock() { return clock_; }
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  // Where it finds others: nobody answers unless a test puts somebody there.
  TestChannels& channels() { return channels_; }

  // Puts a token for `caller` into `context`, and a deadline of a minute.
  void Authorize(const Caller& caller, grpc::ClientContext* context) const;
  std::string BearerOf(const Caller& caller) const;
  // As in "127.0.0.1:4711".
  std::string address() const;

 private:
  SystemClock token_clock_;
  SteppedClock clock_;
  Authenticator authenticator_{std::string(32, 'k'), token_clock_};
  Metrics metrics_;
  boost::asio::thread_pool executor_{2};
  RpcHost host_{executor_.get_executor(), authenticator_, metrics_};
  TestChannels channels_;
  std::unique_ptr<HostedService> service_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::SessionService::Stub> sessions_;
  std::unique_ptr<v1::RoutingService::Stub> routing_;
  std::unique_ptr<v1::CustomerService::Stub> customers_;
};

}  // namespace aicc::session
