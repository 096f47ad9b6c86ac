#include "services/inference/serving/sse.h"

#include <gtest/gtest.h>

namespace aicc::inference {
namespace {

using Events = std::vector<std::string>;

constexpr std::string_view kStream =
    "\xEF\xBB\xBF: hello\r\n"
    "event: message\r\n"
    "data: {\"a\":\"한글\"}\r\n"
    "\r\n"
    ": keep-alive\n"
    "\n"
    "data:one\n"
    "data: two\r"
    "id: 7\r"
    "\r"
    "retry: 10\n"
    "data\n"
    "\n"
    "data: [DONE]\n"
    "\n";
const Events kEvents{"{\"a\":\"한글\"}", "one\ntwo", "", "[DONE]"};

TEST(SseTest, ReadsEventsHoweverTheLinesEnd) {
  SseParser parser;
  Events events;

  EXPECT_TRUE(parser.Feed(kStream, &events));

  EXPECT_EQ(events, kEvents);
}

TEST(SseTest, ReadsTheSameWhereverTheStreamIsCut) {
  for (std::size_t cut = 0; cut <= kStream.size(); ++cut) {
    SseParser parser;
    Events events;

    EXPECT_TRUE(parser.Feed(kStream.substr(0, cut), &events));
    EXPECT_TRUE(parser.Feed(kStream.substr(cut), &events));
    parser.Finish(&events);

    EXPECT_EQ(events, kEvents) << "cut at " << cut;
  }
}

TEST(SseTest, ReadsTheSameByteByByte) {
  SseParser parser;
  Events events;

  for (const char c : kStream) {
    EXPECT_TRUE(parser.Feed(std::string_view(&c, 1), &events));
  }

  EXPECT_EQ(events, kEvents);
}

TEST(SseTest, TakesALastEventWithoutItsEmptyLine) {
  SseParser parser;
  Events events;

  EXPECT_TRUE(parser.Feed("data: [DONE]", &events));
  EXPECT_TRUE(events.empty());
  parser.Finish(&events);

  EXPECT_EQ(events, Events{"[DONE]"});
}

TEST(SseTest, RefusesALineThatNeverEnds) {
  SseParser parser;
  Events events;
  const std::string part(SseParser::kMaxLineBytes / 4, 'x');

  for (int i = 0; i < 4; ++i) EXPECT_TRUE(parser.Feed(part, &events));

  EXPECT_FALSE(parser.Feed("x", &events));
}

TEST(SseTest, RefusesAnEventThatNeverEnds) {
  SseParser parser;
  Events events;
  const std::string line =
      "data: " + std::string(SseParser::kMaxLineBytes / 2, 'x') + "\n";

  bool taken = true;
  for (int i = 0; i < 10 && taken; ++i) taken = parser.Feed(line, &events);

  EXPECT_FALSE(taken);
  EXPECT_TRUE(events.empty());
}

}  // namespace
}  // namespace aicc::inference
