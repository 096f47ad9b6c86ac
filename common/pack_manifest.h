#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.h"

namespace aicc {

// A queue or a disposition of a pack.
struct NamedChoice {
  std::string id;
  std::map<std::string, std::string> names;  // By locale.
};

// When a queue is open: times of a week by the pack's time zone, and the days
// on which it is not.
struct WeeklyHours {
  struct Span {
    int begin = 0;  // Minutes from midnight, the end not included.
    int end = 0;
  };
  std::array<std::vector<Span>, 7> days;  // Monday first; in order.
  std::vector<std::string> holidays;      // "2026-12-25"
};

// The highest level of a skill; the lowest is 1.
inline constexpr int kMaxLevel = 5;

// The greatest priority; the least, and the default, is 0.
inline constexpr int kMaxPriority = 9;

// How a queue is routed.
struct QueueRule {
  std::optional<WeeklyHours> hours;  // Nothing: always open.
  int priority = 0;                  // Of its contacts.
  std::map<std::string, std::int32_t, std::less<>> skills;  // Needed: level.
  // One level less of each skill is asked for after each such wait.
  std::optional<std::chrono::milliseconds> relax_after;
  // Wrap-up ends by itself after this.
  std::optional<std::chrono::milliseconds> wrap_up_limit;
};

// What every service may need to know of a pack: its `pack.yaml`, see
// deploy/packs/README.md. Immutable after reading.
struct PackManifest {
  std::string id;
  std::string version;
  std::map<std::string, std::string> names;  // By locale.
  std::vector<std::string> locales;
  std::string time_zone;
  std::vector<NamedChoice> queues;  // The first is the default; never empty.
  std::map<std::string, QueueRule, std::less<>> rules;  // By queue; complete.
  std::vector<NamedChoice> skills;
  std::vector<NamedChoice> dispositions;
  // Message id → locale → text; complete.
  std::map<std::string, std::map<std::string, std::string>, std::less<>>
      messages;

  // `locale` if the pack has it, else its first.
  const std::string& LocaleFor(std::string_view locale) const;

  // In LocaleFor(locale). REQUIRES: `id` is one of kPackMessages.
  const std::string& Message(std::string_view message_id,
                             std::string_view locale) const;

  // Of a queue that there is not: as if it asked for nothing.
  const QueueRule& RuleOf(std::string_view queue) const;

  bool HasQueue(std::string_view queue) const;
  bool HasSkill(std::string_view skill) const;
  bool HasDisposition(std::string_view disposition) const;
};

// The fixed messages that a pack must have.
inline constexpr std::string_view kPackMessages[] = {
    "ai_notice", "no_answer",      "hand_over",
    "clarify",   "general_answer", "queue_closed"};

// What stands for the time in "queue_closed".
inline constexpr std::string_view kOpensPlaceholder = "{opens}";

// Reads `folder`/pack.yaml. "FILE_NOT_FOUND" or "BAD_CONFIG" otherwise, see
// common/config.h.
Result<PackManifest> ReadPackManifest(const std::string& folder);

}  // namespace aicc
