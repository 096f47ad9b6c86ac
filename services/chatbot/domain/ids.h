#pragma once

#include <string>
#include <string_view>

namespace aicc::chatbot {

// The ids of all that one message leads to, made of its request id, so that a
// retry appends nothing twice. All fit the 64 bytes of an `event_id`.
class TurnIds {
 public:
  static constexpr std::size_t kMaxRequestIdBytes = 50;

  // REQUIRES: request_id.size() <= kMaxRequestIdBytes
  explicit TurnIds(std::string_view request_id) : request_id_(request_id) {}

  std::string Question() const { return request_id_ + ":q"; }
  std::string Notice() const { return request_id_ + ":notice"; }
  std::string Understood() const { return request_id_ + ":understood"; }
  // A model's answer, and what the customer is told while a human is fetched:
  // two ids, so that the log tells which of the two was said.
  std::string Answer() const { return request_id_ + ":a"; }
  std::string HandOver() const { return request_id_ + ":h"; }
  // That nobody can be fetched now.
  std::string Closed() const { return request_id_ + ":closed"; }
  std::string Record() const { return request_id_ + ":rec"; }
  // The request id of the call for an agent.
  std::string Agent() const { return request_id_ + ":agent"; }

 private:
  const std::string request_id_;
};

// The AI notice's id: the same in every turn, so that it is given once a
// contact whoever gives it first.
inline constexpr std::string_view kNoticeId = "ai-notice";

}  // namespace aicc::chatbot
