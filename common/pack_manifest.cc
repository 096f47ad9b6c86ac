#include "common/pack_manifest.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <functional>
#include <set>

#include "common/config.h"

namespace aicc {
namespace {

constexpr std::string_view kLocales[] = {"ko", "en"};
constexpr std::size_t kMaxIdBytes = 64;  // As requests may name them.

std::map<std::string, std::string> ReadTexts(
    ConfigNode node, const std::vector<std::string>& locales) {
  std::map<std::string, std::string> texts;
  for (const std::string& locale : locales) {
    texts[locale] = node.Require(locale);
  }
  return texts;
}

// `each`, if given, reads what else an entry has.
std::vector<NamedChoice> ReadChoices(
    ConfigNode& root, std::string_view key,
    const std::vector<std::string>& locales,
    const std::function<void(ConfigNode&, const std::string&)>& each = {}) {
  std::vector<NamedChoice> choices;
  std::set<std::string> ids;
  for (ConfigNode& node : root.List(key)) {
    NamedChoice choice{node.Require("id"),
                       ReadTexts(node.Section("name"), locales)};
    if (!ids.insert(choice.id).second) node.Reject("id", "is there twice");
    if (choice.id.empty() || choice.id.size() > kMaxIdBytes) {
      node.Reject("id", "must be 1 to 64 bytes");
    }
    if (each) each(node, choice.id);
    choices.push_back(std::move(choice));
  }
  return choices;
}

constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu",
                                                "fri", "sat", "sun"};
constexpr int kMinutesADay = 24 * 60;

// "09:00" as minutes from midnight; "24:00" is allowed.
std::optional<int> MinutesFrom(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  int hour = 0;
  int minute = 0;
  const auto* const at = text.data();
  const auto h = std::from_chars(at, at + 2, hour);
  const auto m = std::from_chars(at + 3, at + 5, minute);
  if (h.ec != std::errc() || h.ptr != at + 2 || m.ec != std::errc() ||
      m.ptr != at + 5 || hour < 0 || minute < 0 || minute > 59) {
    return std::nullopt;
  }
  const int all = hour * 60 + minute;
  return all <= kMinutesADay ? std::optional(all) : std::nullopt;
}

// "09:00-12:00"
std::optional<WeeklyHours::Span> SpanFrom(std::string_view text) {
  if (text.size() != 11 || text[5] != '-') return std::nullopt;
  const auto begin = MinutesFrom(text.substr(0, 5));
  const auto end = MinutesFrom(text.substr(6));
  if (!begin || !end || *begin >= *end) return std::nullopt;
  return WeeklyHours::Span{*begin, *end};
}

std::vector<WeeklyHours::Span> ReadDay(ConfigNode& weekly,
                                       std::string_view day) {
  std::vector<std::string> texts;
  weekly.Read(day, &texts);
  std::vector<WeeklyHours::Span> spans;
  for (const std::string& text : texts) {
    const auto span = SpanFrom(text);
    if (!span || (!spans.empty() && span->begin <= spans.back().end)) {
      weekly.Reject(day,
                    "must be spans such as \"09:00-12:00\", in order and "
                    "apart, to \"24:00\" at most");
      return {};
    }
    spans.push_back(*span);
  }
  return spans;
}

bool IsDate(const std::string& text) {  // "2026-12-25"
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int length = 0;
  return text.size() == 10 &&
         std::sscanf(text.c_str(), "%4d-%2u-%2u%n", &year, &month, &day,
                     &length) == 3 &&
         length == 10 &&
         std::chrono::year_month_day(std::chrono::year(year),
                                     std::chrono::month(month),
                                     std::chrono::day(day))
             .ok();
}

WeeklyHours ReadHours(ConfigNode& node) {
  WeeklyHours hours;
  ConfigNode weekly = node.Section("weekly");
  bool opens = false;
  for (std::size_t i = 0; i < kDays.size(); ++i) {
    hours.days[i] = ReadDay(weekly, kDays[i]);
    opens = opens || !hours.days[i].empty();
  }
  if (!opens) node.Reject("weekly", "must open at least once a week");
  node.Read("holidays", &hours.holidays);
  for (const std::string& date : hours.holidays) {
    if (!IsDate(date)) node.Reject("holidays", "must be dates: 2026-12-25");
  }
  return hours;
}

using HoursById = std::map<std::string, WeeklyHours>;

HoursById ReadAllHours(ConfigNode& root) {
  HoursById all;
  for (ConfigNode& node : root.List("hours")) {
    const std::string id = node.Require("id");
    if (!all.emplace(id, ReadHours(node)).second) {
      node.Reject("id", "is there twice");
    }
  }
  return all;
}

void ReadSkills(ConfigNode& node, const PackManifest& manifest,
                QueueRule* rule) {
  ConfigNode skills = node.Section("skills");
  for (const std::string& skill : skills.Keys()) {
    int level = 1;
    skills.Read(skill, &level, 1, kMaxLevel);
    if (!manifest.HasSkill(skill)) {
      skills.Reject(skill, "is not one of the pack's skills");
    }
    rule->skills.emplace(skill, level);
  }
}

void ReadSpan(ConfigNode& node, std::string_view key,
              std::optional<std::chrono::milliseconds>* span) {
  if (!node.Has(key)) return;
  std::chrono::milliseconds value{};
  node.Read(key, &value);
  if (value < std::chrono::seconds(1)) node.Reject(key, "must be 1s or more");
  *span = value;
}

QueueRule ReadRule(ConfigNode& node, const HoursById& hours,
                   const PackManifest& manifest) {
  QueueRule rule;
  node.Read("priority", &rule.priority, 0, kMaxPriority);
  ReadSkills(node, manifest, &rule);
  ReadSpan(node, "relax_after", &rule.relax_after);
  ReadSpan(node, "wrap_up_limit", &rule.wrap_up_limit);
  std::string open;
  node.Read("hours", &open);
  if (open.empty()) return rule;
  const auto found = hours.find(open);
  if (found == hours.end()) {
    node.Reject("hours", "is not one of the pack's hours");
  } else {
    rule.hours = found->second;
  }
  return rule;
}

bool HasId(const std::vector<NamedChoice>& choices, std::string_view id) {
  return std::ranges::any_of(
      choices, [id](const NamedChoice& choice) { return choice.id == id; });
}

}  // namespace

const std::string& PackManifest::Message(std::string_view message_id,
                                         std::string_view locale) const {
  const auto& texts = messages.find(message_id)->second;
  return texts.at(LocaleFor(locale));
}

const std::string& PackManifest::LocaleFor(std::string_view locale) const {
  const auto found = std::ranges::find(locales, locale);
  return found != locales.end() ? *found : locales.front();
}

const QueueRule& PackManifest::RuleOf(std::string_view queue) const {
  static const QueueRule kNone;
  const auto found = rules.find(queue);
  return found != rules.end() ? found->second : kNone;
}

bool PackManifest::HasSkill(std::string_view skill) const {
  return HasId(skills, skill);
}

bool PackManifest::HasQueue(std::string_view queue) const {
  return HasId(queues, queue);
}

bool PackManifest::HasDisposition(std::string_view disposition) const {
  return HasId(dispositions, disposition);
}

Result<PackManifest> ReadPackManifest(const std::string& folder) {
  auto root = ConfigNode::Load(folder + "/pack.yaml");
  if (!root) return Failure(root.error());
  PackManifest manifest;
  manifest.id = root->Require("id");
  manifest.version = root->Require("version");
  root->Read("locales", &manifest.locales);
  if (manifest.locales.empty()) {
    root->Reject("locales", "must name at least one locale");
  }
  for (const std::string& locale : manifest.locales) {
    if (std::ranges::find(kLocales, locale) == std::end(kLocales)) {
      root->Reject("locales", "may be ko and en only");
    }
  }
  manifest.names = ReadTexts(root->Section("name"), manifest.locales);
  manifest.time_zone = root->Require("time_zone");
  manifest.skills = ReadChoices(*root, "skills", manifest.locales);
  const HoursById hours = ReadAllHours(*root);
  manifest.queues = ReadChoices(*root, "queues", manifest.locales,
                                [&](ConfigNode& node, const std::string& id) {
                                  manifest.rules[id] =
                                      ReadRule(node, hours, manifest);
                                });
  manifest.dispositions = ReadChoices(*root, "dispositions", manifest.locales);
  for (const auto& [key, choices] :
       {std::pair("queues", &manifest.queues),
        std::pair("dispositions", &manifest.dispositions)}) {
    if (choices->empty()) root->Reject(key, "must have at least one entry");
  }
  ConfigNode messages = root->Section("messages");
  for (const std::string_view id : kPackMessages) {
    manifest.messages[std::string(id)] =
        ReadTexts(messages.Section(id), manifest.locales);
  }
  if (const auto done = root->Done(); !done) return Failure(done.error());
  return manifest;
}

}  // namespace aicc
