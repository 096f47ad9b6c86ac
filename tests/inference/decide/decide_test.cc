#include "services/inference/domain/decide.h"

#include <gtest/gtest.h>

#include <functional>

namespace aicc::inference {
namespace {

const Limits kLimits{.out_of_scope = 0.6,
                     .confidence = 0.5,
                     .retrieval = 0.3,
                     .grounded_share = 0.5};

// A message that the domain model may answer.
TurnFacts GoodTurn() {
  TurnFacts facts;
  facts.understood.intents = {{"roaming_fee", 0.9}};
  facts.understood.out_of_scope_score = 0.1;
  facts.domain.text = "답입니다.";
  facts.domain.passages = {{}};
  facts.domain.retrieval_score = 0.8;
  facts.domain.retrieval_margin = 0.2;
  facts.domain.confidence = 0.7;
  return facts;
}

struct Case {
  const char* name;
  std::function<void(TurnFacts&)> change;
  Move move;
  const char* reason;
};

class JudgeTest : public testing::TestWithParam<Case> {};

TEST_P(JudgeTest, DecidesBy) {
  TurnFacts facts = GoodTurn();
  GetParam().change(facts);

  const Verdict verdict = Judge(facts, kLimits);

  EXPECT_EQ(verdict.move, GetParam().move);
  EXPECT_EQ(verdict.reason, GetParam().reason);
}

const PolicyMatch kPolicy{"p", "retention", "POLICY_CANCELLATION", "m"};

INSTANTIATE_TEST_SUITE_P(
    Gates, JudgeTest,
    testing::Values(
        Case{"nothing", [](TurnFacts&) {}, Move::kAnswer, ""},
        Case{"policy", [](TurnFacts& f) { f.policy = kPolicy; }, Move::kHuman,
             "POLICY_CANCELLATION"},
        Case{"policy_before_wish",
             [](TurnFacts& f) {
               f.policy = kPolicy;
               f.understood.wants_human = true;
             },
             Move::kHuman, "POLICY_CANCELLATION"},
        Case{"wish", [](TurnFacts& f) { f.understood.wants_human = true; },
             Move::kHuman, "CUSTOMER_ASKED"},
        Case{"wish_before_scope",
             [](TurnFacts& f) {
               f.understood.wants_human = true;
               f.understood.out_of_scope = true;
             },
             Move::kHuman, "CUSTOMER_ASKED"},
        Case{"no_meaning",
             [](TurnFacts& f) {
               f.meaningless = true;
               f.understood.out_of_scope = true;
             },
             Move::kClarify, ""},
        Case{"small_talk",
             [](TurnFacts& f) {
               f.domain.small_talk = true;
               f.domain.retrieval_score = 0;
             },
             Move::kSmallTalk, ""},
        Case{"scope", [](TurnFacts& f) { f.understood.out_of_scope = true; },
             Move::kNextTier, "OUT_OF_SCOPE"},
        Case{"scope_score",
             [](TurnFacts& f) { f.understood.out_of_scope_score = 0.61; },
             Move::kNextTier, "OUT_OF_SCOPE"},
        Case{"scope_at_limit",
             [](TurnFacts& f) { f.understood.out_of_scope_score = 0.6; },
             Move::kAnswer, ""},
        Case{"again", [](TurnFacts& f) { f.asked_again = true; },
             Move::kNextTier, "CUSTOMER_ASKED_AGAIN"},
        Case{"unsure", [](TurnFacts& f) { f.domain.confidence = 0.49; },
             Move::kNextTier, "LOW_CONFIDENCE"},
        Case{"sure_at_limit", [](TurnFacts& f) { f.domain.confidence = 0.5; },
             Move::kAnswer, ""},
        Case{"one_of_two_intents",
             [](TurnFacts& f) { f.understood.intents[0].confidence = 0.2; },
             Move::kAnswer, ""},
        Case{"no_document_before_unsure",
             [](TurnFacts& f) {
               f.domain.confidence = 0.1;
               f.domain.retrieval_score = 0.1;
             },
             Move::kNextTier, "NO_DOCUMENT"},
        Case{"weak_document",
             [](TurnFacts& f) { f.domain.retrieval_score = 0.29; },
             Move::kNextTier, "NO_DOCUMENT"},
        Case{"no_text", [](TurnFacts& f) { f.domain.text.clear(); },
             Move::kNextTier, "NO_DOCUMENT"},
        Case{"served_needs_no_text",
             [](TurnFacts& f) {
               f.domain.text.clear();
               f.served_domain = true;
             },
             Move::kAnswer, ""},
        Case{"served_needs_passages",
             [](TurnFacts& f) {
               f.domain.passages.clear();
               f.served_domain = true;
             },
             Move::kNextTier, "NO_DOCUMENT"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(JudgeSignalsTest, RecordsAllThatWasLookedAtWithItsLimit) {
  TurnFacts facts = GoodTurn();
  facts.understood.sentiment = -0.4;
  facts.domain.retrieval_score = 0.2;

  const auto signals = Judge(facts, kLimits).signals;

  const std::vector<Signal> expected{{"negative_sentiment", 0.4, {}, false},
                                     {"out_of_scope", 0.1, 0.6, false},
                                     {"intent_confidence", 0.9, {}, false},
                                     {"asked_again", 0, 1, false},
                                     {"answer_confidence", 0.7, 0.5, false},
                                     {"retrieval_score", 0.2, 0.3, true},
                                     {"retrieval_margin", 0.2, {}, false}};
  EXPECT_EQ(signals, expected);
}

TEST(PassDomainTest, AsksTheNextTierThatThereIs) {
  using Steps = std::vector<Escalation>;

  EXPECT_EQ(PassDomain("OUT_OF_SCOPE", {.configured = false}),
            (Steps{{Tier::kDomain, Tier::kHuman, "OUT_OF_SCOPE"}}));
  EXPECT_EQ(PassDomain("OUT_OF_SCOPE", {.configured = true, .allowed = true}),
            (Steps{{Tier::kDomain, Tier::kGeneral, "OUT_OF_SCOPE"}}));
  EXPECT_EQ(PassDomain("OUT_OF_SCOPE", {.configured = true, .allowed = false}),
            (Steps{{Tier::kDomain, Tier::kGeneral, "OUT_OF_SCOPE"},
                   {Tier::kGeneral, Tier::kHuman, "CONSENT_MISSING"}}));
}

TEST(ExplainTest, EveryReasonHasWordsForPeople) {
  for (const char* reason :
       {"OUT_OF_SCOPE", "LOW_CONFIDENCE", "NO_DOCUMENT", "CUSTOMER_ASKED",
        "CUSTOMER_ASKED_AGAIN", "POLICY_ANY", "MODEL_FAILED",
        "MODEL_NOT_CONFIGURED", "CONSENT_MISSING", "NOT_GROUNDED"}) {
    EXPECT_FALSE(Explain(reason).empty()) << reason;
  }
}

}  // namespace
}  // namespace aicc::inference
