#include "services/inference/domain/catalog.h"

#include <utility>

#include "services/inference/domain/routing.h"

namespace aicc::inference {
Catalog::Catalog(const Fleet& fleet, std::map<std::string, Target> named) {
  for (auto& [name, target] : named) targets_.emplace(name, std::move(target));
  for (LanguageModel* const model : fleet.models()) {
    targets_.try_emplace(model->info().endpoint, Target{{{model}}});
  }
  Plan domain = PlanOf(fleet, Tier::kDomain);
  Plan general = PlanOf(fleet, Tier::kGeneral);
  Plan all = domain;
  all.insert(all.end(), general.begin(), general.end());
  targets_.emplace(kAuto, Target{std::move(all), {}, true});
  const bool builtin = domain.empty();
  targets_.emplace(kDomainName, Target{std::move(domain), {}, builtin});
  if (!general.empty()) {
    targets_.emplace(kGeneralName, Target{std::move(general)});
  }
}

const Target* Catalog::Find(std::string_view name) const {
  const auto found = targets_.find(name);
  return found == targets_.end() ? nullptr : &found->second;
}

std::vector<std::string> Catalog::Names() const {
  std::vector<std::string> ours;
  std::vector<std::string> others;
  for (const auto& [name, target] : targets_) {
    (name.starts_with("aicc/") ? ours : others).push_back(name);
  }
  ours.insert(ours.end(), others.begin(), others.end());
  return ours;
}

}  // namespace aicc::inference
