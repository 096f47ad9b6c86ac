#include "services/aicc/recording_file.h"

#include <filesystem>
#include <string_view>
#include <utility>

namespace aicc {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

RecordingFile::RecordingFile(const std::string& file) : in_(file) {
  // A folder opens too, and reads as nothing.
  if (std::filesystem::is_directory(file)) in_.setstate(std::ios::failbit);
}

bool RecordingFile::good() const {
  std::lock_guard lock(mutex_);
  return in_.good();
}

bool RecordingFile::hopeless() const {
  std::lock_guard lock(mutex_);
  return not_json_ == kMaxNotJson;
}

std::string RecordingFile::locale() const {
  std::lock_guard lock(mutex_);
  return korean_only_ && !ids_.empty() ? "ko" : "en";
}

bool RecordingFile::Next(Result<Recording>* recording, int* number) {
  std::lock_guard lock(mutex_);
  std::string line;
  while (not_json_ < kMaxNotJson && std::getline(in_, line)) {
    ++number_;
    *number = number_;
    if (number_ == 1 && line.starts_with(kByteOrderMark)) {
      line.erase(0, kByteOrderMark.size());
    }
    if (line.empty()) continue;
    *recording = ParseRecording(line);
    Note(*recording);
    if (*recording) *recording = Claim(*std::move(*recording));
    return true;
  }
  return false;
}

// Two recordings of one name would become one contact.
Result<Recording> RecordingFile::Claim(Recording recording) {
  const auto [claimed, first] = ids_.emplace(recording.id, number_);
  if (first) return recording;
  return Failure({ErrorKind::kInvalidArgument,
                  "DUPLICATE_ID",
                  "id is that of line " + std::to_string(claimed->second),
                  {}});
}

void RecordingFile::Note(const Result<Recording>& read) {
  if (read && read->locale != "ko") korean_only_ = false;
  if (read || read.error().reason != "NOT_JSON") {
    any_json_ = true;
    not_json_ = 0;
  } else if (!any_json_) {
    ++not_json_;
  }
}

}  // namespace aicc
