#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "services/aicc/demo_contact.h"

namespace aicc {

// Prints a demo contact for a person to read, in the contact's language. Takes
// the messages of the API as they come.
class DemoScreen {
 public:
  explicit DemoScreen(const DemoContact& contact)
      : contact_(contact), korean_(contact.locale == "ko") {}

  void Title() const;
  // A line of the agent or the customer; `seq` 0: not shown.
  void Line(bool agent, std::string_view text, std::int64_t seq) const;
  void Notice(const boost::json::object& notice) const;
  void Escalation(const boost::json::object& escalation) const;
  void HandOver(const boost::json::object& hand_over) const;
  void Answer(const boost::json::object& answer) const;
  void Brief(const boost::json::object& brief) const;
  void Rating(int score) const;
  void Disposition(std::string_view disposition) const;
  void Summary(const boost::json::object& summary) const;
  void Failure(std::string_view what) const;

 private:
  const char* In(const char* korean, const char* english) const {
    return korean_ ? korean : english;
  }
  void Decision(const boost::json::object& decision) const;
  void Section(const boost::json::object& section) const;

  const DemoContact& contact_;
  const bool korean_;
};

// "DOMAIN" of a decision or an escalation's end: the tier without its prefix.
std::string TierName(const boost::json::object& object, std::string_view key);

}  // namespace aicc
