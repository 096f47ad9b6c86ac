#include "services/summary/domain/outcome.h"

#include <string_view>
#include <utility>
#include <variant>

#include "services/summary/domain/phrases.h"
#include "services/summary/domain/text.h"

namespace aicc::summary {
namespace {

constexpr std::size_t kNoteLimit = 300;  // Code points.

template <typename Body>
const LogEntry* LastOf(const Conversation& conversation) {
  const auto& entries = conversation.entries();
  for (auto it = entries.rbegin(); it != entries.rend(); ++it) {
    if (std::holds_alternative<Body>(it->body)) return &*it;
  }
  return nullptr;
}

// The name of a queue or disposition in the contact's language.
std::string NameOf(const std::vector<NamedChoice>* choices,
                   const std::string& id, bool korean) {
  if (choices == nullptr) return id;
  for (const NamedChoice& choice : *choices) {
    if (choice.id != id) continue;
    const auto name = choice.names.find(korean ? "ko" : "en");
    if (name != choice.names.end()) return name->second;
  }
  return id;
}

const std::vector<NamedChoice>* Queues(const PackManifest* pack) {
  return pack == nullptr ? nullptr : &pack->queues;
}

const std::vector<NamedChoice>* Dispositions(const PackManifest* pack) {
  return pack == nullptr ? nullptr : &pack->dispositions;
}

std::string HandOverText(const StateChange& change, const PackManifest* pack,
                         bool korean) {
  const std::string queue = NameOf(Queues(pack), change.queue, korean);
  if (korean) return "상담원 연결이 요청되었습니다(대기열: " + queue + ").";
  return "A human agent was requested (queue: " + queue + ").";
}

std::string RatingText(const std::string& score, bool korean) {
  return korean ? "고객은 5점 만점에 " + score + "점을 주었습니다."
                : "The customer rated the contact " + score + " out of 5.";
}

// A disposition says what the contact was in hindsight; of a recording it says
// no more than that it is one.
std::string DispositionText(const std::string& id, const PackManifest* pack,
                            bool korean) {
  const std::string name = NameOf(Dispositions(pack), id, korean);
  return korean ? "상담이 \"" + name + "\" 건으로 분류되었습니다."
                : "The contact was filed as \"" + name + "\".";
}

// How the conversation ended; empty if `change` does not end it.
std::string EndText(const StateChange& change, bool korean) {
  if (change.to == ContactState::kAbandoned) {
    return korean ? "고객이 상담원을 기다리다가 나갔습니다."
                  : "The customer left while waiting for an agent.";
  }
  const bool ends = change.to == ContactState::kWrapUp ||
                    (change.to == ContactState::kClosed &&
                     change.from != ContactState::kWrapUp);
  if (!ends) return {};
  if (change.reason == "CUSTOMER_LEFT") {
    return korean ? "고객이 상담을 마쳤습니다."
                  : "The customer ended the conversation.";
  }
  if (change.reason == "AGENT_ENDED") {
    return korean ? "상담원이 상담을 마쳤습니다."
                  : "The agent ended the conversation.";
  }
  if (change.reason == "BOT_ENDED") {
    return korean ? "챗봇이 상담을 마쳤습니다."
                  : "The bot ended the conversation.";
  }
  if (change.reason == "LINE_FAILURE") {
    return korean ? "연결이 끊겨 상담이 끝났습니다."
                  : "The conversation ended when the line was lost.";
  }
  return korean ? "상담이 끝났습니다." : "The conversation ended.";
}

std::vector<Sentence> WrapUpSentences(const LogEntry& entry,
                                      const PackManifest* pack, bool korean) {
  const auto& wrap_up = std::get<WrapUpDone>(entry.body);
  std::vector<Sentence> out;
  if (!wrap_up.disposition.empty()) {
    out.push_back(
        {DispositionText(wrap_up.disposition, pack, korean), {entry.seq}});
  }
  if (!wrap_up.note.empty()) {
    std::string note = Shorten(Trim(wrap_up.note), kNoteLimit);
    for (char& c : note) {
      if (c == '"') c = '\'';
      if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    }
    out.push_back({Quoted(Speaker::kAgent, SpeechAct::kNoted, note, korean),
                   {entry.seq}});
  }
  return out;
}

}  // namespace

std::vector<Sentence> HandOvers(const Conversation& conversation,
                                const PackManifest* pack) {
  std::vector<Sentence> out;
  for (const LogEntry& entry : conversation.entries()) {
    const auto* change = std::get_if<StateChange>(&entry.body);
    if (change == nullptr || change->from != ContactState::kSelfService ||
        change->to != ContactState::kQueued) {
      continue;
    }
    out.push_back(
        {HandOverText(*change, pack, conversation.korean()), {entry.seq}});
  }
  return out;
}

std::vector<Sentence> Outcome(const Conversation& conversation,
                              const PackManifest* pack) {
  const bool korean = conversation.korean();
  if (const LogEntry* entry = LastOf<WrapUpDone>(conversation)) {
    auto sentences = WrapUpSentences(*entry, pack, korean);
    if (!sentences.empty()) return sentences;
  }
  const auto& entries = conversation.entries();
  for (auto it = entries.rbegin(); it != entries.rend(); ++it) {
    const auto* change = std::get_if<StateChange>(&it->body);
    if (change == nullptr) continue;
    std::string text = EndText(*change, korean);
    if (!text.empty()) return {{std::move(text), {it->seq}}};
  }
  return {};
}

std::vector<Sentence> Ratings(const Conversation& conversation) {
  const LogEntry* entry = LastOf<RatingGiven>(conversation);
  if (entry == nullptr) return {};
  const bool korean = conversation.korean();
  const auto& rating = std::get<RatingGiven>(entry->body);
  const std::string score = std::to_string(rating.score);
  std::vector<Sentence> out{{RatingText(score, korean), {entry->seq}}};
  if (!Trim(rating.comment).empty()) {
    out.push_back({Quoted(Speaker::kCustomer, SpeechAct::kSaid,
                          QuoteOf(rating.comment), korean),
                   {entry->seq}});
  }
  return out;
}

std::string EvidenceText(const LogEntry& entry, const PackManifest* pack) {
  if (const auto* said = std::get_if<Said>(&entry.body)) return said->text;
  if (const auto* wrap_up = std::get_if<WrapUpDone>(&entry.body)) {
    const std::string& id = wrap_up->disposition;
    return "처리 결과 " + id + " " + DispositionText(id, pack, true) + " " +
           DispositionText(id, pack, false) + " " + wrap_up->note;
  }
  if (const auto* rating = std::get_if<RatingGiven>(&entry.body)) {
    const std::string score = std::to_string(rating->score);
    return RatingText(score, true) + " " + RatingText(score, false) + " " +
           rating->comment;
  }
  if (const auto* change = std::get_if<StateChange>(&entry.body)) {
    return change->reason + " " + change->queue + " " +
           NameOf(Queues(pack), change->queue, true) + " " +
           NameOf(Queues(pack), change->queue, false) + " " +
           (change->to == ContactState::kQueued
                ? HandOverText(*change, pack, true) + " " +
                      HandOverText(*change, pack, false) + " "
                : "") +
           EndText(*change, true) + " " + EndText(*change, false);
  }
  return {};
}

}  // namespace aicc::summary
