#pragma once

#include <string_view>

namespace aicc::gateway {

// The canonical codes, numbered as gRPC numbers them. Connect has the same ones
// but for OK, which it has no word for.
enum class Code {
  kOk = 0,
  kCanceled = 1,
  kUnknown = 2,
  kInvalidArgument = 3,
  kDeadlineExceeded = 4,
  kNotFound = 5,
  kAlreadyExists = 6,
  kPermissionDenied = 7,
  kResourceExhausted = 8,
  kFailedPrecondition = 9,
  kAborted = 10,
  kOutOfRange = 11,
  kUnimplemented = 12,
  kInternal = 13,
  kUnavailable = 14,
  kDataLoss = 15,
  kUnauthenticated = 16,
};

// Returns the code numbered `number`; kUnknown for a number that is none.
Code CodeFromNumber(int number);

// Connect's word for it, as in "invalid_argument". "" for kOk.
std::string_view ConnectName(Code code);

// The HTTP status of a unary answer with this code, as the Connect protocol
// says.
int HttpStatus(Code code);

}  // namespace aicc::gateway
