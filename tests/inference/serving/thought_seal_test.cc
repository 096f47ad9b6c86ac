#include "services/inference/openai/thought_seal.h"

#include <gtest/gtest.h>

namespace aicc::inference {
namespace {

const ThoughtSeal kSeal(std::string(32, 'k'));

KeptThoughts SomeThoughts() {
  return {"deepseek-reasoner",
          {{"먼저 요금을 본다", "", false}, {"xyz", "sig", true}},
          "call-sig"};
}

TEST(ThoughtSealTest, GivesBackWhatItWasGiven) {
  const std::string id = kSeal.Close("call_1", "t1", SomeThoughts());

  const ThoughtSeal::Opened opened = kSeal.Open(id, "t1");

  EXPECT_EQ(opened.id, "call_1");
  ASSERT_TRUE(opened.kept);
  EXPECT_EQ(opened.kept->thinker, "deepseek-reasoner");
  EXPECT_EQ(opened.kept->signature, "call-sig");
  ASSERT_EQ(opened.kept->thoughts.size(), 2u);
  EXPECT_EQ(opened.kept->thoughts[0].text, "먼저 요금을 본다");
  EXPECT_TRUE(opened.kept->thoughts[1].redacted);
}

TEST(ThoughtSealTest, ShowsNothingOfIt) {
  const std::string id = kSeal.Close("call_1", "t1", SomeThoughts());

  EXPECT_FALSE(id.contains("먼저"));
  EXPECT_FALSE(id.contains("deepseek"));
  EXPECT_NE(id, kSeal.Close("call_1", "t1", SomeThoughts()));
}

TEST(ThoughtSealTest, AnIdOfAnotherOriginIsItself) {
  for (const char* id : {"", "call_1", "toolu~1", "~"}) {
    EXPECT_EQ(kSeal.Open(id, "t1").id, id);
    EXPECT_FALSE(kSeal.Open(id, "t1").kept) << id;
  }
}

TEST(ThoughtSealTest, WhatWasChangedIsNotBelieved) {
  const std::string id = kSeal.Close("call_1", "t1", SomeThoughts());
  std::string other_call = id;
  other_call[5] = '2';
  std::string other_bytes = id;
  other_bytes[20] = other_bytes[20] == 'A' ? 'B' : 'A';
  const std::string other_key =
      ThoughtSeal(std::string(32, 'x')).Close("call_1", "t1", SomeThoughts());

  for (const std::string& each :
       {other_call, other_bytes, other_key, id.substr(0, id.size() - 1),
        id.substr(0, 14), std::string("call_1~aicc1~"),
        std::string("call_1~aicc1~!!!!"), std::string("call_1~aicc1~YQ")}) {
    const ThoughtSeal::Opened opened = kSeal.Open(each, "t1");
    EXPECT_FALSE(opened.kept) << each;
    EXPECT_EQ(opened.id.substr(0, 5), "call_") << each;
    EXPECT_FALSE(opened.id.contains('~')) << each;
  }
}

TEST(ThoughtSealTest, NobodyOpensAnotherTenants) {
  const std::string id = kSeal.Close("call_1", "t1", SomeThoughts());

  EXPECT_FALSE(kSeal.Open(id, "t2").kept);
}

TEST(ThoughtSealTest, TooMuchIsLeftOut) {
  KeptThoughts much = SomeThoughts();
  much.thoughts[0].text.assign(65'536, 'x');

  EXPECT_EQ(kSeal.Close("call_1", "t1", much), "call_1");
}

}  // namespace
}  // namespace aicc::inference
