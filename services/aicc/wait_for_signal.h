#pragma once

namespace aicc {

// From here on SIGINT, SIGTERM and SIGHUP end the process at once with the exit
// code 130, until WaitForSignal(). To be called once, first of all: threads
// made before would still be interrupted.
void HoldSignals();

// Waits until somebody asks this process to stop; the caller then stops it in
// good order.
void WaitForSignal();

}  // namespace aicc
