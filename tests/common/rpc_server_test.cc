#include "common/rpc_server.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.pb.h>
#include <grpcpp/support/error_details.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "tests/common/echo_services.h"

namespace aicc {
namespace {

using grpc::StatusCode;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;
using testing::Not;

constexpr int kEndless = 1 << 30;

Task<Result<UnaryAndStream::Response>> Throw() {
  throw std::runtime_error("a customer's words");
  co_return UnaryAndStream::Response();
}

class RpcServerTest : public testing::Test {
 protected:
  RpcServerTest() {
    service_.understand = [](const CallContext&, const auto& request) {
      return Echo(request);
    };
    const auto fixed_window = [] {
      grpc::ChannelArguments arguments;
      arguments.SetInt(GRPC_ARG_HTTP2_BDP_PROBE, 0);
      return arguments;
    }();
    stub_ =
        inference::v1::InferenceService::NewStub(server_.Channel(fixed_window));
    bidi_stub_ = session::v1::SessionService::NewStub(server_.Channel());
    request_.set_text("안녕");
  }

  void Allow(grpc::ClientContext& context, Role role = Role::kService,
             seconds lifetime = seconds(60)) {
    context.AddMetadata(
        "authorization",
        "Bearer " + host_.authenticator.Mint({"t1", "kim", role}, lifetime));
  }

  // Understands, under `context`.
  grpc::Status Understand(grpc::ClientContext& context) {
    return stub_->Understand(&context, request_, &response_);
  }
  // Understands with nothing but `authorization`, and says why not.
  Error RefusalOf(const std::string& authorization) {
    grpc::ClientContext context;
    if (!authorization.empty()) {
      context.AddMetadata("authorization", authorization);
    }
    const grpc::Status status = Understand(context);
    return status.ok() ? Error{} : FromGrpcStatus(status);
  }

  TestHost host_;
  UnaryAndStream service_{host_.rpc};
  BothWays both_ways_{host_.rpc};
  TestServer server_{{&service_, &both_ways_}};
  std::unique_ptr<inference::v1::InferenceService::Stub> stub_;
  std::unique_ptr<session::v1::SessionService::Stub> bidi_stub_;
  UnaryAndStream::Request request_;
  UnaryAndStream::Response response_;
};

TEST_F(RpcServerTest, WhoMayCallIsAnswered) {
  grpc::ClientContext context;
  Allow(context);

  EXPECT_TRUE(Understand(context).ok());
  EXPECT_EQ(response_.understanding().locale(), "안녕");
}

TEST_F(RpcServerTest, TheHandlerLearnsWhoCallsAndUntilWhen) {
  std::optional<Caller> caller;
  std::string id;
  CallContext::Deadline deadline;
  service_.understand = [&](const CallContext& call, const auto& request) {
    caller = call.caller();
    id = call.request_id();
    deadline = call.deadline();
    return Echo(request);
  };
  const auto begun = std::chrono::steady_clock::now();
  grpc::ClientContext context;
  Allow(context, Role::kAgent);
  context.AddMetadata("x-request-id", "req-1");

  ASSERT_TRUE(Understand(context).ok());

  EXPECT_EQ(caller, (Caller{"t1", "kim", Role::kAgent}));
  EXPECT_EQ(id, "req-1");
  // A caller without a deadline gets ours.
  EXPECT_GE(deadline, begun + kUnaryLimit);
  EXPECT_LE(deadline, std::chrono::steady_clock::now() + kUnaryLimit);
}

TEST_F(RpcServerTest, ARequestIdThatIsNotPlainIsReplaced) {
  std::string id;
  service_.understand = [&](const CallContext& call, const auto& request) {
    id = call.request_id();
    return Echo(request);
  };
  grpc::ClientContext context;
  Allow(context);
  context.AddMetadata("x-request-id", std::string(65, 'x'));

  ASSERT_TRUE(Understand(context).ok());

  EXPECT_EQ(id.size(), 36u);
}

TEST_F(RpcServerTest, WithoutAGoodTokenNobodyGetsIn) {
  service_.understand = nullptr;  // Must not be asked.
  const std::string expired =
      host_.authenticator.Mint({"t1", "kim", Role::kService}, seconds(-60));
  const Authenticator other("another secret, also 32 bytes long", host_.clock);

  EXPECT_EQ(RefusalOf("").reason, "MISSING_TOKEN");
  EXPECT_EQ(RefusalOf("Basic abc").reason, "MISSING_TOKEN");
  EXPECT_EQ(RefusalOf("Bearer abc").reason, "BAD_TOKEN");
  EXPECT_EQ(RefusalOf("Bearer " + expired).reason, "EXPIRED_TOKEN");
  EXPECT_EQ(RefusalOf("Bearer " +
                      other.Mint({"t1", "kim", Role::kService}, seconds(60)))
                .reason,
            "BAD_TOKEN");
  EXPECT_EQ(RefusalOf("").kind, ErrorKind::kUnauthenticated);
}

TEST_F(RpcServerTest, ARoleThatTheContractDoesNotNameIsRefused) {
  const Error error =
      RefusalOf(host_.Bearer({"t1", "cust-1", Role::kCustomer}));

  EXPECT_EQ(error.kind, ErrorKind::kPermissionDenied);
  EXPECT_EQ(error.reason, "ROLE_NOT_ALLOWED");
  EXPECT_EQ(error.metadata.at("role"), "CUSTOMER");
  EXPECT_EQ(error.metadata.at("method"),
            "aicc.inference.v1.InferenceService/Understand");
}

TEST_F(RpcServerTest, AMethodWithoutRolesMayBeCalledByNobody) {
  // The same method, described without its option.
  google::protobuf::FileDescriptorProto file;
  file.set_name("tests/open.proto");
  file.set_package("tests");
  file.set_syntax("proto3");
  file.add_dependency("aicc/inference/v1/inference.proto");
  auto* service = file.add_service();
  service->set_name("Open");
  auto* method = service->add_method();
  method->set_name("Understand");
  method->set_input_type(".aicc.inference.v1.UnderstandRequest");
  method->set_output_type(".aicc.inference.v1.UnderstandResponse");
  google::protobuf::DescriptorPool pool(
      google::protobuf::DescriptorPool::generated_pool());
  const auto* described = pool.BuildFile(file);
  ASSERT_NE(described, nullptr);
  TestHost host;
  UnaryAndStream open(host.rpc, *described->service(0));
  const TestServer server({&open});
  const auto stub = inference::v1::InferenceService::NewStub(server.Channel());

  for (const Role role : {Role::kCustomer, Role::kAgent, Role::kSupervisor,
                          Role::kAdmin, Role::kService}) {
    grpc::ClientContext context;
    context.AddMetadata("authorization", host.Bearer({"t1", "kim", role}));

    Error error =
        FromGrpcStatus(stub->Understand(&context, request_, &response_));

    EXPECT_EQ(error.reason, "ROLE_NOT_ALLOWED");
    EXPECT_EQ(error.metadata["method"], "tests.Open/Understand");
  }
}

TEST_F(RpcServerTest, AnErrorKeepsItsReasonDomainAndField) {
  service_.understand = [](const auto&, const auto&) {
    return Refuse(InvalidField("text", "must be short").error());
  };
  grpc::ClientContext context;
  Allow(context);

  const grpc::Status status = Understand(context);

  EXPECT_EQ(status.error_code(), StatusCode::INVALID_ARGUMENT);
  google::rpc::Status rich;
  ASSERT_TRUE(grpc::ExtractErrorDetails(status, &rich).ok());
  google::rpc::ErrorInfo info;
  ASSERT_TRUE(rich.details(0).UnpackTo(&info));
  EXPECT_EQ(info.reason(), "INVALID_FIELD");
  EXPECT_EQ(info.domain(), "tests.aicc");
  google::rpc::BadRequest bad;
  ASSERT_TRUE(rich.details(1).UnpackTo(&bad));
  EXPECT_EQ(bad.field_violations(0).field(), "text");
  EXPECT_EQ(bad.field_violations(0).description(), "must be short");
}

TEST_F(RpcServerTest, AnEscapedExceptionTellsNothing) {
  service_.understand = [](const auto&, const auto&) { return Throw(); };
  grpc::ClientContext context;
  Allow(context);

  const grpc::Status status = Understand(context);

  EXPECT_EQ(status.error_code(), StatusCode::INTERNAL);
  EXPECT_EQ(FromGrpcStatus(status).reason, "UNEXPECTED_EXCEPTION");
  EXPECT_THAT(status.error_message(), Not(HasSubstr("words")));
  EXPECT_THAT(status.error_details(), Not(HasSubstr("words")));
}

TEST_F(RpcServerTest, ARequestThatDoesNotParseIsInvalid) {
  request_.set_text("\xff");
  grpc::ClientContext context;
  Allow(context);

  const grpc::Status status = Understand(context);

  EXPECT_EQ(status.error_code(), StatusCode::INVALID_ARGUMENT);
  const Error error = FromGrpcStatus(status);
  EXPECT_EQ(error.reason, "INVALID_FIELD");
  EXPECT_EQ(error.metadata.at("field"), "request");
  EXPECT_EQ(error.metadata.at("errorDomain"), "inference.aicc");
}

TEST_F(RpcServerTest, ACallerWhoLeavesUnwindsTheHandler) {
  Stall stall;
  service_.understand = [&](const auto&, const auto&) {
    return StallUnary(stall);
  };
  grpc::ClientContext context;
  Allow(context);
  auto status =
      std::async(std::launch::async, [&] { return Understand(context); });
  stall.begun.get_future().wait();

  context.TryCancel();

  EXPECT_EQ(status.get().error_code(), StatusCode::CANCELLED);
  stall.unwound.get_future().wait();
}

TEST_F(RpcServerTest, ADeadlineUnwindsTheHandler) {
  Stall stall;
  service_.understand = [&](const auto&, const auto&) {
    return StallUnary(stall);
  };
  grpc::ClientContext context;
  Allow(context);
  context.set_deadline(std::chrono::system_clock::now() + seconds(1));

  EXPECT_EQ(Understand(context).error_code(), StatusCode::DEADLINE_EXCEEDED);

  stall.unwound.get_future().wait();
}

TEST_F(RpcServerTest, EveryCallIsCountedByItsCode) {
  grpc::ClientContext good;
  Allow(good);
  ASSERT_TRUE(Understand(good).ok());
  RefusalOf("");

  const std::string text = host_.metrics.Text();

  EXPECT_THAT(text, HasSubstr("InferenceService/Understand"));
  EXPECT_THAT(text, HasSubstr("\"OK\""));
  EXPECT_THAT(text, HasSubstr("\"UNAUTHENTICATED\""));
}

TEST_F(RpcServerTest, AStreamArrivesInOrderAndEnds) {
  service_.generate = [](const auto&, auto& stream) {
    return CountAloud(stream, 200, 0, nullptr, nullptr);
  };
  grpc::ClientContext context;
  Allow(context);
  const auto reader = stub_->Generate(&context, {});

  UnaryAndStream::Piece piece;
  int n = 0;
  while (reader->Read(&piece)) {
    EXPECT_EQ(piece.text_delta(), std::to_string(n++));
  }

  EXPECT_EQ(n, 200);
  EXPECT_TRUE(reader->Finish().ok());
}

TEST_F(RpcServerTest, AStreamToo) {
  grpc::ClientContext context;
  const auto reader = stub_->Generate(&context, {});

  UnaryAndStream::Piece piece;
  EXPECT_FALSE(reader->Read(&piece));
  EXPECT_EQ(FromGrpcStatus(reader->Finish()).reason, "MISSING_TOKEN");
}

TEST_F(RpcServerTest, ASlowReaderSlowsTheWriter) {
  std::atomic<int> written = 0;
  std::promise<void> stopped;
  service_.generate = [&](const auto&, auto& stream) {
    return CountAloud(stream, kEndless, 16'384, &written, &stopped);
  };
  grpc::ClientContext context;
  Allow(context);
  const auto reader = stub_->Generate(&context, {});

  UnaryAndStream::Piece piece;
  for (int read = 1; read <= 300; ++read) {
    ASSERT_TRUE(reader->Read(&piece));
    // What lies between: the windows and buffers of HTTP/2, some 100 kB.
    ASSERT_LT(written, read + 64);
  }

  // A reader who leaves stops a writer who waits for them.
  context.TryCancel();
  stopped.get_future().wait();
  EXPECT_EQ(reader->Finish().error_code(), StatusCode::CANCELLED);
}

// Answers each utterance with its id, until the caller has sent all.
Task<Result<void>> EchoIds(
    BidiStream<BothWays::Request, BothWays::Response>& stream) {
  BothWays::Request request;
  while (co_await stream.Read(&request)) {
    BothWays::Response response;
    response.add_acks()->set_event_id(request.event_id());
    co_await stream.Write(std::move(response));
  }
  co_return Result<void>();
}

// Reads for as long as there is a caller, and tells when it has ended.
Task<Result<void>> ReadOn(
    BidiStream<BothWays::Request, BothWays::Response>& stream, Stall& stall) {
  BothWays::Request request;
  struct Guard {
    Stall& of;
    ~Guard() { of.unwound.set_value(); }
  } guard{stall};
  stall.begun.set_value();
  while (co_await stream.Read(&request)) {
  }
  co_return Result<void>();
}

TEST_F(RpcServerTest, ACallbackAnswersFromAnyThreadEvenIfTheCallerHasLeft) {
  std::promise<std::function<void(BothWays::Appended)>> taken;
  both_ways_.append = [&](const CallContext& call, auto done) {
    EXPECT_EQ(call.caller().subject, "kim");
    taken.set_value(std::move(done));
  };
  grpc::ClientContext context;
  Allow(context);
  std::thread caller([&] {
    session::v1::AppendEventResponse response;
    EXPECT_EQ(bidi_stub_->AppendEvent(&context, {}, &response).error_code(),
              StatusCode::CANCELLED);
  });
  const auto first = taken.get_future().get();
  context.TryCancel();
  caller.join();
  first(session::v1::AppendEventResponse());

  taken = {};
  grpc::ClientContext again;
  Allow(again);
  session::v1::AppendEventResponse response;
  std::thread answerer([&] {
    session::v1::AppendEventResponse answer;
    answer.set_seq(7);
    taken.get_future().get()(answer);
  });
  EXPECT_TRUE(bidi_stub_->AppendEvent(&again, {}, &response).ok());
  answerer.join();
  EXPECT_EQ(response.seq(), 7);
}

TEST_F(RpcServerTest, ACallbackRefusesAndFailsAsACoroutineDoes) {
  const auto status_of = [this](bool allowed) {
    grpc::ClientContext context;
    if (allowed) Allow(context);
    session::v1::AppendEventResponse response;
    return bidi_stub_->AppendEvent(&context, {}, &response);
  };

  EXPECT_EQ(FromGrpcStatus(status_of(false)).reason, "MISSING_TOKEN");
  both_ways_.append = [](const auto&, auto done) {
    done(Failure(InvalidField("text", "must be short").error()));
  };
  EXPECT_EQ(FromGrpcStatus(status_of(true)).reason, "INVALID_FIELD");
  both_ways_.append = [](const auto&, const auto&) {
    throw std::runtime_error("a customer's words");
  };
  EXPECT_EQ(FromGrpcStatus(status_of(true)).reason, "UNEXPECTED_EXCEPTION");
}

TEST_F(RpcServerTest, BothWaysAtOnce) {
  both_ways_.ingest = [](const auto&, auto& stream) { return EchoIds(stream); };
  grpc::ClientContext context;
  Allow(context);
  const auto stream = bidi_stub_->IngestTranscript(&context);

  for (int i = 0; i < 200; ++i) {
    BothWays::Request request;
    request.set_event_id(std::to_string(i));
    ASSERT_TRUE(stream->Write(request));
    BothWays::Response response;
    ASSERT_TRUE(stream->Read(&response));
    EXPECT_EQ(response.acks(0).event_id(), std::to_string(i));
  }
  stream->WritesDone();

  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(RpcServerTest, ACallerWhoLeavesEndsAHandlerThatReads) {
  Stall stall;
  both_ways_.ingest = [&](const auto&, auto& stream) {
    return ReadOn(stream, stall);
  };
  grpc::ClientContext context;
  Allow(context);
  const auto stream = bidi_stub_->IngestTranscript(&context);
  stall.begun.get_future().wait();

  context.TryCancel();

  stall.unwound.get_future().wait();
  EXPECT_EQ(stream->Finish().error_code(), StatusCode::CANCELLED);
}

TEST_F(RpcServerTest, BothWaysToo) {
  grpc::ClientContext context;
  Allow(context, Role::kAgent);
  const auto stream = bidi_stub_->IngestTranscript(&context);

  EXPECT_EQ(FromGrpcStatus(stream->Finish()).reason, "ROLE_NOT_ALLOWED");
}

}  // namespace
}  // namespace aicc
