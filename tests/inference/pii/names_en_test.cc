#include <gtest/gtest.h>

#include "tests/inference/pii/found.h"

namespace aicc::inference {
namespace {

class EnglishNameTest : public testing::TestWithParam<FindCase> {};

TEST_P(EnglishNameTest, FindsPeopleAndNoOther) {
  EXPECT_EQ(Found(GetParam().text), GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Listed, EnglishNameTest,
    testing::Values(FindCase{"please remove Aaliyah Washington from this line",
                             "NAME=Aaliyah Washington"},
                    FindCase{"I told all this to Bethany from retention",
                             "NAME=Bethany"},
                    FindCase{"Ravi and Sunita Krishnamurthy are on it",
                             "NAME=Ravi NAME=Sunita Krishnamurthy"},
                    FindCase{"the Kelly bag must go", ""},
                    FindCase{"the Hyde Park branch closes", ""},
                    FindCase{"stores near San Juan or Costa Rica", ""}));

INSTANTIATE_TEST_SUITE_P(
    DoubtfulOnes, EnglishNameTest,
    testing::Values(FindCase{"Will it be Will who comes out", "NAME=Will"},
                    FindCase{"oh Faith told me so", "NAME=Faith"},
                    FindCase{"I've it on file, Wei, is that the one?",
                             "NAME=Wei"},
                    FindCase{"may wong here, just checking", "NAME=may wong"},
                    FindCase{"it went up on the 5th of May", ""},
                    FindCase{"Will you help? Yes Will do", ""},
                    FindCase{"roaming in Jordan and Georgia", ""},
                    FindCase{"the Max plan for Summer", ""},
                    FindCase{"can you Grant me access", ""},
                    FindCase{"Romeo Juliet Oscar is the code", ""},
                    FindCase{"a Calvin Klein bag from John Lewis", ""},
                    FindCase{"faith in your company is gone", ""}));

INSTANTIATE_TEST_SUITE_P(
    Cues, EnglishNameTest,
    testing::Values(
        FindCase{"under my husbands name, derek whitfield",
                 "NAME=derek whitfield"},
        FindCase{"tell jin woo to call me", "NAME=jin woo"},
        FindCase{"first name is Grace and surname Park like trees",
                 "NAME=Grace NAME=Park"},
        FindCase{"my mother, Maria del Carmen Ruiz",
                 "NAME=Maria del Carmen Ruiz"},
        FindCase{"Dear Mr van der Berg, your claim", "NAME=van der Berg"},
        FindCase{"compliment Olumide, he was brilliant", "NAME=Olumide"},
        FindCase{"it's Nguyen, N-G-U-Y-E-N", "NAME=Nguyen NAME=N-G-U-Y-E-N"},
        FindCase{"under Eilidh, spelled E-I-L-I-D-H",
                 "NAME=Eilidh NAME=E-I-L-I-D-H"},
        FindCase{"I will miss connection to it", ""},
        FindCase{"Hello, Kindly send it back to NYC", ""}));

INSTANTIATE_TEST_SUITE_P(
    Forms, EnglishNameTest,
    testing::Values(
        FindCase{"Signed for by L. Petrov but nobody", "NAME=L. Petrov"},
        FindCase{"name on card T J Abernathy, ok", "NAME=T J Abernathy"},
        FindCase{"Passenger 2: SANTOS/ISABELLA MS", "NAME=SANTOS/ISABELLA"},
        FindCase{"Okafor, Chidi - contract ended", "NAME=Okafor, Chidi"},
        FindCase{"my Galaxy Z Flip7 broke in seat 27L Economy", ""}));

INSTANTIATE_TEST_SUITE_P(
    Korean, EnglishNameTest,
    testing::Values(
        FindCase{"KIM MINSEOK is how it's printed", "NAME=KIM MINSEOK"},
        FindCase{"Hyejin Bae said she'd waive it", "NAME=Hyejin Bae"},
        FindCase{"caller id showed Yoon Seo-yeon", "NAME=Yoon Seo-yeon"},
        FindCase{"Samsung and Sushi", ""}));

INSTANTIATE_TEST_SUITE_P(
    BesideANumber, EnglishNameTest,
    testing::Values(FindCase{"Nomvula Dlamini | +27 82 802 1343",
                             "NAME=Nomvula Dlamini PHONE=+27 82 802 1343"},
                    FindCase{"SSN 123-45-6789 Deshawn Pruitt",
                             "SSN=123-45-6789 NAME=Deshawn Pruitt"},
                    FindCase{"Thokozani Ndaba SSN 123-45-6789",
                             "NAME=Thokozani Ndaba SSN=123-45-6789"},
                    FindCase{"client IP 10.0.0.1", "IP=10.0.0.1"}));

INSTANTIATE_TEST_SUITE_P(
    CuesOfEveryKind, EnglishNameTest,
    testing::Values(
        FindCase{R"({"member":"Wren Okonjo-Hale","tier":"gold"})",
                 "NAME=Wren Okonjo-Hale"},
        FindCase{"name,phone\\nSade Akinwumi,07700 900123",
                 "NAME=Sade Akinwumi PHONE=07700 900123"},
        FindCase{"his name was Pomfret-Ure", "NAME=Pomfret-Ure"},
        FindCase{"spoke w/ Deshawn earlier", "NAME=Deshawn"},
        FindCase{"under uh fernandez with a z", "NAME=fernandez"},
        FindCase{"It's not Jonson, it's Johnson", "NAME=Jonson NAME=Johnson"},
        FindCase{"zhang here, again", "NAME=zhang"},
        FindCase{"my name is luther dubois junior",
                 "NAME=luther dubois junior"},
        FindCase{"My name is Sunday Adeyemi", "NAME=Sunday Adeyemi"},
        FindCase{"customer Ms A. Vandenberg disputes it", "NAME=A. Vandenberg"},
        FindCase{"my name is spelled K H A L I L", "NAME=K H A L I L"},
        FindCase{"a booking for Yamaguchi", "NAME=Yamaguchi"},
        FindCase{"Name of deceased: Iris Mabel Thornbury",
                 "NAME=Iris Mabel Thornbury"},
        FindCase{"the pickup by conor and thanks so much kavya",
                 "NAME=conor NAME=kavya"},
        FindCase{"It's not Netflix, it's Hulu", ""}));

INSTANTIATE_TEST_SUITE_P(Escapes, EnglishNameTest,
                         testing::Values(FindCase{"\\n Will said", ""},
                                         FindCase{"\\n Will", ""}));

INSTANTIATE_TEST_SUITE_P(
    GoodsAndFigures, EnglishNameTest,
    testing::Values(FindCase{"one Ben & Jerry's tub", ""},
                    FindCase{"my calvin klein jacket", ""},
                    FindCase{"the Dr. Martens boots split", ""},
                    FindCase{"a Bloody Mary, a Shirley Temple", ""},
                    FindCase{"size 10 in the stan smith", ""},
                    FindCase{"2x Oscar mugs, 1x Marcus headboard", ""},
                    FindCase{"I want an Aaron chair", ""},
                    FindCase{"i'm calvin klein", "NAME=calvin klein"}));

}  // namespace
}  // namespace aicc::inference
