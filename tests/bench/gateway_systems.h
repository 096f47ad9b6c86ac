#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace aicc::bench {

// A program that was started for the measurement; ended when this is destroyed.
class Child {
 public:
  // `environment` is added to ours, as "NAME=VALUE". What it prints goes to the
  // file `log`.
  Child(const std::vector<std::string>& command,
        const std::vector<std::string>& environment, const std::string& log);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t pid() const { return pid_; }

  // Seconds of processor time that all its threads have used.
  double CpuSeconds() const;

  // In MB: now ("VmRSS"), or at its peak ("VmHWM").
  double Memory(const std::string& field) const;

 private:
  pid_t pid_ = -1;
};

// What is measured. The first is the server itself, without anything between.
struct System {
  std::string name;
  int port = 0;
  std::string request;         // In one piece, as it goes over the wire.
  std::string stream_request;  // As a stream.
  std::unique_ptr<Child> child;
};

// What is to be started.
struct Programs {
  std::string aicc;
  std::string floor;
  std::string portkey;  // Its folder, with what npm installed; empty: none.
};

// Starts them in front of a server on `upstream`; `folder` takes their files.
// Returns once each has answered. Throws if one does not in time.
std::vector<System> StartSystems(const Programs& programs, int upstream,
                                 const std::filesystem::path& folder);

}  // namespace aicc::bench
