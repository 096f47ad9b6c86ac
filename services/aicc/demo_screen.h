#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/pack_manifest.h"
#include "services/aicc/demo_contact.h"

namespace aicc {

// Prints a demo contact for a person to read, in the contact's language, with
// the names of `pack`. Takes the messages of the API as they come. Both must
// outlive it.
//
// Whatever a summary may cite ends with its place in the log, "[#7]"; a `seq`
// of 0 is not shown.
class DemoScreen {
 public:
  DemoScreen(const DemoContact& contact, const PackManifest& pack)
      : contact_(contact), pack_(pack), korean_(contact.locale == "ko") {}

  void Title() const;
  void Line(bool agent, std::string_view text, std::int64_t seq) const;
  void Notice(const boost::json::object& notice) const;
  void Escalation(const boost::json::object& escalation) const;
  void HandOver(std::string_view queue, std::string_view reason,
                std::int64_t seq) const;
  void Answer(const boost::json::object& answer) const;
  void Brief(const boost::json::object& brief) const;
  void End(bool by_agent, std::int64_t seq) const;
  void Disposition(std::string_view disposition, std::int64_t seq) const;
  void Rating(int score, std::int64_t seq) const;
  void Summary(const boost::json::object& summary) const;
  void Failure(std::string_view what) const;

 private:
  const char* In(const char* korean, const char* english) const {
    return korean_ ? korean : english;
  }
  void Decision(const boost::json::object& decision) const;
  void Section(const boost::json::object& section) const;

  std::string NameOf(const std::vector<NamedChoice>& choices,
                     std::string_view id) const;
  std::string SlotName(std::string_view type) const;

  const DemoContact& contact_;
  const PackManifest& pack_;
  const bool korean_;
};

// "DOMAIN" of a decision or an escalation's end: the tier without its prefix.
std::string TierName(const boost::json::object& object, std::string_view key);

}  // namespace aicc
