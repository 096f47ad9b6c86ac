#include <thread>

#include "tests/session/fixture.h"
#include "tests/session/watch.h"

namespace aicc::session {
namespace {

class WatchSessionTest : public ServiceTest {};

TEST_F(WatchSessionTest, ReplaysThenFollowsAndEndsWithTheContact) {
  auto service = Service();
  const auto id = service.Start().session_id();
  ASSERT_EQ(Reason(service.Say(id, v1::SPEAKER_CUSTOMER, "a")), "");
  Watch watch(service, id, 0);

  EXPECT_EQ(watch.Next(), 1);
  EXPECT_EQ(watch.Next(), 2);
  ASSERT_EQ(Reason(service.Say(id, v1::SPEAKER_CUSTOMER, "b")), "");
  EXPECT_EQ(watch.Next(), 3);
  ASSERT_EQ(Reason(service.End(id)), "");
  EXPECT_EQ(watch.Next(), 4);
  EXPECT_EQ(watch.Next(), 5);
  EXPECT_EQ(watch.Next(), 0);
  EXPECT_EQ(Reason(watch.End()), "");
}

TEST_F(WatchSessionTest, ReplaysALogOfManyPages) {
  auto service = Service();
  const auto id = service.Start().session_id();
  for (int i = 0; i < 600; ++i) {
    ASSERT_EQ(Reason(service.Say(id, v1::SPEAKER_CUSTOMER, "a")), "");
  }
  ASSERT_EQ(Reason(service.End(id)), "");

  Watch watch(service, id, 10);

  for (int seq = 11; seq <= 603; ++seq) ASSERT_EQ(watch.Next(), seq);
  EXPECT_EQ(watch.Next(), 0);
  EXPECT_EQ(Reason(watch.End()), "");
}

TEST_F(WatchSessionTest, RefusesASeqThatIsAheadOfTheLog) {
  const auto id = Service().Start().session_id();
  Watch ahead(Service(), id, 2);
  Watch negative(Service(), id, -1);

  EXPECT_EQ(ahead.Next(), 0);
  EXPECT_EQ(Reason(ahead.End()), "AFTER_SEQ_AHEAD");
  EXPECT_EQ(negative.Next(), 0);
  EXPECT_EQ(Reason(negative.End()), "INVALID_FIELD");
}

TEST_F(WatchSessionTest, RefusesAnIdThatIsNotUtf8) {
  Watch watch(Service(), "\xFF", 0);

  EXPECT_EQ(watch.Next(), 0);
  const auto refused = watch.End();
  ASSERT_EQ(Reason(refused), "INVALID_FIELD");
  EXPECT_EQ(refused.error().metadata.at("field"), "request");
}

TEST_F(WatchSessionTest, IsClosedToOtherCustomers) {
  const auto id = Service().Start("c2").session_id();
  Watch watch(Customer("c1"), id, 0);

  EXPECT_EQ(watch.Next(), 0);
  EXPECT_EQ(Reason(watch.End()), "SESSION_NOT_FOUND");
}

// Leaves and comes back at every possible place while others append.
TEST_F(WatchSessionTest, ResumesAnywhereWithoutGapOrDuplicateWhileAppending) {
  constexpr int kEvents = 300;
  const auto id = Service().Start().session_id();
  std::jthread appender([&] {
    auto service = Service();
    for (int i = 0; i < kEvents; ++i) {
      EXPECT_EQ(Reason(service.Say(id, v1::SPEAKER_CUSTOMER, "a")), "");
    }
  });
  int last = 0;
  for (int stay = 1; last < kEvents + 1; stay = stay % 17 + 1) {
    Watch watch(Service(), id, last);
    for (int i = 0; i < stay && last < kEvents + 1; ++i) {
      const int seq = watch.Next();
      ASSERT_EQ(seq, last + 1);
      last = seq;
    }
    watch.Leave();
  }
}

TEST_F(WatchSessionTest, SeesWhatAnotherInstanceAppends) {
  Instance other(TestDatabase::Get()->app_dsn());
  Client there(other, {tenant_, "test", Role::kService});
  const auto id = Service().Start().session_id();
  Watch watch(Service(), id, 0);
  EXPECT_EQ(watch.Next(), 1);

  for (int seq = 2; seq < 50; ++seq) {
    ASSERT_EQ(Reason(there.Say(id, v1::SPEAKER_CUSTOMER, "a")), "");
    ASSERT_EQ(watch.Next(), seq);
  }
  ASSERT_EQ(Reason(there.End(id)), "");
  while (watch.Next() != 0) {
  }
  EXPECT_EQ(Reason(watch.End()), "");
}

TEST_F(WatchSessionTest, EndsAtOnceWhenTheContactIsOverAndAllIsKnown) {
  auto service = Service();
  const auto id = service.Start().session_id();
  const auto ended = service.End(id);

  Watch watch(service, id, ended->last_seq());

  EXPECT_EQ(watch.Next(), 0);
  EXPECT_EQ(Reason(watch.End()), "");
}

}  // namespace
}  // namespace aicc::session
