#include "services/aicc/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <utility>

namespace aicc {
namespace {

namespace fs = std::filesystem;

constexpr char kSecretFile[] = "auth.secret";
constexpr std::size_t kSecretBytes = 64;  // As hexadecimal digits.
// A socket's whole name may have 107 bytes; ours are up to 18 long.
constexpr std::size_t kMaxSocketFolder = 85;

Failure DataInUse(const std::string& path) {
  return Failure({ErrorKind::kFailedPrecondition,
                  "DATA_IN_USE",
                  path + " is served by another process; stop it, or choose "
                         "another --data",
                  {{"data", path}}});
}

Failure DataUnusable(const std::string& path, const std::string& why) {
  return Failure({ErrorKind::kFailedPrecondition,
                  "DATA_UNUSABLE",
                  path + " cannot be used: " + why,
                  {{"data", path}}});
}

std::string NewSecret() {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::random_device random;  // The kernel's, on Linux.
  std::string secret;
  while (secret.size() < kSecretBytes) secret.push_back(kHex[random() % 16]);
  return secret;
}

// Writes the file whole or not at all, readable by us alone.
bool WriteSecret(const fs::path& file, const std::string& secret) {
  const fs::path fresh = file.string() + ".new";
  const int fd = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
                        S_IRUSR | S_IWUSR);
  if (fd < 0) return false;
  const bool written = ::write(fd, secret.data(), secret.size()) ==
                           static_cast<ssize_t>(secret.size()) &&
                       ::fsync(fd) == 0;
  ::close(fd);
  return written && ::rename(fresh.c_str(), file.c_str()) == 0;
}

}  // namespace

std::string DataFolder::DefaultPath() {
  if (::geteuid() == 0) return "/var/lib/aicc/data";
  if (const char* share = std::getenv("XDG_DATA_HOME")) {
    return std::string(share) + "/aicc";
  }
  const char* home = std::getenv("HOME");
  return std::string(home != nullptr ? home : ".") + "/.local/share/aicc";
}

Result<DataFolder> DataFolder::Open(const std::string& path) {
  DataFolder folder;
  try {
    folder.path_ = fs::absolute(path).lexically_normal().string();
    fs::create_directories(folder.path_);
    // Others may pass through to the database's folder, not look around.
    fs::permissions(folder.path_, fs::perms(0711));
  } catch (const fs::filesystem_error& e) {
    return DataUnusable(path, e.code().message());
  }
  const fs::path base = folder.path_;

  folder.lock_ = ::open((base / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC,
                        S_IRUSR | S_IWUSR);
  if (folder.lock_ < 0) return DataUnusable(path, "no file can be made in it");
  if (::flock(folder.lock_, LOCK_EX | LOCK_NB) != 0) return DataInUse(path);

  const fs::path secret_file = base / kSecretFile;
  if (!fs::exists(secret_file) && !WriteSecret(secret_file, NewSecret())) {
    return DataUnusable(path, "the secret cannot be written");
  }
  const auto secret = ReadSecret(folder.path_);
  if (!secret) return Failure(secret.error());
  folder.secret_ = *secret;

  folder.socket_folder_ = (base / "run").string();
  if (folder.socket_folder_.size() > kMaxSocketFolder) {
    folder.socket_folder_ =
        "/tmp/aicc-" + std::to_string(::getuid()) + "-" +
        std::to_string(std::hash<std::string>{}(folder.path_));
  }
  return folder;
}

Result<std::string> DataFolder::ReadSecret(const std::string& path) {
  std::string secret;
  const fs::path file = fs::path(path) / kSecretFile;
  std::ifstream in(file);
  const bool there = in.is_open();
  if (in >> secret && secret.size() >= 32) return secret;
  if (there) {
    return Failure({ErrorKind::kFailedPrecondition,
                    "SECRET_DAMAGED",
                    file.string() +
                        " is damaged; put it back from a backup, or remove it: "
                        "the next start makes another, and old tokens end",
                    {{"file", file.string()}}});
  }
  return Failure(
      {ErrorKind::kNotFound,
       "DATA_NOT_FOUND",
       path + " has no system yet; start one: aicc up --data " + path,
       {{"data", path}}});
}

DataFolder::DataFolder(DataFolder&& other) noexcept
    : path_(std::move(other.path_)),
      secret_(std::move(other.secret_)),
      socket_folder_(std::move(other.socket_folder_)),
      lock_(std::exchange(other.lock_, -1)) {}

DataFolder::~DataFolder() {
  if (lock_ >= 0) ::close(lock_);  // Unlocks.
}

}  // namespace aicc
