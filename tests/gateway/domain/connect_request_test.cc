#include "services/gateway/domain/connect_request.h"

#include <gtest/gtest.h>

#include <string>

namespace aicc::gateway {
namespace {

using std::chrono::milliseconds;

TEST(RpcPathTest, NamesServiceAndMethod) {
  const auto name = ParseRpcPath("/aicc.session.v1.SessionService/GetSession");

  ASSERT_TRUE(name);
  EXPECT_EQ(name->service, "aicc.session.v1.SessionService");
  EXPECT_EQ(name->method, "GetSession");
}

TEST(RpcPathTest, IsNothingElse) {
  for (const std::string path :
       {"", "/", "/healthz", "a.B/C", "/a.B", "/a.B/", "/noDot/C", "/a.B/C/D",
        "/a.B/C?x=1", "/a.B/C D", "/../etc/passwd", "//", "/a.B%2fC/D"}) {
    EXPECT_FALSE(ParseRpcPath(path)) << path;
  }
  EXPECT_FALSE(ParseRpcPath("/a.B/" + std::string(300, 'x')));
}

TEST(OwnerTest, IsTheNameInThePackage) {
  EXPECT_EQ(OwnerOf("aicc.session.v1.SessionService"), "session");
  EXPECT_EQ(OwnerOf("aicc.summary.v12.ReportService"), "summary");
  EXPECT_FALSE(OwnerOf("grpc.health.v1.Health"));
  EXPECT_FALSE(OwnerOf("aicc.Session"));
  EXPECT_FALSE(OwnerOf("aicc..v1.Session"));
}

TEST(ContentTypeTest, IsOneOfFour) {
  const auto json = ParseContentType("Application/JSON; charset=UTF-8");
  ASSERT_TRUE(json);
  EXPECT_EQ(ContentTypeName(*json), "application/json");
  for (const std::string name :
       {"application/json", "application/proto", "application/connect+json",
        "application/connect+proto"}) {
    const auto type = ParseContentType(name);
    ASSERT_TRUE(type) << name;
    EXPECT_EQ(ContentTypeName(*type), name);
  }
  for (const std::string name :
       {"", "text/plain", "application/grpc",
        "application/json; charset=euc-kr", "application/connect+xml",
        "application/jsonx"}) {
    EXPECT_FALSE(ParseContentType(name)) << name;
  }
}

TEST(TimeoutTest, IsOneToTenDigitsOfMilliseconds) {
  EXPECT_EQ(*ParseTimeout(""), std::nullopt);
  EXPECT_EQ(*ParseTimeout("2500"), milliseconds(2'500));
  EXPECT_EQ(*ParseTimeout("9999999999"), milliseconds(9'999'999'999));
  for (const std::string bad :
       {"-1", "+1", " 1", "1.5", "1s", "10000000000", "x"}) {
    const auto timeout = ParseTimeout(bad);
    ASSERT_FALSE(timeout) << bad;
    EXPECT_EQ(timeout.error().reason, "INVALID_FIELD");
  }
}

TEST(PlainTokenTest, HoldsNothingThatCouldBreakAHeader) {
  EXPECT_TRUE(IsPlainToken("req-1", 64));
  EXPECT_FALSE(IsPlainToken("", 64));
  EXPECT_FALSE(IsPlainToken("a b", 64));
  EXPECT_FALSE(IsPlainToken("a\nb", 64));
  EXPECT_FALSE(IsPlainToken("가", 64));
  EXPECT_FALSE(IsPlainToken("abc", 2));
}

}  // namespace
}  // namespace aicc::gateway
