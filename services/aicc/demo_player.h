#pragma once

#include <memory>
#include <string>

#include "common/auth.h"
#include "common/pack_manifest.h"
#include "services/aicc/commands.h"
#include "services/aicc/demo_contact.h"
#include "services/aicc/http_client.h"

namespace aicc {

// Plays demo contacts through the public API, as customer, agent, telephony
// bridge and supervisor, each with a token of their own, and prints what each
// of them sees. Belongs to one thread.
class DemoPlayer {
 public:
  DemoPlayer(const DemoOptions& options, PackManifest pack,
             const Authenticator& authenticator);
  ~DemoPlayer();

  // Plays one contact to its summary. Returns the number of steps that failed;
  // each was printed.
  int Play(const DemoContact& contact);

  // Sends its agent home, so that nobody waits for them.
  void Leave();

  // Prints the report of the day. Returns the number of steps that failed.
  int Report();

 private:
  class Walk;

  std::unique_ptr<HttpClient> As(Role role, const std::string& subject) const;

  const DemoOptions options_;
  const PackManifest pack_;
  const Authenticator& authenticator_;
};

}  // namespace aicc
