#include "services/session/domain/identifier.h"

#include <gtest/gtest.h>

namespace aicc::session {
namespace {

TEST(PhoneTest, IsReadAsDialledInKorea) {
  EXPECT_EQ(NormalPhone("010-1234-5678"), "+821012345678");
  EXPECT_EQ(NormalPhone("01012345678"), "+821012345678");
  EXPECT_EQ(NormalPhone("011-234-5678"), "+82112345678");
  EXPECT_EQ(NormalPhone("02-123-4567"), "+8221234567");
  EXPECT_EQ(NormalPhone("(02) 1234.5678"), "+82212345678");
  EXPECT_EQ(NormalPhone("031 123 4567"), "+82311234567");
  EXPECT_EQ(NormalPhone("070-1234-5678"), "+827012345678");
  EXPECT_EQ(NormalPhone("0507-1234-5678"), "+8250712345678");
  EXPECT_EQ(NormalPhone("1588-0000"), "+8215880000");
}

TEST(PhoneTest, IsReadWithItsCountryCode) {
  EXPECT_EQ(NormalPhone("+82 10-1234-5678"), "+821012345678");
  EXPECT_EQ(NormalPhone("+82 (0)10-1234-5678"), "+821012345678");
  EXPECT_EQ(NormalPhone("0082 10 1234 5678"), "+821012345678");
  EXPECT_EQ(NormalPhone("+1 (202) 555-0143"), "+12025550143");
  EXPECT_EQ(NormalPhone("+442079460000"), "+442079460000");
}

TEST(PhoneTest, IsNothingElse) {
  for (const char* text :
       {"", "+", "++821012345678", "+82+1012345678", "12345", "010-1234",
        "010-1234-56789", "+0821012345678", "+1234567890123456", "0000000000",
        "010-1234-567a", "전화", "+82 10\n1234 5678", "00"}) {
    EXPECT_FALSE(NormalPhone(text)) << text;
  }
}

TEST(EmailTest, HasLettersInLowerCase) {
  EXPECT_EQ(NormalEmail("Minji.Kim@Example.COM"), "minji.kim@example.com");
  EXPECT_EQ(NormalEmail("a+b@example.co.kr"), "a+b@example.co.kr");
  EXPECT_EQ(NormalEmail("민지@예시.한국"), "민지@예시.한국");
}

TEST(EmailTest, IsNothingElse) {
  for (const std::string& text :
       {std::string(), std::string("@"), std::string("a@"), std::string("@b"),
        std::string("a b@c"), std::string("a@b@c"), std::string("a@.b"),
        std::string("a@b."), std::string("<a@b>"), std::string("a@b\n"),
        std::string(65, 'a') + "@b", "a@" + std::string(254, 'b')}) {
    EXPECT_FALSE(NormalEmail(text)) << text;
  }
}

}  // namespace
}  // namespace aicc::session
