#pragma once

#include <stdlib.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

namespace aicc::session {

// A pack with a queue of each kind, gone after the test:
// - general: takes everything, always.
// - billing: needs the skill `billing` at level 3, one level less every 30 s;
//   its contacts go first.
// - quick: wrap-up ends by itself after a minute.
// - shut: opens the day after tomorrow, for a day.
class TestPack {
 public:
  TestPack() {
    folder_ = (std::filesystem::temp_directory_path() / "pack_XXXXXX").string();
    if (mkdtemp(folder_.data()) == nullptr) throw std::bad_alloc();
    std::ofstream(folder_ + "/pack.yaml") << Text();
  }
  ~TestPack() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  TestPack(const TestPack&) = delete;
  TestPack& operator=(const TestPack&) = delete;

  const std::string& folder() const { return folder_; }

 private:
  static std::string Text() {
    using namespace std::chrono;
    const weekday opens(floor<days>(system_clock::now()) + days(2));
    const char* const names[] = {"sun", "mon", "tue", "wed",
                                 "thu", "fri", "sat"};
    std::string text = R"(id: test
version: "1"
name: {en: Test}
locales: [en]
time_zone: UTC
skills:
  - {id: billing, name: {en: Billing}}
  - {id: english, name: {en: English}}
hours:
  - id: rarely
    weekly: {)";
    text += names[opens.c_encoding()];
    text += R"(: ["00:00-24:00"]}
queues:
  - {id: general, name: {en: General}}
  - {id: billing, name: {en: Billing}, priority: 5, skills: {billing: 3},
     relax_after: 30s}
  - {id: quick, name: {en: Quick}, wrap_up_limit: 1m}
  - {id: shut, name: {en: Shut}, hours: rarely}
dispositions:
  - {id: RESOLVED, name: {en: Resolved}}
messages:
)";
    for (const char* id : {"ai_notice", "no_answer", "hand_over", "clarify",
                           "general_answer", "queue_closed"}) {
      text += std::string("  ") + id + ": {en: x}\n";
    }
    return text;
  }

  std::string folder_;
};

}  // namespace aicc::session
