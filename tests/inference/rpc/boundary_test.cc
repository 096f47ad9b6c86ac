#include <random>

#include "tests/inference/rpc/fixture.h"

namespace aicc::inference {
namespace {

// A contact whose customer says who they are, in the ways in which customers
// do; all values are made up anew for each.
struct Contact {
  std::vector<std::string> said;
  std::vector<std::string> values;  // What must not leave, as it was said.
};

class BoundaryTest : public InferenceFixture {
 protected:
  std::string Digits(int count) {
    std::string digits;
    for (int i = 0; i < count; ++i) {
      digits += static_cast<char>('0' + random_() % 10);
    }
    return digits;
  }
  // "일이삼사"
  static std::string Spoken(const std::string& digits) {
    static const char* const kNames[] = {"공", "일", "이", "삼", "사",
                                         "오", "육", "칠", "팔", "구"};
    std::string spoken;
    for (const char c : digits) spoken += kNames[c - '0'];
    return spoken;
  }

  Contact MakeContact(int i) {
    const std::string a = Digits(4);
    const std::string b = Digits(4);
    const std::string rrn = "9" + Digits(1) + "0" + std::to_string(1 + i % 9) +
                            "1" + Digits(1) + "-2" + Digits(6);
    const std::string mail = "customer" + Digits(5) + "@example.com";
    const std::string card =
        "4" + Digits(3) + "-" + Digits(4) + "-" + Digits(4) + "-" + Digits(4);
    const std::string account = Digits(3) + "-" + Digits(2) + "-" + Digits(6);
    switch (i % 5) {
      case 0:
        return {
            {"제 번호는 010-" + a + "-" + b + "이고 메일은 " + mail + "예요",
             "주민번호는 " + rrn + "입니다"},
            {a + "-" + b, mail, rrn}};
      case 1:
        return {{"카드번호 " + card + "로 결제했어요",
                 "국민은행 계좌 " + account + "로 환불해 주세요"},
                {card, account}};
      case 2:
        return {{"번호 불러드릴게요 공일공 " + Spoken(a), Spoken(b) + "이에요"},
                {Spoken(a), Spoken(b)}};
      case 3:
        return {{"My name is Jennifer Walker and my phone is 212-555-" + a,
                 "you can mail me at " + mail},
                {"Jennifer", "Walker", "555-" + a, mail}};
      default:
        return {{"저는 김하늘이라고 하고요 010" + a + b + "입니다",
                 "서울특별시 강남구 테헤란로 " + std::to_string(10 + i % 80) +
                     "길 12, 301호로 보내 주세요"},
                {"김하늘", a + b, "테헤란로"}};
    }
  }

  std::mt19937 random_{20'261'122};
};

TEST_F(BoundaryTest, NoValueOfFiveHundredContactsLeaves) {
  FakeOpenAiServer server;
  AddEndpoint("outside", Tier::kGeneral, server);
  server.Answer(WholeAnswer({"네, ", "확인했습니다."}));
  Start();
  std::vector<std::string> values;
  for (int i = 0; i < 500; ++i) {
    const Contact contact = MakeContact(i);
    v1::GenerateRequest request = ChatRequest(contact.said[0]);
    v1::Message* const bot = request.add_messages();
    bot->set_role(v1::MESSAGE_ROLE_BOT);
    bot->set_text("네");
    v1::Message* const last = request.add_messages();
    last->set_role(v1::MESSAGE_ROLE_CUSTOMER);
    last->set_text(contact.said[1]);
    request.set_external_allowed(true);
    const Answer answer = Generate(request);
    ASSERT_TRUE(answer.status.ok()) << i;
    values.insert(values.end(), contact.values.begin(), contact.values.end());
  }

  std::string all;
  for (const RecordedRequest& each : server.requests()) all += each.body;
  // What was not asked proves nothing.
  EXPECT_GE(server.requests().size(), 400u);
  int leaked = 0;
  for (const std::string& value : values) leaked += all.contains(value);
  EXPECT_EQ(leaked, 0) << "of " << values.size();
}

TEST_F(BoundaryTest, ATranscriptInOneTextIsReadLineByLine) {
  FakeOpenAiServer server;
  AddEndpoint("outside", Tier::kGeneral, server);
  server.Answer(WholeAnswer({R"({"번호":"<PHONE_1>"})"}));
  v1::GenerateRequest request;
  request.set_task(v1::TASK_SUMMARIZE);
  request.set_external_allowed(true);
  request.set_json_schema(R"({"type":"object"})");
  v1::Message* const rule = request.add_messages();
  rule->set_role(v1::MESSAGE_ROLE_INSTRUCTION);
  rule->set_text("요약하세요.");
  v1::Message* const message = request.add_messages();
  message->set_role(v1::MESSAGE_ROLE_CUSTOMER);
  message->set_text(
      "[1] CUSTOMER: 공일공 일이삼사\n[2] BOT: 네\n[3] CUSTOMER: "
      "오육칠팔이요\n");

  const Answer answer = Generate(request);

  ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
  const std::string sent = server.requests().front().body;
  EXPECT_FALSE(sent.contains("일이삼사")) << sent;
  EXPECT_FALSE(sent.contains("오육칠팔"));
  EXPECT_TRUE(sent.contains("[3] CUSTOMER: "));
  EXPECT_FALSE(answer.Text().contains("<PHONE_1>")) << answer.Text();
}

TEST_F(BoundaryTest, PlaceholdersAreThoseOfTheContactHoweverLongItIs) {
  FakeOpenAiServer server;
  AddEndpoint("outside", Tier::kGeneral, server);
  server.Answer(WholeAnswer({"<PHONE_1>로 연락드리겠습니다."}));
  server.Answer(WholeAnswer({"<PHONE_2>로 연락드리겠습니다."}));
  v1::GenerateRequest request = ChatRequest("제 번호는 010-1234-5678이에요");
  request.set_external_allowed(true);
  const auto add = [&](v1::MessageRole role, const std::string& text) {
    v1::Message* const message = request.add_messages();
    message->set_role(role);
    message->set_text(text);
  };
  for (int i = 0; i < 20; ++i) {
    add(v1::MESSAGE_ROLE_BOT, "네, 더 도와드릴까요? " + std::to_string(i));
    add(v1::MESSAGE_ROLE_CUSTOMER, "별나라 이야기 들려줘 " + std::to_string(i));
  }
  add(v1::MESSAGE_ROLE_BOT, "네.");
  add(v1::MESSAGE_ROLE_CUSTOMER, "이제 번호가 010-8765-4321로 바뀌었어요");

  // The first number is not in the prompt any more, and has its name all the
  // same.
  const Answer first = Generate(request);
  const Answer second = Generate(request);

  const std::string sent = server.requests().at(0).body;
  EXPECT_TRUE(sent.contains("<PHONE_2>")) << sent;
  // But for the instructions' example.
  EXPECT_EQ(sent.find("<PHONE_1>"), sent.rfind("<PHONE_1>"));
  EXPECT_FALSE(sent.contains("1234-5678"));
  EXPECT_EQ(first.Text(), "010-1234-5678로 연락드리겠습니다.");
  EXPECT_EQ(second.Text(), "010-8765-4321로 연락드리겠습니다.");
}

TEST_F(BoundaryTest, WhatStaysInsideIsNotMasked) {
  FakeOpenAiServer server;
  AddEndpoint("inside", Tier::kGeneral, server, true);
  server.Answer(WholeAnswer({"네."}));

  Ask("제 번호는 010-1234-5678이에요 도와주세요");

  ASSERT_EQ(server.requests().size(), 1u);
  EXPECT_TRUE(server.requests()[0].body.contains("010-1234-5678"));
}

}  // namespace
}  // namespace aicc::inference
