#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace aicc::gateway {

// One RPC that can be called over HTTP, as its descriptor says. Lives as long
// as the process.
struct PublicMethod {
  std::string name;   // "aicc.session.v1.SessionService/GetSession"
  std::string path;   // The same with a leading '/', as in HTTP and in gRPC.
  std::string owner;  // "session": the service to call.
  bool client_streaming = false;
  bool server_streaming = false;
  const google::protobuf::Descriptor* request = nullptr;
  const google::protobuf::Descriptor* response = nullptr;
  const google::protobuf::Message* request_prototype = nullptr;
};

// Every file of ours with a service, linked in for certain.
std::vector<const google::protobuf::FileDescriptor*> PublicFiles();

// The table of all public RPCs. Services of gRPC's own, such as health and
// reflection, are not among them. Immutable.
class PublicMethods {
 public:
  PublicMethods();

  // The method at `path`; null if there is none.
  const PublicMethod* Find(std::string_view path) const;

  // Full names of the services, sorted.
  const std::vector<std::string>& services() const { return services_; }

  // Who answers them, as in "session"; sorted, each once.
  const std::vector<std::string>& owners() const { return owners_; }

 private:
  std::map<std::string, PublicMethod, std::less<>> methods_;  // By path.
  std::vector<std::string> services_;
  std::vector<std::string> owners_;
};

}  // namespace aicc::gateway
