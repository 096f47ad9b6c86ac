#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

namespace aicc {

// What a token's bearer is, see protos/aicc/common/v1/options.proto.
enum class Role { kCustomer = 1, kAgent, kSupervisor, kAdmin, kService };

// What a supervisor's token may allow beside its role.
enum class Permission : unsigned { kMonitor = 1, kWhisper = 2, kBarge = 4 };
inline constexpr unsigned kAllPermissions = 7;

// Who calls, as proven by a token.
struct Caller {
  std::string tenant;   // Whose data is seen; 1 to 64 of [a-z0-9_-].
  std::string subject;  // The customer's, agent's or service's id.
  Role role = Role::kCustomer;
  unsigned permissions = 0;  // Of Permission, or-ed.

  bool Has(Permission permission) const {
    return (permissions & static_cast<unsigned>(permission)) != 0;
  }

  friend bool operator==(const Caller&, const Caller&) = default;
};

// True for a `traceparent` of version 00: "00-{32 hex}-{16 hex}-{2 hex}".
inline bool IsTraceparent(std::string_view text) {
  constexpr std::string_view kForm =
      "00-hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh-hhhhhhhhhhhhhhhh-hh";
  if (text.size() != kForm.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    if (kForm[i] == 'h' ? !hex : c != kForm[i]) return false;
  }
  return true;
}

// What is known of the call being answered, beside the request. Made by the RPC
// layer, handed down by reference, alive until the handler has ended.
// Thread-safe.
class CallContext {
 public:
  // Steady, so that a step of the wall clock neither cuts nor prolongs a call.
  using Deadline = std::chrono::steady_clock::time_point;

  static constexpr Deadline kNoDeadline = Deadline::max();

  explicit CallContext(Caller caller, Deadline deadline = kNoDeadline,
                       std::string request_id = {},
                       std::string traceparent = {})
      : caller_(std::move(caller)),
        deadline_(deadline),
        request_id_(std::move(request_id)),
        traceparent_(std::move(traceparent)) {}

  // The same call with a deadline of its own, such as for one step of it.
  CallContext(const CallContext& call, Deadline deadline)
      : CallContext(call.caller(), deadline, call.request_id(),
                    call.traceparent()) {}

  // A call that a service makes for itself, such as a background task, in the
  // name of `tenant`. Passing it to another service proves ROLE_SERVICE.
  static CallContext ForService(std::string tenant, std::string service,
                                Deadline deadline = kNoDeadline) {
    return CallContext(
        Caller{std::move(tenant), std::move(service), Role::kService},
        deadline);
  }

  const Caller& caller() const { return caller_; }

  // When the caller stops waiting. Passed on to every statement and outgoing
  // call, so that nothing goes on working for nobody.
  Deadline deadline() const { return deadline_; }

  // Names the call in the logs of every service it passes through.
  const std::string& request_id() const { return request_id_; }

  // The trace that the call is part of (W3C Trace Context), as it came; passed
  // on to whatever is called. Empty without one.
  const std::string& traceparent() const { return traceparent_; }

  // True once the caller has left or the deadline has passed. Coroutines need
  // not ask, they are woken (see common/task.h); long computations should.
  bool cancelled() const { return cancelled_.load(); }
  void Cancel() { cancelled_.store(true); }

 private:
  const Caller caller_;
  const Deadline deadline_;
  const std::string request_id_;
  const std::string traceparent_;
  std::atomic<bool> cancelled_ = false;
};

}  // namespace aicc
