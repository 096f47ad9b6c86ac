#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "common/clock.h"
#include "services/inference/domain/builtin_engine.h"

namespace aicc::inference {

inline const std::string kTestPack =
    AICC_SOURCE_DIR "/tests/inference/testdata/pack";
inline const std::string kDemoPack = AICC_SOURCE_DIR "/deploy/packs/telco";

// Stands at 2026-11-18 23:30 UTC, which is Thursday the 19th, 8:30, in Seoul.
class StandingClock final : public Clock {
 public:
  TimePoint Now() const override {
    using namespace std::chrono;
    return sys_days(2026y / November / 18) + hours(23) + minutes(30);
  }
};

// The test pack's engine; made once, since it never changes.
inline const BuiltinEngine& TestEngine() {
  static const auto* const engine = [] {
    auto loaded =
        BuiltinEngine::Load(kTestPack, std::make_shared<StandingClock>());
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return loaded->release();
  }();
  return *engine;
}

// A copy of the test pack that a test may spoil; gone at the end.
class PackCopy {
 public:
  PackCopy() {
    static std::atomic<int> count = 0;
    folder_ = std::filesystem::temp_directory_path() /
              ("aicc_pack_" + std::to_string(getpid()) + "_" +
               std::to_string(count++));
    std::filesystem::copy(kTestPack, folder_,
                          std::filesystem::copy_options::recursive);
  }
  ~PackCopy() { std::filesystem::remove_all(folder_); }
  PackCopy(const PackCopy&) = delete;
  PackCopy& operator=(const PackCopy&) = delete;

  std::string path() const { return folder_; }

  std::string Read(const std::string& file) const {
    std::ifstream in(folder_ / file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }

  void Write(const std::string& file, const std::string& text) const {
    std::ofstream(folder_ / file, std::ios::binary) << text;
  }

  // Replaces the first `from`, which must be there.
  void Replace(const std::string& file, const std::string& from,
               const std::string& to) const {
    std::string text = Read(file);
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    Write(file, text.replace(at, from.size(), to));
  }

  void Remove(const std::string& file) const {
    std::filesystem::remove(folder_ / file);
  }

 private:
  std::filesystem::path folder_;
};

}  // namespace aicc::inference
