#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

#include "common/error.h"

namespace aicc {

// A PostgreSQL server of this program's own: data in a folder, reached by a
// unix socket in another, known to nobody else. As root it runs as the user
// `postgres`, since PostgreSQL refuses to run as root. It is restarted should
// it stop by itself, and it stops when this process does, however this process
// ends.
class PrivatePostgres {
 public:
  // Starts the server on `folder`/postgres, made if it is not there, with the
  // socket in `socket_folder`. Returns once it answers.
  //
  // "POSTGRES_MISSING": the program is not installed. "POSTGRES_FAILED": it did
  // not start; `folder`/postgres.log says why.
  static Result<std::unique_ptr<PrivatePostgres>> Start(
      const std::string& folder, const std::string& socket_folder);

  // Stops the server and waits for its end; nothing is lost.
  virtual ~PrivatePostgres() = default;

  // Connection strings of the owner and of services.
  virtual std::string owner_dsn() const = 0;
  virtual std::string app_dsn() const = 0;
};

}  // namespace aicc
