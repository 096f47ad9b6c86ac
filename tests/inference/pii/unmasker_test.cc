#include "services/inference/domain/unmasker.h"

#include <gtest/gtest.h>

namespace aicc::inference {
namespace {

constexpr std::string_view kSaid =
    "제 이름은 김하늘이고 번호는 010-1234-5678, 메일은 a@b.kr입니다. 아내 "
    "이름은 "
    "박세나예요.";

class UnmaskerTest : public testing::Test {
 protected:
  UnmaskerTest() { mask_.Hide(kSaid); }

  std::string Whole(std::string_view text,
                    Unmasker::Format format = Unmasker::Format::kText) {
    Unmasker unmasker(mask_, format);
    std::string said = unmasker.Feed(text);
    return said + unmasker.Finish();
  }

  std::string Json(std::string_view text) {
    return Whole(text, Unmasker::Format::kJson);
  }

  Mask mask_;
};

TEST_F(UnmaskerTest, RestoresWhateverTheCut) {
  constexpr std::string_view kAnswer =
      "<b>1 < 2</b> <NAME_1>는 PHONE_1로, &lt;EMAIL_1&gt;은(는) [NAME_2]을 "
      "\\u003cPHONE_1\\u003e, <PHONE_2>, ＜NAME_1＞님 <PHONE_1";
  const std::string expected = Whole(kAnswer);
  EXPECT_EQ(expected,
            "<b>1 < 2</b> 김하늘은 010-1234-5678로, a@b.kr는 박세나를 "
            "010-1234-5678, <PHONE_2>, 김하늘님 <PHONE_1");

  for (std::size_t first = 0; first <= kAnswer.size(); ++first) {
    for (std::size_t second = first; second <= kAnswer.size(); second += 3) {
      Unmasker unmasker(mask_);
      std::string text = unmasker.Feed(kAnswer.substr(0, first));
      text += unmasker.Feed(kAnswer.substr(first, second - first));
      text += unmasker.Feed(kAnswer.substr(second));
      text += unmasker.Finish();

      ASSERT_EQ(text, expected) << first << " " << second;
    }
  }
}

TEST_F(UnmaskerTest, KnowsHowModelsWritePlaceholders) {
  for (const std::string_view written :
       {"<PHONE_1>", "< PHONE_1 >", "<phone_1>", "<Phone_1>", "PHONE_1",
        "[PHONE_1]", "&lt;PHONE_1&gt;", "\\u003cPHONE_1\\u003e", "<PHONE\\_1>",
        "＜PHONE_1＞", "［PHONE_1］", "<PHONE 1>", "<PHONE-1>"}) {
    EXPECT_EQ(Whole(written), "010-1234-5678") << written;
  }
}

TEST_F(UnmaskerTest, LeavesWhatIsNoneOfTheMask) {
  for (const std::string_view written :
       {"<PHONE_2>", "<PHONE_>", "XPHONE_1", "PHONE_12", "PHONE_1a", "phone_1",
        "<FAX_1>", "<PHONE_1", "<b>", "< ", "&lt;", "\\u003", "[1]",
        "<PHONE_0000001>"}) {
    EXPECT_EQ(Whole(written), written);
  }
}

TEST_F(UnmaskerTest, ParticlesAgreeWithWhatTheyFollow) {
  EXPECT_EQ(Whole("<NAME_1>는 <NAME_1>가 <NAME_1>를 <NAME_1>와"),
            "김하늘은 김하늘이 김하늘을 김하늘과");
  EXPECT_EQ(Whole("<NAME_2>은 <NAME_2>이 <NAME_2>을 <NAME_2>과"),
            "박세나는 박세나가 박세나를 박세나와");
  EXPECT_EQ(Whole("<NAME_1>으로 <NAME_2>으로"), "김하늘로 박세나로");
  EXPECT_EQ(Whole("<NAME_1>라고 <NAME_2>이라고"), "김하늘이라고 박세나라고");
  EXPECT_EQ(Whole("<NAME_1>예요. <NAME_2>이에요."),
            "김하늘이에요. 박세나예요.");
  EXPECT_EQ(Whole("<NAME_1>야! <NAME_2>아!"), "김하늘아! 박세나야!");
  EXPECT_EQ(Whole("<NAME_1>은(는) <NAME_2>(이)라고"), "김하늘은 박세나라고");
  EXPECT_EQ(Whole("<PHONE_1>으로 걸었습니다"), "010-1234-5678로 걸었습니다");
}

TEST_F(UnmaskerTest, ParticlesAgreeWithMoreAfterThem) {
  EXPECT_EQ(Whole("<NAME_1>와는 <NAME_2>과도 <NAME_1>로서 <NAME_2>으로서"),
            "김하늘과는 박세나와도 김하늘로서 박세나로서");
  EXPECT_EQ(Whole("<NAME_1>라고요 <NAME_2>이라고도 <NAME_2>이라는데"),
            "김하늘이라고요 박세나라고도 박세나라는데");
  EXPECT_EQ(Whole("<NAME_1>랑은 <NAME_2>이랑도 <NAME_1>세요? <NAME_2>이세요?"),
            "김하늘이랑은 박세나랑도 김하늘이세요? 박세나세요?");
  EXPECT_EQ(Whole("<NAME_1>였는데 <NAME_2>이었고요 <NAME_1>지만"),
            "김하늘이었는데 박세나였고요 김하늘이지만");
  EXPECT_EQ(Whole("<NAME_1>에요 <NAME_1>이예요 <NAME_2>에요"),
            "김하늘이에요 김하늘이에요 박세나예요");
}

TEST_F(UnmaskerTest, BothFormsBecomeTheOneThatAgrees) {
  EXPECT_EQ(Whole("<NAME_1>와/과 <NAME_2>과/와 <NAME_1>로/으로 <NAME_1>아/야"),
            "김하늘과 박세나와 김하늘로 김하늘아");
  EXPECT_EQ(
      Whole("<NAME_1>(은)는 <NAME_2>(이)가 <NAME_2>(을)를 <NAME_1>(야)아"),
      "김하늘은 박세나가 박세나를 김하늘아");
  EXPECT_EQ(Whole("<NAME_1>(이)예요 <NAME_2>(이)라고요 <NAME_2>(으)로부터"),
            "김하늘이에요 박세나라고요 박세나로부터");
}

TEST_F(UnmaskerTest, ClosingMarksStandBetween) {
  EXPECT_EQ(Whole("**<NAME_1>**는 \"<NAME_2>\"은 '<NAME_1>'가 `<NAME_1>`를"),
            "**김하늘**은 \"박세나\"는 '김하늘'이 `김하늘`을");
  EXPECT_EQ(Whole("「<NAME_1>」는 ”<NAME_1>”와 (<NAME_2>)과"),
            "「김하늘」은 ”김하늘”과 (박세나)와");
  EXPECT_EQ(Json(R"({"a":"\"<NAME_1>\"는","b":"<NAME_2>"})"),
            R"({"a":"\"김하늘\"은","b":"박세나"})");
}

TEST_F(UnmaskerTest, ParticlesMayBeEscapedInJson) {
  EXPECT_EQ(Json(R"({"a":"<NAME_1>\ub294 <NAME_2>\uc740\n"})"),
            R"({"a":"김하늘은 박세나는\n"})");
  EXPECT_EQ(Json(R"({"a":"<NAME_1>\u0041"})"), R"({"a":"김하늘\u0041"})");
}

TEST_F(UnmaskerTest, ParticlesAgreeWhateverTheCut) {
  for (const std::string_view answer :
       {"**<NAME_1>**는 <NAME_2>(으)로부터 \"<NAME_1>\"라고요, <NAME_2>과/와",
        R"({"a":"\"<NAME_1>\"\ub294","b":<NAME_2>})"}) {
    const auto format = answer.starts_with("{") ? Unmasker::Format::kJson
                                                : Unmasker::Format::kText;
    const std::string expected = Whole(answer, format);
    for (std::size_t cut = 0; cut <= answer.size(); ++cut) {
      Unmasker unmasker(mask_, format);
      std::string text = unmasker.Feed(answer.substr(0, cut));
      text += unmasker.Feed(answer.substr(cut));
      text += unmasker.Finish();

      ASSERT_EQ(text, expected) << cut;
    }
  }
}

TEST_F(UnmaskerTest, WhatOnlyBeginsLikeAParticleStays) {
  EXPECT_EQ(Whole("<NAME_2>이사님 <NAME_1>가족 <NAME_2> 은행"),
            "박세나이사님 김하늘가족 박세나 은행");
  EXPECT_EQ(Whole("<NAME_2>은행 <NAME_2>이가 <NAME_1>시 <NAME_1>라인"),
            "박세나은행 박세나이가 김하늘시 김하늘라인");
}

TEST_F(UnmaskerTest, EscapesWithinJson) {
  Mask mask;
  mask.Hide("https://example.com/?user=a\\b&mail=x");
  ASSERT_NE(mask.Original("URL_1"), nullptr);

  for (std::size_t cut = 0; cut < 20; ++cut) {
    constexpr std::string_view kJson = R"({"url":"<URL_1>","n":<URL_1>})";
    Unmasker unmasker(mask, Unmasker::Format::kJson);
    std::string text = unmasker.Feed(kJson.substr(0, cut));
    text += unmasker.Feed(kJson.substr(cut));
    text += unmasker.Finish();

    EXPECT_EQ(text, R"({"url":"https://example.com/?user=a\\b&mail=x",)"
                    R"("n":"https://example.com/?user=a\\b&mail=x"})");
  }
}

TEST_F(UnmaskerTest, KeysOfJsonStay) {
  EXPECT_EQ(Json(R"({"PHONE_1": "PHONE_1"})"),
            R"({"PHONE_1": "010-1234-5678"})");
  EXPECT_EQ(Json(R"({"a":"\u003cPHONE_1\u003e는 \"<NAME_1>\""})"),
            R"({"a":"010-1234-5678은 \"김하늘\""})");
}

TEST_F(UnmaskerTest, HoldsBackLittleAndOnlyWholeCharacters) {
  Unmasker unmasker(mask_);
  std::string fed;
  std::string said;
  for (int i = 0; i < 200; ++i) {
    for (const char c : std::string_view("가<나&lt PHONE_<NAME_1는")) {
      fed += c;
      said += unmasker.Feed(std::string_view(&c, 1));
      ASSERT_LT(fed.size() - said.size(), 128u);
      ASSERT_EQ(said, fed.substr(0, said.size()));
      const bool character =
          said.size() == fed.size() ||
          (static_cast<unsigned char>(fed[said.size()]) & 0xC0) != 0x80;
      ASSERT_TRUE(character);
    }
  }
  EXPECT_EQ(said + unmasker.Finish(), fed);
}

TEST_F(UnmaskerTest, BrokenTextPasses) {
  EXPECT_EQ(Whole("\xFF\xEA\xB0<NAME_1>\xEA"), "\xFF\xEA\xB0김하늘\xEA");
}

}  // namespace
}  // namespace aicc::inference
