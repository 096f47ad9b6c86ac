#include "services/aicc/print_report.h"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <chrono>
#include <cstdio>
#include <map>
#include <string>

#include "services/aicc/json_fields.h"

namespace aicc {
namespace {

namespace json = boost::json;

std::string Rfc3339(std::chrono::system_clock::time_point time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm utc{};
  ::gmtime_r(&seconds, &utc);
  char text[32];
  std::strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

std::string ValueOf(const json::object& kpi) {
  if (!kpi.contains("value")) return "–";  // Undefined, not zero.
  const std::string unit = Text(kpi, "unit");
  const double value = Real(kpi, "value");
  char text[64];
  if (unit == "share") {
    std::snprintf(text, sizeof(text), "%.1f %%", value * 100);
  } else if (unit == "seconds") {
    std::snprintf(text, sizeof(text), "%.2f s", value);
  } else {
    std::snprintf(text, sizeof(text), unit == "count" ? "%.0f" : "%.2f", value);
  }
  return text;
}

// To ten columns. "–" is one column of three bytes.
std::string Padded(std::string text) {
  const std::size_t columns = text == "–" ? 1 : text.size();
  text.append(columns < 10 ? 10 - columns : 0, ' ');
  return text;
}

// What a label is called for people; labels without a name stay as they are.
using Names = std::map<std::string, std::string>;

Names HandlerNames(bool korean) {
  if (!korean) return {};
  return {{"bot", "챗봇"},
          {"agent", "상담원"},
          {"abandoned", "대기 중 포기"},
          {"open", "진행 중"}};
}

Names DispositionNames(const PackManifest* pack, std::string_view locale) {
  Names names;
  if (pack == nullptr) return names;
  for (const NamedChoice& choice : pack->dispositions) {
    const auto name = choice.names.find(std::string(locale));
    if (name != choice.names.end()) names[choice.id] = name->second;
  }
  return names;
}

void PrintCounts(const json::object& report, std::string_view key,
                 const char* title, const Names& names = {}) {
  const json::array& counts = Array(report, key);
  if (counts.empty()) return;
  std::printf("  %s:", title);
  for (const json::value& value : counts) {
    const json::object& count = value.get_object();
    const std::string label = Text(count, "label");
    const auto name = names.find(label);
    std::printf(" %s %lld%s",
                name == names.end() ? label.c_str() : name->second.c_str(),
                static_cast<long long>(Number(count, "count")),
                &value == &counts.back() ? "\n" : ",");
  }
}

}  // namespace

Result<void> PrintReport(HttpClient& client, std::string_view locale,
                         const PackManifest* pack) {
  const auto now = std::chrono::system_clock::now();
  const auto report =
      client.Call("aicc.summary.v1.ReportService/GetReport",
                  {{"start_time_from", Rfc3339(now - std::chrono::hours(24))},
                   {"start_time_to", Rfc3339(now + std::chrono::seconds(2))},
                   {"locale", locale}});
  if (!report) return Failure(report.error());
  const bool korean = locale == "ko";
  std::printf("\n%s\n",
              korean ? "리포트 (최근 24시간)" : "Report (the last 24 hours)");
  for (const json::value& value : Array(*report, "kpis")) {
    const json::object& kpi = value.get_object();
    const json::object* names = Object(kpi, "names");
    const std::string name =
        names != nullptr ? Text(*names, locale) : std::string();
    std::printf("  %s  %s  = %s\n", Padded(ValueOf(kpi)).c_str(), name.c_str(),
                Text(kpi, "formula").c_str());
  }
  PrintCounts(*report, "handled_by", korean ? "처리 주체" : "handled by",
              HandlerNames(korean));
  PrintCounts(*report, "answers_by_tier",
              korean ? "답변 주체" : "answers by tier");
  PrintCounts(*report, "escalations_by_reason",
              korean ? "전환 사유" : "escalations by reason");
  PrintCounts(*report, "top_intents", korean ? "주요 의도" : "top intents");
  PrintCounts(*report, "dispositions", korean ? "상담 결과" : "dispositions",
              DispositionNames(pack, locale));
  std::fflush(stdout);
  return {};
}

}  // namespace aicc
