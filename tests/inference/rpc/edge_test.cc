#include <cstdlib>
#include <functional>

#include "tests/inference/rpc/fixture.h"

namespace aicc::inference {
namespace {

class EdgeTest : public InferenceFixture {
 protected:
  void SetUp() override { Start(); }

  // The field that a changed chat request is refused for.
  std::string RefusedFor(
      const std::function<void(v1::GenerateRequest&)>& change) {
    v1::GenerateRequest request = ChatRequest("로밍");
    change(request);
    const Answer answer = Generate(request);
    if (answer.status.ok()) return "nothing";
    const Error error = FromGrpcStatus(answer.status);
    EXPECT_EQ(error.kind, ErrorKind::kInvalidArgument);
    EXPECT_EQ(error.reason, "INVALID_FIELD");
    EXPECT_TRUE(answer.pieces.empty());
    return error.metadata.at("field");
  }

  grpc::Status Understand(const std::string& text, v1::UnderstandResponse* got,
                          Role role = Role::kService,
                          const std::string& locale = "") {
    grpc::ClientContext context;
    Sign(&context, role);
    v1::UnderstandRequest request;
    request.set_text(text);
    request.set_locale(locale);
    return stub_->Understand(&context, request, got);
  }
};

TEST_F(EdgeTest, CustomersMayNotCallAnything) {
  v1::UnderstandResponse understood;
  const grpc::Status status = Understand("로밍", &understood, Role::kCustomer);

  EXPECT_EQ(status.error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(FromGrpcStatus(status).reason, "ROLE_NOT_ALLOWED");

  grpc::ClientContext context;
  Sign(&context, Role::kCustomer);
  const auto reader = stub_->Generate(&context, ChatRequest("로밍"));
  v1::GenerateResponse piece;
  EXPECT_FALSE(reader->Read(&piece));
  EXPECT_EQ(FromGrpcStatus(reader->Finish()).reason, "ROLE_NOT_ALLOWED");
}

TEST_F(EdgeTest, NobodyWithoutATokenMay) {
  grpc::ClientContext context;
  v1::ListModelsResponse response;
  const grpc::Status status = stub_->ListModels(&context, {}, &response);

  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAUTHENTICATED);
}

TEST_F(EdgeTest, UnderstandSaysWhatAMessageMeans) {
  v1::UnderstandResponse response;

  ASSERT_TRUE(Understand("일본 로밍 화나요", &response, Role::kAgent).ok());

  const v1::Understanding& understood = response.understanding();
  EXPECT_EQ(understood.locale(), "ko");
  EXPECT_EQ(understood.intents(0).intent(), "roaming_fee");
  EXPECT_EQ(understood.entities(0).value(), "일본");
  EXPECT_DOUBLE_EQ(understood.sentiment(), -0.7);
}

TEST_F(EdgeTest, UnderstandRefusesWhatItCannotRead) {
  v1::UnderstandResponse response;
  const auto field = [](const grpc::Status& status) {
    return FromGrpcStatus(status).metadata.at("field");
  };

  EXPECT_EQ(field(Understand("", &response)), "text");
  EXPECT_EQ(field(Understand(std::string(16'385, 'a'), &response)), "text");
  EXPECT_EQ(field(Understand("a", &response, Role::kService, "fr")), "locale");
}

TEST_F(EdgeTest, GenerateNamesTheFieldThatIsWrong) {
  using R = v1::GenerateRequest;
  const auto too_long = std::string(65'537, 'a');

  EXPECT_EQ(RefusedFor([](R&) {}), "nothing");
  EXPECT_EQ(RefusedFor([](R& r) { r.clear_task(); }), "task");
  EXPECT_EQ(RefusedFor([](R& r) { r.set_task(static_cast<v1::Task>(77)); }),
            "task");
  EXPECT_EQ(RefusedFor([](R& r) { r.clear_messages(); }), "messages");
  EXPECT_EQ(RefusedFor([](R& r) {
              for (int i = 0; i < 400; ++i) *r.add_messages() = r.messages(0);
            }),
            "messages");
  EXPECT_EQ(RefusedFor([](R& r) { r.mutable_messages(0)->clear_role(); }),
            "messages.role");
  EXPECT_EQ(RefusedFor([](R& r) { r.mutable_messages(0)->clear_text(); }),
            "messages.text");
  EXPECT_EQ(
      RefusedFor([&](R& r) { r.mutable_messages(0)->set_text(too_long); }),
      "messages.text");
  EXPECT_EQ(RefusedFor([](R& r) {
              r.mutable_messages(0)->set_role(v1::MESSAGE_ROLE_BOT);
            }),
            "messages");
  EXPECT_EQ(RefusedFor([](R& r) { r.set_locale("KO"); }), "locale");
  EXPECT_EQ(RefusedFor([](R& r) { r.set_json_schema("{}"); }), "json_schema");
}

TEST_F(EdgeTest, TheLongestMessageIsAnswered) {
  const Answer answer = Ask(std::string(65'000, 'a') + "로밍");

  EXPECT_TRUE(answer.status.ok());
  EXPECT_TRUE(answer.pieces.back().has_decision());
}

class ListModelsTest : public InferenceFixture {};

TEST_F(ListModelsTest, PagesThroughThemTheBuiltInFirst) {
  FakeOpenAiServer server;
  AddEndpoint("exaone", Tier::kDomain, server, true);
  AddEndpoint("openai", Tier::kGeneral, server);
  Start();
  v1::ListModelsRequest request;
  request.set_page_size(2);
  std::string names;

  do {
    grpc::ClientContext context;
    Sign(&context);
    v1::ListModelsResponse page;
    ASSERT_TRUE(stub_->ListModels(&context, request, &page).ok());
    ASSERT_GT(page.models_size(), 0);
    for (const v1::Model& model : page.models()) names += model.model() + ";";
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());

  EXPECT_EQ(names, "builtin/fake@1;exaone/m;openai/m;");
}

TEST_F(ListModelsTest, RefusesPagesThatAreNone) {
  Start();
  for (const char* token : {"x", "-1", "9", "99999999999999999999"}) {
    grpc::ClientContext context;
    Sign(&context);
    v1::ListModelsRequest request;
    request.set_page_token(token);
    v1::ListModelsResponse page;
    EXPECT_EQ(FromGrpcStatus(stub_->ListModels(&context, request, &page))
                  .metadata.at("field"),
              "page_token")
        << token;
  }
}

class KeyTest : public InferenceFixture {};

TEST_F(KeyTest, AKeyThatIsNotSetStopsTheStartAndIsNamed) {
  FakeOpenAiServer server;
  AddEndpoint("openai", Tier::kGeneral, server).api_key_env =
      "AICC_TEST_KEY_THAT_IS_NOT_SET";

  const auto made = MakeInferenceService(config_, environment_,
                                         std::make_unique<FakeEngine>());

  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().reason, "BAD_CONFIG");
  EXPECT_EQ(made.error().metadata.at("variable"),
            "AICC_TEST_KEY_THAT_IS_NOT_SET");
}

TEST_F(KeyTest, AKeyComesFromTheEnvironment) {
  ::setenv("AICC_TEST_KEY", "k-1", 1);
  FakeOpenAiServer server;
  server.Answer(WholeAnswer({"네."}));
  AddEndpoint("openai", Tier::kGeneral, server).api_key_env = "AICC_TEST_KEY";

  Ask("날씨", true);

  EXPECT_EQ(server.requests()[0].authorization, "Bearer k-1");
}

}  // namespace
}  // namespace aicc::inference
