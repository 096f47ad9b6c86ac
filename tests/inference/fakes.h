#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "services/inference/domain/engine.h"

namespace aicc::inference {

// A domain model that knows five words, and says the same on every machine:
// 로밍 (answers), 유심 (no document), 해지 (policy), 안녕 (small talk), 모호
// (not sure). "상담원" wants a human; whatever has none of them is out of
// scope.
class FakeEngine final : public DomainEngine {
 public:
  FakeEngine() {
    manifest_.id = "fake";
    manifest_.version = "1";
    manifest_.names = {{"ko", "한빛모바일"}, {"en", "Hanbit Mobile"}};
    manifest_.locales = {"ko", "en"};
    manifest_.queues = {{"general", {}}, {"retention", {}}, {"roaming", {}}};
    for (const std::string_view id : kPackMessages) {
      const std::string name(id);
      manifest_.messages[name] = {{"ko", name + " ko"}, {"en", name + " en"}};
    }
  }

  const std::string& model_name() const override { return name_; }
  const PackManifest& manifest() const override { return manifest_; }
  double confidence_threshold() const override { return 0.5; }
  double out_of_scope_threshold() const override { return 0.6; }
  double retrieval_threshold() const override { return 0.3; }

  Understanding Understand(std::string_view text,
                           std::string_view locale) const override {
    Understanding understood;
    understood.locale = locale.empty() ? "ko" : std::string(locale);
    understood.out_of_scope_score = 0.1;
    understood.wants_human = text.contains("상담원");
    if (text.contains("화나")) understood.sentiment = -0.7;
    const std::string intent = IntentOf(text);
    if (intent.empty()) {
      understood.out_of_scope_score = 0.9;
      understood.out_of_scope = true;
    } else {
      const double confidence = text.contains("모호") ? 0.2 : 0.95;
      understood.intents = {{intent, confidence}};
    }
    for (const std::string country : {"일본", "미국"}) {
      if (text.contains(country)) {
        understood.entities.push_back({"country", country, country, 0, 2});
      }
    }
    return understood;
  }

  std::vector<Passage> Search(std::string_view query, std::string_view,
                              int limit) const override {
    if (!query.contains("로밍")) return {};
    auto found = RoamingPassages();
    found.resize(std::min(found.size(), static_cast<std::size_t>(limit)));
    return found;
  }

  DomainAnswer Answer(std::string_view text,
                      const Understanding&) const override {
    DomainAnswer answer;
    if (text.contains("안녕")) {
      answer.small_talk = true;
      answer.text = "안녕하세요.";
      answer.confidence = 0.95;
    } else if (text.contains("로밍") || text.contains("모호")) {
      answer.passages = {RoamingPassages()[0], RoamingPassages()[1]};
      answer.text =
          answer.passages[0].sentence + " " + answer.passages[1].sentence;
      answer.retrieval_score = 0.9;
      answer.retrieval_margin = 0.4;
      answer.confidence = text.contains("모호") ? 0.2 : 0.97;
    } else {
      answer.retrieval_score = 0.05;
    }
    return answer;
  }

  std::optional<PolicyMatch> MatchPolicy(std::string_view text,
                                         const Understanding&) const override {
    if (!text.contains("해지")) return std::nullopt;
    return PolicyMatch{"cancellation_is_human", "retention",
                       "POLICY_CANCELLATION", "해지는 상담원이 합니다."};
  }

  const std::string& QueueOf(std::string_view intent) const override {
    return manifest_.queues[intent == "roaming_fee" ? 2 : 0].id;
  }

  static std::vector<Passage> RoamingPassages() {
    const auto passage = [](std::string section, std::string sentence) {
      return Passage{"roaming-daily-pass", "해외 로밍 하루 요금제",
                     std::move(section),   "ko",
                     std::move(sentence),  0.9};
    };
    return {passage("",
                    "로밍 하루 요금제는 하루 11,000원에 데이터를 무제한으로 "
                    "제공합니다."),
            passage("신청 방법",
                    "앱의 로밍 메뉴에서 출국 전에 신청할 수 "
                    "있습니다."),
            passage("환불", "사용하지 않은 날의 요금은 청구하지 않습니다.")};
  }

 private:
  static std::string IntentOf(std::string_view text) {
    if (text.contains("로밍") || text.contains("모호")) return "roaming_fee";
    if (text.contains("유심")) return "sim_exchange";
    if (text.contains("해지")) return "cancel_service";
    if (text.contains("안녕")) return "greeting";
    return {};
  }

  const std::string name_ = "builtin/fake@1";
  PackManifest manifest_;
};

}  // namespace aicc::inference
