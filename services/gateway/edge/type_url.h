#pragma once

#include <google/protobuf/descriptor.h>

#include <string>

namespace aicc::gateway {

inline constexpr char kTypeHost[] = "type.googleapis.com";

// How protobuf's JSON library names a message.
inline std::string TypeUrl(const google::protobuf::Descriptor& message) {
  return std::string(kTypeHost) + "/" + message.full_name();
}

}  // namespace aicc::gateway
