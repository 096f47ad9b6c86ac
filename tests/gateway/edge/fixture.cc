#include "tests/gateway/edge/fixture.h"

#include <boost/json/parse.hpp>
#include <stdexcept>
#include <thread>

namespace aicc::gateway {
namespace {

constexpr char kSecret[] = "a secret of tests, longer than 32 bytes";

}  // namespace

// Everyone at the one server; or, for a service it does not have, at a port
// where nobody listens.
class GatewayBench::LocalChannels final : public Channels {
 public:
  explicit LocalChannels(std::shared_ptr<grpc::Channel> session)
      : session_(std::move(session)),
        nobody_(grpc::CreateChannel("127.0.0.1:1",
                                    grpc::InsecureChannelCredentials())) {}
  std::shared_ptr<grpc::Channel> To(std::string_view service) override {
    return service == "session" ? session_ : nobody_;
  }

 private:
  const std::shared_ptr<grpc::Channel> session_;
  const std::shared_ptr<grpc::Channel> nobody_;
};

GatewayBench::GatewayBench(Config config)
    : authenticator_(kSecret, clock_),
      rpc_(pool_.get_executor(), authenticator_, metrics_) {
  grpc::EnableDefaultHealthCheckService(true);
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port);
  builder.RegisterService(&session_);
  server_ = builder.BuildAndStart();
  channels_ = std::make_unique<LocalChannels>(grpc::CreateChannel(
      "127.0.0.1:" + std::to_string(port), grpc::InsecureChannelCredentials()));
  if (config.listen == Config().listen) config.listen = "127.0.0.1:0";
  auto made = MakeGatewayService(
      config, Environment{pool_.get_executor(), clock_, authenticator_,
                          metrics_, rpc_, *channels_, ""});
  if (!made) throw std::runtime_error(made.error().message);
  gateway_ = *std::move(made);
  if (!gateway_->Start()) throw std::runtime_error("did not start");
}

GatewayBench::~GatewayBench() {
  gateway_->Stop();
  server_->Shutdown(std::chrono::system_clock::now());
  pool_.join();
}

std::string GatewayBench::Token(std::chrono::seconds lifetime,
                                Role role) const {
  return authenticator_.Mint({"acme", "agent-1", role}, lifetime);
}

std::string GatewayBench::ForgedToken() {
  const SystemClock clock;
  return Authenticator("another secret of more than 32 bytes!", clock)
      .Mint({"acme", "agent-1", Role::kAdmin}, std::chrono::hours(1));
}

HttpReply GatewayBench::Post(const std::string& path, Headers headers,
                             const std::string& body) {
  headers.try_emplace("authorization", "Bearer " + Token());
  return Connect().Send("POST", path, headers, body);
}

bool Eventually(const std::function<bool()>& condition) {
  const auto deadline =
      std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

std::string Text(const boost::json::value& object, std::string_view member) {
  const auto* value = object.as_object().if_contains(member);
  if (value == nullptr || !value->is_string()) return "";
  return std::string(value->as_string());
}

std::string ReasonOf(const boost::json::value& error) {
  const auto& object = error.as_object();
  const auto* details = object.if_contains("details");
  if (details == nullptr) return "";
  for (const auto& detail : details->as_array()) {
    if (Text(detail, "type") != "google.rpc.ErrorInfo") continue;
    return Text(detail.at("debug"), "reason");
  }
  return "";
}

std::string ReasonOf(const std::string& json) {
  return ReasonOf(boost::json::parse(json));
}

}  // namespace aicc::gateway
