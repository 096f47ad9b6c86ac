#include "common/nats_wakeups.h"

#include <nats/nats.h>

#include <chrono>
#include <utility>

#include "common/log.h"

namespace aicc {
namespace {

constexpr std::chrono::milliseconds kRetry{500};
constexpr std::chrono::milliseconds kIdle{10'000};

// Between two messages: collects what busy contacts have to say.
constexpr std::chrono::milliseconds kPause{2};

constexpr std::int64_t kConnectMs = 2'000;
constexpr std::int64_t kWriteMs = 2'000;
constexpr std::int64_t kPingMs = 5'000;
constexpr int kPingsOut = 2;

// Heard and not yet handed on; of more, the rest is lost.
constexpr int kMaxHeard = 4'096;
constexpr int kMaxHeardBytes = 32 << 20;

// What the library's threads call. They may do so for a moment after all is
// closed, so that each callback owns a reference and gives it back in its last
// call.
class Callee {
 public:
  Callee(const Wakeups::Ears& ears, std::function<void()> lost)
      : ears_(ears), lost_(std::move(lost)) {}

  void Got(std::string_view payload) {
    std::lock_guard lock(mutex_);
    if (!ended_) WakeupOutbox::Read(payload, ears_);
  }
  void Lost() {
    std::lock_guard lock(mutex_);
    if (!ended_) lost_();
  }
  // Nothing is called after.
  void End() {
    std::lock_guard lock(mutex_);
    ended_ = true;
  }

 private:
  const Wakeups::Ears& ears_;
  const std::function<void()> lost_;
  std::mutex mutex_;
  bool ended_ = false;  // Guarded by mutex_.
};

using Reference = std::shared_ptr<Callee>;

void OnMessage(natsConnection*, natsSubscription*, natsMsg* message,
               void* closure) {
  (*static_cast<Reference*>(closure))
      ->Got({natsMsg_GetData(message),
             static_cast<std::size_t>(natsMsg_GetDataLength(message))});
  natsMsg_Destroy(message);
}

void OnNoMoreMessages(void* closure) {
  delete static_cast<Reference*>(closure);
}

void OnClosed(natsConnection*, void* closure) {
  const std::unique_ptr<Reference> last(static_cast<Reference*>(closure));
  (*last)->Lost();
}

// Messages were dropped, or the server complained: what is lost is made up for.
void OnError(natsConnection*, natsSubscription*, natsStatus, void*) {}

}  // namespace

// One connection; gone once it is lost.
struct NatsWakeups::Connection {
  Connection(const Options& options, std::function<void()> on_lost)
      : callee(std::make_shared<Callee>(options.ears, std::move(on_lost))) {
    Connect(options);
  }
  ~Connection() {
    callee->End();
    natsSubscription_Destroy(subscription);
    natsConnection_Destroy(connection);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  bool open() const { return subscription != nullptr; }

  void Connect(const Options& options) {
    natsOptions* made = nullptr;
    if (natsOptions_Create(&made) != NATS_OK) return;
    const std::unique_ptr<natsOptions, decltype(&natsOptions_Destroy)> held(
        made, &natsOptions_Destroy);
    natsOptions_SetURL(made, options.url.c_str());
    if (!options.user.empty()) {
      natsOptions_SetUserInfo(made, options.user.c_str(),
                              options.secret.c_str());
    } else if (!options.secret.empty()) {
      natsOptions_SetToken(made, options.secret.c_str());
    }
    natsOptions_SetNoEcho(made, true);
    natsOptions_SetAllowReconnect(made, false);  // We do, and say so.
    natsOptions_SetTimeout(made, kConnectMs);
    natsOptions_SetWriteDeadline(made, kWriteMs);
    natsOptions_SetPingInterval(made, kPingMs);
    natsOptions_SetMaxPingsOut(made, kPingsOut);
    natsOptions_SetErrorHandler(made, &OnError, nullptr);
    auto closed = std::make_unique<Reference>(callee);
    natsOptions_SetClosedCB(made, &OnClosed, closed.get());
    if (natsConnection_Connect(&connection, made) != NATS_OK) return;
    (void)closed.release();  // OnClosed() has it.
    Subscribe(options.subject);
  }

  void Subscribe(const std::string& subject) {
    auto heard = std::make_unique<Reference>(callee);
    if (natsConnection_Subscribe(&subscription, connection, subject.c_str(),
                                 &OnMessage, heard.get()) != NATS_OK) {
      return;
    }
    natsSubscription_SetPendingLimits(subscription, kMaxHeard, kMaxHeardBytes);
    natsSubscription_SetOnCompleteCB(subscription, &OnNoMoreMessages,
                                     heard.release());
    // The server knows of it before anybody is told that we listen.
    natsConnection_FlushTimeout(connection, kConnectMs);
  }

  const Reference callee;
  natsConnection* connection = nullptr;
  natsSubscription* subscription = nullptr;
};

NatsWakeups::NatsWakeups(Options options)
    : options_(std::move(options)), thread_([this] { Loop(); }) {}

NatsWakeups::~NatsWakeups() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  Wake();
  thread_.join();
}

void NatsWakeups::Tell(const std::string& key) {
  if (outbox_.Tell(key)) Wake();
}

void NatsWakeups::Send(const std::string& key, std::string note) {
  if (outbox_.Send(key, std::move(note))) Wake();
}

void NatsWakeups::Wake() {
  std::lock_guard lock(mutex_);
  woken_ = true;
  changed_.notify_all();
}

bool NatsWakeups::Wait(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, time, [this] { return woken_ || stopping_; });
  woken_ = false;
  return !stopping_;
}

void NatsWakeups::Serve(Connection& connection) {
  options_.ears.missed();
  while (natsConnection_Status(connection.connection) ==
         NATS_CONN_STATUS_CONNECTED) {
    const std::string payload = outbox_.Take();
    if (payload.empty()) {
      if (!Wait(kIdle)) return;
      continue;
    }
    if (natsConnection_Publish(connection.connection, options_.subject.c_str(),
                               payload.data(),
                               static_cast<int>(payload.size())) != NATS_OK) {
      return;
    }
    std::this_thread::sleep_for(kPause);
  }
}

void NatsWakeups::Loop() {
  bool warned = false;
  for (;;) {
    {
      Connection connection(options_, [this] { Wake(); });
      if (connection.open()) {
        if (warned) Log().info("nats={} connected", options_.url);
        warned = false;
        Serve(connection);
      }
    }
    {
      std::lock_guard lock(mutex_);
      if (stopping_) return;
    }
    if (!warned) {
      Log().warn("nats={} does not answer; wake-ups come late until it does",
                 options_.url);
    }
    warned = true;
    std::this_thread::sleep_for(kRetry);
    while (!outbox_.Take().empty()) {
    }
  }
}

}  // namespace aicc
