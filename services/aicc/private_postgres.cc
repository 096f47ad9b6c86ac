#include "services/aicc/private_postgres.h"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "common/log.h"
#include "common/uuid.h"
#include "services/aicc/database_ping.h"

namespace aicc {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr char kServerUser[] = "postgres";
constexpr char kOwner[] = "aicc_owner";
// Where the data of a root-owned folder goes that kServerUser cannot reach.
constexpr char kReachableFolder[] = "/var/lib/aicc";
constexpr seconds kStartLimit{60};
constexpr seconds kStopLimit{60};
constexpr milliseconds kPoll{20};

Failure PostgresMissing() {
  return Failure({ErrorKind::kFailedPrecondition,
                  "POSTGRES_MISSING",
                  "PostgreSQL 15 or newer is not installed; install the "
                  "package postgresql-15",
                  {}});
}

Failure PostgresFailed(const std::string& what) {
  return Failure({ErrorKind::kFailedPrecondition,
                  "POSTGRES_FAILED",
                  "the private PostgreSQL did not start: " + what,
                  {}});
}

// The folder of the newest server that is installed.
std::optional<fs::path> FindPrograms() {
  std::optional<fs::path> best;
  int newest = 14;
  std::error_code ignored;
  for (const auto& entry :
       fs::directory_iterator("/usr/lib/postgresql", ignored)) {
    const int version = std::atoi(entry.path().filename().c_str());
    if (version > newest && fs::exists(entry.path() / "bin/postgres")) {
      newest = version;
      best = entry.path() / "bin";
    }
  }
  return best;
}

// Who runs the server: nobody else than we, unless we are root.
struct User {
  bool switched = false;
  uid_t uid = 0;
  gid_t gid = 0;
};

std::optional<User> ServerUser() {
  if (::geteuid() != 0) return User{false, ::getuid(), ::getgid()};
  const passwd* entry = ::getpwnam(kServerUser);
  if (entry == nullptr) return std::nullopt;
  return User{true, entry->pw_uid, entry->pw_gid};
}

bool CanEnter(const User& user, const fs::path& folder) {
  struct stat info{};
  if (::stat(folder.c_str(), &info) != 0) return false;
  if (info.st_uid == user.uid) return (info.st_mode & S_IXUSR) != 0;
  if (info.st_gid == user.gid) return (info.st_mode & S_IXGRP) != 0;
  return (info.st_mode & S_IXOTH) != 0;
}

bool CanReach(const User& user, const fs::path& folder) {
  for (fs::path p = folder;; p = p.parent_path()) {
    if (!CanEnter(user, p)) return false;
    if (p == p.root_path()) return true;
  }
}

// Makes `path` a folder that the server's user owns, and nobody else enters.
void MakeOwn(const User& user, const fs::path& path) {
  fs::create_directories(path);
  fs::permissions(path, fs::perms::owner_all);
  if (user.switched && ::chown(path.c_str(), user.uid, user.gid) != 0) {
    throw fs::filesystem_error("chown", path,
                               std::error_code(errno, std::generic_category()));
  }
}

// Returns the folder of the server's data: `folder`/postgres, or what that
// links to if the server's user could not reach it there.
fs::path DataFolder(const User& user, const fs::path& folder) {
  const fs::path data = folder / "postgres";
  if (fs::exists(data)) return fs::canonical(data);
  if (!CanReach(user, folder)) {
    const fs::path elsewhere = fs::path(kReachableFolder) / NewUuid();
    fs::create_directories(kReachableFolder);
    MakeOwn(user, elsewhere);
    fs::create_symlink(elsewhere, data);
    return elsewhere;
  }
  MakeOwn(user, data);
  return data;
}

// Returns `folder` if the server's user reaches it, else one beside its data.
fs::path SocketFolder(const User& user, const fs::path& data,
                      const fs::path& folder) {
  fs::create_directories(folder);
  const fs::path chosen = CanReach(user, folder.parent_path())
                              ? folder
                              : fs::path(data.string() + ".run");
  MakeOwn(user, chosen);
  return chosen;
}

// Starts a program as `user`, output to the file `log`, in a session of its own
// so that a Ctrl-C meant for us does not reach it. It gets SIGINT when the
// calling thread ends.
pid_t Spawn(const User& user, const std::vector<std::string>& words,
            const fs::path& log) {
  std::vector<char*> argv;
  for (const std::string& word : words) {
    argv.push_back(const_cast<char*>(word.c_str()));
  }
  argv.push_back(nullptr);
  const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
                         S_IRUSR | S_IWUSR);
  const pid_t parent = ::getpid();
  const pid_t pid = ::fork();
  if (pid != 0) {
    if (out >= 0) ::close(out);
    return pid;
  }
  // Between fork and exec: async-signal-safe calls only.
  ::setsid();
  ::dup2(out, STDOUT_FILENO);
  ::dup2(out, STDERR_FILENO);
  ::close(STDIN_FILENO);
  ::open("/dev/null", O_RDONLY);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  if (user.switched) {
    if (::setgroups(0, nullptr) != 0 || ::setgid(user.gid) != 0 ||
        ::setuid(user.uid) != 0) {
      ::_exit(126);
    }
  }
  if (::chdir("/") != 0) ::_exit(126);
  ::prctl(PR_SET_PDEATHSIG, SIGINT);
  if (::getppid() != parent) ::_exit(125);
  ::execv(argv[0], argv.data());
  ::_exit(127);
}

// Between two `quote`s, for what would otherwise end a word. PostgreSQL's lists
// double a quote inside, libpq's connection strings put a backslash before it.
std::string Quoted(const std::string& text, char quote) {
  std::string quoted(1, quote);
  for (const char c : text) {
    if (c == quote) quoted += quote == '"' ? '"' : '\\';
    if (c == '\\' && quote == '\'') quoted += '\\';
    quoted += c;
  }
  return quoted + quote;
}

int WaitFor(pid_t pid) {
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

// Ends a server that an earlier process of ours left on the same data, as it
// does for an instant after that process was killed.
bool EndLeftover(const fs::path& data) {
  const auto began = steady_clock::now();
  bool asked = false;
  while (steady_clock::now() - began < kStopLimit) {
    std::ifstream file(data / "postmaster.pid");
    pid_t pid = 0;
    if (!(file >> pid) || pid <= 0) return true;
    std::string name;
    std::getline(std::ifstream("/proc/" + std::to_string(pid) + "/comm"), name);
    if (name != "postgres") return true;  // A stale file; the server copes.
    if (!asked) asked = ::kill(pid, SIGINT) == 0;
    std::this_thread::sleep_for(kPoll);
  }
  return false;
}

class Server final : public PrivatePostgres {
 public:
  Server(User user, fs::path programs, fs::path data, fs::path log,
         std::string socket_folder)
      : user_(user),
        programs_(std::move(programs)),
        data_(std::move(data)),
        log_(std::move(log)),
        socket_folder_(std::move(socket_folder)) {}

  ~Server() override {
    {
      std::lock_guard lock(mutex_);
      stopping_ = true;
      if (pid_ > 0) ::kill(pid_, SIGINT);  // Fast shutdown.
    }
    changed_.notify_all();
    if (!keeper_.joinable()) return;
    std::thread impatient([this] {
      std::unique_lock lock(mutex_);
      if (!changed_.wait_for(lock, kStopLimit, [this] { return ended_; }) &&
          pid_ > 0) {
        ::kill(pid_, SIGQUIT);
      }
    });
    keeper_.join();
    impatient.join();
  }

  std::string owner_dsn() const override { return Dsn(kOwner); }
  std::string app_dsn() const override { return Dsn("aicc_app"); }

  Result<void> Begin() {
    if (!EndLeftover(data_)) {
      return PostgresFailed("another server holds " + data_.string());
    }
    if (!fs::exists(data_ / "PG_VERSION")) {
      const auto made = Initialise();
      if (!made) return made;
    }
    // The server dies with the thread that started it, so one thread starts it,
    // every time.
    keeper_ = std::thread([this] { Keep(); });
    const auto began = steady_clock::now();
    while (steady_clock::now() - began < kStartLimit) {
      if (DatabaseAnswers(owner_dsn())) return {};
      if (failures_.load() >= 3) break;
      std::this_thread::sleep_for(kPoll);
    }
    return PostgresFailed("see " + log_.string());
  }

 private:
  std::string Dsn(const std::string& user) const {
    return "host=" + Quoted(socket_folder_, '\'') + " user=" + user +
           " dbname=postgres";
  }

  // Beside the place first, so that a process that ends midway leaves nothing
  // that looks like a database.
  Result<void> Initialise() {
    const fs::path fresh = data_.string() + ".new";
    fs::remove_all(fresh);
    MakeOwn(user_, fresh);
    const pid_t pid =
        Spawn(user_,
              {(programs_ / "initdb").string(), "-D", fresh.string(), "-A",
               "trust", "-U", kOwner, "-E", "UTF8", "--locale=C.UTF-8"},
              log_);
    if (WaitFor(pid) != 0) return PostgresFailed("see " + log_.string());
    fs::rename(fresh, data_);
    return {};
  }

  std::vector<std::string> Words() const {
    return {(programs_ / "postgres").string(), "-D", data_.string(), "-c",
            "listen_addresses=", "-c",
            "unix_socket_directories=" + Quoted(socket_folder_, '"'), "-c",
            "unix_socket_permissions=0700", "-c", "max_connections=100", "-c",
            "shared_buffers=256MB", "-c", "max_wal_size=2GB", "-c",
            "log_min_messages=warning",
            // Statements may hold what customers said.
            "-c", "log_min_error_statement=panic", "-c",
            "log_error_verbosity=terse"};
  }

  void Keep() {
    for (;;) {
      const auto began = steady_clock::now();
      pid_t pid = 0;
      {
        std::lock_guard lock(mutex_);
        if (stopping_) break;
        pid = pid_ = Spawn(user_, Words(), log_);
      }
      WaitFor(pid);
      std::unique_lock lock(mutex_);
      pid_ = 0;
      if (stopping_) break;
      ++failures_;
      if (steady_clock::now() - began > seconds(5)) failures_ = 0;
      Log().warn("postgresql=stopped restart=yes");
      changed_.wait_for(lock, seconds(1), [this] { return stopping_; });
    }
    std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  }

  const User user_;
  const fs::path programs_;
  const fs::path data_;
  const fs::path log_;
  const std::string socket_folder_;

  std::atomic<int> failures_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;  // Guarded by mutex_.
  bool ended_ = false;     // Guarded by mutex_.
  pid_t pid_ = 0;          // Guarded by mutex_.
  std::thread keeper_;
};

}  // namespace

Result<std::unique_ptr<PrivatePostgres>> PrivatePostgres::Start(
    const std::string& folder, const std::string& socket_folder) {
  const auto programs = FindPrograms();
  const auto user = ServerUser();
  if (!programs || !user) return PostgresMissing();
  try {
    const fs::path base = fs::absolute(folder);
    const fs::path data = DataFolder(*user, base);
    const fs::path sockets = SocketFolder(*user, data, socket_folder);
    auto server = std::make_unique<Server>(
        *user, *programs, data, base / "postgres.log", sockets.string());
    const auto begun = server->Begin();
    if (!begun) return Failure(begun.error());
    return server;
  } catch (const fs::filesystem_error& e) {
    return PostgresFailed(e.what());
  }
}

}  // namespace aicc
