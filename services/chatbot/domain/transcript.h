#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace aicc::chatbot {

enum class Speaker { kCustomer, kBot, kAgent };

// Something that was said.
struct Utterance {
  int seq = 0;
  Speaker speaker = Speaker::kCustomer;
  std::string text;

  friend bool operator==(const Utterance&, const Utterance&) = default;
};

// What a customer's utterance was understood to mean.
struct Reading {
  int utterance_seq = 0;
  std::string intent;  // Empty if out of scope.
  double sentiment = 0;
  std::map<std::string, std::string> entities;  // Type → as said.
};

// A model's answer.
struct GivenAnswer {
  int answer_seq = 0;
  bool small_talk = false;
  std::vector<std::string> document_ids;
};

// What the log of a contact, or the latest part of it, says of the
// conversation; each in the log's order.
struct Transcript {
  std::vector<Utterance> utterances;
  std::vector<Reading> readings;
  std::vector<GivenAnswer> answers;
  std::optional<int> notice_seq;  // Where the AI notice was given.
};

// The most that is told of a contact, in bytes; what inference takes.
inline constexpr std::size_t kMaxHistoryBytes = 500'000;

// What inference is told to answer the utterance at `question_seq`: all
// utterances before the question, or the last that fit into kMaxHistoryBytes,
// the question included and last. What the customer wrote after it is left for
// its own answer.
std::vector<Utterance> HistoryFor(const Transcript& transcript,
                                  int question_seq);

}  // namespace aicc::chatbot
