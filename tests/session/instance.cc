#include "tests/session/instance.h"

#include <stdexcept>

#include "common/rpc_malformed.h"

namespace aicc::session {

Config Instance::ProductConfig() {
  Config config;
  config.pack = AICC_TEST_PACK;
  return config;
}

Config Instance::TestConfig() {
  Config config = ProductConfig();
  config.database_connections = 4;
  config.routing_interval = std::chrono::milliseconds(20);
  config.watch_sweep_interval = std::chrono::milliseconds(500);
  config.search_index_percent = 100;
  return config;
}

Instance::Instance(const std::string& dsn, Config config, int port) {
  auto made = MakeSessionService(
      config, {executor_.get_executor(), clock_, authenticator_, metrics_,
               host_, channels_, dsn});
  if (!made) throw std::runtime_error(made.error().message);
  service_ = *std::move(made);
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:" + std::to_string(port),
                           grpc::InsecureServerCredentials(), &port_);
  for (grpc::Service* service : service_->rpc_services()) {
    builder.RegisterService(service);
  }
  RefuseMalformedRequests(&builder);
  server_ = builder.BuildAndStart();
  if (auto started = service_->Start(); !started) {
    throw std::runtime_error(started.error().message);
  }
  channel_ = grpc::CreateChannel("127.0.0.1:" + std::to_string(port_),
                                 grpc::InsecureChannelCredentials());
  sessions_ = v1::SessionService::NewStub(channel_);
  routing_ = v1::RoutingService::NewStub(channel_);
  customers_ = v1::CustomerService::NewStub(channel_);
}

Instance::~Instance() {
  server_->Shutdown(std::chrono::system_clock::now());
  server_->Wait();
  service_->Stop();
  server_.reset();
  service_.reset();
  executor_.join();
}

void Instance::Authorize(const Caller& caller,
                         grpc::ClientContext* context) const {
  context->AddMetadata("authorization", BearerOf(caller));
  context->set_deadline(std::chrono::system_clock::now() +
                        std::chrono::minutes(1));
}

std::string Instance::BearerOf(const Caller& caller) const {
  return "Bearer " + authenticator_.Mint(caller, std::chrono::minutes(10));
}

std::string Instance::address() const {
  return "127.0.0.1:" + std::to_string(port_);
}

}  // namespace aicc::session
