#include <cstdio>
#include <iostream>

#include "services/aicc/commands.h"
#include "services/aicc/demo_contact.h"
#include "services/aicc/demo_player.h"

namespace aicc {

int RunDemo(const DemoOptions& options) {
  const auto contacts = ReadDemoContacts(options.pack);
  if (!contacts || contacts->empty()) {
    std::cerr << "aicc up --demo: "
              << (contacts ? options.pack + " has no contacts"
                           : contacts.error().message)
              << "\n";
    return 1;
  }
  auto pack = ReadPackManifest(options.pack);
  if (!pack) {
    std::cerr << "aicc up --demo: " << pack.error().message << "\n";
    return 1;
  }
  // Whole lines, so that one of the log never falls into the middle of another.
  std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);
  SystemClock clock;
  const Authenticator authenticator(options.secret, clock);
  DemoPlayer player(options, *std::move(pack), authenticator);
  int failures = 0;
  for (const DemoContact& contact : *contacts) failures += player.Play(contact);
  player.Leave();
  failures += player.Report();
  std::cout << "\n"
            << contacts->size() << " contacts played, " << failures
            << " steps failed" << std::endl;
  return failures == 0 ? 0 : 1;
}

}  // namespace aicc
