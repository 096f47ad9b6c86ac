#pragma once

#include <string>

#include "common/error.h"

namespace aicc {

// What `aicc up` keeps of one system: the database, the secret that signs its
// tokens, a lock so that one process at a time serves it, and `run/`, where its
// sockets are. Owned by the process that opened it; unlocked when destroyed.
class DataFolder {
 public:
  // The default: /var/lib/aicc/data for root, else ~/.local/share/aicc.
  static std::string DefaultPath();

  // Makes the folder and the secret if they are not there, and locks it.
  // "DATA_IN_USE": another process serves it. "DATA_UNUSABLE": it cannot be
  // made or written.
  static Result<DataFolder> Open(const std::string& path);

  // Returns the secret of a folder that somebody has opened before, without a
  // lock; "DATA_NOT_FOUND" if nobody has.
  static Result<std::string> ReadSecret(const std::string& path);

  DataFolder(DataFolder&& other) noexcept;
  DataFolder& operator=(DataFolder&&) = delete;
  ~DataFolder();

  const std::string& path() const { return path_; }
  const std::string& secret() const { return secret_; }

  // Where sockets go: `path`/run, or a folder in /tmp if that is too long for
  // the name of a socket.
  const std::string& socket_folder() const { return socket_folder_; }

 private:
  DataFolder() = default;

  std::string path_;
  std::string secret_;
  std::string socket_folder_;
  int lock_ = -1;
};

}  // namespace aicc
