#include "services/session/domain/search_query.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ranges>

#include "services/session/domain/highlight.h"

namespace aicc::session {
namespace {

std::vector<Found> Find(std::string_view query, std::string_view utterance) {
  const auto read = ReadQuery(query);
  if (!read) return {};
  FoundUtterance said;
  said.found = FindWords(*read, utterance);
  return IsSaid(*read, std::span(&said, 1)) ? said.found : std::vector<Found>();
}

bool Finds(std::string_view query, std::string_view utterance) {
  return !Find(query, utterance).empty();
}

// Whatever is found is a candidate by its terms.
bool TermsHold(std::string_view query, std::string_view utterance) {
  const auto read = ReadQuery(query);
  const auto terms = TermsOf("t", utterance);
  const auto has = [&](const SearchQuery::Pattern& pattern) {
    auto wanted = TermsOf("t", pattern);
    std::ranges::sort(wanted);
    return std::ranges::includes(terms, wanted);
  };
  const auto said = [&](int word) {
    return std::ranges::any_of(
        read->words[static_cast<std::size_t>(word)].patterns, has);
  };
  return std::ranges::all_of(read->as_typed, said) ||
         (!read->joined.empty() && std::ranges::all_of(read->joined, said));
}

struct Case {
  const char* query;
  const char* utterance;
};

TEST(SearchQueryTest, FindsWordsWhateverTheirParticlesAndSpaces) {
  for (const auto& [query, utterance] : std::initializer_list<Case>{
           {"요금제", "요금제를 바꾸고 싶어요"},
           {"요금제를", "요금제 변경"},
           {"요금제를", "요금 제 변경이요"},
           {"요금 제", "요금제를 바꾸고 싶어요"},
           {"요금 제를", "5G 요금제로 할게요"},
           {"요금 제", "요금 제 바꿔 주세요"},
           {"요금제", "요금 제를 바꿔 주세요"},
           {"요금제에서는", "이 요금제 얼마예요"},
           {"요금제까지만", "요금제"},
           {"요금 제 변경", "요금제를 오늘 변경하려고요"},
           {"데이터로밍", "데이터 로밍요금이 나왔어요"},
           {"데이터 로밍", "데이터로밍 신청"},
           {"5만 원", "요금이 5만원 나왔어요"},
           {"5만원", "5만 원 정도요"},
           {"1.5만 원", "요금이 1.5만원 나왔어요"},
           {"로밍요금", "해외로밍 요금이 이상해요"},
           {"로밍", "해외로밍 신청하려고요"},
           {"유심이 안 돼요", "유심 교체했는데 안돼요"},
           {"할인은", "할인 받을 수 있나요"},
           {"할인", "할인은 언제까지예요"},
           {"서울로", "서울 지점"},
           {"폰을", "폰이 고장났어요"},
           {"폰", "폰을 잃어버렸어요"},
           {"집에서", "집 인터넷"},
           {"새 폰 개통", "새폰을 개통했어요"},
           {"문의", "문의를 드렸는데요"},
           {"나이", "나이가 몇 살이세요"},
           {"LTE로", "LTE 쓰고 있어요"},
           {"5G 요금제", "5g요금제 얼마예요"},
           {"\u1105\u1169\u1106\u1175\u11BC", "로밍"},  // NFD
       }) {
    EXPECT_TRUE(Finds(query, utterance)) << query << " in " << utterance;
    EXPECT_TRUE(TermsHold(query, utterance)) << query << " in " << utterance;
  }
}

TEST(SearchQueryTest, FindsEnglishWordsWhateverTheirEndingsAndCase) {
  for (const auto& [query, utterance] : std::initializer_list<Case>{
           {"bill", "My BILLS are too high"},
           {"bills", "the bill"},
           {"refunds", "I was refunded yesterday"},
           {"roaming", "I roamed in Japan"},
           {"plan", "my plan's price"},
           {"cafe", "the Café is closed"},
           {"ＬＴＥ", "lte"},
           {"wi-fi", "My WiFi is down"},
           {"11000", "It was 11,000 won"},
           {"can't pay", "I cant pay this"},
       }) {
    EXPECT_TRUE(Finds(query, utterance)) << query << " in " << utterance;
    EXPECT_TRUE(TermsHold(query, utterance)) << query << " in " << utterance;
  }
}

TEST(SearchQueryTest, FindsNothingElse) {
  for (const auto& [query, utterance] : std::initializer_list<Case>{
           {"나이", "나는 요금제를 바꾸고 싶어요"},
           {"나이", "하나 이용하고 있어요"},
           {"나이", "나 이용권 있어요"},
           {"차이", "차를 샀어요"},
           {"문의", "문을 닫았어요"},
           {"속도", "속 터져요"},
           {"가로", "가입했어요"},
           {"요금제", "요금이 제일 비싸요"},
           {"요금 제", "요금이 너무 비싸요"},
           {"요금제", "제 요금이 비싸요"},
           {"요금 해지", "요금만 알려 주세요"},
           {"집", "수집 동의"},
           {"bill", "billion"},
           {"plan", "plane"},
           {"art", "start"},
           {"11", "11,000"},
           {"5만 원", "원 5개 주세요"},
       }) {
    EXPECT_FALSE(Finds(query, utterance)) << query << " in " << utterance;
  }
}

TEST(SearchQueryTest, RefusesAQueryWithoutWords) {
  for (const char* query : {"", "?!…", " \t", "😀", "·"}) {
    const auto read = ReadQuery(query);
    ASSERT_FALSE(read.has_value()) << query;
    EXPECT_EQ(read.error().reason, "QUERY_WITHOUT_WORDS");
  }
}

TEST(SearchQueryTest, RefusesMoreThanTenWords) {
  EXPECT_TRUE(ReadQuery("a b c d e f g h i j").has_value());
  EXPECT_EQ(ReadQuery("a b c d e f g h i j k").error().reason, "INVALID_FIELD");
}

TEST(SearchQueryTest, TermsOfTenantsDiffer) {
  const auto ours = TermsOf("ours", "요금제를 바꾸고 싶어요, my bill");
  const auto theirs = TermsOf("theirs", "요금제를 바꾸고 싶어요, my bill");
  std::vector<std::int32_t> both;
  std::ranges::set_intersection(ours, theirs, std::back_inserter(both));

  EXPECT_EQ(ours.size(), theirs.size());
  EXPECT_TRUE(both.empty());
}

// They are in databases: who changes them must have the index rebuilt.
TEST(SearchQueryTest, TermsStayAsTheyAre) {
  EXPECT_EQ(Term("demo", TermKind::kPair, U"요금"), -945157356);
  EXPECT_EQ(Term("demo", TermKind::kWord, U"bill"), 363113492);
}

std::u32string Marked(std::string_view query, std::string_view utterance) {
  const auto found = Find(query, utterance);
  if (found.empty()) return {};
  Highlight highlight;
  Highlighted(utterance, found, &highlight);
  Codes text = DecodeUtf8(highlight.text, highlight.text.size());
  for (const auto& [begin, end] : highlight.matches | std::views::reverse) {
    text.insert(static_cast<std::size_t>(end), U"]");
    text.insert(static_cast<std::size_t>(begin), U"[");
  }
  return text;
}

TEST(HighlightTest, MarksWhatWasFound) {
  EXPECT_EQ(Marked("요금제", "이 요금 제를 볼게요"), U"이 [요금 제]를 볼게요");
  EXPECT_EQ(Marked("요금제를 변경", "요금제 변경, 요금제요"),
            U"[요금제] [변경], [요금제]요");
  EXPECT_EQ(Marked("bill", "😀 My BILLS"), U"😀 My [BILLS]");
  EXPECT_EQ(Marked("로밍", "\u1105\u1169\u1106\u1175\u11BC요금"),
            U"[\u1105\u1169\u1106\u1175\u11BC]요금");
}

TEST(HighlightTest, ShowsAPieceOfALongUtterance) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "네 고객님 ";
  text += "로밍";
  for (int i = 0; i < 100; ++i) text += " 네 고객님";

  const auto marked = Marked("로밍", text);

  EXPECT_EQ(marked.size(), 202U);
  EXPECT_EQ(marked.front(), U'…');
  EXPECT_EQ(marked.back(), U'…');
  EXPECT_EQ(marked.substr(61, 4), U"[로밍]");
}

TEST(HighlightTest, ShowsDifferentWordsFirst) {
  const auto query = *ReadQuery("로밍 환불");
  std::vector<FoundUtterance> said;
  for (const char* text : {"로밍 갑니다", "로밍 요금", "로밍이요", "로밍은요",
                           "환불해 드릴게요"}) {
    said.push_back({.seq = static_cast<int>(said.size()) + 1,
                    .event_time = {},
                    .speaker = Speaker::kCustomer,
                    .text = text,
                    .found = FindWords(query, text)});
  }

  const auto best = BestHighlights(said);

  ASSERT_EQ(best.size(), 3U);
  EXPECT_EQ(best[0].seq, 1);
  EXPECT_EQ(best[1].seq, 2);
  EXPECT_EQ(best[2].seq, 5);
}

}  // namespace
}  // namespace aicc::session
