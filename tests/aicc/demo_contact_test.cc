#include "services/aicc/demo_contact.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace aicc {
namespace {

namespace fs = std::filesystem;

class DemoContactTest : public testing::Test {
 protected:
  DemoContactTest() {
    char pattern[] = "/tmp/aicc-test-XXXXXX";
    pack_ = ::mkdtemp(pattern);
    fs::create_directories(pack_ + "/contacts");
  }
  ~DemoContactTest() override { fs::remove_all(pack_); }

  void Write(const std::string& text) {
    std::ofstream(pack_ + "/contacts/one.yaml") << text;
  }
  std::string Problem() {
    const auto read = ReadDemoContacts(pack_);
    return read ? "nothing" : read.error().message.substr(pack_.size());
  }

  std::string pack_;
};

TEST_F(DemoContactTest, ReadsWhatACustomerSaysAndWhatIsExpected) {
  Write(
      "id: a\ntitle: {ko: 가}\nshows: {ko: 나, en: b}\nlocale: ko\n"
      "channel: chat\n"
      "customer: {id: c1}\nturns:\n"
      "  - customer: 안녕\n"
      "    expect: {tier: DOMAIN, cites: [d1]}\n"
      "  - agent: 네\n"
      "wrap_up: {disposition: RESOLVED}\n");

  const auto read = ReadDemoContacts(pack_);

  ASSERT_TRUE(read) << read.error().message;
  const DemoContact& contact = read->at(0);
  EXPECT_EQ(contact.turns[0].text, "안녕");
  EXPECT_EQ(contact.turns[0].expect->cites, std::vector<std::string>{"d1"});
  EXPECT_TRUE(contact.turns[1].agent);
  EXPECT_EQ(contact.shows.at("ko"), "나");
  EXPECT_EQ(contact.disposition, "RESOLVED");
}

TEST_F(DemoContactTest, NamesFileAndLineOfWhatIsWrong) {
  Write("id: a\nlocale: ko\nchannel: fax\ncustomer: {id: c}\nturns: []\n");
  EXPECT_EQ(Problem(), "/contacts/one.yaml:3: channel must be chat or voice");

  Write(
      "id: a\nlocale: ko\nchannel: chat\ncustomer: {id: c}\nturns:\n"
      "  - customer: x\n    agent: y\n");
  EXPECT_EQ(Problem(),
            "/contacts/one.yaml:6: turns[0]. must have either customer or "
            "agent");
}

TEST_F(DemoContactTest, WantsAWrapUpWhereAnAgentTakesPart) {
  constexpr char kStart[] =
      "id: a\nlocale: ko\nchannel: chat\ncustomer: {id: c}\nturns:\n"
      "  - customer: x\n";
  constexpr char kProblem[] =
      "brings in an agent, so wrap_up.disposition is required";

  Write(std::string(kStart) + "  - agent: y\n");
  EXPECT_EQ(Problem(),
            std::string("/contacts/one.yaml:7: turns[1]. ") + kProblem);

  Write(std::string(kStart) + "    expect: {tier: GENERAL_OR_HUMAN}\n");
  EXPECT_EQ(Problem(),
            std::string("/contacts/one.yaml:6: turns[0]. ") + kProblem);
}

}  // namespace
}  // namespace aicc
