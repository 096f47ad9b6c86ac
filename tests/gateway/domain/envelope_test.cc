#include "services/gateway/domain/envelope.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace aicc::gateway {
namespace {

using std::string_literals::operator""s;

TEST(EnvelopeTest, HasFlagsAndTheLengthMostSignificantByteFirst) {
  EXPECT_EQ(Envelope(2, "{}"), "\x02\x00\x00\x00\x02{}"s);
  const std::string big = Envelope(0, std::string(0x010203, 'x'));
  EXPECT_EQ(big.substr(0, 5), "\x00\x00\x01\x02\x03"s);
}

TEST(EnvelopeTest, ComesApartAsItWasPutTogether) {
  for (const std::string message : {"", "{}", "안녕하세요"}) {
    EXPECT_EQ(OnlyMessage(Envelope(0, message)), message);
  }
}

TEST(EnvelopeTest, RefusesWhatIsNotOneWholeMessage) {
  const auto fault = [](const std::string& body) {
    return OnlyMessage(body).error();
  };
  const std::string good = Envelope(0, "{}");

  EXPECT_EQ(fault(""), EnvelopeFault::kNone);
  EXPECT_EQ(fault(good + good), EnvelopeFault::kTooMany);
  EXPECT_EQ(fault(good + "x"), EnvelopeFault::kTooMany);
  EXPECT_EQ(fault(Envelope(1, "{}")), EnvelopeFault::kCompressed);
  EXPECT_EQ(fault(Envelope(2, "{}")), EnvelopeFault::kBadFlags);
  EXPECT_EQ(fault(Envelope(0x80, "{}")), EnvelopeFault::kBadFlags);
  EXPECT_EQ(fault("\x00\xff\xff\xff\xff"s), EnvelopeFault::kTruncated);
  for (std::size_t n = 1; n < good.size(); ++n) {
    EXPECT_EQ(fault(good.substr(0, n)), EnvelopeFault::kTruncated);
  }
}

// Whatever comes, the answer lies within it or is a fault that has words.
TEST(EnvelopeTest, SurvivesRandomBytes) {
  std::mt19937 random(20'240'601);
  std::size_t taken = 0;
  for (int round = 0; round < 200'000; ++round) {
    std::string body(random() % 24, '\0');
    for (char& c : body) {
      // Small values often, so that lengths fit now and then.
      c = static_cast<char>(random() % 3 == 0 ? random() % 256 : random() % 4);
    }
    const auto message = OnlyMessage(body);
    if (!message) {
      ASSERT_FALSE(Describe(message.error()).empty());
      continue;
    }
    ++taken;
    ASSERT_EQ(Envelope(0, *message), body);
  }
  EXPECT_GT(taken, 0u);
}

}  // namespace
}  // namespace aicc::gateway
