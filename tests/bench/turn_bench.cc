// A chatbot turn on the built-in engine, durable: p50 and p99 from SendMessage
// to the end of the stream, with 1 and 64 customers at a time. Client, services
// and PostgreSQL share the machine. Needs AICC_TEST_DSN; prints one line a
// figure.

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <mutex>
#include <thread>
#include <vector>

#include "aicc/chatbot/v1/chatbot.grpc.pb.h"
#include "aicc/session/v1/session.grpc.pb.h"
#include "common/auth.h"
#include "common/uuid.h"
#include "services/aicc/host.h"
#include "tests/common/test_database.h"

namespace aicc {
namespace {

using std::chrono::steady_clock;

constexpr char kSecret[] = "a secret of at least thirty-two bytes";
constexpr int kTurns = 2'000;
constexpr int kTurnsPerContact = 10;
constexpr const char* kQuestions[] = {
    "다음 주에 일본 가는데 로밍 하루 요금이 얼마예요?",
    "eSIM 개통하려면 어떻게 해야 하나요?",
    "자동이체 할인은 얼마나 되나요?",
    "휴대폰을 잃어버렸어요 어떻게 신고하죠",
    "5G 스탠다드 요금제 한 달에 얼마예요?",
};

class Customer {
 public:
  Customer(const std::string& address, const std::string& token)
      : channel_(grpc::CreateCustomChannel(
            address, grpc::InsecureChannelCredentials(), OwnConnection())),
        session_(session::v1::SessionService::NewStub(channel_)),
        chatbot_(chatbot::v1::ChatbotService::NewStub(channel_)),
        token_(token) {}

  // Returns false if the turn failed.
  bool Turn(int n) {
    if (n % kTurnsPerContact == 0 && !Start()) return false;
    grpc::ClientContext context;
    context.AddMetadata("authorization", "Bearer " + token_);
    chatbot::v1::SendMessageRequest request;
    request.set_session_id(session_id_);
    request.set_request_id(NewUuid());
    request.set_text(
        kQuestions[static_cast<std::size_t>(n) % std::size(kQuestions)]);
    const auto reader = chatbot_->SendMessage(&context, request);
    chatbot::v1::SendMessageResponse response;
    bool answered = false;
    while (reader->Read(&response)) answered |= response.has_answer();
    return reader->Finish().ok() && answered;
  }

 private:
  static grpc::ChannelArguments OwnConnection() {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    return arguments;
  }

  bool Start() {
    grpc::ClientContext context;
    context.AddMetadata("authorization", "Bearer " + token_);
    session::v1::StartSessionRequest request;
    request.set_request_id(NewUuid());
    request.set_channel(session::v1::CHANNEL_CHAT);
    request.set_locale("ko");
    session::v1::StartSessionResponse response;
    if (!session_->StartSession(&context, request, &response).ok())
      return false;
    session_id_ = response.session().session_id();
    return true;
  }

  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<session::v1::SessionService::Stub> session_;
  std::unique_ptr<chatbot::v1::ChatbotService::Stub> chatbot_;
  std::string token_;
  std::string session_id_;
};

void Measure(const std::string& address, const std::string& token,
             int customers) {
  std::atomic<int> failed = 0;
  std::mutex mutex;
  std::vector<double> all;
  const auto began = steady_clock::now();
  std::vector<std::thread> threads;
  for (int c = 0; c < customers; ++c) {
    threads.emplace_back([&] {
      Customer customer(address, token);
      std::vector<double> mine;
      for (int n = 0; n < kTurns / customers; ++n) {
        const auto before = steady_clock::now();
        if (!customer.Turn(n)) ++failed;
        mine.push_back(std::chrono::duration<double, std::milli>(
                           steady_clock::now() - before)
                           .count());
      }
      std::lock_guard lock(mutex);
      all.insert(all.end(), mine.begin(), mine.end());
    });
  }
  for (std::thread& thread : threads) thread.join();
  const double seconds =
      std::chrono::duration<double>(steady_clock::now() - began).count();
  std::ranges::sort(all);
  std::printf(
      "chatbot turn, %2d customers: p50 %.2f ms, p99 %.2f ms, %.0f turns/s, "
      "%d failed\n",
      customers, all[all.size() / 2], all[all.size() * 99 / 100],
      static_cast<double>(all.size()) / seconds, failed.load());
}

int Run() {
  TestDatabase* database = TestDatabase::Get();
  if (database == nullptr) {
    std::fputs("AICC_TEST_DSN is not set\n", stderr);
    return 1;
  }
  ProgramConfig config = DefaultConfig();
  config.pack = std::string(AICC_SOURCE_DIR) + "/deploy/packs/telco";
  ShareSettings(&config);
  const std::string address = "127.0.0.1:17411";
  auto host = Host::Start({config,
                           {"session", "inference", "chatbot"},
                           kSecret,
                           database->app_dsn(),
                           address});
  if (!host) {
    std::fprintf(stderr, "%s\n", host.error().message.c_str());
    return 1;
  }
  SystemClock clock;
  const std::string token = Authenticator(kSecret, clock)
                                .Mint({"bench", "customer-1", Role::kCustomer},
                                      std::chrono::hours(1));
  Measure(address, token, 1);
  Measure(address, token, 64);
  return 0;
}

}  // namespace
}  // namespace aicc

int main() { return aicc::Run(); }
