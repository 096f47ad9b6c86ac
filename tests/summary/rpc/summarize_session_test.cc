#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/summary/rpc/fixture.h"

namespace aicc::summary {
namespace {

using session::v1::SPEAKER_AGENT;
using session::v1::SPEAKER_CUSTOMER;
using testing::ElementsAre;
using testing::HasSubstr;

class SummarizeSessionTest : public SummaryRpcTest {
 protected:
  std::string BillingCall() {
    const std::string id = session_.Start();
    session_.Append(id)->mutable_session_started();
    session_.Say(id, SPEAKER_CUSTOMER, "My bill is twice what I usually pay.");
    session_.Say(id, SPEAKER_AGENT,
                 "I have entered a refund of 44,000 won. I will call you on 20 "
                 "November at 010-1234-5678.");
    session_.Say(id, SPEAKER_CUSTOMER, "Thanks, my number is 010-1234-5678.");
    return id;
  }

  static std::vector<std::string> TextsOf(const v1::Summary& summary,
                                          v1::SectionKind kind) {
    std::vector<std::string> texts;
    for (const auto& section : summary.sections()) {
      if (section.kind() != kind) continue;
      for (const auto& s : section.sentences()) texts.push_back(s.text());
    }
    return texts;
  }
};

TEST_F(SummarizeSessionTest, IsWrittenByTheBuiltinEngineWithoutAModel) {
  const std::string id = BillingCall();

  const auto summary = Summarize(id);

  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->session_id(), id);
  EXPECT_EQ(summary->model(), "builtin");
  EXPECT_EQ(summary->last_seq(), 4);
  EXPECT_EQ(summary->locale(), "en");
  EXPECT_EQ(summary->dropped_sentence_count(), 0);
  EXPECT_GT(summary->create_time().seconds(), 0);
  EXPECT_THAT(TextsOf(*summary, v1::SECTION_KIND_SITUATION),
              ElementsAre("The customer said: \"My bill is twice what I "
                          "usually pay.\""));
  for (const auto& section : summary->sections()) {
    for (const auto& sentence : section.sentences()) {
      EXPECT_GT(sentence.evidence_seqs_size(), 0);
    }
  }
}

TEST_F(SummarizeSessionTest, GoesOnWithTheLogOfAServerThatStops) {
  const std::string id = BillingCall();
  session_.SendAway(3);

  const auto summary = Summarize(id);

  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->last_seq(), 4);
}

TEST_F(SummarizeSessionTest, NamesWhatWasNamedWithNumbersMasked) {
  const auto summary = Summarize(BillingCall());

  ASSERT_TRUE(summary);
  ASSERT_EQ(summary->entities_size(), 3);
  EXPECT_EQ(summary->entities(0).text(), "44,000 won");
  EXPECT_EQ(summary->entities(2).type(), "phone");
  EXPECT_EQ(summary->entities(2).text(), "010-****-5678");
  EXPECT_THAT(summary->entities(2).evidence_seqs(), ElementsAre(3, 4));
  EXPECT_THAT(TextsOf(*summary, v1::SECTION_KIND_FOLLOW_UP),
              ElementsAre(HasSubstr("010-****-5678")));
}

TEST_F(SummarizeSessionTest, ShowsTheNumbersThatDocumentsPublish) {
  const std::string id = session_.Start();
  session_.Append(id)->mutable_session_started();
  session_.Say(id, SPEAKER_CUSTOMER,
               "I lost my phone, call me at 010-1234-5678, please.");
  session_.Say(id, session::v1::SPEAKER_BOT,
               "Please call 02-1234-0114 from any other telephone.");
  auto* recorded = session_.Append(id)->mutable_answer_recorded();
  recorded->mutable_decision()->set_tier(common::v1::TIER_DOMAIN);
  recorded->add_citations()->set_quote(
      "Call 02-1234-0114 from any other telephone.");

  const auto summary = Summarize(id);

  ASSERT_TRUE(summary);
  EXPECT_THAT(TextsOf(*summary, v1::SECTION_KIND_ACTION),
              ElementsAre(HasSubstr("02-1234-0114")));
  EXPECT_THAT(TextsOf(*summary, v1::SECTION_KIND_SITUATION),
              ElementsAre(HasSubstr("010-****-5678")));
}

TEST_F(SummarizeSessionTest, ComesWithoutEntitiesIfInferenceCannotUnderstand) {
  inference_.FailToUnderstand();

  const auto summary = Summarize(BillingCall());

  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->entities_size(), 0);
  EXPECT_GT(summary->sections_size(), 0);
}

TEST_F(SummarizeSessionTest, TakesAModelsSentencesThatAreProven) {
  inference_.Write(
      R"({"sections":[)"
      R"({"kind":"ACTION","sentences":[{"text":"The agent entered a refund of )"
      R"(44,000 won.","evidence_seqs":[3]},{"text":"The agent entered a credit )"
      R"(of 99,000 won.","evidence_seqs":[3]}]},)"
      R"({"kind":"SITUATION","sentences":[{"text":"The customer's bill is twice )"
      R"(what they usually pay.","evidence_seqs":[2]}]},)"
      R"({"kind":"RESOLUTION","sentences":[{"text":"Sarah solved everything.",)"
      R"("evidence_seqs":[2,3]}]}]})");

  const auto summary = Summarize(BillingCall());

  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->model(), "vllm/exaone");
  EXPECT_EQ(summary->dropped_sentence_count(), 2);
  ASSERT_EQ(summary->sections_size(), 2);
  EXPECT_EQ(summary->sections(0).kind(), v1::SECTION_KIND_SITUATION);
  EXPECT_THAT(TextsOf(*summary, v1::SECTION_KIND_ACTION),
              ElementsAre("The agent entered a refund of 44,000 won."));
  const auto asked = inference_.last_request();
  EXPECT_EQ(asked.task(), inference::v1::TASK_SUMMARIZE);
  EXPECT_FALSE(asked.json_schema().empty());
  EXPECT_THAT(asked.messages(1).text(), HasSubstr("[2] customer: My bill"));
}

TEST_F(SummarizeSessionTest, FallsBackIfTheModelWritesSomethingElse) {
  for (const std::string text :
       {"I am sorry, I cannot do that.", "{\"sections\":[", "{\"sections\":[]}",
        "{\"sections\":[{\"kind\":\"SITUATION\",\"sentences\":[{\"text\":"
        "\"Sarah wants 5 phones.\",\"evidence_seqs\":[2]}]}]}"}) {
    inference_.Write(text);

    const auto summary = Summarize(BillingCall());

    ASSERT_TRUE(summary);
    EXPECT_EQ(summary->model(), "builtin") << text;
    EXPECT_GT(summary->sections_size(), 0);
  }
}

TEST_F(SummarizeSessionTest, NeverTakesAnAnswerThatBreaksOff) {
  inference_.BreakOff(
      R"({"sections":[{"kind":"SITUATION","sentences":[{"text":"The bill is )"
      R"(twice what I usually pay.","evidence_seqs":[2]}]}]})");

  EXPECT_EQ(Summarize(BillingCall())->model(), "builtin");
}

TEST_F(SummarizeSessionTest, DoesNotWaitForAModelForLong) {
  Config config;
  config.model_limit = std::chrono::milliseconds(100);
  StartService(config);
  inference_.Hang();

  EXPECT_EQ(Summarize(BillingCall())->model(), "builtin");
}

TEST_F(SummarizeSessionTest, AsksNoModelIfConfiguredSo) {
  Config config;
  config.model_limit = std::chrono::milliseconds(0);
  StartService(config);
  inference_.Write("{}");

  EXPECT_EQ(Summarize(BillingCall())->model(), "builtin");
  EXPECT_EQ(inference_.last_request().messages_size(), 0);
}

TEST_F(SummarizeSessionTest, ComesBackUnchangedUntilTheLogGrows) {
  const std::string id = BillingCall();
  const auto first = Summarize(id);

  const auto again = Summarize(id);
  session_.Append(id)->mutable_rating()->set_score(5);
  const auto grown = Summarize(id);

  ASSERT_TRUE(first && again && grown);
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(grown->last_seq(), 5);
  EXPECT_THAT(TextsOf(*grown, v1::SECTION_KIND_SATISFACTION),
              testing::Contains("The customer rated the contact 5 out of 5."));
  EXPECT_EQ(GetSummary(id)->last_seq(), 5);
}

TEST_F(SummarizeSessionTest, SaysWhenThereIsTooLittleToSumUp) {
  const std::string id = session_.Start();
  session_.Say(id, SPEAKER_AGENT, "Hello?");
  session_.Say(id, SPEAKER_AGENT, "Anybody there?");

  const auto summary = Summarize(id);

  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().kind, ErrorKind::kFailedPrecondition);
  EXPECT_EQ(summary.error().reason, "INSUFFICIENT_CONVERSATION");
  EXPECT_EQ(summary.error().metadata.at("utteranceCount"), "2");
  EXPECT_EQ(summary.error().metadata.at("errorDomain"), "summary.aicc");
  EXPECT_EQ(GetSummary(id).error().reason, "SUMMARY_NOT_FOUND");
}

TEST_F(SummarizeSessionTest, PassesOnThatThereIsNoSuchSession) {
  const auto summary = Summarize(NewUuid());

  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(summary.error().reason, "SESSION_NOT_FOUND");
  EXPECT_EQ(summary.error().metadata.at("errorDomain"), "session.aicc");
}

TEST_F(SummarizeSessionTest, SaysThatTheSessionServiceDoesNotAnswer) {
  const std::string id = BillingCall();
  StopNeighbours();

  const auto summary = Summarize(id);

  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(summary.error().reason, "SERVICE_UNAVAILABLE");
  EXPECT_EQ(summary.error().metadata.at("service"), "session");
}

TEST_F(SummarizeSessionTest, RefusesWhatIsNoSessionId) {
  for (const char* id : {"", "42", "../etc", "x' OR '1'='1"}) {
    EXPECT_EQ(Summarize(id).error().reason, "INVALID_FIELD");
    EXPECT_EQ(GetSummary(id).error().reason, "INVALID_FIELD");
  }
}

TEST_F(SummarizeSessionTest, IsNotForCustomers) {
  const std::string id = BillingCall();

  EXPECT_EQ(Summarize(id, Role::kCustomer).error().reason, "ROLE_NOT_ALLOWED");
  EXPECT_EQ(GetSummary(id, Role::kCustomer).error().reason, "ROLE_NOT_ALLOWED");
  EXPECT_TRUE(Summarize(id, Role::kService));
}

}  // namespace
}  // namespace aicc::summary
