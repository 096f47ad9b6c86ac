#include "tests/bench/session_load.h"

#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <thread>

#include "common/uuid.h"

namespace aicc::bench {
namespace {

using std::chrono::steady_clock;
namespace v1 = aicc::session::v1;
using Stub = v1::SessionService::Stub;

constexpr std::size_t kChannels = 4;
constexpr char kText[] =
    "네, 고객님. 로밍 요금제를 변경하시려면 출국 전에 신청해 주셔야 합니다.";

// A failed call would make every figure a lie.
void Must(const grpc::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "call failed: %d %s\n",
               static_cast<int>(status.error_code()),
               status.error_message().c_str());
  std::abort();
}

std::vector<std::unique_ptr<Stub>> Stubs(const Target& target) {
  std::vector<std::unique_ptr<Stub>> stubs;
  for (std::size_t i = 0; i < kChannels; ++i) {
    stubs.push_back(v1::SessionService::NewStub(target.Connect()));
  }
  return stubs;
}

// Counts down to nothing.
class Latch {
 public:
  explicit Latch(std::size_t count) : count_(count) {}
  void Down() {
    std::lock_guard lock(mutex_);
    if (--count_ == 0) zero_.notify_all();
  }
  void Wait() {
    std::unique_lock lock(mutex_);
    zero_.wait(lock, [this] { return count_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable zero_;
  std::size_t count_;
};

// One caller: sends the next request when the one before was answered.
class Appender {
 public:
  Appender(Stub& stub, const Target& target, const std::string& session_id,
           steady_clock::time_point end, Latch& done)
      : stub_(stub), target_(target), end_(end), done_(done) {
    request_.set_session_id(session_id);
    request_.mutable_utterance()->set_speaker(v1::SPEAKER_CUSTOMER);
    request_.mutable_utterance()->set_text(kText);
  }

  void Next() {
    began_ = steady_clock::now();
    if (began_ >= end_) {
      done_.Down();
      return;
    }
    context_ = std::make_unique<grpc::ClientContext>();
    target_.Authorize(context_.get());
    request_.set_event_id("e" + std::to_string(sent_++));
    stub_.async()->AppendEvent(context_.get(), &request_, &response_,
                               [this](const grpc::Status& status) {
                                 Must(status);
                                 times_.Add(steady_clock::now() - began_);
                                 Next();
                               });
  }
  const Times& times() const { return times_; }

 private:
  Stub& stub_;
  const Target& target_;
  const steady_clock::time_point end_;
  Latch& done_;
  v1::AppendEventRequest request_;
  v1::AppendEventResponse response_;
  std::unique_ptr<grpc::ClientContext> context_;
  steady_clock::time_point began_;
  int sent_ = 0;
  Times times_;
};

// One stream: writes while its window has room.
class IngestStream final
    : public grpc::ClientBidiReactor<v1::IngestTranscriptRequest,
                                     v1::IngestTranscriptResponse> {
 public:
  IngestStream(Stub& stub, const Target& target, const std::string& session_id,
               int window, steady_clock::time_point end, Latch& done)
      : window_(window), end_(end), done_(done) {
    request_.set_session_id(session_id);
    request_.mutable_utterance()->set_speaker(v1::SPEAKER_CUSTOMER);
    request_.mutable_utterance()->set_text(kText);
    target.Authorize(&context_);
    stub.async()->IngestTranscript(&context_, this);
    AddHold();  // Writes are started from outside of reactions too.
    StartRead(&response_);
    StartCall();
    Write();
  }

  void OnWriteDone(bool ok) override {
    if (ok) Write();
  }
  void OnReadDone(bool ok) override {
    if (!ok) return;
    {
      std::unique_lock lock(mutex_);
      acked_ += response_.acks_size();
      for (const auto& ack : response_.acks()) {
        if (ack.seq() == 0) std::abort();
      }
      if (idle_) {
        idle_ = false;
        lock.unlock();
        Write();
      }
    }
    StartRead(&response_);
  }
  void OnDone(const grpc::Status& status) override {
    Must(status);
    done_.Down();
  }
  int acked() const { return acked_; }

 private:
  void Write() {
    {
      std::lock_guard lock(mutex_);
      if (ended_) return;
      if (steady_clock::now() >= end_) {
        ended_ = true;
      } else if (sent_ - acked_ >= window_) {
        idle_ = true;
        return;
      } else {
        ++sent_;
      }
    }
    if (ended_) {
      StartWritesDone();
      RemoveHold();
      return;
    }
    request_.set_event_id("i" + std::to_string(sent_));
    StartWrite(&request_);
  }

  const int window_;
  const steady_clock::time_point end_;
  Latch& done_;
  grpc::ClientContext context_;
  v1::IngestTranscriptRequest request_;
  v1::IngestTranscriptResponse response_;
  std::mutex mutex_;
  int sent_ = 0;
  int acked_ = 0;
  bool idle_ = false;
  bool ended_ = false;
};

// One watcher, which tells of each event.
class Watcher final : public grpc::ClientReadReactor<v1::WatchSessionResponse> {
 public:
  Watcher(Stub& stub, const Target& target, const std::string& session_id,
          std::function<void(const v1::Event&)> got, Latch& done)
      : got_(std::move(got)), done_(done) {
    target.Authorize(&context_);
    v1::WatchSessionRequest request;
    request.set_session_id(session_id);
    stub.async()->WatchSession(&context_, &request, this);
    StartRead(&response_);
    StartCall();
  }
  void OnReadDone(bool ok) override {
    if (!ok) return;
    got_(response_.event());
    StartRead(&response_);
  }
  void OnDone(const grpc::Status&) override { done_.Down(); }
  void Leave() { context_.TryCancel(); }

 private:
  const std::function<void(const v1::Event&)> got_;
  Latch& done_;
  grpc::ClientContext context_;
  v1::WatchSessionResponse response_;
};

}  // namespace

std::shared_ptr<grpc::Channel> Target::Connect() const {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  // A load driver wants no retries, and they cost every call a filter.
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(),
                                   arguments);
}

void Target::Authorize(grpc::ClientContext* context) const {
  context->AddMetadata("authorization", bearer);
}

double Times::Percentile(double p) {
  const auto at =
      static_cast<std::size_t>(p * static_cast<double>(us_.size() - 1));
  std::ranges::nth_element(us_, us_.begin() + static_cast<std::ptrdiff_t>(at));
  return us_[at] / 1'000;
}

std::vector<std::string> StartSessions(const Target& target,
                                       std::size_t count) {
  const auto stubs = Stubs(target);
  std::vector<std::string> ids(count);
  std::atomic<std::size_t> next = 0;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 16; ++t) {
    threads.emplace_back([&, t] {
      for (std::size_t i = next++; i < count; i = next++) {
        grpc::ClientContext context;
        target.Authorize(&context);
        v1::StartSessionRequest request;
        request.set_request_id(NewUuid());
        request.set_channel(v1::CHANNEL_VOICE);
        request.set_customer_id("c" + std::to_string(i));
        v1::StartSessionResponse response;
        Must(stubs[static_cast<std::size_t>(t) % kChannels]->StartSession(
            &context, request, &response));
        ids[i] = response.session().session_id();
      }
    });
  }
  threads.clear();
  return ids;
}

Throughput AppendUnary(const Target& target,
                       const std::vector<std::string>& sessions,
                       std::chrono::seconds time) {
  const auto stubs = Stubs(target);
  Latch done(sessions.size());
  const auto began = steady_clock::now();
  std::vector<std::unique_ptr<Appender>> appenders;
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    appenders.push_back(std::make_unique<Appender>(
        *stubs[i % kChannels], target, sessions[i], began + time, done));
  }
  for (const auto& appender : appenders) appender->Next();
  done.Wait();
  const std::chrono::duration<double> took = steady_clock::now() - began;
  Throughput result;
  for (const auto& appender : appenders) {
    result.latency.Merge(appender->times());
  }
  result.per_second =
      static_cast<double>(result.latency.count()) / took.count();
  return result;
}

Throughput Ingest(const Target& target,
                  const std::vector<std::string>& sessions, int window,
                  std::chrono::seconds time) {
  const auto stubs = Stubs(target);
  Latch done(sessions.size());
  const auto began = steady_clock::now();
  std::vector<std::unique_ptr<IngestStream>> streams;
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    streams.push_back(std::make_unique<IngestStream>(
        *stubs[i % kChannels], target, sessions[i], window, began + time,
        done));
  }
  done.Wait();
  const std::chrono::duration<double> took = steady_clock::now() - began;
  double acked = 0;
  for (const auto& stream : streams) acked += stream->acked();
  return {acked / took.count(), {}};
}

Times AppendToWatcher(const Target& target,
                      const std::vector<std::string>& sessions, int per_second,
                      std::chrono::seconds time) {
  const auto stubs = Stubs(target);
  std::mutex mutex;
  std::map<std::string, steady_clock::time_point> sent;  // By event id.
  Times times;
  Latch left(sessions.size());
  std::vector<std::unique_ptr<Watcher>> watchers;
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    watchers.push_back(std::make_unique<Watcher>(
        *stubs[i % kChannels], target, sessions[i],
        [&](const v1::Event& event) {
          const auto now = steady_clock::now();
          std::lock_guard lock(mutex);
          const auto found = sent.find(event.event_id());
          if (found == sent.end()) return;
          times.Add(now - found->second);
          sent.erase(found);
        },
        left));
  }
  std::this_thread::sleep_for(std::chrono::seconds(1));
  const std::size_t total = static_cast<std::size_t>(per_second) *
                            static_cast<std::size_t>(time.count());
  struct Call {
    grpc::ClientContext context;
    v1::AppendEventRequest request;
    v1::AppendEventResponse response;
  };
  std::vector<std::unique_ptr<Call>> calls;
  Latch answered(total);
  const auto began = steady_clock::now();
  for (std::size_t i = 0; i < total; ++i) {
    std::this_thread::sleep_until(
        began + std::chrono::microseconds(
                    i * 1'000'000 / static_cast<std::size_t>(per_second)));
    calls.push_back(std::make_unique<Call>());
    Call& call = *calls.back();
    target.Authorize(&call.context);
    call.request.set_session_id(sessions[i % sessions.size()]);
    call.request.set_event_id(NewUuid());
    call.request.mutable_utterance()->set_speaker(v1::SPEAKER_CUSTOMER);
    call.request.mutable_utterance()->set_text(kText);
    {
      std::lock_guard lock(mutex);
      sent[call.request.event_id()] = steady_clock::now();
    }
    stubs[i % kChannels]->async()->AppendEvent(
        &call.context, &call.request, &call.response,
        [&answered](const grpc::Status& status) {
          Must(status);
          answered.Down();
        });
  }
  answered.Wait();
  std::this_thread::sleep_for(std::chrono::seconds(1));
  for (const auto& watcher : watchers) watcher->Leave();
  left.Wait();
  return times;
}

void HoldWatchers(const Target& target,
                  const std::vector<std::string>& sessions,
                  const std::function<void()>& open) {
  const auto stubs = Stubs(target);
  Latch replayed(sessions.size());
  Latch left(sessions.size());
  std::vector<std::unique_ptr<Watcher>> watchers;
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    watchers.push_back(std::make_unique<Watcher>(
        *stubs[i % kChannels], target, sessions[i],
        [&](const v1::Event&) { replayed.Down(); }, left));
  }
  replayed.Wait();
  open();
  for (const auto& watcher : watchers) watcher->Leave();
  left.Wait();
}

}  // namespace aicc::bench
