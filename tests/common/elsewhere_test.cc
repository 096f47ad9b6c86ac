#include "common/elsewhere.h"

#include <gtest/gtest.h>

#include <boost/asio/strand.hpp>
#include <stdexcept>
#include <thread>

#include "tests/common/await.h"

namespace aicc {
namespace {

Task<std::pair<std::thread::id, std::thread::id>> Threads() {
  const auto there =
      co_await Elsewhere([] { return std::this_thread::get_id(); });
  co_return std::pair(there, std::this_thread::get_id());
}

TEST(ElsewhereTest, WorksOnAnotherThreadAndComesBack) {
  boost::asio::thread_pool pool(1);
  const auto [there, here] =
      boost::asio::co_spawn(pool, Threads(), boost::asio::use_future).get();

  EXPECT_NE(there, here);
}

TEST(ElsewhereTest, ThrowsWhatTheWorkThrows) {
  EXPECT_THROW(
      Await(Elsewhere([]() -> int { throw std::runtime_error("no"); })),
      std::runtime_error);
}

}  // namespace
}  // namespace aicc
