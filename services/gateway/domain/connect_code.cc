#include "services/gateway/domain/connect_code.h"

#include <array>
#include <cstddef>

namespace aicc::gateway {
namespace {

struct Row {
  std::string_view name;
  int http_status;
};

// By number.
constexpr std::array<Row, 17> kRows{{
    {"", 200},
    {"canceled", 499},
    {"unknown", 500},
    {"invalid_argument", 400},
    {"deadline_exceeded", 504},
    {"not_found", 404},
    {"already_exists", 409},
    {"permission_denied", 403},
    {"resource_exhausted", 429},
    {"failed_precondition", 400},
    {"aborted", 409},
    {"out_of_range", 400},
    {"unimplemented", 501},
    {"internal", 500},
    {"unavailable", 503},
    {"data_loss", 500},
    {"unauthenticated", 401},
}};

const Row& RowOf(Code code) { return kRows[static_cast<std::size_t>(code)]; }

}  // namespace

Code CodeFromNumber(int number) {
  if (number < 0 || number >= static_cast<int>(kRows.size())) {
    return Code::kUnknown;
  }
  return static_cast<Code>(number);
}

std::string_view ConnectName(Code code) { return RowOf(code).name; }

int HttpStatus(Code code) { return RowOf(code).http_status; }

}  // namespace aicc::gateway
