#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aicc::summary {

// What the contacts of a report add up to. Counts are of contacts, sums are in
// microseconds. KPIs are made from these and from nothing else.
struct Totals {
  std::int64_t contacts = 0;
  std::int64_t ended = 0;           // The conversation is over.
  std::int64_t by_bot = 0;          // Of `ended`: the bot ended it …
  std::int64_t contained = 0;       // … and it never entered a queue.
  std::int64_t by_agent = 0;        // Of `ended`: an agent did.
  std::int64_t queued = 0;          // Ever entered a queue.
  std::int64_t answered = 0;        // Of `queued`: an agent accepted it.
  std::int64_t in_time = 0;         // Of `answered`: soon enough.
  std::int64_t abandoned = 0;       // The customer left while waiting.
  std::int64_t never_answered = 0;  // Of `abandoned`: no agent ever had it.
  std::int64_t wait_us = 0;         // Of those `answered`.
  std::int64_t handled = 0;         // An agent had it, and wrap-up is done.
  std::int64_t talk_us = 0;         // Of those `handled`.
  std::int64_t hold_us = 0;
  std::int64_t wrap_up_us = 0;
  std::int64_t rated = 0;      // The customer rated it.
  std::int64_t satisfied = 0;  // Of `rated`: 4 or 5.
  std::int64_t rating_sum = 0;
};

struct LabelCount {
  std::string label;
  std::int64_t count = 0;

  friend bool operator==(const LabelCount&, const LabelCount&) = default;
};

struct ReportFigures {
  Totals totals;
  std::vector<LabelCount> handled_by;
  std::vector<LabelCount> answers_by_tier;
  std::vector<LabelCount> escalations_by_reason;
  std::vector<LabelCount> top_intents;
  std::vector<LabelCount> dispositions;
};

struct KpiValue {
  // Absent where the formula is undefined: never 0 instead.
  std::optional<double> value;
  std::int64_t contact_count = 0;  // The contacts it was made from.
};

// A figure by its name, and how it is made. The id holds the formula's version:
// a changed formula is another KPI.
struct KpiDefinition {
  std::string_view id;
  std::string_view name_ko;
  std::string_view name_en;
  std::string_view formula_ko;
  std::string_view formula_en;
  std::string_view unit;  // "count", "seconds", "share" or "score".
  KpiValue (*compute)(const Totals&);
};

// All of them, in the order in which they are reported.
std::span<const KpiDefinition> AllKpis();

}  // namespace aicc::summary
