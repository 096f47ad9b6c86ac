#include "services/gateway/domain/connect_code.h"

#include <gtest/gtest.h>

#include <array>

namespace aicc::gateway {
namespace {

struct Row {
  int number;
  std::string_view name;
  int http_status;
};

// The table of the protocol's reference.
constexpr std::array<Row, 16> kReference{{
    {1, "canceled", 499},
    {2, "unknown", 500},
    {3, "invalid_argument", 400},
    {4, "deadline_exceeded", 504},
    {5, "not_found", 404},
    {6, "already_exists", 409},
    {7, "permission_denied", 403},
    {8, "resource_exhausted", 429},
    {9, "failed_precondition", 400},
    {10, "aborted", 409},
    {11, "out_of_range", 400},
    {12, "unimplemented", 501},
    {13, "internal", 500},
    {14, "unavailable", 503},
    {15, "data_loss", 500},
    {16, "unauthenticated", 401},
}};

TEST(ConnectCodeTest, IsNamedAndMappedAsTheProtocolSays) {
  for (const Row& row : kReference) {
    const Code code = CodeFromNumber(row.number);
    EXPECT_EQ(ConnectName(code), row.name);
    EXPECT_EQ(HttpStatus(code), row.http_status) << row.name;
  }
}

TEST(ConnectCodeTest, IsUnknownForANumberThatIsNone) {
  EXPECT_EQ(CodeFromNumber(-1), Code::kUnknown);
  EXPECT_EQ(CodeFromNumber(17), Code::kUnknown);
}

}  // namespace
}  // namespace aicc::gateway
