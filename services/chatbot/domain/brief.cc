#include "services/chatbot/domain/brief.h"

#include <algorithm>

#include "common/korean.h"
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

// The readings that tell what the contact is about. What a policy took away
// from the bot was not understood for its topic.
std::vector<Reading> ReadingsThatCount(const Transcript& transcript,
                                       int question_seq,
                                       std::string_view reason) {
  std::vector<Reading> readings = transcript.readings;
  if (reason.starts_with("POLICY_")) {
    std::erase_if(readings, [question_seq](const Reading& reading) {
      return reading.utterance_seq == question_seq;
    });
  }
  return readings;
}

// What the customer came for: their first and their latest message about a
// matter of business, or else the one that is handed over.
std::vector<const Utterance*> MattersOf(const Transcript& transcript,
                                        const std::vector<Reading>& readings,
                                        int question_seq,
                                        std::string_view locale,
                                        const Topics& topics) {
  std::vector<const Utterance*> matters;
  for (const Reading& reading : readings) {
    if (topics.NameOf(reading.intent, locale).empty()) continue;
    const Utterance* said = Find(transcript, reading.utterance_seq);
    if (said == nullptr) continue;
    if (matters.size() == 2) matters.pop_back();
    matters.push_back(said);
  }
  if (!matters.empty()) return matters;
  const Utterance* question = Find(transcript, question_seq);
  if (question != nullptr) matters.push_back(question);
  return matters;
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
std::string TopicsIn(const std::vector<Reading>& readings,
                     std::string_view locale, const Topics& topics) {
  std::vector<std::string> names;
  for (const Reading& reading : readings) {
    const std::string_view name = topics.NameOf(reading.intent, locale);
    if (name.empty()) continue;
    AddLatest(&names, InSentence(name));
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

bool IsQuestion(std::string_view quoted) { return quoted.ends_with("?\""); }

// What ends an English sentence after a quote: nothing if the quote has it.
std::string_view StopAfter(std::string_view quoted) {
  const bool stopped = quoted.ends_with(".\"") || quoted.ends_with("?\"") ||
                       quoted.ends_with("!\"");
  return stopped ? " " : ". ";
}

// Each in words of its own: the first of them begins the story.
std::string Told(const std::vector<const Utterance*>& matters, bool korean) {
  std::string told;
  for (const Utterance* said : matters) {
    const std::string quoted = Quoted(*said);
    const bool asked = IsQuestion(quoted);
    if (korean) {
      told += (told.empty() ? "고객은 " : "이어서 ") + quoted +
              (EndsInConsonant(quoted) ? "이라고 " : "라고 ") +
              (asked ? "물었습니다. " : "말했습니다. ");
    } else {
      told += std::string(told.empty() ? "The customer " : "Then they ") +
              (asked ? "asked: " : "said: ") + quoted;
      told += StopAfter(quoted);
    }
  }
  return told;
}

std::string Summary(const Transcript& transcript, int question_seq,
                    std::string_view reason, std::string_view locale,
                    const Topics& topics) {
  const bool korean = locale != "en";
  const auto readings = ReadingsThatCount(transcript, question_seq, reason);
  const auto matters =
      MattersOf(transcript, readings, question_seq, locale, topics);
  const std::string names = TopicsIn(readings, locale, topics);
  std::string summary;
  if (!names.empty()) {
    summary =
        korean ? "문의 주제는 " + names + "입니다. " : "Topic: " + names + ". ";
  }
  summary += Told(matters, korean);
  // That they ask for a person is said below.
  const Utterance* last = Find(transcript, question_seq);
  if (last != nullptr && std::ranges::find(matters, last) == matters.end() &&
      !reason.starts_with("CUSTOMER_ASKED")) {
    const std::string quoted = Quoted(*last);
    summary += (korean ? "마지막 말은 " : "Their last message: ") + quoted;
    summary += korean ? "입니다. " : StopAfter(quoted);
  }
  return summary += WhySentence(reason, korean);
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
  brief.summary = Summary(transcript, question_seq, reason, locale, topics);
  return brief;
}

}  // namespace aicc::chatbot
