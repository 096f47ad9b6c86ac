#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/error.h"

namespace aicc {

// A demo contact of a pack, see deploy/packs/README.md.
struct DemoContact {
  struct Expectation {
    std::string tier;  // DOMAIN, GENERAL, HUMAN or GENERAL_OR_HUMAN
    std::string intent;
    std::string reason;
    std::vector<std::string> cites;
  };
  struct Turn {
    bool agent = false;
    std::string text;
    std::optional<Expectation> expect;
  };

  std::string id;
  std::map<std::string, std::string> title;  // By locale.
  std::map<std::string, std::string> shows;  // By locale.
  std::string locale;
  bool voice = false;
  std::string queue;  // Of a voice contact.
  std::string customer_id;
  std::string customer_name;
  std::vector<Turn> turns;
  std::string disposition;  // Empty if no agent can come in.
  std::string note;
  int rating = 0;  // 0: none.
};

// Reads `pack`/contacts/*.yaml, by file name. "BAD_CONFIG" names file and line
// of the first thing that is wrong.
Result<std::vector<DemoContact>> ReadDemoContacts(const std::string& pack);

}  // namespace aicc
