#pragma once

#include <fstream>
#include <mutex>
#include <string>
#include <unordered_map>

#include "common/error.h"
#include "services/aicc/recording.h"

namespace aicc {

// A JSONL file of recordings, read a line at a time by whoever is free. Any
// thread may call at any time.
class RecordingFile {
 public:
  // So many first lines without JSON, and the file is of another kind.
  static constexpr int kMaxNotJson = 20;

  explicit RecordingFile(const std::string& file);

  // False if it cannot be read.
  bool good() const;

  // True if it was given up, since none of its first lines is JSON.
  bool hopeless() const;

  // The language of all that were read so far, "en" if there were several.
  std::string locale() const;

  // Reads the next line that is not empty, and its number; false at the end.
  // Errors as of ParseRecording(), and "DUPLICATE_ID".
  //
  // In order, so that of two recordings of one name the first is played.
  bool Next(Result<Recording>* recording, int* number);

 private:
  Result<Recording> Claim(Recording recording);
  void Note(const Result<Recording>& read);

  mutable std::mutex mutex_;  // Guards all of the below.
  std::ifstream in_;
  int number_ = 0;
  bool any_json_ = false;
  int not_json_ = 0;  // Refused lines before the first JSON.
  bool korean_only_ = true;
  std::unordered_map<std::string, int> ids_;  // The lines they came from.
};

}  // namespace aicc
