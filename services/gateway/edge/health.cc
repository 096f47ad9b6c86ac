#include "services/gateway/edge/health.h"

#include <google/protobuf/empty.pb.h>
#include <google/protobuf/unknown_field_set.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <utility>

#include "common/suspend.h"

namespace aicc::gateway {
namespace {

using Stub = grpc::TemplatedGenericStub<grpc::ByteBuffer, grpc::ByteBuffer>;

constexpr char kCheck[] = "/grpc.health.v1.Health/Check";
constexpr std::uint64_t kServing = 1;
constexpr std::array<std::string_view, 4> kStates{
    "UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"};

// One question. The request is empty: how is the server as a whole?
struct Question {
  explicit Question(std::shared_ptr<grpc::Channel> channel)
      : stub(std::move(channel)) {}

  Stub stub;
  grpc::ClientContext context;
  grpc::ByteBuffer request;
  grpc::ByteBuffer response;
  grpc::Status status;
};

// Reads HealthCheckResponse.status, its only field, number 1; the package that
// gRPC comes in has no generated code for it.
std::string_view StateOf(const Question& question) {
  if (!question.status.ok()) return "UNREACHABLE";
  grpc::Slice slice;
  google::protobuf::Empty message;
  if (!question.response.DumpToSingleSlice(&slice).ok() ||
      !message.ParseFromArray(slice.begin(), static_cast<int>(slice.size()))) {
    return "UNREACHABLE";
  }
  std::uint64_t state = 0;
  const auto& fields = message.GetReflection()->GetUnknownFields(message);
  for (int i = 0; i < fields.field_count(); ++i) {
    const auto& field = fields.field(i);
    if (field.number() == 1 &&
        field.type() == google::protobuf::UnknownField::TYPE_VARINT) {
      state = field.varint();
    }
  }
  return state < kStates.size() ? kStates[state] : kStates[0];
}

void Ask(std::vector<std::unique_ptr<Question>>& questions,
         const std::function<void(bool)>& done) {
  if (questions.empty()) return done(true);
  const auto left =
      std::make_shared<std::atomic<std::size_t>>(questions.size());
  for (auto& question : questions) {
    Question* const q = question.get();
    q->stub.UnaryCall(&q->context, kCheck, {}, &q->request, &q->response,
                      [q, left, done](grpc::Status status) {
                        q->status = std::move(status);
                        if (left->fetch_sub(1) == 1) done(true);
                      });
  }
}

}  // namespace

Task<HttpResponse> CheckHealth(Channels& channels,
                               const std::vector<std::string>& owners,
                               std::chrono::milliseconds limit) {
  const grpc::Slice empty("");
  std::vector<std::unique_ptr<Question>> questions;
  for (const std::string& owner : owners) {
    auto& question =
        *questions.emplace_back(std::make_unique<Question>(channels.To(owner)));
    question.request = grpc::ByteBuffer(&empty, 1);
    question.context.set_deadline(std::chrono::system_clock::now() + limit);
  }
  co_await Suspend<bool>(
      [&questions](std::function<void(bool)> done) { Ask(questions, done); },
      [&questions] {
        for (auto& question : questions) question->context.TryCancel();
      });

  bool serving = true;
  std::string states;
  for (std::size_t i = 0; i < owners.size(); ++i) {
    const std::string_view state = StateOf(*questions[i]);
    serving = serving && state == kStates[kServing];
    states +=
        (i > 0 ? ",\"" : "\"") + owners[i] + "\":\"" + std::string(state) + '"';
  }
  HttpResponse response;
  response.status = serving ? 200 : 503;
  response.headers = {{"content-type", "application/json"},
                      {"cache-control", "no-store"}};
  response.body = std::string("{\"status\":\"") +
                  (serving ? "SERVING" : "NOT_SERVING") + "\",\"services\":{" +
                  states + "}}\n";
  co_return response;
}

}  // namespace aicc::gateway
