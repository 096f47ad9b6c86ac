// The session service as a process of its own, for tests that kill it, with the
// product's settings but for the time of an offer:
//   session_process DSN PACK OFFER_TIMEOUT_MS
// Prints its port and serves until its standard input is closed.

#include <cstdlib>
#include <iostream>

#include "tests/session/instance.h"

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  auto config = aicc::session::Instance::ProductConfig();
  config.pack = argv[2];
  config.offer_timeout = std::chrono::milliseconds(std::atoi(argv[3]));
  const aicc::session::Instance instance(argv[1], config);
  const std::string address = instance.address();
  std::cout << address.substr(address.rfind(':') + 1) << std::endl;
  std::cin.get();
  return 0;
}
