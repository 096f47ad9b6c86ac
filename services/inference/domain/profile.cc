#include "services/inference/domain/profile.h"

#include <algorithm>

namespace aicc::inference {
namespace {

constexpr int kMinBudget = 1'024;

char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool Same(char a, char b) { return Lower(a) == Lower(b); }

// `*` is anything. Linear, but for going back to the last `*`.
bool Fits(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t from = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      from = t;
    } else if (p < pattern.size() && Same(pattern[p], text[t])) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++from;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

// How much of `model` the best pattern says; 0 if none fits.
std::size_t Fitness(const Profile& profile, std::string_view model) {
  std::size_t best = 0;
  for (const std::string& name : profile.names) {
    if (!Fits(name, model)) continue;
    const auto stars = static_cast<std::size_t>(std::ranges::count(name, '*'));
    best = std::max(best, name.size() - stars + 1);
  }
  return best;
}

}  // namespace

Profile UnknownModel() {
  Profile profile;
  profile.context_tokens = 131'072;
  profile.max_output_tokens = 32'768;
  profile.logprobs = true;
  return profile;
}

bool IsNamed(const Profile& profile, std::string_view model) {
  return Fitness(profile, model) > 0;
}

const Profile* FindProfile(const std::vector<Profile>& profiles,
                           std::string_view model) {
  const Profile* best = nullptr;
  std::size_t most = 0;
  for (const Profile& profile : profiles) {
    const std::size_t fitness = Fitness(profile, model);
    if (fitness > most) {
      most = fitness;
      best = &profile;
    }
  }
  return best;
}

int ThinkingBudget(Thinking thinking, int max_tokens) {
  const int budget = thinking == Thinking::kLow    ? 1'024
                     : thinking == Thinking::kHigh ? 16'384
                                                   : 4'096;
  return std::max(kMinBudget, std::min(budget, max_tokens / 2));
}

bool WillThink(const Profile& profile, Thinking asked) {
  if (profile.thinking == ThinkingSwitch::kNone) return false;
  if (profile.thinking == ThinkingSwitch::kAlways) return true;
  if (asked == Thinking::kDefault) return profile.thinks_by_default;
  return asked != Thinking::kOff;
}

}  // namespace aicc::inference
