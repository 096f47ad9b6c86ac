#include "services/aicc/wait_for_signal.h"

#include <signal.h>

namespace aicc {
namespace {

sigset_t StopSignals() {
  sigset_t set;
  ::sigemptyset(&set);
  ::sigaddset(&set, SIGINT);
  ::sigaddset(&set, SIGTERM);
  ::sigaddset(&set, SIGHUP);
  return set;
}

}  // namespace

void HoldSignals() {
  const sigset_t set = StopSignals();
  ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
}

void WaitForSignal() {
  const sigset_t set = StopSignals();
  int got = 0;
  ::sigwait(&set, &got);
}

}  // namespace aicc
