#include <gtest/gtest.h>

#include "tests/inference/pii/found.h"

namespace aicc::inference {
namespace {

class EmailTest : public testing::TestWithParam<FindCase> {};

TEST_P(EmailTest, FindsMailboxesHoweverTheyAreToldAndNothingElse) {
  EXPECT_EQ(Found(GetParam().text), GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Written, EmailTest,
    testing::Values(
        FindCase{"hello@하늘네.한국인데 안 돼요", "EMAIL=hello@하늘네.한국"},
        FindCase{"메일 하늘@example.com이요", "EMAIL=하늘@example.com"},
        FindCase{"jane[at]doe-family.es works", "EMAIL=jane[at]doe-family.es"},
        FindCase{"jane (at) example (dot) org",
                 "EMAIL=jane (at) example (dot) org"}));

INSTANTIATE_TEST_SUITE_P(
    Spoken, EmailTest,
    testing::Values(
        FindCase{"메일은 j k park 칠칠 골뱅이 지메일 닷컴이요",
                 "EMAIL=j k park 칠칠 골뱅이 지메일 닷컴"},
        FindCase{"에이치와이 리 공삼 골뱅이 다음 닷넷으로",
                 "EMAIL=에이치와이 리 공삼 골뱅이 다음 닷넷"},
        FindCase{"it's jane at jane doe plumbing dot co dot uk",
                 "EMAIL=jane at jane doe plumbing dot co dot uk"},
        FindCase{"minji (골뱅이) naver (점) com이요",
                 "EMAIL=minji (골뱅이) naver (점) com"},
        FindCase{"hong 골뱅이 네이버 컴이요", "EMAIL=hong 골뱅이 네이버 컴"},
        FindCase{"john smith at gmail dot com please",
                 "EMAIL=john smith at gmail dot com"},
        FindCase{"meet me at the store dot com", ""},
        FindCase{"I was back at noon. No answer at work. In short", ""},
        FindCase{"at what point in the call", ""}));

}  // namespace
}  // namespace aicc::inference
