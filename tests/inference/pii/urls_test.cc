#include <gtest/gtest.h>

#include "tests/inference/pii/found.h"

namespace aicc::inference {
namespace {

class UrlTest : public testing::TestWithParam<FindCase> {};

TEST_P(UrlTest, FindsWhatNamesAUserAndNoOther) {
  EXPECT_EQ(Found(GetParam().text), GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Networks, UrlTest,
    testing::Values(FindCase{"https://www.instagram.com/jane_doe, thanks",
                             "URL=https://www.instagram.com/jane_doe"},
                    FindCase{"제 페북 facebook.com/haneul.kim에 있어요",
                             "URL=facebook.com/haneul.kim"},
                    FindCase{"linkedin.com/in/jane-doe-1a2b",
                             "URL=linkedin.com/in/jane-doe-1a2b"},
                    FindCase{"https://review.haru.kr/reviewer/bomi77 삭제요",
                             "URL=https://review.haru.kr/reviewer/bomi77"},
                    FindCase{"HTTPS://X.COM/JANE", "URL=HTTPS://X.COM/JANE"},
                    FindCase{"링크:https://open.kakao.com/me/haneul",
                             "URL=https://open.kakao.com/me/haneul"},
                    FindCase{"https://youtube.com/@haneul_daily",
                             "URL=https://youtube.com/@haneul_daily"},
                    FindCase{"https://www.instagram.com/p/Cx12/", ""},
                    FindCase{"facebook.com/help and x.com/login", ""},
                    FindCase{"linkedin.com/company/hanbit", ""},
                    FindCase{"instagram.com", ""}));

INSTANTIATE_TEST_SUITE_P(
    Sites, UrlTest,
    testing::Values(
        FindCase{"haneul-dev.tistory.com 제 거예요",
                 "URL=haneul-dev.tistory.com"},
        FindCase{"https://forum.example.com/members/jane.doe",
                 "URL=https://forum.example.com/members/jane.doe"},
        FindCase{"http://example.org/~jane", "URL=http://example.org/~jane"},
        FindCase{"my portfolio: www.janedoe.dev.", "URL=www.janedoe.dev"},
        FindCase{"제 홈페이지 kimhaneul.com이요", "URL=kimhaneul.com"},
        FindCase{"공제 홈페이지 www.example.or.kr", ""},
        FindCase{"your site www.example.com/support is down", ""},
        FindCase{"help.tistory.com을 보세요", ""},
        FindCase{"end of line.Next one", ""}));

INSTANTIATE_TEST_SUITE_P(
    Spoken, UrlTest,
    testing::Values(FindCase{"it's facebook dot com slash jane dot doe",
                             "URL=facebook dot com slash jane dot doe"},
                    FindCase{"페이스북 닷컴 슬래시 하늘 점 김 찾아보세요",
                             "URL=페이스북 닷컴 슬래시 하늘 점 김"},
                    FindCase{
                        "youtube dot com slash at jane underscore daily",
                        "URL=youtube dot com slash at jane underscore daily"},
                    FindCase{"go to hanbit dot com slash help", ""},
                    FindCase{"and slash or", ""}));

TEST(UrlValueTest, SpokenAndWrittenAreOneValue) {
  EXPECT_EQ(Value("facebook dot com slash jane dot doe"),
            Value("https://Facebook.com/jane.doe"));
}

}  // namespace
}  // namespace aicc::inference
