#include "common/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aicc {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;

// What Done() says of `text` after the int `n` in section `s` was read.
Error ErrorOf(std::string_view text) {
  auto root = ConfigNode::Parse(text, "a.yaml");
  if (!root) return root.error();
  int n = 0;
  root->Section("s").Read("n", &n, 1, 10);
  const auto done = root->Done();
  return done ? Error{} : done.error();
}

TEST(ConfigTest, ReadsEachType) {
  auto root = ConfigNode::Parse(
      "text: 한글\nyes: true\nhalf: 0.5\nn: 7\nwait: 20s\nlist: [a, \"b c\"]\n",
      "a.yaml");
  ASSERT_TRUE(root);
  std::string text;
  bool yes = false;
  double half = 0;
  int n = 0;
  milliseconds wait{0};
  std::vector<std::string> list;

  root->Read("text", &text);
  root->Read("yes", &yes);
  root->Read("half", &half, 0, 1);
  root->Read("n", &n, 0, 10);
  root->Read("wait", &wait);
  root->Read("list", &list);

  EXPECT_TRUE(root->Done());
  EXPECT_EQ(text, "한글");
  EXPECT_TRUE(yes);
  EXPECT_EQ(half, 0.5);
  EXPECT_EQ(n, 7);
  EXPECT_EQ(wait, std::chrono::seconds(20));
  EXPECT_THAT(list, ElementsAre("a", "b c"));
}

TEST(ConfigTest, LeavesDefaultsWhereAKeyIsAbsentOrEmpty) {
  auto root = ConfigNode::Parse("empty:\n", "a.yaml");
  int n = 5;
  std::string text = "default";

  root->Read("n", &n, 0, 10);
  root->Read("empty", &text);

  EXPECT_TRUE(root->Done());
  EXPECT_EQ(n, 5);
  EXPECT_EQ(text, "default");
}

TEST(ConfigTest, AnEmptyFileIsAnEmptyMapping) {
  EXPECT_TRUE(ConfigNode::Parse("", "a.yaml")->Done());
}

TEST(ConfigTest, ASecondDocumentIsRefusedWithItsLine) {
  const auto parsed = ConfigNode::Parse("---\na: 1\n---\nb: 2\n", "f.yaml");

  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().reason, "BAD_CONFIG");
  EXPECT_EQ(parsed.error().metadata.at("line"), "4");
}

TEST(ConfigTest, KnowsTheUnitsOfTime) {
  const auto read = [](const std::string& text) {
    auto root = ConfigNode::Parse("t: " + text, "a.yaml");
    milliseconds t{-1};
    root->Read("t", &t);
    return root->Done() ? t : milliseconds(-1);
  };

  EXPECT_EQ(read("250ms"), milliseconds(250));
  EXPECT_EQ(read("5m"), std::chrono::minutes(5));
  EXPECT_EQ(read("2h"), std::chrono::hours(2));
  for (const char* bad : {"20", "s", "-1s", "20 s", "1d", "1.5s", "[1s]",
                          "99999999999999999999s"}) {
    EXPECT_EQ(read(bad), milliseconds(-1)) << bad;
  }
}

TEST(ConfigTest, AnUnknownKeyIsNamedWithItsLineAndWhatIsKnown) {
  const Error error = ErrorOf("# comment\ns:\n  n: 1\n  m: 2\n");

  EXPECT_EQ(error.kind, ErrorKind::kInvalidArgument);
  EXPECT_EQ(error.reason, "BAD_CONFIG");
  EXPECT_EQ(error.metadata.at("file"), "a.yaml");
  EXPECT_EQ(error.metadata.at("line"), "4");
  EXPECT_EQ(error.metadata.at("key"), "s.m");
  EXPECT_THAT(error.message, HasSubstr("a.yaml:4: s.m is not known"));
  EXPECT_THAT(error.message, HasSubstr("known here: n"));
}

TEST(ConfigTest, AKeyThatIsThereTwiceIsRefused) {
  const Error error = ErrorOf("s:\n  n: 1\n  n: 2\n");

  EXPECT_EQ(error.metadata.at("line"), "3");
  EXPECT_EQ(error.metadata.at("key"), "s.n");
}

TEST(ConfigTest, AnUnknownSectionIsNamed) {
  EXPECT_EQ(ErrorOf("s:\n  n: 1\nt:\n  n: 1\n").metadata.at("key"), "t");
}

TEST(ConfigTest, AValueOfAnotherTypeOrOutOfRangeIsNamedWithItsLine) {
  for (const char* bad :
       {"0", "11", "1.5", "one", "[1]", "{a: 1}", "99999999999", "true"}) {
    const Error error = ErrorOf(std::string("s:\n\n  n: ") + bad + "\n");
    EXPECT_EQ(error.metadata.at("line"), "3") << bad;
    EXPECT_THAT(error.message, HasSubstr("whole number from 1 to 10")) << bad;
  }
}

TEST(ConfigTest, ASectionThatIsNoMappingIsRefused) {
  EXPECT_THAT(ErrorOf("s: 7\n").message, HasSubstr("s must be a mapping"));
  EXPECT_THAT(ErrorOf("- 1\n").message, HasSubstr("must be a mapping"));
}

TEST(ConfigTest, WhatIsNotYamlIsRefusedWithItsLine) {
  const Error error = ErrorOf("s:\n  n: 1\n s: [\n");

  EXPECT_EQ(error.reason, "BAD_CONFIG");
  EXPECT_THAT(error.message, HasSubstr("is not YAML"));
  EXPECT_NE(error.metadata.at("line"), "0");
}

TEST(ConfigTest, AliasesAndHugeFilesAreRefused) {
  EXPECT_THAT(ErrorOf("a: &x 1\ns:\n  n: *x\n").message,
              HasSubstr("a.yaml:3: aliases are not allowed"));
  EXPECT_THAT(ErrorOf(std::string((16 << 20) + 1, '#')).message,
              HasSubstr("larger than 16 MiB"));
}

TEST(ConfigTest, ReadsListsOfMappingsAndNamesWhatIsWrongInOne) {
  const std::string text =
      "l:\n  - {id: a, tags: [x]}\n  - id: b\n    tag: y\n";
  auto root = ConfigNode::Parse(text, "a.yaml");
  std::vector<std::string> ids;
  for (ConfigNode& node : root->List("l")) {
    ids.push_back(node.Require("id"));
    std::vector<std::string> tags;
    node.Read("tags", &tags);
  }

  const auto done = root->Done();

  EXPECT_THAT(ids, ElementsAre("a", "b"));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().metadata.at("key"), "l[1].tag");
  EXPECT_EQ(done.error().metadata.at("line"), "4");
}

TEST(ConfigTest, AMissingRequiredKeyIsNamedAtItsMapping) {
  auto root = ConfigNode::Parse("a: 1\nl:\n  - {x: 1}\n", "a.yaml");
  int ignored = 0;
  root->Read("a", &ignored, 0, 9);
  for (ConfigNode& node : root->List("l")) {
    node.Read("x", &ignored, 0, 9);
    EXPECT_EQ(node.Require("id"), "");
    EXPECT_EQ(node.Where(), "a.yaml:3");
  }

  const auto done = root->Done();

  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().metadata.at("key"), "l[0].id");
  EXPECT_EQ(done.error().metadata.at("line"), "3");
}

TEST(ConfigTest, WhatACallerRejectsIsTheErrorUnlessSomethingCameBefore) {
  auto root = ConfigNode::Parse("a: 1\n", "a.yaml");
  int a = 0;
  root->Read("a", &a, 0, 9);

  root->Reject("a", "is one too many");
  root->Reject("b", "is never seen");

  EXPECT_EQ(root->Done().error().message, "a.yaml:1: a is one too many");
}

TEST(ConfigTest, AFileThatIsNotThereIsNotFound) {
  EXPECT_EQ(ConfigNode::Load("/no/such/file").error().reason, "FILE_NOT_FOUND");
}

}  // namespace
}  // namespace aicc
