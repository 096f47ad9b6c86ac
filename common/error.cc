#include "common/error.h"

namespace aicc {

Failure InvalidField(std::string_view field, std::string_view must) {
  const std::string name(field);
  return Failure({ErrorKind::kInvalidArgument,
                  "INVALID_FIELD",
                  name + " " + std::string(must),
                  {{"field", name}, {"description", std::string(must)}}});
}

Failure ServiceUnavailable(std::string_view service) {
  const std::string name(service);
  return Failure({ErrorKind::kUnavailable,
                  "SERVICE_UNAVAILABLE",
                  "the " + name + " service does not answer; retry later",
                  {{"service", name}}});
}

}  // namespace aicc
