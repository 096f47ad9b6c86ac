#include "services/inference/domain/consult.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include "services/inference/domain/answer_cache.h"
#include "services/inference/domain/ledger.h"
#include "services/inference/domain/telemetry.h"
#include "tests/common/await.h"
#include "tests/inference/dispatch/fake_model.h"
#include "tests/inference/fakes.h"

namespace aicc::inference {
namespace {

class KeepingLedger final : public Ledger {
 public:
  Task<void> Record(const CallContext&, LedgerRow row) override {
    rows.push_back(std::move(row));
    co_return;
  }
  void Note(const std::string&, LedgerRow row) override {
    rows.push_back(std::move(row));
  }
  std::vector<LedgerRow> rows;
};

class ConsultTest : public testing::Test {
 protected:
  void Ask() {
    said_.clear();
    AnswerSink sink;
    sink.take = [this](std::vector<ModelDelta> deltas) {
      return Take(std::move(deltas));
    };
    const ModelRequest request{
        {{ModelMessage::Role::kUser, "로밍 요금이 얼마예요?"}}};
    const Plan plan = {{&model_}};
    Await(Consult(call_, brain_, plan, request, std::move(sink),
                  {"completion", "contact-1", "MODEL_CHOSEN"}));
  }
  Task<bool> Take(std::vector<ModelDelta> deltas) {
    for (const ModelDelta& delta : deltas) said_ += delta.text;
    co_return true;
  }

  const CallContext call_ = CallContext::ForService("t1", "test");
  FakeModel model_{"first", {Says("답")}};
  const Fleet fleet_{{&model_}};
  const FakeEngine engine_;
  Metrics metrics_;
  const Telemetry telemetry_{metrics_, fleet_};
  KeepingLedger ledger_;
  AnswerCache cache_{{std::chrono::minutes(1)}};
  const Brain brain_{engine_, fleet_, {}, telemetry_, &ledger_, &cache_};
  std::string said_;
};

TEST_F(ConsultTest, WhatComesFromTheCacheIsOnRecordToo) {
  Ask();
  Ask();

  EXPECT_EQ(said_, "답");
  EXPECT_EQ(model_.asked(), 1);
  ASSERT_EQ(ledger_.rows.size(), 2u);
  EXPECT_EQ(ledger_.rows[0].outcome, "OK");
  EXPECT_EQ(ledger_.rows[1].outcome, "CACHED");
  EXPECT_EQ(ledger_.rows[1].model, "first/fake");
  EXPECT_EQ(ledger_.rows[1].session_id, "contact-1");
  EXPECT_EQ(ledger_.rows[1].reason, "MODEL_CHOSEN");
  EXPECT_EQ(ledger_.rows[1].cost_micro_usd, 0);
  EXPECT_EQ(ledger_.rows[1].usage, Usage());
}

}  // namespace
}  // namespace aicc::inference
