#include "services/inference/domain/pack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/inference/domain/pack_files.h"
#include "tests/inference/domain/test_pack.h"

namespace aicc::inference {
namespace {

using ::testing::HasSubstr;

// The message of loading a pack that must not load.
std::string Refusal(const PackCopy& pack) {
  const auto loaded = LoadPack(pack.path());
  if (loaded) return "loaded";
  EXPECT_EQ(loaded.error().kind, ErrorKind::kInvalidArgument);
  EXPECT_EQ(loaded.error().reason, "BAD_CONFIG");
  return loaded.error().message;
}

TEST(PackTest, AGoodPackLoads) {
  const auto pack = LoadPack(kTestPack);

  ASSERT_TRUE(pack) << pack.error().message;
  EXPECT_EQ(pack->intents.size(), 8u);
  EXPECT_EQ(pack->documents.size(), 10u);
  EXPECT_EQ(pack->policies.size(), 3u);
  EXPECT_EQ(pack->synonyms.size(), 2u);
  EXPECT_EQ(pack->entities.size(), 2u);
}

TEST(PackTest, TheDemoPackLoads) {
  const auto pack = LoadPack(kDemoPack);

  ASSERT_TRUE(pack) << pack.error().message;
  EXPECT_GE(pack->intents.size(), 40u);
  EXPECT_GE(pack->documents.size(), 120u);
}

TEST(PackTest, AMissingFolderIsNotFound) {
  const auto pack = LoadPack("/nonexistent");

  ASSERT_FALSE(pack);
  EXPECT_EQ(pack.error().reason, "FILE_NOT_FOUND");
}

TEST(PackTest, AnUnknownKeyIsRefusedWithItsLine) {
  PackCopy pack;
  pack.Replace("intents.yaml", "    documents: [opening-hours]",
               "    document: [opening-hours]");

  EXPECT_THAT(Refusal(pack), HasSubstr("intents.yaml:4: intents[0].document"));
}

TEST(PackTest, AMissingTextIsRefused) {
  PackCopy pack;
  pack.Replace("intents.yaml", "{ko: 영업 시간, en: Opening hours}",
               "{ko: 영업 시간}");

  EXPECT_THAT(Refusal(pack), HasSubstr("intents.yaml:3: intents[0].name.en"));
}

TEST(PackTest, AnUnknownDocumentIsRefusedWithItsLine) {
  PackCopy pack;
  pack.Replace("intents.yaml", "documents: [opening-hours]",
               "documents: [no-such]");

  EXPECT_THAT(Refusal(pack), HasSubstr("intents.yaml:4: there is no document "
                                       "no-such"));
}

TEST(PackTest, AnExampleInTwoIntentsIsRefusedWithTheLineOfTheSecond) {
  PackCopy pack;
  pack.Replace("intents.yaml", "\"배달 되나요?\"", "\"몇 시에  문 열어요\"");

  EXPECT_THAT(Refusal(pack), HasSubstr("intents.yaml:18: the example"));
  EXPECT_THAT(Refusal(pack), HasSubstr("is also in opening_hours"));
}

TEST(PackTest, AnExampleThatIsAlsoOutOfScopeIsRefused) {
  PackCopy pack;
  pack.Replace("out_of_scope.yaml", "오늘 날씨 어때요?", "배달 되나요?");

  EXPECT_THAT(Refusal(pack), HasSubstr("out_of_scope.yaml:2"));
}

TEST(PackTest, AnIntentTwiceIsRefused) {
  PackCopy pack;
  pack.Replace("intents.yaml", "id: order_cake", "id: opening_hours");

  EXPECT_THAT(Refusal(pack), HasSubstr("is there twice"));
}

TEST(PackTest, TooFewExamplesAreRefused) {
  PackCopy pack;
  pack.Replace("intents.yaml", "[\"몇 시에 문 열어요?\", ", "[");

  EXPECT_THAT(Refusal(pack),
              HasSubstr("must have at least 8 examples; it has 7"));
}

TEST(PackTest, AnExampleWithoutAWordIsRefused) {
  PackCopy pack;
  pack.Replace("intents.yaml", "\"배달 되나요?\"", "\"?!\"");

  EXPECT_THAT(Refusal(pack), HasSubstr("intents.yaml:18"));
}

TEST(PackTest, ADocumentMissingInOneLocaleIsRefused) {
  PackCopy pack;
  pack.Remove("docs/en/allergy.md");

  EXPECT_THAT(Refusal(pack),
              HasSubstr("docs/ko/allergy.md:1: is missing in docs/en/"));
}

TEST(PackTest, ADocumentOfMoreThanAMebibyteIsRefused) {
  PackCopy pack;
  pack.Write("docs/en/allergy.md", pack.Read("docs/en/allergy.md") +
                                       std::string(kMaxDocumentBytes, 'x'));

  EXPECT_THAT(Refusal(pack), HasSubstr("is larger than 1048576 bytes"));
}

TEST(PackTest, InvalidUtf8IsRefusedWithItsLine) {
  PackCopy pack;
  pack.Replace("docs/ko/delivery.md", "# 배달", "# \xFF");
  EXPECT_THAT(Refusal(pack), HasSubstr("docs/ko/delivery.md:6: is not UTF-8"));

  PackCopy other;
  other.Replace("policies.yaml", "food_poisoning", "food\xC3(");
  EXPECT_THAT(Refusal(other), HasSubstr("policies.yaml:2: is not UTF-8"));
}

TEST(PackTest, FrontMatterIsChecked) {
  PackCopy pack;
  pack.Replace("docs/en/delivery.md", "tags:", "tag:");
  EXPECT_THAT(Refusal(pack), HasSubstr("docs/en/delivery.md:3: tag "));

  PackCopy open;
  open.Write("docs/en/delivery.md", "---\ntitle: x\n");
  EXPECT_THAT(Refusal(open), HasSubstr("no closing ---"));

  PackCopy date;
  date.Replace("docs/en/delivery.md", "2026-01-01", "2026-02-30");
  EXPECT_THAT(Refusal(date), HasSubstr("docs/en/delivery.md:4: valid_from"));
}

TEST(PackTest, ATableIsRefusedRatherThanLost) {
  PackCopy pack;
  pack.Write("docs/en/delivery.md",
             pack.Read("docs/en/delivery.md") + "\n| a | b |\n");

  EXPECT_THAT(Refusal(pack), HasSubstr("docs/en/delivery.md:10: tables"));
}

TEST(PackTest, APolicyNamesWhatIsThere) {
  PackCopy intent;
  intent.Replace("policies.yaml", "[cancel_order]", "[cancel_all]");
  EXPECT_THAT(Refusal(intent), HasSubstr("policies.yaml:11"));

  PackCopy queue;
  queue.Replace("policies.yaml", "queue: counter", "queue: nobody");
  EXPECT_THAT(Refusal(queue), HasSubstr("policies.yaml:14"));

  PackCopy empty;
  empty.Replace("policies.yaml", "{intents: [cancel_order]}", "{}");
  EXPECT_THAT(Refusal(empty), HasSubstr("must hold"));

  PackCopy tier;
  tier.Replace("policies.yaml", "tier: human", "tier: robot");
  EXPECT_THAT(Refusal(tier), HasSubstr("must be human"));
}

TEST(PackTest, TheLexiconIsChecked) {
  PackCopy synonyms;
  synonyms.Replace("lexicon.yaml", "- [배달, 배송, delivery]", "- 배달");
  EXPECT_THAT(Refusal(synonyms), HasSubstr("lexicon.yaml:2"));

  PackCopy type;
  type.Replace("lexicon.yaml", "type: country", "type: planet");
  EXPECT_THAT(Refusal(type), HasSubstr("lexicon.yaml:6"));
}

TEST(PackTest, AnUnknownTimeZoneIsRefused) {
  PackCopy pack;
  pack.Replace("pack.yaml", "Asia/Seoul", "Mars/Olympus");

  EXPECT_THAT(Refusal(pack), HasSubstr("pack.yaml:5: time_zone"));
}

TEST(DocumentTest, SentencesComeWordForWordBySection) {
  const auto document = ParseDocument(
      "x.md",
      "---\ntitle: T\n---\n# T\n\nIt costs 1.5 won. See **App** > [Menu](x).\n"
      "- One item\n- Another, e.g. this one.\n\n## H\n\n요금은 1,000원입니다. "
      "끝입니다.\n");

  ASSERT_TRUE(document) << document.error().message;
  ASSERT_EQ(document->sections.size(), 2u);
  EXPECT_THAT(document->sections[0].sentences,
              ::testing::ElementsAre("It costs 1.5 won.", "See App > Menu.",
                                     "One item", "Another, e.g. this one."));
  EXPECT_EQ(document->sections[1].heading, "H");
  EXPECT_THAT(document->sections[1].sentences,
              ::testing::ElementsAre("요금은 1,000원입니다.", "끝입니다."));
}

}  // namespace
}  // namespace aicc::inference
