#include "tests/inference/rpc/fixture.h"

namespace aicc::inference {
namespace {

using Kind = v1::GenerateResponse;

constexpr char kSchema[] = R"({"type":"object"})";

class SummarizeTest : public InferenceFixture {
 protected:
  static v1::GenerateRequest Request(bool external_allowed) {
    v1::GenerateRequest request;
    request.set_task(v1::TASK_SUMMARIZE);
    request.set_json_schema(kSchema);
    request.set_external_allowed(external_allowed);
    const auto add = [&](v1::MessageRole role, const char* text) {
      request.add_messages()->set_role(role);
      request.mutable_messages(request.messages_size() - 1)->set_text(text);
    };
    add(v1::MESSAGE_ROLE_INSTRUCTION, "Summarize the contact.");
    add(v1::MESSAGE_ROLE_CUSTOMER, "제 번호는 010-1234-5678입니다");
    add(v1::MESSAGE_ROLE_AGENT, "확인했습니다");
    return request;
  }

  static std::string ReasonOf(const grpc::Status& status) {
    return FromGrpcStatus(status).reason;
  }
};

TEST_F(SummarizeTest, NeedsAServedModel) {
  const Answer answer = Generate(Request(true));

  EXPECT_TRUE(answer.pieces.empty());
  EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(ReasonOf(answer.status), "MODEL_NOT_CONFIGURED");
}

TEST_F(SummarizeTest, AGeneralModelOutsideNeedsConsent) {
  FakeOpenAiServer server;
  AddEndpoint("openai", Tier::kGeneral, server);

  EXPECT_EQ(ReasonOf(Generate(Request(false)).status), "MODEL_NOT_CONFIGURED");
  EXPECT_TRUE(server.requests().empty());
}

TEST_F(SummarizeTest, TheDomainModelIsAskedFirstWithTheSchema) {
  FakeOpenAiServer domain;
  domain.Answer(WholeAnswer({"{\"situation\":", "[]}"}));
  FakeOpenAiServer general;
  AddEndpoint("openai", Tier::kGeneral, general);
  AddEndpoint("exaone", Tier::kDomain, domain, true);

  const Answer answer = Generate(Request(true));

  ASSERT_TRUE(answer.status.ok());
  EXPECT_EQ(answer.Text(), "{\"situation\":[]}");
  EXPECT_EQ(answer.decision().model(), "exaone/m");
  EXPECT_EQ(answer.decision().tier(), common::v1::TIER_DOMAIN);
  const std::string sent = domain.requests()[0].body;
  EXPECT_TRUE(sent.contains("\"json_schema\""));
  EXPECT_TRUE(sent.contains("Summarize the contact."));
  EXPECT_TRUE(sent.contains("AGENT: 확인했습니다"));
}

TEST_F(SummarizeTest, ASummaryThatIsNoJsonIsTakenBackAndTheNextIsAsked) {
  FakeOpenAiServer domain;
  domain.Answer(WholeAnswer({"요약하면, "}));
  FakeOpenAiServer general;
  general.Answer(WholeAnswer({"{\"phone\":\"<PHONE_1>\"}"}));
  AddEndpoint("exaone", Tier::kDomain, domain, true);
  AddEndpoint("openai", Tier::kGeneral, general);

  const Answer answer = Generate(Request(true));

  ASSERT_TRUE(answer.status.ok());
  EXPECT_EQ(answer.Count(Kind::kRestart), 1);
  EXPECT_EQ(answer.Text(), "{\"phone\":\"010-1234-5678\"}");
  EXPECT_EQ(answer.decision().model(), "openai/m");
  EXPECT_FALSE(general.requests()[0].body.contains("010-1234-5678"));
}

TEST_F(SummarizeTest, IsUnavailableWhenEveryModelFails) {
  FakeOpenAiServer server;
  server.Answer({.status = 429});
  AddEndpoint("exaone", Tier::kDomain, server, true);

  const Answer answer = Generate(Request(false));

  EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(ReasonOf(answer.status), "MODEL_FAILED");
}

}  // namespace
}  // namespace aicc::inference
