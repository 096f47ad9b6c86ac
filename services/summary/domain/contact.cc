#include "services/summary/domain/contact.h"

#include <array>
#include <cstddef>

namespace aicc::summary {
namespace {

constexpr std::array<std::string_view, 8> kStates{
    "SELF_SERVICE", "QUEUED",  "OFFERED", "CONNECTED",
    "ON_HOLD",      "WRAP_UP", "CLOSED",  "ABANDONED"};

constexpr std::array<std::string_view, 3> kTiers{"DOMAIN", "GENERAL", "HUMAN"};

}  // namespace

std::string_view StateName(ContactState state) {
  return kStates.at(static_cast<std::size_t>(state));
}

std::optional<ContactState> StateFromName(std::string_view name) {
  for (std::size_t i = 0; i < kStates.size(); ++i) {
    if (kStates[i] == name) return static_cast<ContactState>(i);
  }
  return std::nullopt;
}

std::string_view TierName(Tier tier) {
  return kTiers.at(static_cast<std::size_t>(tier));
}

}  // namespace aicc::summary
