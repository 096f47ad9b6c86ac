#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <string>
#include <thread>

#include "tests/common/test_database.h"
#include "tests/session/client.h"

namespace aicc::session {

// Each test has a tenant of its own, so that they do not meet in the database.
class ServiceTest : public testing::Test {
 protected:
  void SetUp() override {
    if (TestDatabase::Get() == nullptr) GTEST_SKIP() << "no AICC_TEST_DSN";
    instance_ = std::make_unique<Instance>(TestDatabase::Get()->app_dsn());
  }

  Client As(Role role, const std::string& subject) {
    return {*instance_, {tenant_, subject, role}};
  }
  Client Service() { return As(Role::kService, "test"); }
  Client Customer(const std::string& id = "c1") {
    return As(Role::kCustomer, id);
  }
  Client AgentNamed(const std::string& id) { return As(Role::kAgent, id); }

  // Asks again until `true_now` says so; false if it does not within 10 s.
  static bool Eventually(const std::function<bool()>& true_now) {
    const auto end =
        std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (std::chrono::steady_clock::now() < end) {
      if (true_now()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
  }

  // Waits for the contact to be in `state` and returns it.
  v1::Session AwaitState(const std::string& session_id, v1::State state) {
    Result<v1::Session> session;
    EXPECT_TRUE(Eventually([&] {
      session = Service().Get(session_id);
      return session && session->state() == state;
    })) << v1::State_Name(state);
    return session ? *session : v1::Session();
  }

  const std::string tenant_ = "t-" + NewUuid();
  std::unique_ptr<Instance> instance_;
};

// ASSERT_EQ(Reason(result), "") where it must have worked.
template <typename T>
std::string Reason(const Result<T>& result) {
  return result ? "" : result.error().reason;
}

}  // namespace aicc::session
