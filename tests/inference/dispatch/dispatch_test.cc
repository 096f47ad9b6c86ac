#include "services/inference/domain/dispatch.h"

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_future.hpp>

#include "services/inference/domain/memory_budgets.h"
#include "tests/common/await.h"
#include "tests/inference/dispatch/fake_model.h"

namespace aicc::inference {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds kHedge{40};
// What a machine that is busy still tells apart.
constexpr milliseconds kSlow{3'000};

class DispatchTest : public testing::Test {
 protected:
  DispatchTest() {
    for (FakeModel* model : {&first_, &twin_}) {
      model->info().hedge_after = kHedge;
    }
    request_.messages = {{ModelMessage::Role::kUser, "로밍 요금이 얼마예요?"}};
    sink_.take = [this](std::vector<ModelDelta> deltas) {
      return Take(std::move(deltas));
    };
  }

  Task<bool> Take(std::vector<ModelDelta> deltas) {
    for (const ModelDelta& delta : deltas) said_ += delta.text;
    co_return true;
  }

  Dispatched AskOf(const Fleet& fleet, const Plan& plan) {
    said_.clear();
    return asio::co_spawn(asio::make_strand(TestExecutor()),
                          Dispatch(call_, fleet, plan, request_, sink_),
                          asio::use_future)
        .get();
  }
  static std::vector<std::string> Outcomes(const Dispatched& dispatched) {
    std::vector<std::string> outcomes;
    for (const Attempt& attempt : dispatched.attempts) {
      outcomes.push_back(attempt.model->info().endpoint + " " +
                         attempt.outcome);
    }
    return outcomes;
  }
  using Names = std::vector<std::string>;

  const CallContext call_ = CallContext::ForService("t1", "test");
  FakeModel first_{"first", {Says("하나")}};
  FakeModel twin_{"twin", {Says("둘")}};
  FakeModel other_{"other", {Says("셋")}};
  ModelRequest request_;
  std::string said_;
  AnswerSink sink_;
};

TEST_F(DispatchTest, WhoIsQuickIsAskedAlone) {
  const Fleet fleet({&first_, &twin_}, nullptr, 1);
  const Plan plan = {{&first_, &twin_}};

  const Dispatched done = AskOf(fleet, plan);

  EXPECT_EQ(said_, "하나");
  EXPECT_EQ(done.model, &first_);
  EXPECT_EQ(twin_.asked(), 0);
}

TEST_F(DispatchTest, TheLimitOfTheWholeCallIsOneOfAllAttempts) {
  request_.limits.total = milliseconds(300);
  FakeModel fails("first", {Fails(FaultKind::kServerError, milliseconds(400))});
  const Fleet fleet({&fails, &other_});
  const Plan plan = {{&fails}, {&other_}};

  const Dispatched done = AskOf(fleet, plan);

  EXPECT_FALSE(done.result);
  EXPECT_EQ(said_, "");
  EXPECT_EQ(fails.asked(), 1);
  EXPECT_EQ(other_.asked(), 0);
}

TEST_F(DispatchTest, WhoNeverEndsIsNotAskedAgain) {
  FakeModel endless(
      "first",
      {{{{{}, "하나"}},
        std::unexpected(ModelFault{FaultKind::kTotalTimeout, 0, ""})}});
  const Fleet fleet({&endless, &other_});

  AskOf(fleet, {{&endless}, {&other_}});

  EXPECT_EQ(endless.asked(), 1);
  EXPECT_EQ(other_.asked(), 1);
}

TEST_F(DispatchTest, ARefusalThatBreaksOffIsNotAnotherOnesToEnd) {
  FakeModel refuses(
      "first",
      {{{{{}, "안 됩", ModelDelta::Kind::kRefusal}},
        std::unexpected(ModelFault{FaultKind::kEndpointError, 0, ""})}});
  const Fleet fleet({&refuses, &other_});

  const Dispatched done = AskOf(fleet, {{&refuses}, {&other_}});

  EXPECT_FALSE(done.result);
  EXPECT_EQ(said_, "안 됩");
  EXPECT_EQ(refuses.asked(), 1);
  EXPECT_EQ(other_.asked(), 0);
}

TEST_F(DispatchTest, ARefusalThatCanBeTakenBackIs) {
  FakeModel refuses(
      "first",
      {{{{{}, "안 됩", ModelDelta::Kind::kRefusal}},
        std::unexpected(ModelFault{FaultKind::kEndpointError, 0, ""})}});
  const Fleet fleet({&refuses, &other_});
  sink_.restart = [this]() -> Task<void> {
    said_.clear();
    co_return;
  };

  const Dispatched done = AskOf(fleet, {{&refuses}, {&other_}});

  EXPECT_TRUE(done.result);
  EXPECT_EQ(said_, "셋");
}

class HedgeTest : public DispatchTest {};

TEST_F(HedgeTest, ASecondAnswersIfTheFirstIsSlow) {
  FakeModel slow("first", {Says("하나", kSlow)});
  slow.info().hedge_after = kHedge;
  const Fleet fleet({&slow, &twin_}, nullptr, 1);
  const Plan plan = {{&slow, &twin_}};
  std::vector<const LanguageModel*> speakers;
  sink_.speaks = [&](const LanguageModel& model) {
    speakers.push_back(&model);
  };

  const Dispatched done = AskOf(fleet, plan);

  EXPECT_EQ(said_, "둘");
  EXPECT_EQ(done.model, &twin_);
  EXPECT_EQ(speakers.back(), &twin_);
  EXPECT_EQ(slow.stopped(), 1);
  EXPECT_EQ(Outcomes(done), (Names{"first OUTRUN", "twin OK"}));
  // It had been asked, and is paid for by a guess.
  EXPECT_GT(done.attempts[0].usage.prompt_tokens, 0);
  EXPECT_TRUE(done.attempts[0].usage.estimated);
  EXPECT_GE(done.attempts[0].waited, kHedge);
  EXPECT_LT(done.attempts[0].total, kSlow);
}

TEST_F(HedgeTest, TheFirstIsHeardIfItSpeaksFirst) {
  FakeModel slow("first", {Says("하나", kHedge * 3)});
  slow.info().hedge_after = kHedge;
  FakeModel slower("twin", {Says("둘", kSlow)});
  const Fleet fleet({&slow, &slower}, nullptr, 1);
  const Plan plan = {{&slow, &slower}};

  const Dispatched done = AskOf(fleet, plan);

  EXPECT_EQ(said_, "하나");
  EXPECT_EQ(done.model, &slow);
  EXPECT_EQ(slower.asked(), 1);
  EXPECT_EQ(slower.stopped(), 1);
  EXPECT_EQ(Outcomes(done), (Names{"first OK", "twin OUTRUN"}));
}

// The tests below change what the two do, and who they are.
class SlowFirstTest : public HedgeTest {
 protected:
  Dispatched AskSlow(Budgets* budgets = nullptr) {
    const Fleet fleet({&slow_, &twin_, &other_}, budgets, 1);
    return AskSlow(fleet);
  }
  Dispatched AskSlow(const Fleet& fleet) {
    slow_.info().hedge_after = kHedge;
    return AskOf(fleet, {{&slow_, &twin_}, {&other_}});
  }

  FakeModel slow_{"first", {Says("하나", kHedge * 4)}};
};

TEST_F(SlowFirstTest, ToolsAreNeverAskedTwice) {
  request_.tools = {{"cancel_plan", "", "", {}}};

  const Dispatched done = AskSlow();

  EXPECT_EQ(done.model, &slow_);
  EXPECT_EQ(twin_.asked(), 0);
}

TEST_F(SlowFirstTest, OnlyOneThatIsAlikeIsAsked) {
  twin_.info().profile.residency = "us";

  AskSlow();

  EXPECT_EQ(twin_.asked(), 0);
}

TEST_F(SlowFirstTest, NobodyIsAskedTwiceUnlessItIsTurnedOn) {
  const Fleet fleet({&slow_, &twin_, &other_}, nullptr, 1);
  const Plan plan = {{&slow_, &twin_}, {&other_}};

  AskOf(fleet, plan);

  EXPECT_EQ(twin_.asked(), 0);
}

TEST_F(SlowFirstTest, NoMoreThanAShareIsAskedTwice) {
  FakeModel always("first", {Says("하나", kHedge * 3)});
  FakeModel never("twin", {Says("둘", kSlow)});
  const Fleet fleet({&always, &never}, nullptr, 0.1);
  always.info().hedge_after = kHedge;
  // So that the first stays the one with less to wait for.
  fleet.HealthOf(never).Answered(seconds(100));
  const Plan plan = {{&always, &never}};

  for (int i = 0; i < 15; ++i) {
    AskOf(fleet, plan);
  }

  // The first, and one for each ten after it.
  EXPECT_EQ(never.asked(), 2);
}

TEST_F(SlowFirstTest, IfTheFirstFailsTheSecondAnswers) {
  FakeModel fails("first", {Fails(FaultKind::kFirstTokenTimeout, kHedge * 2)});
  fails.info().hedge_after = kHedge;
  FakeModel late("twin", {Says("둘", kHedge * 4)});
  const Fleet fleet({&fails, &late}, nullptr, 1);
  const Plan plan = {{&fails, &late}};

  const Dispatched done = AskOf(fleet, plan);

  EXPECT_EQ(said_, "둘");
  EXPECT_EQ(done.model, &late);
  EXPECT_EQ(Outcomes(done), (Names{"first FIRST_TOKEN_TIMEOUT", "twin OK"}));
}

TEST_F(SlowFirstTest, IfBothFailTheNextIsAsked) {
  FakeModel fails("first", {Fails(FaultKind::kFirstTokenTimeout, kHedge * 2)});
  fails.info().hedge_after = kHedge;
  FakeModel too("twin", {Fails(FaultKind::kFirstTokenTimeout, kHedge * 2)});
  const Fleet fleet({&fails, &too, &other_}, nullptr, 1);
  const Plan plan = {{&fails, &too}, {&other_}};

  const Dispatched done = AskOf(fleet, plan);

  EXPECT_EQ(said_, "셋");
  EXPECT_EQ(done.model, &other_);
  EXPECT_EQ(fails.asked(), 1);
  EXPECT_EQ(too.asked(), 1);
}

TEST_F(SlowFirstTest, ASecondWithMoreToDoIsLeftAlone) {
  const Fleet fleet({&slow_, &twin_, &other_}, nullptr, 1);
  fleet.HealthOf(twin_).Begin();

  AskSlow(fleet);

  EXPECT_EQ(twin_.asked(), 0);
}

TEST_F(SlowFirstTest, ABudgetThatHoldsOnlyOneAllowsNoSecond) {
  request_.max_tokens = 100;
  MemoryBudgetStore spent;
  const SystemClock clock;
  Budget budget;
  budget.name = "all";
  budget.tokens = 180;  // 100 and twice the estimated prompt, once.
  Budgets budgets({budget}, spent, clock);

  const Dispatched done = AskSlow(&budgets);

  EXPECT_EQ(said_, "하나");
  EXPECT_EQ(twin_.asked(), 0);
  EXPECT_EQ(Outcomes(done), (Names{"first OK", "twin BUDGET_SPENT"}));
}

TEST_F(SlowFirstTest, WhoLeavesStopsBoth) {
  FakeModel silent("first", {Says("하나", seconds(60))});
  silent.info().hedge_after = kHedge;
  FakeModel too("twin", {Says("둘", seconds(60))});
  const Fleet fleet({&silent, &too}, nullptr, 1);
  const Plan plan = {{&silent, &too}};
  auto strand = asio::make_strand(TestExecutor());
  asio::cancellation_signal leave;
  std::optional<std::size_t> told;
  sink_.abandoned = [&](const Dispatched& done) {
    told = done.attempts.size();
  };

  auto ended = asio::co_spawn(
      strand, Dispatch(call_, fleet, plan, request_, sink_),
      asio::bind_cancellation_slot(leave.slot(), asio::use_future));
  while (too.asked() == 0) std::this_thread::sleep_for(milliseconds(1));
  asio::post(strand, [&] { leave.emit(asio::cancellation_type::terminal); });

  EXPECT_THROW(ended.get(), boost::system::system_error);
  EXPECT_EQ(silent.stopped(), 1);
  EXPECT_EQ(too.stopped(), 1);
  EXPECT_EQ(told, 2u);
  EXPECT_EQ(fleet.HealthOf(silent).outstanding(), 0);
  EXPECT_EQ(fleet.HealthOf(too).outstanding(), 0);
}

TEST_F(DispatchTest, AShortRestOfTheOnlyOneIsWaitedOut) {
  const Fleet fleet({&first_});
  fleet.HealthOf(first_).Rest(std::chrono::steady_clock::now() +
                              milliseconds(100));
  const Plan plan = {{&first_}};

  const Dispatched done = AskOf(fleet, plan);

  EXPECT_EQ(said_, "하나");
  EXPECT_GT(done.rested.count(), 0);
}

TEST_F(DispatchTest, ALongRestOfTheOnlyOneSaysWhenToComeBack) {
  const Fleet fleet({&first_});
  fleet.HealthOf(first_).Rest(std::chrono::steady_clock::now() + seconds(90));
  const Plan plan = {{&first_}};

  const Dispatched done = AskOf(fleet, plan);

  EXPECT_EQ(first_.asked(), 0);
  ASSERT_FALSE(done.result);
  ASSERT_TRUE(done.result.error().retry_after);
  EXPECT_GT(*done.result.error().retry_after, seconds(60));
}

TEST_F(DispatchTest, OneWhoseLimitIsReachedRestsUntilItBeginsAnew) {
  ModelReply reply;
  reply.rates.requests_left = 0;
  reply.rates.exhausted_for = seconds(30);
  FakeModel limited("first", {{{{{}, "하나"}}, reply}});
  const Fleet fleet({&limited, &other_});
  const Plan plan = {{&limited}, {&other_}};

  EXPECT_EQ(AskOf(fleet, plan).model, &limited);
  EXPECT_EQ(AskOf(fleet, plan).model, &other_);
  EXPECT_EQ(limited.asked(), 1);
  EXPECT_EQ(fleet.HealthOf(limited).rates().requests_left, 0);
}

}  // namespace
}  // namespace aicc::inference
