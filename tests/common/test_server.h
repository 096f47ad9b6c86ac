#pragma once

#include <grpcpp/grpcpp.h>

#include <boost/asio/thread_pool.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/auth.h"
#include "common/clock.h"
#include "common/metrics.h"
#include "common/rpc_client.h"
#include "common/rpc_host.h"
#include "common/rpc_malformed.h"
#include "common/service.h"

namespace aicc {

// A real server on a free port.
class TestServer {
 public:
  explicit TestServer(const std::vector<grpc::Service*>& services) {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                             &port_);
    for (grpc::Service* service : services) builder.RegisterService(service);
    RefuseMalformedRequests(&builder);
    server_ = builder.BuildAndStart();
  }

  // Stops accepting, cancels what runs, and waits until it has ended.
  ~TestServer() { server_->Shutdown(std::chrono::system_clock::now()); }
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  std::shared_ptr<grpc::Channel> Channel(
      const grpc::ChannelArguments& arguments = {}) const {
    return grpc::CreateCustomChannel("127.0.0.1:" + std::to_string(port_),
                                     grpc::InsecureChannelCredentials(),
                                     arguments);
  }

 private:
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

// Where a test put the services; those it did not put anywhere do not answer.
class TestChannels final : public Channels {
 public:
  void Put(std::string service, std::shared_ptr<grpc::Channel> channel) {
    std::lock_guard lock(mutex_);
    channels_[std::move(service)] = std::move(channel);
  }

  std::shared_ptr<grpc::Channel> To(std::string_view service) override {
    std::lock_guard lock(mutex_);
    auto& channel = channels_[std::string(service)];
    if (!channel) {
      // Port 1 of this machine: nobody listens there.
      channel = grpc::CreateChannel("127.0.0.1:1",
                                    grpc::InsecureChannelCredentials());
    }
    return channel;
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<grpc::Channel>> channels_;
};

// What a process gives the services that it hosts.
struct TestHost {
  Environment environment(std::string dsn = {}) {
    return {
        executor.get_executor(), clock, authenticator, metrics, rpc, channels,
        std::move(dsn)};
  }

  // A header that proves `caller`.
  std::string Bearer(const Caller& caller) const {
    return "Bearer " + authenticator.Mint(caller, std::chrono::minutes(10));
  }

  boost::asio::thread_pool executor{2};
  SystemClock clock;
  Authenticator authenticator{"a secret of tests, 32 bytes long", clock};
  Metrics metrics;
  RpcHost rpc{executor.get_executor(), authenticator, metrics};
  TestChannels channels;
};

}  // namespace aicc
