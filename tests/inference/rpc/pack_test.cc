#include "tests/inference/rpc/fixture.h"

namespace aicc::inference {
namespace {

// The service as it runs: the built-in engine on the pack that ships.
class PackTest : public InferenceFixture {
 protected:
  void SetUp() override {
    config_.pack = AICC_SOURCE_DIR "/deploy/packs/telco";
    auto made = MakeInferenceService(config_, environment_);
    ASSERT_TRUE(made) << made.error().message;
    Serve(*std::move(made));
  }
};

TEST_F(PackTest, AnswersFromTheDocumentsInBothLanguages) {
  for (const char* question : {"해외 로밍 하루 요금제가 얼마예요?",
                               "How much is the daily roaming pass?"}) {
    const Answer answer = Ask(question);

    ASSERT_TRUE(answer.status.ok());
    EXPECT_EQ(answer.decision().tier(), common::v1::TIER_DOMAIN) << question;
    EXPECT_EQ(answer.decision().reason(), "ANSWERED") << question;
    const auto* citation = answer.Find(v1::GenerateResponse::kCitation);
    ASSERT_NE(citation, nullptr) << question;
    EXPECT_TRUE(citation->citation().document_id().starts_with("roaming"))
        << citation->citation().document_id();
    EXPECT_TRUE(answer.Text().contains(citation->citation().quote()));
  }
}

TEST_F(PackTest, LeavesToHumansWhatThePackSaysIsTheirs) {
  EXPECT_EQ(Ask("휴대폰 해지하고 싶어요").decision().reason(),
            "POLICY_CANCELLATION");
  EXPECT_EQ(Ask("I want to speak to an agent").decision().reason(),
            "CUSTOMER_ASKED");
  EXPECT_EQ(Ask("오늘 서울 날씨 어때요?").decision().reason(), "OUT_OF_SCOPE");
}

}  // namespace
}  // namespace aicc::inference
