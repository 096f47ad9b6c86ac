#include "services/inference/domain/answer_cache.h"

#include <gtest/gtest.h>

#include "tests/common/await.h"

namespace aicc::inference {
namespace {

using Role = ModelMessage::Role;
using std::chrono::milliseconds;
using std::chrono::minutes;

const std::string kKey = "k";

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

  // So many who wait.
  std::vector<std::future<AnswerCache::Entered>> Wait(int count) {
    std::vector<std::future<AnswerCache::Entered>> waiting;
    for (int i = 0; i < count; ++i) {
      waiting.push_back(boost::asio::co_spawn(
          TestExecutor(), cache_.Enter(kKey), boost::asio::use_future));
      EXPECT_EQ(waiting.back().wait_for(milliseconds(20)),
                std::future_status::timeout);
    }
    return waiting;
  }

  AnswerCache cache_{{minutes(1), 1'000'000}};
};

TEST_F(AnswerCacheTest, GivesWhatIsKeptToTheSameQuestion) {
  const auto key = Key(Question("로밍 요금이 얼마예요?"));
  ASSERT_TRUE(key);
  EXPECT_EQ(TextOf(Await(cache_.Enter(*key)).answer), "none");
  cache_.Keep(*key, AnAnswer("11,000원입니다."));

  EXPECT_EQ(TextOf(Await(cache_.Enter(*key)).answer), "11,000원입니다.");
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
  EXPECT_GT(Await(cache_.Enter(kKey)).flight, 0u);
  auto others = Wait(20);

  cache_.Keep(kKey, AnAnswer("답"));

  for (auto& other : others) EXPECT_EQ(TextOf(other.get().answer), "답");
}

TEST_F(AnswerCacheTest, IfItFailsAllWhoWaitAskAtOnce) {
  const auto flight = Await(cache_.Enter(kKey)).flight;
  auto others = Wait(3);

  cache_.GiveUp(kKey, flight, true);

  for (auto& other : others) {
    const auto entered = other.get();
    EXPECT_FALSE(entered.answer);
    EXPECT_EQ(entered.flight, 0u);
  }
  cache_.Keep(kKey, AnAnswer("답"));
  cache_.GiveUp(kKey, 0, true);  // Another of them failed.
  EXPECT_EQ(TextOf(Await(cache_.Enter(kKey)).answer), "답");
}

TEST_F(AnswerCacheTest, IfItsCallerLeavesTheNextInLineAsksForAll) {
  const auto flight = Await(cache_.Enter(kKey)).flight;
  auto others = Wait(3);

  cache_.GiveUp(kKey, flight, false);

  EXPECT_GT(others[0].get().flight, flight);
  EXPECT_EQ(others[1].wait_for(milliseconds(20)), std::future_status::timeout);
  cache_.Keep(kKey, AnAnswer("답"));
  EXPECT_EQ(TextOf(others[1].get().answer), "답");
  EXPECT_EQ(TextOf(others[2].get().answer), "답");
}

TEST_F(AnswerCacheTest, WhoAsksForThemselvesEndsNobodysFlight) {
  const auto flight = Await(cache_.Enter(kKey)).flight;
  auto others = Wait(2);

  cache_.GiveUp(kKey, 0, true);
  EXPECT_EQ(others[0].wait_for(milliseconds(20)), std::future_status::timeout);
  cache_.GiveUp(kKey, flight, true);
  const auto next = Await(cache_.Enter(kKey)).flight;
  cache_.GiveUp(kKey, flight, true);  // It is over.

  EXPECT_GT(next, flight);
  auto late = Wait(1);
  cache_.Keep(kKey, AnAnswer("답"));
  EXPECT_EQ(TextOf(late[0].get().answer), "답");
}

TEST_F(AnswerCacheTest, ForgetsWhatIsOldAndWhatThereIsNoRoomFor) {
  AnswerCache brief({milliseconds(20), 1'000'000});
  ASSERT_FALSE(Await(brief.Enter("k")).answer);
  brief.Keep("k", AnAnswer("답"));
  std::this_thread::sleep_for(milliseconds(40));
  const auto again = Await(brief.Enter("k"));
  EXPECT_FALSE(again.answer);
  EXPECT_GT(again.flight, 0u);

  AnswerCache small({minutes(1), 3'000});
  for (const char* key : {"a", "b", "c"}) {
    ASSERT_FALSE(Await(small.Enter(key)).answer);
    small.Keep(key, AnAnswer(std::string(1'000, 'x')));
  }
  EXPECT_FALSE(Await(small.Enter("a")).answer);
  EXPECT_TRUE(Await(small.Enter("c")).answer);
}

}  // namespace
}  // namespace aicc::inference
