#include "common/dsn.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <pqxx/pqxx>
#include <string>

#include "tests/common/test_database.h"

namespace aicc {
namespace {

constexpr char kLimits[] =
    "connect_timeout=5 keepalives_idle=10 keepalives_interval=5 "
    "keepalives_count=4 tcp_user_timeout=30000 ";
constexpr char kUriLimits[] =
    "connect_timeout=5&keepalives_idle=10&keepalives_interval=5&"
    "keepalives_count=4&tcp_user_timeout=30000";

// "host=/tmp user=u" as the parameters of a URI.
std::string AsParameters(std::string dsn) {
  std::ranges::replace(dsn, ' ', '&');
  return dsn;
}

TEST(DsnTest, LimitsComeBeforeWhatTheStringSetsItself) {
  EXPECT_EQ(WithTimeLimits("host=db connect_timeout=60"),
            std::string(kLimits) + "host=db connect_timeout=60");
  EXPECT_EQ(WithTimeLimits("postgresql://u@db/aicc?connect_timeout=60"),
            std::string("postgresql://u@db/aicc?") + kUriLimits +
                "&connect_timeout=60");
}

TEST(DsnTest, AUriWithoutParametersGetsThem) {
  EXPECT_EQ(WithTimeLimits("postgres://u@db/aicc"),
            std::string("postgres://u@db/aicc?") + kUriLimits);
}

TEST(DsnTest, PostgresTakesBothForms) {
  const TestDatabase* const database = TestDatabase::Get();
  if (database == nullptr) GTEST_SKIP() << "no PostgreSQL";
  const std::string dsn = database->app_dsn();
  const std::string uri = "postgresql:///?" + AsParameters(dsn);

  const pqxx::connection by_string(WithTimeLimits(dsn));
  const pqxx::connection by_uri(WithTimeLimits(uri));

  EXPECT_TRUE(by_string.is_open());
  EXPECT_TRUE(by_uri.is_open());
}

}  // namespace
}  // namespace aicc
