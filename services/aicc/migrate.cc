#include "common/migrate.h"

#include <iostream>

#include "services/aicc/commands.h"
#include "services/aicc/program_config.h"

namespace aicc {

int RunMigrate(const std::string& path) {
  const auto config = ReadProgramConfig(path);
  if (!config) {
    std::cerr << "aicc migrate: " << config.error().message << "\n";
    return 1;
  }
  if (config->database_owner_dsn.empty()) {
    std::cerr << "aicc migrate: database.owner_dsn is required in the "
                 "configuration (--config)\n";
    return 1;
  }
  const auto applied = Migrate(config->database_owner_dsn);
  if (!applied) {
    std::cerr << "aicc migrate: " << applied.error().message << "\n";
    return 1;
  }
  for (const std::string& name : *applied)
    std::cout << "applied " << name << "\n";
  std::cout << applied->size() << " applied, "
            << AllMigrations().size() - applied->size() << " were there\n";
  return 0;
}

}  // namespace aicc
