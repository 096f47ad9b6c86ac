#include "common/drain.h"

#include <gtest/gtest.h>

namespace aicc {
namespace {

TEST(Drain, TellsThoseThereAreOnceAndThoseWhoComeLaterAtOnce) {
  Drain drain;
  int told = 0;
  const auto early = drain.OnBegin([&] { ++told; });
  auto gone = drain.OnBegin([&] { told += 100; });
  gone.reset();
  EXPECT_FALSE(drain.begun());

  drain.Begin();
  drain.Begin();
  EXPECT_EQ(told, 1);
  const auto late = drain.OnBegin([&] { told += 10; });

  EXPECT_TRUE(drain.begun());
  EXPECT_EQ(told, 11);
}

}  // namespace
}  // namespace aicc
