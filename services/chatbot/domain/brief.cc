#include "services/chatbot/domain/brief.h"

#include <algorithm>

#include "services/chatbot/domain/text.h"

namespace aicc::chatbot {
namespace {

constexpr std::size_t kTriedCodePoints = 120;
constexpr std::size_t kQuoteCodePoints = 120;
constexpr std::size_t kMaxTried = 10;
constexpr std::size_t kMaxEntries = 20;
constexpr std::size_t kMaxTopics = 3;
constexpr std::size_t kMaxSlotCodePoints = 120;

// How much less than the one after it an utterance's mood counts.
constexpr double kFading = 0.6;

const Utterance* Find(const Transcript& transcript, int seq) {
  const auto found =
      std::ranges::find(transcript.utterances, seq, &Utterance::seq);
  return found != transcript.utterances.end() ? &*found : nullptr;
}

// Adds `item` as the latest, once.
void AddLatest(std::vector<std::string>* items, const std::string& item) {
  std::erase(*items, item);
  items->push_back(item);
  if (items->size() > kMaxEntries) items->erase(items->begin());
}

double MoodOf(const std::vector<Reading>& readings) {
  double sum = 0;
  double weights = 0;
  double weight = 1;
  for (auto it = readings.rbegin(); it != readings.rend(); ++it) {
    sum += weight * it->sentiment;
    weights += weight;
    weight *= kFading;
  }
  return weights > 0 ? sum / weights : 0;
}

std::vector<std::string> TriedIn(const Transcript& transcript) {
  std::vector<std::string> tried;
  for (const GivenAnswer& answer : transcript.answers) {
    const Utterance* said = Find(transcript, answer.answer_seq);
    if (said == nullptr || answer.small_talk) continue;
    tried.push_back(Shortened(said->text, kTriedCodePoints));
    if (tried.size() > kMaxTried) tried.erase(tried.begin());
  }
  return tried;
}

// What the customer came for: the latest message about a matter of business,
// else the one that is handed over.
const Utterance* MatterOf(const Transcript& transcript, int question_seq,
                          std::string_view locale, const Topics& topics) {
  for (auto it = transcript.readings.rbegin(); it != transcript.readings.rend();
       ++it) {
    if (topics.NameOf(it->intent, locale).empty()) continue;
    const Utterance* said = Find(transcript, it->utterance_seq);
    if (said != nullptr) return said;
  }
  return Find(transcript, question_seq);
}

// A heading as a part of a sentence: "Roaming fees" → "roaming fees", but
// "SIM".
std::string InSentence(std::string_view name) {
  std::string word(name);
  const auto in = [&word](std::size_t i, char low, char high) {
    return i < word.size() && word[i] >= low && word[i] <= high;
  };
  if (in(0, 'A', 'Z') && in(1, 'a', 'z')) {
    word[0] = static_cast<char>(word[0] - 'A' + 'a');
  }
  return word;
}

// The names of the latest topics, joined for a sentence: "a", "a, b".
std::string TopicsIn(const Brief& brief, std::string_view locale,
                     const Topics& topics) {
  std::vector<std::string> names;
  for (const std::string& intent : brief.intents) {
    const std::string_view name = topics.NameOf(intent, locale);
    if (name.empty()) continue;
    names.push_back(InSentence(name));
    if (names.size() > kMaxTopics) names.erase(names.begin());
  }
  std::string joined;
  for (const std::string& name : names) {
    joined += (joined.empty() ? "" : ", ") + name;
  }
  return joined;
}

// Why a human is needed, as a sentence.
std::string_view WhySentence(std::string_view reason, bool korean) {
  if (reason.starts_with("CUSTOMER_ASKED")) {
    return korean ? "고객이 상담원 연결을 요청했습니다."
                  : "The customer asked for a human agent.";
  }
  if (reason.starts_with("POLICY_")) {
    return korean ? "정책에 따라 상담원이 직접 처리해야 합니다."
                  : "Policy requires a human agent to handle this.";
  }
  if (reason == "MODEL_FAILED") {
    return korean ? "시스템 문제로 AI가 답변을 마치지 못했습니다."
                  : "A technical problem kept the AI from answering.";
  }
  return korean ? "AI가 확실하게 답변할 수 없는 내용입니다."
                : "The AI had no answer it could be sure of.";
}

std::string Quoted(const Utterance& said) {
  return "\"" + Shortened(said.text, kQuoteCodePoints) + "\"";
}

// `matter`: what the customer came for. `last`: what is handed over.
std::string Summary(const Brief& brief, const Utterance* matter,
                    const Utterance* last, std::string_view locale,
                    const Topics& topics) {
  const bool korean = locale != "en";
  const std::string names = TopicsIn(brief, locale, topics);
  std::string summary;
  if (matter != nullptr && korean) {
    if (!names.empty()) summary = "문의 주제는 " + names + "입니다. ";
    summary += "고객은 " + Quoted(*matter) + "라고 말했습니다. ";
  } else if (matter != nullptr) {
    summary = names.empty() ? "The customer says "
                            : "About " + names + ", the customer says ";
    summary += Quoted(*matter) + ". ";
  }
  // That they ask for a person is said below.
  if (last != nullptr && last != matter &&
      !brief.reason.starts_with("CUSTOMER_ASKED")) {
    summary += korean ? "마지막 말은 " + Quoted(*last) + "입니다. "
                      : "Their last message is " + Quoted(*last) + ". ";
  }
  return summary += WhySentence(brief.reason, korean);
}

}  // namespace

Brief MakeBrief(const Transcript& transcript, int question_seq,
                std::string_view reason, std::string_view locale,
                const Topics& topics) {
  Brief brief;
  brief.reason = reason;
  brief.tried = TriedIn(transcript);
  for (const Reading& reading : transcript.readings) {
    if (!reading.intent.empty()) AddLatest(&brief.intents, reading.intent);
    for (const auto& [type, text] : reading.entities) {
      if (brief.slots.size() >= kMaxEntries && !brief.slots.contains(type)) {
        continue;
      }
      brief.slots[type] = Shortened(text, kMaxSlotCodePoints);
    }
  }
  for (const GivenAnswer& answer : transcript.answers) {
    for (const std::string& id : answer.document_ids) {
      AddLatest(&brief.document_ids, id);
    }
  }
  brief.sentiment = MoodOf(transcript.readings);
  brief.summary =
      Summary(brief, MatterOf(transcript, question_seq, locale, topics),
              Find(transcript, question_seq), locale, topics);
  return brief;
}

}  // namespace aicc::chatbot
