// Measures what it takes to serve 10,000 watchers of 1,000 live sessions from
// one process, against the PostgreSQL of AICC_TEST_DSN, beside what gRPC alone
// can send of the same messages:
//
//   tests/with_postgres.sh build/tests/bench/watch_bench [SECONDS]
//
// Watchers are in a process of their own; all share the machine.

#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <thread>

#include "common/rpc_bytes.h"
#include "common/uuid.h"
#include "tests/bench/watch_crowd.h"
#include "tests/common/test_database.h"
#include "tests/session/instance.h"

namespace aicc::bench {
namespace {

using std::chrono::steady_clock;
namespace v1 = aicc::session::v1;

constexpr std::size_t kSessions = 1'000;
constexpr int kWatchersEach = 10;
constexpr int kRawMessages = 20;
constexpr char kText[] =
    "네, 고객님. 로밍 요금제를 변경하시려면 출국 전에 신청해 주셔야 합니다.";

void Print(const std::string& what, double value, const std::string& unit) {
  std::printf("%-66s %12.2f %s\n", what.c_str(), value, unit.c_str());
  std::fflush(stdout);
}

void Print(const std::string& what, const WatchCrowd::Received& received) {
  Print(what, static_cast<double>(received.count) / received.seconds,
        "deliveries/s");
  Print("  p50, append to each watcher's receipt", received.p50_ms, "ms");
  Print("  p99", received.p99_ms, "ms");
}

double ResidentKb() {
  std::ifstream statm("/proc/self/statm");
  long size = 0;
  long resident = 0;
  statm >> size >> resident;
  return static_cast<double>(resident) *
         static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1'024;
}

double SettledKb() {
  std::this_thread::sleep_for(std::chrono::seconds(2));
  return ResidentKb();
}

// Sends the same few messages to everyone, and does nothing else.
class NoService final
    : public v1::SessionService::WithRawCallbackMethod_WatchSession<
          v1::SessionService::Service> {
 public:
  class Sender final : public grpc::ServerWriteReactor<grpc::ByteBuffer> {
   public:
    explicit Sender(grpc::ByteBuffer first) : message_(std::move(first)) {
      StartWrite(&message_);
    }
    void Send(const grpc::ByteBuffer& message) {
      message_ = message;
      left_ = kRawMessages;
      Next();
    }
    void OnWriteDone(bool ok) override {
      if (ok) Next();
    }
    void OnCancel() override { Finish(grpc::Status::CANCELLED); }
    void OnDone() override {}

   private:
    void Next() {
      if (left_ == 0) return;
      --left_;
      StartWrite(&message_);
    }
    grpc::ByteBuffer message_;
    int left_ = 0;
  };

  static grpc::ByteBuffer Message(int seq) {
    v1::WatchSessionResponse response;
    auto* event = response.mutable_event();
    event->set_session_id(NewUuid());
    event->set_seq(seq);
    event->set_event_id(WatchCrowd::TimedId());
    event->mutable_event_time()->set_seconds(1'700'000'000);
    event->mutable_record_time()->set_seconds(1'700'000'000);
    event->mutable_utterance()->set_speaker(v1::SPEAKER_CUSTOMER);
    event->mutable_utterance()->set_text(kText);
    return Pack(response);
  }

  grpc::ServerWriteReactor<grpc::ByteBuffer>* WatchSession(
      grpc::CallbackServerContext*, const grpc::ByteBuffer*) override {
    std::lock_guard lock(mutex_);
    senders_.push_back(std::make_unique<Sender>(Message(1)));
    return senders_.back().get();
  }
  void SendAll() {
    const auto message = Message(2);
    std::lock_guard lock(mutex_);
    for (const auto& sender : senders_) sender->Send(message);
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Sender>> senders_;
};

void PrintRpcLimit(const std::vector<std::string>& sessions) {
  NoService service;
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port);
  builder.RegisterService(&service);
  const auto server = builder.BuildAndStart();
  {
    WatchCrowd crowd({"127.0.0.1:" + std::to_string(port), "none"});
    crowd.Watch(sessions, kWatchersEach);
    const std::size_t watchers = sessions.size() * kWatchersEach;
    crowd.Begin();
    service.SendAll();
    const auto received = crowd.End(watchers * kRawMessages);
    Print("limit: gRPC alone, the same messages on 10,000 streams",
          static_cast<double>(received.count) / received.seconds,
          "deliveries/s");
  }
  server->Shutdown();
}

// Streams `count` utterances into the sessions in turn, `per_second` of them;
// 0: as fast as they are taken.
void Speak(const Target& target, const std::vector<std::string>& sessions,
           std::size_t count, std::size_t per_second) {
  const auto stub = v1::SessionService::NewStub(target.Connect());
  grpc::ClientContext context;
  target.Authorize(&context);
  const auto stream = stub->IngestTranscript(&context);
  std::jthread reader([&] {
    v1::IngestTranscriptResponse response;
    while (stream->Read(&response)) {
      for (const auto& ack : response.acks()) {
        if (ack.seq() == 0) std::abort();
      }
    }
  });
  v1::IngestTranscriptRequest request;
  request.mutable_utterance()->set_speaker(v1::SPEAKER_CUSTOMER);
  request.mutable_utterance()->set_text(kText);
  const auto began = steady_clock::now();
  for (std::size_t i = 0; i < count; ++i) {
    if (per_second > 0) {
      std::this_thread::sleep_until(
          began + std::chrono::microseconds(i * 1'000'000 / per_second));
    }
    request.set_session_id(sessions[i % sessions.size()]);
    request.set_event_id(WatchCrowd::TimedId());
    stream->Write(request);
  }
  stream->WritesDone();
  reader.join();
  if (!stream->Finish().ok()) std::abort();
}

void PrintMemory(WatchCrowd& crowd, const std::vector<std::string>& sessions) {
  const double none = SettledKb();
  crowd.Watch(sessions, 1);
  const double one = SettledKb();
  crowd.Watch(sessions, kWatchersEach - 1);
  const double all = SettledKb();
  const double watcher = (all - one) / (kSessions * (kWatchersEach - 1));
  Print("memory of a watcher, of 10,000", watcher, "kB");
  Print("memory of a watched session, of 1,000",
        (one - none) / kSessions - watcher, "kB");
}

void PrintWatching(const Target& target,
                   const std::vector<std::string>& sessions,
                   std::size_t seconds) {
  WatchCrowd crowd(target);
  PrintMemory(crowd, sessions);
  for (const std::size_t rate : {100U, 500U, 1'000U}) {
    crowd.Begin();
    Speak(target, sessions, rate * seconds, rate);
    Print("10,000 watchers of 1,000 sessions, " + std::to_string(rate) +
              " events/s",
          crowd.End(rate * seconds * kWatchersEach));
  }
  const double before = SettledKb();
  const std::size_t burst = 32 * kSessions;
  crowd.Begin();
  Speak(target, sessions, burst, 0);
  const auto received = crowd.End(burst * kWatchersEach);
  Print("the same, events as fast as they are taken",
        static_cast<double>(received.count) / received.seconds, "deliveries/s");
  Print("memory more of a session, with 32 events of 500 bytes each",
        (SettledKb() - before) / kSessions, "kB");
}

int Run(std::size_t seconds) {
  TestDatabase* const database = TestDatabase::Get();
  if (database == nullptr) {
    std::fprintf(stderr, "AICC_TEST_DSN is not set\n");
    return 1;
  }
  session::Config config = session::Instance::ProductConfig();
  session::Instance instance(database->app_dsn(), config);
  const Target target{instance.address(),
                      instance.BearerOf({"bench", "bench", Role::kService})};
  const auto sessions = StartSessions(target, kSessions);
  PrintWatching(target, sessions, seconds);
  PrintRpcLimit(sessions);
  return 0;
}
}  // namespace
}  // namespace aicc::bench

int main(int argc, char** argv) {
  using namespace aicc::bench;
  if (argc == 4 && std::string(argv[1]) == "--crowd") {
    return WatchCrowd::Main({argv[2], argv[3]});
  }
  const int seconds = argc > 1 ? std::atoi(argv[1]) : 5;
  return Run(static_cast<std::size_t>(std::max(seconds, 1)));
}
