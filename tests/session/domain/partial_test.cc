#include "services/session/domain/partial.h"

#include <gtest/gtest.h>

namespace aicc::session {
namespace {

class OpenPartialsTest : public testing::Test {
 protected:
  bool Put(const std::string& id, int revision) {
    return partials_.Put({id, revision, Speaker::kCustomer, "text", {}}, now_);
  }
  // As "id:revision id:revision".
  std::string News() {
    std::string all;
    for (const auto& partial : partials_.After(&seen_, now_)) {
      all += (all.empty() ? "" : " ") + partial->event_id + ":" +
             std::to_string(partial->revision);
    }
    return all;
  }

  OpenPartials partials_;
  OpenPartials::SteadyTime now_;
  std::uint64_t seen_ = 0;
};

TEST_F(OpenPartialsTest, GivesTheLatestOfEachOnceInOrder) {
  EXPECT_TRUE(Put("a", 1));
  EXPECT_TRUE(Put("b", 1));
  EXPECT_TRUE(Put("a", 3));

  EXPECT_EQ(News(), "b:1 a:3");
  EXPECT_EQ(News(), "");
  EXPECT_TRUE(Put("b", 2));
  EXPECT_EQ(News(), "b:2");
}

TEST_F(OpenPartialsTest, DropsARevisionThatIsNotNewer) {
  EXPECT_TRUE(Put("a", 2));

  EXPECT_FALSE(Put("a", 2));
  EXPECT_FALSE(Put("a", 1));
  EXPECT_EQ(News(), "a:2");
}

TEST_F(OpenPartialsTest, GivesNothingOfAnUtteranceThatWasClosed) {
  EXPECT_TRUE(Put("a", 1));
  partials_.Close("a", now_);

  EXPECT_FALSE(Put("a", 9));
  EXPECT_EQ(News(), "");
}

TEST_F(OpenPartialsTest, DoesNotLetWhatItNeverSawPushOutWhatIsSpoken) {
  EXPECT_TRUE(Put("a", 1));
  for (int i = 0; i < 100; ++i) partials_.Close(std::to_string(i), now_);

  EXPECT_EQ(News(), "a:1");
}

TEST_F(OpenPartialsTest, ForgetsThoseWithoutNewsForLongestWhenTheyAreTooMany) {
  for (std::size_t i = 0; i < OpenPartials::kMax; ++i) {
    EXPECT_TRUE(Put(std::to_string(i), 1));
  }
  EXPECT_TRUE(Put("0", 2));
  EXPECT_TRUE(Put("new", 1));

  EXPECT_TRUE(partials_.Knows("0", now_));
  EXPECT_FALSE(partials_.Knows("1", now_));
}

TEST_F(OpenPartialsTest, ForgetsWhatHasNoNewsForAWhile) {
  EXPECT_TRUE(Put("a", 1));
  now_ += OpenPartials::kPatience + std::chrono::seconds(1);

  EXPECT_EQ(News(), "");
  EXPECT_FALSE(partials_.Knows("a", now_));
}

}  // namespace
}  // namespace aicc::session
