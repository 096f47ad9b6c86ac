#include "services/inference/domain/ask.h"

#include <gtest/gtest.h>

#include "tests/common/await.h"

namespace aicc::inference {
namespace {

using Kind = ModelDelta::Kind;
using Role = ModelMessage::Role;

// A model outside the company that keeps what it is asked, and says what it is
// told to.
class CapturingModel final : public LanguageModel {
 public:
  const ModelInfo& info() const override { return info_; }
  Task<ModelResult> Reply(const CallContext&, const ModelRequest& request,
                          const DeltaSink& sink) override {
    asked = request;
    for (const ModelDelta& delta : says) {
      if (!co_await sink({delta})) co_return ModelReply{Finish::kLeft};
    }
    co_return ModelReply{};
  }
  Task<bool> Reachable() override { co_return true; }

  ModelRequest asked;
  std::vector<ModelDelta> says;

 private:
  const ModelInfo info_;
};

class AskTest : public testing::Test {
 protected:
  // What the reader gets: the text, and the arguments of the first call.
  void Run() {
    const DeltaSink sink = [this](std::vector<ModelDelta> deltas) {
      return Take(std::move(deltas));
    };
    const CallContext call = CallContext::ForService("t1", "test");
    ASSERT_TRUE(Await(Ask(call, model_, request_, sink)));
  }
  Task<bool> Take(std::vector<ModelDelta> deltas) {
    for (const ModelDelta& delta : deltas) TextOf(delta.kind) += delta.text;
    co_return true;
  }
  std::string& TextOf(Kind kind) {
    if (kind == Kind::kRefusal) return refusal_;
    return kind == Kind::kToolCall ? arguments_ : text_;
  }
  // True if an image that is to be had there may be asked about.
  bool MayShow(const std::string& url) {
    request_.messages[0].parts = {{"", Image{"", "", url, ""}}};
    const CallContext call = CallContext::ForService("t1", "test");
    return Await(Ask(call, model_, request_,
                     [](std::vector<ModelDelta>) { return Yes(); }))
        .has_value();
  }
  static Task<bool> Yes() { co_return true; }
  const std::string& Sent(std::size_t message) const {
    return model_.asked.messages[message].text;
  }

  CapturingModel model_;
  ModelRequest request_{{{Role::kUser, "제 번호는 010-1234-5678이에요"}}};
  std::string text_;
  std::string arguments_;
  std::string refusal_;
};

TEST_F(AskTest, ArgumentsInFragmentsComeBackAsJson) {
  model_.says = {{Kind::kToolCall, R"({"phone":"<PHO)", 0, "c1", "find"},
                 {Kind::kToolCall, R"(NE_1>"})", 0}};

  Run();

  EXPECT_EQ(Sent(0), "제 번호는 <PHONE_1>이에요");
  EXPECT_EQ(arguments_, R"({"phone":"010-1234-5678"})");
}

TEST_F(AskTest, ARefusalStaysOneToItsEnd) {
  model_.says = {{Kind::kRefusal, "안 됩니다, <PHO"},
                 {Kind::kRefusal, "NE_1>"}};

  Run();

  EXPECT_EQ(refusal_, "안 됩니다, 010-1234-5678");
  EXPECT_EQ(text_, "");
}

TEST_F(AskTest, AnAddressOfAnImageNamesNobody) {
  EXPECT_TRUE(MayShow("https://cdn.example/photos/4711.png?size=big"));
  EXPECT_FALSE(MayShow("https://cdn.example/p.png?u=hong@example.com"));
  EXPECT_FALSE(MayShow("https://cdn.example/p.png?u=hong%40example.com"));
  EXPECT_FALSE(MayShow("https://cdn.example/p.png?u=hong%2540example.com"));
  EXPECT_FALSE(
      MayShow("https://cdn.example/"
              "p.png?%EC%9D%B4%EB%A6%84=%EA%B9%80%ED%95%98%EB%8A%98"));
}

TEST_F(AskTest, BackslashesOfJsonStay) {
  request_.messages.push_back(
      {Role::kTool, R"({"path":"C:\서울","re":"\d+\/"})"});
  request_.messages.back().tool_call_id = "c1";

  Run();

  EXPECT_EQ(Sent(1), R"({"path":"C:\서울","re":"\d+/"})");
}

TEST_F(AskTest, EscapesHideNothing) {
  ModelMessage called{Role::kAssistant, ""};
  called.tool_calls = {{"c1", "find",
                        R"({"name":"\uae40\ud558\ub298 \uace0\uac1d\ub2d8"})",
                        ""}};
  ModelMessage result{
      Role::kTool,
      R"({"address":"\uc11c\uc6b8\ud2b9\ubcc4\uc2dc \uac15\ub0a8\uad6c )"
      R"(\ud14c\ud5e4\ub780\ub85c 152"})"};
  result.tool_call_id = "c1";
  request_.messages.push_back(called);
  request_.messages.push_back(result);

  Run();

  EXPECT_EQ(Sent(2), R"({"address":"<ADDRESS_1>"})");
  const std::string& arguments =
      model_.asked.messages[1].tool_calls[0].arguments;
  EXPECT_FALSE(arguments.contains("\\uae40")) << arguments;
  EXPECT_FALSE(arguments.contains("김하늘")) << arguments;
}

TEST_F(AskTest, FieldsOfToolResultsSayWhatTheirValuesAre) {
  ModelMessage result{
      Role::kTool,
      R"({"고객명":"김민수","예금주":"이서연","customerName":"박지훈",)"
      R"("address":"역삼동 123-4","birth_dt":"19900102","born":"1990\/01\/02",)"
      R"("mail":"kim\u0040example.com","raw":"{\"성명\":\"\\uae40\ud558\\ub298\"}",)"
      R"("people":[{"firstName":"Minsu","lastName":"Park"}],"plan":"5G"})"};
  result.tool_call_id = "c1";
  request_.messages.push_back(result);

  Run();

  EXPECT_EQ(
      Sent(1),
      R"({"고객명":"<NAME_1>","예금주":"<NAME_2>","customerName":"<NAME_3>",)"
      R"("address":"<ADDRESS_1>","birth_dt":"<DOB_1>","born":"<DOB_1>",)"
      R"("mail":"<EMAIL_1>","raw":"{\"성명\":\"<NAME_4>\"}",)"
      R"("people":[{"firstName":"<NAME_5>","lastName":"<NAME_6>"}],"plan":"5G"})");
}

TEST_F(AskTest, NumbersInJsonStayJson) {
  ModelMessage called{Role::kAssistant, ""};
  called.tool_calls = {{"c1", "find", R"({"phone":01012345678,"n":3})", ""}};
  request_.messages.push_back(called);

  Run();

  EXPECT_EQ(model_.asked.messages[1].tool_calls[0].arguments,
            R"({"phone":"<PHONE_1>","n":3})");
}

TEST_F(AskTest, ToolsAndSchemasAreReadToo) {
  request_.tools = {{"pay",
                     "고객 김하늘님의 계좌로",
                     R"({"enum":["국민은행 계좌 110-234-567890"]})",
                     {}}};
  request_.json_schema = R"({"const":"kim@example.com"})";

  Run();

  const ToolDefinition& tool = model_.asked.tools[0];
  EXPECT_FALSE(tool.parameters.contains("110-234-567890")) << tool.parameters;
  EXPECT_FALSE(tool.description.contains("김하늘")) << tool.description;
  EXPECT_FALSE(model_.asked.json_schema.contains("kim@example.com"));
}

}  // namespace
}  // namespace aicc::inference
