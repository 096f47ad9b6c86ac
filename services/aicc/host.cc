#include "services/aicc/host.h"

#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>

#include <algorithm>
#include <boost/asio/thread_pool.hpp>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <thread>

#include "common/log.h"
#include "common/rpc_malformed.h"
#include "common/service.h"
#include "services/aicc/database_ping.h"
#include "services/chatbot/module.h"
#include "services/gateway/module.h"
#include "services/inference/module.h"
#include "services/session/module.h"
#include "services/summary/module.h"

namespace aicc {
namespace {

constexpr std::chrono::seconds kDrainLimit{5};
constexpr int kMaxMessageBytes = 4 << 20;
constexpr std::chrono::seconds kExamineEvery{2};

bool Stores(const std::vector<std::string>& services) {
  return std::ranges::any_of(services, [](const std::string& name) {
    return name == "session" || name == "summary";
  });
}

// Every gRPC service, by the service of ours that gives it.
constexpr std::pair<std::string_view, const char*> kContracts[] = {
    {"session", "aicc.session.v1.SessionService"},
    {"session", "aicc.session.v1.RoutingService"},
    {"session", "aicc.session.v1.CustomerService"},
    {"inference", "aicc.inference.v1.InferenceService"},
    {"chatbot", "aicc.chatbot.v1.ChatbotService"},
    {"summary", "aicc.summary.v1.SummaryService"},
    {"summary", "aicc.summary.v1.ReportService"},
};

std::vector<const google::protobuf::ServiceDescriptor*> RpcServicesOf(
    std::string_view service) {
  std::vector<const google::protobuf::ServiceDescriptor*> found;
  for (const auto& [owner, name] : kContracts) {
    if (owner != service) continue;
    found.push_back(
        google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
            name));
  }
  return found;
}

Failure AddressInUse(const std::string& addresses) {
  return Failure({ErrorKind::kFailedPrecondition,
                  "ADDRESS_IN_USE",
                  "cannot listen on " + addresses +
                      "; another process does, or it is not an address of "
                      "this machine",
                  {{"address", addresses}}});
}

// In this process if it is hosted here, at the configured address otherwise.
class HostChannels final : public Channels {
 public:
  HostChannels(const std::map<std::string, std::string>& addresses,
               std::set<std::string, std::less<>> hosted)
      : addresses_(addresses), hosted_(std::move(hosted)) {}

  // To be called once, with what starts the server; false if it did not start.
  // The first calls come before it has returned, and wait here for a channel.
  bool Serve(const std::function<grpc::Server*()>& start) {
    std::lock_guard lock(mutex_);
    grpc::Server* const server = start();
    if (server == nullptr) return false;
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(kMaxMessageBytes);
    local_ = server->InProcessChannel(arguments);
    return true;
  }

  std::shared_ptr<grpc::Channel> To(std::string_view service) override {
    std::lock_guard lock(mutex_);
    if (hosted_.contains(service)) return local_;
    auto& channel = remote_[std::string(service)];
    if (!channel) {
      grpc::ChannelArguments arguments;
      arguments.SetMaxReceiveMessageSize(kMaxMessageBytes);
      arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 2'000);
      channel = grpc::CreateCustomChannel(addresses_.at(std::string(service)),
                                          grpc::InsecureChannelCredentials(),
                                          arguments);
    }
    return channel;
  }

 private:
  const std::map<std::string, std::string> addresses_;
  const std::set<std::string, std::less<>> hosted_;
  std::mutex mutex_;
  std::shared_ptr<grpc::Channel> local_;  // Guarded by mutex_.
  std::map<std::string, std::shared_ptr<grpc::Channel>> remote_;  // By mutex_.
};

class RunningHost final : public Host {
 public:
  explicit RunningHost(Options options)
      : options_(std::move(options)),
        pool_(static_cast<std::size_t>(options_.config.threads)),
        lanes_(options_.config.threads),
        authenticator_(options_.secret, clock_),
        rpc_(pool_.get_executor(), authenticator_, metrics_),
        channels_(options_.config.addresses,
                  {options_.services.begin(), options_.services.end()}),
        environment_{pool_.get_executor(),
                     clock_,
                     authenticator_,
                     metrics_,
                     rpc_,
                     channels_,
                     options_.database_dsn,
                     &lanes_} {}

  ~RunningHost() override {
    doctor_ = std::jthread();  // Stops it, and waits.
    for (HostedService* service : started_) service->PrepareToStop();
    if (gateway_ != nullptr) gateway_->Stop();
    if (server_) {
      server_->Shutdown(std::chrono::system_clock::now() + kDrainLimit);
    }
    for (auto it = started_.rbegin(); it != started_.rend(); ++it) {
      if (*it != gateway_) (*it)->Stop();
    }
    server_.reset();
    // What still waits, waits for a service: those go before the executor does.
    services_.clear();
    pool_.stop();
    pool_.join();
  }

  Result<void> Begin() {
    if (Stores(options_.services)) {
      const auto bound = CheckDatabaseRole(options_.database_dsn);
      if (!bound) return bound;
    }
    for (const std::string& name : options_.services) {
      auto made = Make(name);
      if (!made) return Failure(made.error());
    }
    if (gateway_ != nullptr) {
      for (const auto& service : services_) {
        for (HttpRoute* route : service->http_routes()) gateway_->Mount(*route);
      }
    }
    if (const auto served = Serve(); !served) return served;
    for (const auto& service : services_) {
      const auto begun = service->Start();
      if (!begun) return begun;
      started_.push_back(service.get());
    }
    if (server_) {
      server_->GetHealthCheckService()->SetServingStatus(true);
      if (Stores(options_.services)) {
        doctor_ = std::jthread([this](std::stop_token stop) { Examine(stop); });
      }
    }
    return {};
  }

  std::uint16_t http_port() const override {
    return gateway_ != nullptr ? gateway_->port() : 0;
  }

 private:
  template <typename Service>
  Result<void> Keep(Result<std::unique_ptr<Service>> made) {
    if (!made) return Failure(made.error());
    services_.push_back(*std::move(made));
    return {};
  }

  Result<void> Make(const std::string& name) {
    const ProgramConfig& config = options_.config;
    if (name == "session") {
      return Keep(session::MakeSessionService(config.session, environment_));
    }
    if (name == "inference") {
      return Keep(
          inference::MakeInferenceService(config.inference, environment_));
    }
    if (name == "chatbot") {
      return Keep(chatbot::MakeChatbotService(config.chatbot, environment_));
    }
    if (name == "summary") {
      return Keep(summary::MakeSummaryService(config.summary, environment_));
    }
    auto made = gateway::MakeGatewayService(config.gateway, environment_);
    if (!made) return Failure(made.error());
    gateway_ = made->get();
    services_.push_back(*std::move(made));
    return {};
  }

  // Says that nothing serves while the database does not, and takes it back.
  void Examine(const std::stop_token& stop) {
    bool healthy = true;
    while (!stop.stop_requested()) {
      if (DatabaseAnswers(options_.database_dsn) != healthy) {
        healthy = !healthy;
        Log().warn("database={}", healthy ? "back" : "gone");
        server_->GetHealthCheckService()->SetServingStatus(healthy);
      }
      std::unique_lock lock(doctor_mutex_);
      doctor_rests_.wait_for(lock, stop, kExamineEvery, [] { return false; });
    }
  }

  // Serves the gRPC services of this process, each with its health.
  Result<void> Serve() {
    grpc::EnableDefaultHealthCheckService(true);
    grpc::ServerBuilder builder;
    builder.SetMaxReceiveMessageSize(kMaxMessageBytes);
    // Else a second process could listen on the same port, and take calls.
    builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
    std::set<std::string> addresses;
    bool any = false;
    for (const std::string& name : options_.services) {
      if (name == "gateway") continue;
      any = true;
      addresses.insert(options_.grpc_address.empty()
                           ? options_.config.addresses.at(name)
                           : options_.grpc_address);
      for (const auto* service : RpcServicesOf(name)) rpc_.Add(*service);
    }
    if (!any) return {};
    std::string all;
    for (const std::string& address : addresses) {
      builder.AddListeningPort(address, grpc::InsecureServerCredentials());
      all += (all.empty() ? "" : ", ") + address;
    }
    for (const auto& service : services_) {
      for (grpc::Service* rpc : service->rpc_services()) {
        builder.RegisterService(rpc);
      }
    }
    RefuseMalformedRequests(&builder);
    const bool running = channels_.Serve([&] {
      server_ = builder.BuildAndStart();
      return server_.get();
    });
    if (!running) return AddressInUse(all);
    for (const std::string& name : options_.services) {
      if (name == "gateway") continue;
      for (const auto* service : RpcServicesOf(name)) {
        server_->GetHealthCheckService()->SetServingStatus(service->full_name(),
                                                           true);
      }
    }
    return {};
  }

  const Options options_;
  SystemClock clock_;
  Metrics metrics_;
  boost::asio::thread_pool pool_;
  Lanes lanes_;
  Authenticator authenticator_;
  RpcHost rpc_;
  HostChannels channels_;
  Environment environment_;
  std::vector<std::unique_ptr<HostedService>> services_;
  std::vector<HostedService*> started_;
  gateway::GatewayService* gateway_ = nullptr;  // One of services_.
  std::unique_ptr<grpc::Server> server_;
  std::mutex doctor_mutex_;
  std::condition_variable_any doctor_rests_;
  std::jthread doctor_;  // Uses server_.
};

}  // namespace

Result<std::unique_ptr<Host>> Host::Start(Options options) {
  spdlog::level::level_enum level =
      spdlog::level::from_str(options.config.log_level);
  Log().set_level(level);
  auto host = std::make_unique<RunningHost>(std::move(options));
  const auto begun = host->Begin();
  if (!begun) return Failure(begun.error());
  return host;
}

}  // namespace aicc
