#pragma once

#include <grpcpp/grpcpp.h>

#include <boost/asio/thread_pool.hpp>
#include <boost/json/value.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "common/service.h"
#include "services/gateway/module.h"
#include "tests/gateway/edge/fake_session.h"
#include "tests/gateway/edge/http_client.h"

namespace aicc::gateway {

inline const std::string kSession = "/aicc.session.v1.SessionService/";
inline const Headers kJson{{"content-type", "application/json"}};

// A gateway before a real gRPC server with a FakeSession; nobody serves the
// other packages.
class GatewayBench {
 public:
  explicit GatewayBench(Config config = {});
  ~GatewayBench();

  std::uint16_t port() const { return gateway_->port(); }
  FakeSession& session() { return session_; }
  GatewayService& gateway() { return *gateway_; }
  HttpClient Connect() const { return HttpClient(port()); }

  std::string Token(std::chrono::seconds lifetime = std::chrono::hours(1),
                    Role role = Role::kAgent) const;
  static std::string ForgedToken();

  // POSTs on a new connection, with a good token unless `headers` has one.
  HttpReply Post(const std::string& path, Headers headers,
                 const std::string& body);

  // Ends the gRPC server, as if the services had died.
  void KillServices() { server_->Shutdown(std::chrono::system_clock::now()); }

 private:
  class LocalChannels;

  SystemClock clock_;
  Authenticator authenticator_;
  Metrics metrics_;
  boost::asio::thread_pool pool_{2};
  RpcHost rpc_;
  FakeSession session_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<LocalChannels> channels_;
  std::unique_ptr<GatewayService> gateway_;
};

// Waits, for at most ten seconds, until `condition` holds.
bool Eventually(const std::function<bool()>& condition);

// A member of a JSON object that is a string; "" if it is not there.
std::string Text(const boost::json::value& object, std::string_view member);

// The ErrorInfo's reason of an error's JSON, from its `debug`; "" if none.
std::string ReasonOf(const boost::json::value& error);
std::string ReasonOf(const std::string& json);

}  // namespace aicc::gateway
