#include "services/gateway/domain/connect_error.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace aicc::gateway {
namespace {

using std::string_literals::operator""s;

TEST(Base64Test, IsStandardAndUnpadded) {
  // RFC 4648, section 10, without the padding.
  EXPECT_EQ(Base64Unpadded(""), "");
  EXPECT_EQ(Base64Unpadded("f"), "Zg");
  EXPECT_EQ(Base64Unpadded("fo"), "Zm8");
  EXPECT_EQ(Base64Unpadded("foo"), "Zm9v");
  EXPECT_EQ(Base64Unpadded("foobar"), "Zm9vYmFy");
  EXPECT_EQ(Base64Unpadded("\xfb\xff\xfe"), "+//+");
  EXPECT_EQ(Base64Unpadded("\0\0"s), "AAA");
}

TEST(ConnectErrorTest, IsAsTheProtocolWritesIt) {
  EXPECT_EQ(ErrorJson({Code::kUnavailable, "", {}}),
            R"({"code":"unavailable"})");
  EXPECT_EQ(ErrorJson({Code::kUnavailable,
                       "back off",
                       {{"google.rpc.RetryInfo", "\x0a\x02\x08\x3c",
                         R"({"retryDelay":"60s"})"}}}),
            R"({"code":"unavailable","message":"back off","details":[)"
            R"({"type":"google.rpc.RetryInfo","value":"CgIIPA",)"
            R"("debug":{"retryDelay":"60s"}}]})");
}

TEST(ConnectErrorTest, StaysJsonWhateverTheMessage) {
  const std::string nasty = "\"\\\n\x01</script> 안녕";

  const auto json = boost::json::parse(ErrorJson({Code::kAborted, nasty, {}}));

  EXPECT_EQ(std::string(json.at("message").as_string()), nasty);
}

TEST(EndStreamTest, SaysTheErrorOrNothing) {
  const ConnectError error{Code::kAborted, "", {}};

  EXPECT_EQ(EndStreamJson(nullptr), "{}");
  EXPECT_EQ(EndStreamJson(&error), R"({"error":{"code":"aborted"}})");
}

}  // namespace
}  // namespace aicc::gateway
