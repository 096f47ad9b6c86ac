#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "services/inference/domain/dispatch.h"

namespace aicc::inference {

// The names under which callers ask for models.
inline constexpr std::string_view kAuto = "aicc/auto";
inline constexpr std::string_view kDomainName = "aicc/domain";
inline constexpr std::string_view kGeneralName = "aicc/general";

// What stands behind a name.
struct Target {
  Plan plan;
  ModelLimits limits = {};
  // Who answers a chat is decided by the message, see Chat(); `plan` is for
  // what is more than one.
  bool decides = false;
  bool ordered = false;  // Its steps are asked in their order, whatever weighs.
};

// All names: those above, those of the configuration, and the endpoints'.
// Immutable.
class Catalog {
 public:
  // Names of the configuration win over endpoints of the same name.
  Catalog(const Fleet& fleet, std::map<std::string, Target> named);

  // nullptr if there is nothing of that name.
  const Target* Find(std::string_view name) const;

  // In alphabetical order, those of the product first.
  std::vector<std::string> Names() const;

 private:
  std::map<std::string, Target, std::less<>> targets_;
};

}  // namespace aicc::inference
