#include "services/gateway/edge/public_methods.h"

#include <algorithm>
#include <utility>

#include "services/gateway/domain/connect_request.h"

namespace aicc::gateway {
namespace {

PublicMethod Describe(const google::protobuf::MethodDescriptor& method,
                      std::string_view owner) {
  PublicMethod described;
  described.name = method.service()->full_name() + "/" + method.name();
  described.path = "/" + described.name;
  described.owner = std::string(owner);
  described.client_streaming = method.client_streaming();
  described.server_streaming = method.server_streaming();
  described.request = method.input_type();
  described.response = method.output_type();
  described.request_prototype =
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(
          method.input_type());
  return described;
}

}  // namespace

PublicMethods::PublicMethods() {
  for (const auto* file : PublicFiles()) {
    for (int s = 0; s < file->service_count(); ++s) {
      const auto& service = *file->service(s);
      const auto owner = OwnerOf(service.full_name());
      if (!owner) continue;
      services_.push_back(service.full_name());
      owners_.emplace_back(*owner);
      for (int m = 0; m < service.method_count(); ++m) {
        PublicMethod method = Describe(*service.method(m), *owner);
        std::string path = method.path;
        methods_.emplace(std::move(path), std::move(method));
      }
    }
  }
  std::ranges::sort(services_);
  std::ranges::sort(owners_);
  const auto repeated = std::ranges::unique(owners_);
  owners_.erase(repeated.begin(), repeated.end());
}

const PublicMethod* PublicMethods::Find(std::string_view path) const {
  const auto found = methods_.find(path);
  return found == methods_.end() ? nullptr : &found->second;
}

}  // namespace aicc::gateway
