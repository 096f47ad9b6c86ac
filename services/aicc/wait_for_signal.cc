#include "services/aicc/wait_for_signal.h"

#include <signal.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace aicc {
namespace {

constexpr int kInterrupted = 130;

struct Waiting {
  std::mutex mutex;
  std::condition_variable changed;
  bool ready = false;      // Somebody is in WaitForSignal().
  bool signalled = false;  // A signal came.
};

// Leaked on purpose: the thread that waits for signals never ends.
Waiting& Shared() {
  static auto* const waiting = new Waiting();
  return *waiting;
}

void AwaitSignal(sigset_t set) {
  int got = 0;
  ::sigwait(&set, &got);
  Waiting& waiting = Shared();
  std::lock_guard lock(waiting.mutex);
  // Still starting: nothing was promised to anyone, and whatever was begun ends
  // with this process.
  if (!waiting.ready) ::_exit(kInterrupted);
  waiting.signalled = true;
  waiting.changed.notify_all();
}

}  // namespace

void HoldSignals() {
  sigset_t set;
  ::sigemptyset(&set);
  ::sigaddset(&set, SIGINT);
  ::sigaddset(&set, SIGTERM);
  ::sigaddset(&set, SIGHUP);
  ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
  std::thread(AwaitSignal, set).detach();
}

void WaitForSignal() {
  Waiting& waiting = Shared();
  std::unique_lock lock(waiting.mutex);
  waiting.ready = true;
  waiting.changed.wait(lock, [&] { return waiting.signalled; });
}

}  // namespace aicc
