#include "services/inference/domain/answer_cache.h"

#include <gtest/gtest.h>

#include "tests/common/await.h"

namespace aicc::inference {
namespace {

using Role = ModelMessage::Role;
using std::chrono::milliseconds;
using std::chrono::minutes;

class AnswerCacheTest : public testing::Test {
 protected:
  static AnswerCache::Answer AnAnswer(const std::string& text) {
    AnswerCache::Kept kept;
    kept.deltas.push_back({ModelDelta::Kind::kText, text});
    return std::make_shared<AnswerCache::Kept>(std::move(kept));
  }
  static std::string TextOf(const AnswerCache::Answer& answer) {
    return answer ? answer->deltas.front().text : "none";
  }
  std::optional<std::string> Key(const ModelRequest& request,
                                 const std::string& tenant = "t1") const {
    return cache_.KeyOf(CallContext::ForService(tenant, "test"), {}, request);
  }
  static ModelRequest Question(const std::string& text) {
    ModelRequest request;
    request.messages = {{Role::kSystem, "규칙", true}, {Role::kUser, text}};
    return request;
  }

  AnswerCache cache_{{minutes(1), 1'000'000}};
};

TEST_F(AnswerCacheTest, GivesWhatIsKeptToTheSameQuestion) {
  const auto key = Key(Question("로밍 요금이 얼마예요?"));
  ASSERT_TRUE(key);
  EXPECT_EQ(TextOf(Await(cache_.Enter(*key))), "none");
  cache_.Leave(*key, AnAnswer("11,000원입니다."));

  EXPECT_EQ(TextOf(Await(cache_.Enter(*key))), "11,000원입니다.");
}

TEST_F(AnswerCacheTest, WhatDiffersInAnythingIsAnotherQuestion) {
  const ModelRequest question = Question("로밍 요금이 얼마예요?");
  const auto key = Key(question);
  ModelRequest hotter = question;
  hotter.temperature = 0.7;
  ModelRequest shorter = question;
  shorter.max_tokens = 5;
  ModelRequest thinking = question;
  thinking.thinking = Thinking::kHigh;

  EXPECT_NE(key, Key(Question("로밍 요금이 얼마예요")));
  EXPECT_NE(key, Key(question, "t2"));
  EXPECT_NE(key, Key(hotter));
  EXPECT_NE(key, Key(shorter));
  EXPECT_NE(key, Key(thinking));
}

TEST_F(AnswerCacheTest, PersonalTurnsAreNotKept) {
  EXPECT_FALSE(Key(Question("제 번호는 010-1234-5678이에요")));
  EXPECT_FALSE(Key(Question("저는 김하늘이라고 합니다")));
  ModelRequest goes_on = Question("그럼 미국은요?");
  goes_on.messages.insert(goes_on.messages.begin(),
                          {Role::kUser, "일본 로밍은요?"});
  EXPECT_FALSE(Key(goes_on));
  ModelRequest tools = Question("요금 알려줘");
  tools.tools = {{"f", "", "", {}}};
  EXPECT_FALSE(Key(tools));
  ModelRequest picture = Question("이게 뭐예요?");
  picture.messages.back().parts = {{"", Image{"image/png", "QUJD", "", ""}}};
  EXPECT_FALSE(Key(picture));
}

TEST_F(AnswerCacheTest, IsOffUnlessItIsTurnedOn) {
  const AnswerCache off({});

  EXPECT_FALSE(off.KeyOf(CallContext::ForService("t1", "test"), {},
                         Question("로밍 요금이 얼마예요?")));
}

TEST_F(AnswerCacheTest, OneAsksForAllWhoComeMeanwhile) {
  const std::string key = "k";
  ASSERT_FALSE(Await(cache_.Enter(key)));
  std::vector<std::future<AnswerCache::Answer>> others;
  for (int i = 0; i < 20; ++i) {
    others.push_back(boost::asio::co_spawn(TestExecutor(), cache_.Enter(key),
                                           boost::asio::use_future));
  }
  for (const auto& other : others) {
    EXPECT_EQ(other.wait_for(milliseconds(5)), std::future_status::timeout);
  }

  cache_.Leave(key, AnAnswer("답"));

  for (auto& other : others) EXPECT_EQ(TextOf(other.get()), "답");
}

TEST_F(AnswerCacheTest, IfItFailsAllWhoWaitAskAtOnce) {
  const std::string key = "k";
  ASSERT_FALSE(Await(cache_.Enter(key)));
  std::vector<std::future<AnswerCache::Answer>> others;
  for (int i = 0; i < 3; ++i) {
    others.push_back(boost::asio::co_spawn(TestExecutor(), cache_.Enter(key),
                                           boost::asio::use_future));
    EXPECT_EQ(others.back().wait_for(milliseconds(20)),
              std::future_status::timeout);
  }

  cache_.Leave(key, nullptr);

  for (auto& other : others) EXPECT_FALSE(other.get());
  cache_.Leave(key, AnAnswer("답"));
  cache_.Leave(key, nullptr);  // Another of them failed.
  EXPECT_EQ(TextOf(Await(cache_.Enter(key))), "답");
}

TEST_F(AnswerCacheTest, ForgetsWhatIsOldAndWhatThereIsNoRoomFor) {
  AnswerCache brief({milliseconds(20), 1'000'000});
  ASSERT_FALSE(Await(brief.Enter("k")));
  brief.Leave("k", AnAnswer("답"));
  std::this_thread::sleep_for(milliseconds(40));
  EXPECT_FALSE(Await(brief.Enter("k")));
  brief.Leave("k", nullptr);

  AnswerCache small({minutes(1), 3'000});
  for (const char* key : {"a", "b", "c"}) {
    ASSERT_FALSE(Await(small.Enter(key)));
    small.Leave(key, AnAnswer(std::string(1'000, 'x')));
  }
  EXPECT_FALSE(Await(small.Enter("a")));
  small.Leave("a", nullptr);
  EXPECT_TRUE(Await(small.Enter("c")));
}

}  // namespace
}  // namespace aicc::inference
