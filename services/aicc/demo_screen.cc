#include "services/aicc/demo_screen.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <cstdio>
#include <iostream>
#include <map>
#include <set>
#include <utility>

#include "services/aicc/json_fields.h"

namespace aicc {
namespace {

namespace json = boost::json;

std::string Rounded(const char* format, double value) {
  char text[32];
  std::snprintf(text, sizeof(text), format, value);
  return text;
}

std::string Mark(std::int64_t seq) {
  return seq > 0 ? "  [#" + std::to_string(seq) + "]" : std::string();
}

std::string TextIn(const std::map<std::string, std::string>& texts,
                   const std::string& locale) {
  const auto found = texts.find(locale);
  return found != texts.end() ? found->second : std::string();
}

}  // namespace

std::string TierName(const json::object& object, std::string_view key) {
  constexpr std::string_view kPrefix = "TIER_";
  const std::string tier = Text(object, key);
  return tier.starts_with(kPrefix) ? tier.substr(kPrefix.size()) : tier;
}

void DemoScreen::Title() const {
  std::cout << "\n━━ " << contact_.id << " ━━ "
            << TextIn(contact_.title, contact_.locale) << "\n   ("
            << TextIn(contact_.shows, contact_.locale) << ")\n";
}

void DemoScreen::Line(bool agent, std::string_view text,
                      std::int64_t seq) const {
  std::cout << "  " << (agent ? In("상담원", "Agent") : In("고객", "Customer"))
            << ": " << text << Mark(seq) << "\n";
}

void DemoScreen::Notice(const json::object& notice) const {
  std::cout << "  " << In("고지", "Notice") << ": " << Text(notice, "text")
            << Mark(Number(notice, "seq")) << "\n";
}

void DemoScreen::Escalation(const json::object& escalation) const {
  std::cout << "  " << In("전환", "Escalation") << ": "
            << TierName(escalation, "from") << " → "
            << TierName(escalation, "to") << ", " << Text(escalation, "reason")
            << "\n";
}

void DemoScreen::HandOver(std::string_view queue, std::string_view reason,
                          std::int64_t seq) const {
  std::cout << "  " << In("상담원 연결", "Hand-over") << ": "
            << In("대기열 ", "queue ") << NameOf(pack_.queues, queue) << " ("
            << reason << ")" << Mark(seq) << "\n";
}

void DemoScreen::Answer(const json::object& answer) const {
  std::cout << "  " << In("챗봇", "Bot") << ": " << Text(answer, "text")
            << Mark(Number(answer, "seq")) << "\n";
  if (const json::object* decision = Object(answer, "decision")) {
    Decision(*decision);
  }
  std::set<std::string> shown;  // A document may be quoted several times.
  for (const json::value& value : Array(answer, "citations")) {
    const json::object& citation = value.get_object();
    if (!shown.insert(Text(citation, "document_id")).second) continue;
    std::cout << "      · " << In("출처 ", "source ")
              << Text(citation, "document_id") << " «"
              << Text(citation, "title") << "»\n";
  }
}

void DemoScreen::Decision(const json::object& decision) const {
  const std::string model = Text(decision, "model");
  std::cout << "      · " << TierName(decision, "tier")
            << (model.empty() ? "" : " ") << model << ", "
            << Text(decision, "reason");
  // Where a policy took the contact away, the intent is a guess without effect.
  const bool by_policy = !Text(decision, "policy").empty();
  const std::string intent = by_policy ? "" : Text(decision, "intent");
  if (!intent.empty()) std::cout << ", " << In("의도 ", "intent ") << intent;
  if (decision.contains("confidence")) {
    std::cout << ", " << In("신뢰도 ", "confidence ")
              << Rounded("%.2f", Real(decision, "confidence"));
  }
  std::cout << "\n";
}

void DemoScreen::Brief(const json::object& brief) const {
  std::cout << "  ┌ " << In("인계 요약", "Brief") << " ("
            << Text(brief, "reason") << ")\n";
  const std::string summary = Text(brief, "summary");
  if (!summary.empty()) std::cout << "  │ " << summary << "\n";
  for (const json::value& tried : Array(brief, "tried")) {
    std::cout << "  │ " << In("안내한 내용: ", "tried: ")
              << std::string(tried.get_string()) << "\n";
  }
  if (const json::object* slots = Object(brief, "slots")) {
    for (const auto& slot : *slots) {
      std::cout << "  │ " << SlotName(slot.key()) << ": "
                << std::string(slot.value().get_string()) << "\n";
    }
  }
  std::cout << "  └ " << In("고객 감정 ", "mood ")
            << Rounded("%+.2f", Real(brief, "sentiment"))
            << In(" (-1~+1)", " (-1 to +1)") << "\n";
}

void DemoScreen::End(bool by_agent, std::int64_t seq) const {
  std::cout << "  " << In("상담 종료: ", "End: ")
            << (by_agent ? In("상담원이 마침", "by the agent")
                         : In("고객이 마침", "by the customer"))
            << Mark(seq) << "\n";
}

void DemoScreen::Disposition(std::string_view disposition,
                             std::int64_t seq) const {
  std::cout << "  " << In("상담 결과", "Disposition") << ": "
            << NameOf(pack_.dispositions, disposition) << Mark(seq) << "\n";
}

void DemoScreen::Rating(int score, std::int64_t seq) const {
  std::cout << "  " << In("고객 만족도", "Rating") << ": " << score << "/5"
            << Mark(seq) << "\n";
}

std::string DemoScreen::NameOf(const std::vector<NamedChoice>& choices,
                               std::string_view id) const {
  for (const NamedChoice& choice : choices) {
    if (choice.id != id) continue;
    const std::string name = TextIn(choice.names, contact_.locale);
    if (!name.empty()) return name;
  }
  return std::string(id);
}

std::string DemoScreen::SlotName(std::string_view type) const {
  static const std::map<std::string_view, const char*> kKorean{
      {"plan", "요금제"},    {"service", "서비스"},
      {"device", "기기"},    {"country", "국가"},
      {"date", "날짜"},      {"money", "금액"},
      {"number", "숫자"},    {"data_volume", "데이터 용량"},
      {"duration", "기간"},  {"email", "이메일"},
      {"phone", "전화번호"},
  };
  const auto korean = kKorean.find(type);
  if (korean_ && korean != kKorean.end()) return korean->second;
  std::string name(type);
  std::ranges::replace(name, '_', ' ');
  return name;
}

void DemoScreen::Summary(const json::object& summary) const {
  std::cout << "  ── " << In("상담 요약", "Summary") << " ("
            << Text(summary, "model") << ")\n";
  for (const json::value& value : Array(summary, "sections")) {
    Section(value.get_object());
  }
}

void DemoScreen::Section(const json::object& section) const {
  static const std::map<std::string, std::pair<const char*, const char*>>
      kNames{{"SECTION_KIND_SITUATION", {"상황", "Situation"}},
             {"SECTION_KIND_ACTION", {"조치", "Action"}},
             {"SECTION_KIND_RESOLUTION", {"결과", "Resolution"}},
             {"SECTION_KIND_FOLLOW_UP", {"후속", "Follow-up"}},
             {"SECTION_KIND_SATISFACTION", {"만족도", "Satisfaction"}}};
  const auto name = kNames.find(Text(section, "kind"));
  for (const json::value& value : Array(section, "sentences")) {
    const json::object& sentence = value.get_object();
    std::cout << "     "
              << (name == kNames.end()
                      ? "?"
                      : In(name->second.first, name->second.second))
              << ": " << Text(sentence, "text") << "  [";
    const char* between = "";
    for (const json::value& seq : Array(sentence, "evidence_seqs")) {
      std::cout << between << "#" << seq.to_number<int>();
      between = " ";
    }
    std::cout << "]\n";
  }
}

void DemoScreen::Failure(std::string_view what) const {
  std::cout << "  ✗ " << what << "\n";
}

}  // namespace aicc
