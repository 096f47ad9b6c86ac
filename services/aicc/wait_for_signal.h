#pragma once

namespace aicc {

// Makes SIGINT and SIGTERM wait for WaitForSignal(), in this thread and in
// those that it makes. To be called first of all.
void HoldSignals();

// Waits until somebody asks this process to stop.
void WaitForSignal();

}  // namespace aicc
