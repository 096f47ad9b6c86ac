// A gateway before a FakeSession, for tests in other languages: prints one line
// of JSON with its port and tokens, and runs until its standard input ends.
#include <cstdio>
#include <iostream>
#include <string>

#include "tests/gateway/edge/fixture.h"

int main() {
  using aicc::gateway::GatewayBench;
  GatewayBench bench;
  std::printf(
      "{\"port\":%d,\"token\":\"%s\",\"expired\":\"%s\",\"forged\":\"%s\"}\n",
      bench.port(), bench.Token().c_str(),
      bench.Token(std::chrono::seconds(-60)).c_str(),
      GatewayBench::ForgedToken().c_str());
  std::fflush(stdout);
  // Asked for how many calls came, and were cut off while they were waiting.
  for (std::string line; std::getline(std::cin, line);) {
    std::printf("{\"calls\":%d,\"cancelled\":%d}\n",
                bench.session().calls.load(), bench.session().cancelled.load());
    std::fflush(stdout);
  }
  return 0;
}
