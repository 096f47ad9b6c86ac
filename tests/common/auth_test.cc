#include "common/auth.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <atomic>

namespace aicc {
namespace {

using std::chrono::seconds;

constexpr char kSecret[] = "a secret of tests, 32 bytes long";

// The real time, and as much later as a test says.
class LaterClock final : public Clock {
 public:
  TimePoint Now() const override { return real_.Now() + later.load(); }
  std::atomic<seconds> later = seconds(0);

 private:
  SystemClock real_;
};

std::string Base64Url(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int size =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()),
                      static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  while (text.ends_with('=')) text.pop_back();
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return text;
}

// A token by hand, signed with HS256 whatever `header` says.
std::string Token(const std::string& header, const std::string& payload,
                  const std::string& secret = kSecret) {
  const std::string body = Base64Url(header) + "." + Base64Url(payload);
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(body.data()), body.size(), mac,
       &size);
  return body + "." +
         Base64Url({reinterpret_cast<const char*>(mac), std::size_t{size}});
}

std::string Header() { return R"({"alg":"HS256","typ":"JWT"})"; }

std::string Claims(const std::string& more) {
  return R"({"exp":4102444800,"iat":1700000000)" + more + "}";
}

constexpr char kGood[] =
    R"(,"iss":"aicc","sub":"kim","tenant":"t1","role":"AGENT")";

class AuthTest : public testing::Test {
 protected:
  std::string ReasonOf(const std::string& token) {
    const auto caller = authenticator_.Check(token);
    return caller ? "" : caller.error().reason;
  }

  LaterClock clock_;
  const Authenticator authenticator_{kSecret, clock_};
  const Caller kim_{"t1", "kim", Role::kAgent};
};

TEST_F(AuthTest, ATokenProvesWhomItWasMintedFor) {
  for (const Role role : {Role::kCustomer, Role::kAgent, Role::kSupervisor,
                          Role::kAdmin, Role::kService}) {
    const Caller caller{"tenant-1_x", "고객 1", role};

    const auto checked =
        authenticator_.Check(authenticator_.Mint(caller, seconds(60)));

    ASSERT_TRUE(checked) << checked.error().message;
    EXPECT_EQ(*checked, caller);
  }
}

TEST_F(AuthTest, AnyJwtLibrarysTokenWillDo) {
  const auto checked = authenticator_.Check(Token(Header(), Claims(kGood)));

  ASSERT_TRUE(checked) << checked.error().message;
  EXPECT_EQ(*checked, kim_);
}

TEST_F(AuthTest, NoTokenIsMissing) { EXPECT_EQ(ReasonOf(""), "MISSING_TOKEN"); }

TEST_F(AuthTest, ATokenExpiresThoughItWasCheckedBefore) {
  const std::string token = authenticator_.Mint(kim_, seconds(60));
  ASSERT_EQ(ReasonOf(token), "");

  clock_.later = seconds(61);

  EXPECT_EQ(ReasonOf(token), "EXPIRED_TOKEN");
  EXPECT_EQ(ReasonOf(token), "EXPIRED_TOKEN");
}

TEST_F(AuthTest, AnExpiredTokenIsRefused) {
  EXPECT_EQ(ReasonOf(authenticator_.Mint(kim_, seconds(-60))), "EXPIRED_TOKEN");
}

TEST_F(AuthTest, AForgedTokenIsRefused) {
  const Authenticator other("another secret, also 32 bytes long", clock_);
  std::string tampered = authenticator_.Mint(kim_, seconds(60));
  const auto payload = tampered.find('.') + 5;
  tampered[payload] = tampered[payload] == 'A' ? 'B' : 'A';

  EXPECT_EQ(ReasonOf(other.Mint(kim_, seconds(60))), "BAD_TOKEN");
  EXPECT_EQ(ReasonOf(tampered), "BAD_TOKEN");
}

TEST_F(AuthTest, AnUnsignedTokenIsRefused) {
  const std::string header = R"({"alg":"none","typ":"JWT"})";
  const std::string body = Base64Url(header) + "." + Base64Url(Claims(kGood));

  EXPECT_EQ(ReasonOf(body + "."), "BAD_TOKEN");
  EXPECT_EQ(ReasonOf(body), "BAD_TOKEN");
  EXPECT_EQ(ReasonOf(Token(header, Claims(kGood))), "BAD_TOKEN");
  EXPECT_EQ(
      ReasonOf(Base64Url(Header()) + "." + Base64Url(Claims(kGood)) + "."),
      "BAD_TOKEN");
}

TEST_F(AuthTest, AnotherAlgorithmIsRefused) {
  EXPECT_EQ(ReasonOf(Token(R"({"alg":"HS512","typ":"JWT"})", Claims(kGood))),
            "BAD_TOKEN");
  EXPECT_EQ(ReasonOf(Token(R"({"alg":"RS256","typ":"JWT"})", Claims(kGood))),
            "BAD_TOKEN");
}

TEST_F(AuthTest, EveryClaimMustBeThereAndOfItsForm) {
  const std::string long_tenant(65, 't');
  const std::string long_subject(129, 's');
  for (const std::string& claims : {
           std::string(R"(,"sub":"kim","tenant":"t1","role":"AGENT")"),
           std::string(
               R"(,"iss":"evil","sub":"kim","tenant":"t1","role":"AGENT")"),
           std::string(R"(,"iss":"aicc","tenant":"t1","role":"AGENT")"),
           std::string(
               R"(,"iss":"aicc","sub":"","tenant":"t1","role":"AGENT")"),
           std::string(R"(,"iss":"aicc","sub":"kim","role":"AGENT")"),
           std::string(
               R"(,"iss":"aicc","sub":"kim","tenant":"","role":"AGENT")"),
           std::string(
               R"(,"iss":"aicc","sub":"kim","tenant":"T 1","role":"AGENT")"),
           std::string(
               R"(,"iss":"aicc","sub":"kim","tenant":7,"role":"AGENT")"),
           std::string(R"(,"iss":"aicc","sub":"kim","tenant":"t1")"),
           std::string(
               R"(,"iss":"aicc","sub":"kim","tenant":"t1","role":"ROOT")"),
           std::string(
               R"(,"iss":"aicc","sub":"kim","tenant":"t1","role":"agent")"),
           R"(,"iss":"aicc","sub":"kim","role":"AGENT","tenant":")" +
               long_tenant + "\"",
           R"(,"iss":"aicc","tenant":"t1","role":"AGENT","sub":")" +
               long_subject + "\"",
       }) {
    EXPECT_EQ(ReasonOf(Token(Header(), Claims(claims))), "BAD_TOKEN") << claims;
  }
  EXPECT_EQ(ReasonOf(Token(Header(), std::string("{") + (kGood + 1) + "}")),
            "BAD_TOKEN");  // Never expires.
}

TEST_F(AuthTest, ASubjectHasNoControlCharacters) {
  for (const char* subject : {R"(c1\u0000x)", R"(c1\u0000)", R"(a\nb)", ""}) {
    EXPECT_EQ(
        ReasonOf(Token(
            Header(), Claims(R"(,"iss":"aicc","sub":")" + std::string(subject) +
                             R"(","tenant":"t1","role":"CUSTOMER")"))),
        "BAD_TOKEN")
        << subject;
  }
}

TEST_F(AuthTest, GarbageIsRefused) {
  for (const std::string& token :
       {std::string("x"), std::string(".."), std::string("a.b.c"),
        std::string("a.b.c.d"), std::string(5'000, 'a'),
        Token("not json", Claims(kGood)), Token(Header(), "not json"),
        Token(Header(), "[]"), std::string("\xff\xfe.\xff.\xff")}) {
    EXPECT_EQ(ReasonOf(token), "BAD_TOKEN") << token.substr(0, 40);
  }
}

TEST_F(AuthTest, SaysNothingOfATokenButThatItIsBad) {
  const auto refused = authenticator_.Check("secret-looking-token");

  EXPECT_EQ(refused.error().message.find("secret-looking"), std::string::npos);
  EXPECT_TRUE(refused.error().metadata.empty());
}

TEST_F(AuthTest, AServicesBearerIsKeptAndRenewedInTime) {
  const std::string first = authenticator_.ServiceBearer("t1", "chatbot");
  EXPECT_EQ(authenticator_.ServiceBearer("t1", "chatbot"), first);

  clock_.later = seconds(400);
  const std::string second = authenticator_.ServiceBearer("t1", "chatbot");

  EXPECT_NE(second, first);
  const auto caller = authenticator_.Check(BearerToken(second));
  ASSERT_TRUE(caller);
  EXPECT_EQ(*caller, (Caller{"t1", "chatbot", Role::kService}));
}

TEST_F(AuthTest, ABearerIsOfOneTenantOnly) {
  const auto other = authenticator_.Check(
      BearerToken(authenticator_.ServiceBearer("t2", "chatbot")));

  EXPECT_EQ(other->tenant, "t2");
}

TEST(BearerTokenTest, IsWhatFollowsTheScheme) {
  EXPECT_EQ(BearerToken("Bearer abc"), "abc");
  EXPECT_EQ(BearerToken("bearer abc"), "abc");
  EXPECT_EQ(BearerToken("Basic abc"), "");
  EXPECT_EQ(BearerToken("Bearer"), "");
  EXPECT_EQ(BearerToken(""), "");
}

}  // namespace
}  // namespace aicc
