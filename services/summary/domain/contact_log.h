#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/call_context.h"
#include "common/error.h"
#include "common/task.h"
#include "services/summary/domain/contact.h"

namespace aicc::summary {

struct ContactPage {
  std::vector<Contact> contacts;
  std::string next_page_token;  // Empty at the end.
};

// The contacts and their logs, which another service owns. The domain's only
// view of it. Any thread may call at any time. Failures are those of the
// session service, or ServiceUnavailable if it does not answer.
class ContactLog {
 public:
  virtual ~ContactLog() = default;

  // The contact as it is now; "SESSION_NOT_FOUND" if there is none.
  virtual Task<Result<Contact>> Get(const CallContext& call,
                                    std::string_view session_id) = 0;

  // The contacts that started in [from, to), newest first, at most 200 a page.
  virtual Task<Result<ContactPage>> List(const CallContext& call,
                                         TimePoint from, TimePoint to,
                                         const std::string& page_token) = 0;

  // Gives `take` the entries after `after_seq` up to and with `last_seq`, in
  // order, without a gap. Ends early with what `take` fails with.
  //
  // REQUIRES: the log is that long already, so nothing is waited for.
  virtual Task<Result<void>> Read(
      const CallContext& call, std::string_view session_id, int after_seq,
      int last_seq, std::function<Result<void>(LogEntry)> take) = 0;
};

}  // namespace aicc::summary
