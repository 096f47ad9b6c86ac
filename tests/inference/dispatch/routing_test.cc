#include "services/inference/domain/routing.h"

#include <gtest/gtest.h>

#include <memory>

namespace aicc::inference {
namespace {

// A model that is only thought of.
class PaperModel final : public LanguageModel {
 public:
  explicit PaperModel(const std::string& name) {
    info_.endpoint = name;
    info_.name = name + "/m";
    info_.model = name;
    info_.tier = Tier::kGeneral;
    info_.internal = true;
  }
  ModelInfo& mutable_info() { return info_; }
  const ModelInfo& info() const override { return info_; }
  Task<ModelResult> Reply(const CallContext&, const ModelRequest&,
                          const DeltaSink&) override {
    co_return std::unexpected(ModelFault{});
  }
  Task<bool> Reachable() override { co_return false; }

 private:
  ModelInfo info_;
};

class RoutingTest : public testing::Test {
 protected:
  PaperModel& Add(const std::string& name) {
    models_.push_back(std::make_unique<PaperModel>(name));
    return *models_.back();
  }
  Profile& AddProfile(const std::string& name) {
    return Add(name).mutable_info().profile;
  }
  Routed RouteAll(bool external_allowed = true) {
    std::vector<LanguageModel*> borrowed;
    Plan plan;
    for (const auto& model : models_) {
      borrowed.push_back(model.get());
      plan.push_back({model.get()});
    }
    fleet_ = std::make_unique<Fleet>(borrowed);
    return Route(*fleet_, plan, request_, rules_, external_allowed);
  }
  // "a:TAKEN b:BLIND"
  static std::string Reasons(const Routed& routed) {
    std::string reasons;
    for (const Considered& each : routed.considered) {
      reasons += (reasons.empty() ? "" : " ") + each.model->info().endpoint +
                 ":" + each.reason;
    }
    return reasons;
  }
  static std::string Order(const Routed& routed) {
    std::string order;
    for (const auto& step : routed.plan) order += step.front()->info().endpoint;
    return order;
  }

  std::vector<std::unique_ptr<PaperModel>> models_;
  std::unique_ptr<Fleet> fleet_;
  ModelRequest request_{{{ModelMessage::Role::kUser, "안녕"}}};
  TaskRules rules_;
};

TEST_F(RoutingTest, APictureGoesToAModelThatSees) {
  AddProfile("a");
  AddProfile("b").sees = true;
  request_.messages[0].parts = {{"", Image{"image/png", "QUJD", "", ""}}};

  const Routed routed = RouteAll();

  EXPECT_EQ(Reasons(routed), "a:BLIND b:TAKEN");
  EXPECT_EQ(Order(routed), "b");
  EXPECT_EQ(TaskOf(request_, "chat"), "vision");
}

TEST_F(RoutingTest, AHundredPagesGoToAModelThatHoldsThem) {
  AddProfile("a").context_tokens = 32'768;
  AddProfile("b").context_tokens = 262'144;
  request_.messages[0].text.assign(400'000, 'x');

  const Routed routed = RouteAll();

  EXPECT_EQ(Reasons(routed), "a:CONTEXT b:TAKEN");
  EXPECT_EQ(TaskOf(request_, "chat"), "long_document");
}

TEST_F(RoutingTest, HardReasoningGoesToAModelThatReasons) {
  AddProfile("a");
  AddProfile("b").thinking = ThinkingSwitch::kEffort;
  request_.thinking = Thinking::kHigh;

  EXPECT_EQ(Reasons(RouteAll()), "a:NO_REASONING b:TAKEN");
  EXPECT_EQ(TaskOf(request_, "chat"), "reasoning");
}

TEST_F(RoutingTest, ToolsGoToAModelThatCallsThem) {
  AddProfile("a").tools = false;
  AddProfile("b");
  request_.tools = {{"f", "", "", {}}};

  EXPECT_EQ(Reasons(RouteAll()), "a:NO_TOOLS b:TAKEN");
}

TEST_F(RoutingTest, WithoutConsentNothingLeaves) {
  Add("a").mutable_info().internal = false;
  Add("b");

  EXPECT_EQ(Reasons(RouteAll(false)), "a:CONSENT_MISSING b:TAKEN");
  EXPECT_EQ(Reasons(RouteAll(true)), "a:TAKEN b:TAKEN");
}

TEST_F(RoutingTest, TextStaysWhereItMayBe) {
  AddProfile("a").residency = "us";
  AddProfile("b").residency = "kr";
  rules_.residency = {"own", "kr"};

  EXPECT_EQ(Reasons(RouteAll()), "a:RESIDENCY b:TAKEN");
}

TEST_F(RoutingTest, WithoutWeightsTheConfigurationsOrderStays) {
  AddProfile("a").prices = {10, 0, 10};
  AddProfile("b").quality = 1;

  EXPECT_EQ(Order(RouteAll()), "ab");
}

TEST_F(RoutingTest, TheCheapestIsFirstIfCostCounts) {
  AddProfile("a").prices = {10, 0, 30};
  AddProfile("b").prices = {1, 0, 3};
  AddProfile("c").prices = {5, 0, 9};
  rules_.cost = 1;

  EXPECT_EQ(Order(RouteAll()), "bca");
}

TEST_F(RoutingTest, TheBestIsFirstIfQualityCountsMore) {
  Profile& dear = AddProfile("a");
  dear.prices = {10, 0, 30};
  dear.quality = 0.9;
  Profile& cheap = AddProfile("b");
  cheap.prices = {1, 0, 3};
  cheap.quality = 0.2;
  rules_.cost = 0.3;
  rules_.quality = 1;

  EXPECT_EQ(Order(RouteAll()), "ab");
}

TEST_F(RoutingTest, TheQuickestIsFirstIfLatencyCounts) {
  Add("a");
  Add("b");
  rules_.latency = 1;
  RouteAll();
  fleet_->HealthOf(*models_[0]).Answered(std::chrono::milliseconds(900));
  fleet_->HealthOf(*models_[1]).Answered(std::chrono::milliseconds(100));

  const Plan plan{{models_[0].get()}, {models_[1].get()}};
  EXPECT_EQ(Order(Route(*fleet_, plan, request_, rules_, true)), "ba");
}

TEST_F(RoutingTest, OneThatIsIllStaysInThePlanAndIsSaidToBe) {
  Add("a");
  RouteAll();
  Health& health = fleet_->HealthOf(*models_[0]);
  for (int i = 0; i < 3; ++i) {
    const auto now = std::chrono::steady_clock::now();
    health.breaker.Failed(health.breaker.Admit(now), now);
  }

  const Plan plan{{models_[0].get()}};
  const Routed routed = Route(*fleet_, plan, request_, rules_, true);

  EXPECT_EQ(Reasons(routed), "a:BREAKER_OPEN");
  EXPECT_EQ(Order(routed), "a");
}

TEST_F(RoutingTest, ThoseThatAreAlikeShareTheirLoad) {
  const auto like = [this](const std::string& name) {
    Add(name).mutable_info().model = "same";
  };
  like("a");
  Add("b");
  like("c");
  std::vector<LanguageModel*> all;
  for (const auto& model : models_) all.push_back(model.get());
  const Fleet fleet(all);

  const Plan plan = PlanOf(fleet, Tier::kGeneral);

  const Plan expected = {{all[0], all[2]}, {all[1]}};
  EXPECT_EQ(plan, expected);
}

TEST_F(RoutingTest, AnotherPriceOrPlaceIsNotAlike) {
  Add("a").mutable_info().model = "same";
  Add("dear").mutable_info().model = "same";
  models_.back()->mutable_info().profile.prices = {1, 0, 2};
  Add("abroad").mutable_info().model = "same";
  models_.back()->mutable_info().profile.residency = "us";
  Add("outside").mutable_info().model = "same";
  models_.back()->mutable_info().internal = false;
  std::vector<LanguageModel*> all;
  for (const auto& model : models_) all.push_back(model.get());
  const Fleet fleet(all);

  EXPECT_EQ(PlanOf(fleet, Tier::kGeneral).size(), 4u);
}

TEST_F(RoutingTest, WhoIsChosenGoesFirst) {
  Add("a");
  Add("b");
  Routed routed = RouteAll();

  GoFirst(models_[1].get(), &routed.plan);

  EXPECT_EQ(Order(routed), "ba");
  GoFirst(nullptr, &routed.plan);
  EXPECT_EQ(Order(routed), "ba");
}

}  // namespace
}  // namespace aicc::inference
