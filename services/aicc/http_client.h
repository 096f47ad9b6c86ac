#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "common/error.h"

namespace aicc {

// Calls the public API as any client does: the Connect protocol with JSON over
// HTTP/1.1. Blocks. One connection, made when first needed and again after it
// was lost. Belongs to one thread, except Abort().
//
// A failure is the Error that the service made, "UNREACHABLE" (kUnavailable) if
// there is no answer: what was asked may have been done, so ask again with the
// same ids.
class HttpClient {
 public:
  // `url` as in "http://127.0.0.1:8080"; "BAD_URL" if it is not of that form.
  static Result<std::unique_ptr<HttpClient>> Make(std::string_view url,
                                                  std::string token);

  virtual ~HttpClient() = default;

  // `method` as in "aicc.session.v1.SessionService/GetSession".
  virtual Result<boost::json::object> Call(
      std::string_view method, const boost::json::object& request) = 0;

  // Passes each message of a server-streaming RPC to `take` until the stream
  // ends or `take` returns false. Waits as long as the stream does.
  virtual Result<void> Stream(
      std::string_view method, const boost::json::object& request,
      const std::function<bool(const boost::json::object&)>& take) = 0;

  // Ends a Stream() that another thread is in. Any thread.
  virtual void Abort() = 0;
};

}  // namespace aicc
