#include "common/rpc_client.h"

#include <gtest/gtest.h>

#include <atomic>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <thread>

#include "tests/common/await.h"
#include "tests/common/echo_services.h"

namespace aicc {
namespace {

namespace asio = boost::asio;
using inference::v1::InferenceService;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

// A deadline that leaves time to connect, however busy the machine.
constexpr milliseconds kSoon{1'000};

using Stub = InferenceService::Stub;
using Piece = UnaryAndStream::Piece;

Task<Result<void>> WriteThenFail(ServerStream<Piece>& stream) {
  co_await CountAloud(stream, 3, 0, nullptr, nullptr);
  co_return ServiceUnavailable("model");
}
Task<Result<void>> StallStream(Stall& stall) {
  co_await StallOn(stall);
  co_return Result<void>();
}

class RpcClientTest : public testing::Test {
 protected:
  RpcClientTest() { request_.set_text("안녕"); }

  Task<Result<UnaryAndStream::Response>> Understand(const CallContext& call) {
    return Call(self_, stub_->async(), &Stub::async::Understand, call,
                request_);
  }

  // Reads a whole stream, or `limit` messages of it.
  Task<Result<int>> Generate(const CallContext& call, int limit) {
    ClientStream<Piece> stream(self_, stub_->async(), &Stub::async::Generate,
                               call, inference::v1::GenerateRequest());
    Piece piece;
    int read = 0;
    while (co_await stream.Read(&piece)) {
      EXPECT_EQ(piece.text_delta(), std::to_string(read));
      if (++read == limit) co_return read;
    }
    const auto ended = co_await stream.Finish();
    if (!ended) co_return Failure(ended.error());
    co_return read;
  }

  // Cancels what `start` began, once `stall` has begun.
  template <typename T>
  void CancelAndExpectUnwound(Task<T> task, CallContext& call, Stall& stall) {
    const auto strand = asio::make_strand(TestExecutor());
    asio::cancellation_signal cancel;
    auto ended = asio::co_spawn(
        strand, std::move(task),
        asio::bind_cancellation_slot(cancel.slot(), asio::use_future));
    stall.begun.get_future().wait();

    asio::post(strand, [&] {
      call.Cancel();
      cancel.emit(asio::cancellation_type::terminal);
    });

    EXPECT_THROW(ended.get(), boost::system::system_error);
    stall.unwound.get_future().wait();
  }

  TestHost host_;
  UnaryAndStream service_{host_.rpc};
  TestServer server_{{&service_}};
  const ServiceIdentity self_{"chatbot", host_.authenticator};
  const std::unique_ptr<Stub> stub_ =
      InferenceService::NewStub(server_.Channel());
  const Caller customer_{"t1", "cust-1", Role::kCustomer};
  UnaryAndStream::Request request_;
};

TEST_F(RpcClientTest, BringsTheAnswer) {
  service_.understand = [](const auto&, const auto& r) { return Echo(r); };
  const CallContext call(customer_);

  const auto understood = Await(Understand(call));

  ASSERT_TRUE(understood) << understood.error().message;
  EXPECT_EQ(understood->understanding().locale(), "안녕");
}

TEST_F(RpcClientTest, BringsTheErrorAsItWasMade) {
  service_.understand = [](const auto&, const auto&) {
    return Refuse(InvalidField("text", "must be short").error());
  };
  const CallContext call(customer_);

  const auto refused = Await(Understand(call));

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::kInvalidArgument);
  EXPECT_EQ(refused.error().reason, "INVALID_FIELD");
  EXPECT_EQ(refused.error().metadata.at("field"), "text");
  // Passed on to the next caller, it still says who made it.
  const auto again = FromGrpcStatus(ToGrpcStatus(refused.error(), "x.aicc"));
  EXPECT_EQ(again.metadata.at("errorDomain"), "tests.aicc");
}

TEST_F(RpcClientTest, CallsAsTheServiceInTheCallersTenant) {
  std::optional<Caller> caller;
  std::string id;
  CallContext::Deadline deadline;
  service_.understand = [&](const CallContext& call, const auto& request) {
    caller = call.caller();
    id = call.request_id();
    deadline = call.deadline();
    return Echo(request);
  };
  const auto until = steady_clock::now() + std::chrono::seconds(20);
  const CallContext call(customer_, until, "req-1");

  ASSERT_TRUE(Await(Understand(call)));

  EXPECT_EQ(caller, (Caller{"t1", "chatbot", Role::kService}));
  EXPECT_EQ(id, "req-1");
  EXPECT_LT(deadline, until + std::chrono::seconds(1));
  EXPECT_GT(deadline, until - std::chrono::seconds(5));
}

TEST_F(RpcClientTest, GivesUpWhenTheDeadlinePasses) {
  Stall stall;
  service_.understand = [&](const auto&, const auto&) {
    return StallUnary(stall);
  };
  const CallContext call(customer_, steady_clock::now() + kSoon);

  const auto late = Await(Understand(call));

  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().kind, ErrorKind::kDeadlineExceeded);
  stall.unwound.get_future().wait();
}

TEST_F(RpcClientTest, AServiceThatIsNotThereIsUnavailable) {
  const auto stub = InferenceService::NewStub(host_.channels.To("nobody"));
  const CallContext call(customer_);

  const auto refused = Await(
      Call(self_, stub->async(), &Stub::async::Understand, call, request_));

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::kUnavailable);
}

TEST_F(RpcClientTest, CancellingTheCallerCancelsTheCallee) {
  Stall stall;
  service_.understand = [&](const auto&, const auto&) {
    return StallUnary(stall);
  };
  CallContext call(customer_);

  CancelAndExpectUnwound(Understand(call), call, stall);
}

TEST_F(RpcClientTest, ReadsAStreamToItsEnd) {
  service_.generate = [](const auto&, auto& stream) {
    return CountAloud(stream, 200, 0, nullptr, nullptr);
  };
  const CallContext call(customer_);

  EXPECT_EQ(Await(Generate(call, 1'000)).value(), 200);
}

TEST_F(RpcClientTest, AnErrorAtTheEndOfAStreamIsBrought) {
  service_.generate = [](const auto&, auto& stream) {
    return WriteThenFail(stream);
  };
  const CallContext call(customer_);

  const auto read = Await(Generate(call, 1'000));

  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().reason, "SERVICE_UNAVAILABLE");
}

TEST_F(RpcClientTest, AStreamThatIsLeftEndsOnTheOtherSideToo) {
  std::promise<void> stopped;
  service_.generate = [&](const auto&, auto& stream) {
    return CountAloud(stream, 1 << 30, 0, nullptr, &stopped);
  };
  const CallContext call(customer_);

  EXPECT_EQ(Await(Generate(call, 5)).value(), 5);

  stopped.get_future().wait();
}

TEST_F(RpcClientTest, CancellingAReaderCancelsTheWriter) {
  Stall stall;
  service_.generate = [&](const auto&, auto&) { return StallStream(stall); };
  CallContext call(customer_);

  CancelAndExpectUnwound(Generate(call, 1), call, stall);
}

TEST_F(RpcClientTest, AStreamGivesUpWhenTheDeadlinePasses) {
  Stall stall;
  service_.generate = [&](const auto&, auto&) { return StallStream(stall); };
  const CallContext call(customer_, steady_clock::now() + kSoon);

  const auto late = Await(Generate(call, 1));

  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().kind, ErrorKind::kDeadlineExceeded);
  stall.unwound.get_future().wait();
}

TEST_F(RpcClientTest, ASlowReaderSlowsTheWriter) {
  std::atomic<int> written = 0;
  std::promise<void> stopped;
  service_.generate = [&](const auto&, auto& stream) {
    return CountAloud(stream, 1 << 30, 16'384, &written, &stopped);
  };
  const CallContext call(customer_);
  auto stream = std::make_unique<ClientStream<Piece>>(
      self_, stub_->async(), &Stub::async::Generate, call,
      inference::v1::GenerateRequest());
  Piece piece;
  ASSERT_TRUE(Await(stream->Read(&piece)));

  // Nothing more is read; what has been written stands still in the end.
  int before = -1;
  for (int i = 0; i < 200 && before != written; ++i) {
    before = written;
    std::this_thread::sleep_for(milliseconds(50));
  }

  EXPECT_EQ(before, written);
  EXPECT_LT(written, 4'096);  // 64 MiB.
  stream.reset();
  stopped.get_future().wait();
}

// gRPC's threads of reactions end with the last channel and the last server of
// the process, so none of them may be the one to drop it.
TEST(ClientStreamTest, TheLastChannelOfAllMayEndWithItsCall) {
  const SystemClock clock;
  const Authenticator authenticator("a secret of tests, 32 bytes long", clock);
  const ServiceIdentity self("chatbot", authenticator);
  const CallContext call({"t1", "customer-1", Role::kCustomer});
  for (int i = 0; i < 20; ++i) {
    auto channel = grpc::CreateChannel("127.0.0.1:1",  // Nobody listens there.
                                       grpc::InsecureChannelCredentials());
    const std::weak_ptr<grpc::Channel> last = channel;
    {
      const auto stub = InferenceService::NewStub(std::move(channel));
      const ClientStream<Piece> left(self, stub->async(),
                                     &Stub::async::Generate, call,
                                     inference::v1::GenerateRequest());
    }

    const auto until = steady_clock::now() + std::chrono::seconds(10);
    while (!last.expired() && steady_clock::now() < until) {
      std::this_thread::sleep_for(milliseconds(1));
    }
    ASSERT_TRUE(last.expired()) << i;
  }
}

}  // namespace
}  // namespace aicc
