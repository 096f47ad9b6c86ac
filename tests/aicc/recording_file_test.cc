#include "services/aicc/recording_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <vector>

namespace aicc {
namespace {

class RecordingFileTest : public testing::Test {
 protected:
  RecordingFileTest() {
    char pattern[] = "/tmp/aicc-test-XXXXXX";
    folder_ = ::mkdtemp(pattern);
  }
  ~RecordingFileTest() override { std::filesystem::remove_all(folder_); }

  // The file with `text`, read to its end.
  RecordingFile& Read(const std::string& text) {
    const std::string path = folder_ + "/r.jsonl";
    std::ofstream(path) << text;
    file_.emplace(path);
    Result<Recording> recording;
    int number = 0;
    while (file_->Next(&recording, &number)) {
      lines_.push_back(std::to_string(number) + " " +
                       (recording ? recording->id : recording.error().reason));
    }
    return *file_;
  }

  static std::string Line(const std::string& id, const std::string& locale) {
    return R"({"id":")" + id + R"(","locale":")" + locale +
           R"(","turns":[{"speaker":"customer","text":"x"}]})" + "\n";
  }

  std::string folder_;
  std::optional<RecordingFile> file_;
  std::vector<std::string> lines_;
};

TEST_F(RecordingFileTest, NumbersLinesAndTakesANameOnce) {
  Read(Line("a", "ko") + "\n" + Line("b", "ko") + Line("a", "ko"));

  EXPECT_EQ(lines_, (std::vector<std::string>{"1 a", "3 b", "4 DUPLICATE_ID"}));
}

TEST_F(RecordingFileTest, IsKoreanIfAllOfItIs) {
  EXPECT_EQ(Read(Line("a", "ko") + Line("b", "ko")).locale(), "ko");
  EXPECT_EQ(Read(Line("a", "ko") + Line("b", "en")).locale(), "en");
  EXPECT_EQ(Read("").locale(), "en");
}

TEST_F(RecordingFileTest, IsGivenUpIfItsFirstLinesAreNoJson) {
  std::string csv;
  for (int i = 0; i < 50; ++i) csv += "id,text\n";

  EXPECT_TRUE(Read(csv).hopeless());
  EXPECT_EQ(lines_.size(), std::size_t{RecordingFile::kMaxNotJson});

  EXPECT_FALSE(Read(Line("a", "ko") + csv).hopeless());
}

TEST_F(RecordingFileTest, CannotReadAFolder) {
  EXPECT_FALSE(RecordingFile(folder_).good());
}

}  // namespace
}  // namespace aicc
