#include "services/inference/serving/sse.h"

#include <utility>

namespace aicc::inference {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

bool SseParser::Feed(std::string_view bytes, std::vector<std::string>* events) {
  total_ += bytes.size();
  if (total_ > kMaxTotalBytes) return false;
  while (!bytes.empty()) {
    if (std::exchange(after_cr_, false) && bytes.front() == '\n') {
      bytes.remove_prefix(1);
      continue;
    }
    const std::size_t end = bytes.find_first_of("\r\n");
    const std::string_view part = bytes.substr(0, end);
    if (line_.size() + part.size() > kMaxLineBytes) return false;
    line_ += part;
    if (end == std::string_view::npos) return true;
    after_cr_ = bytes[end] == '\r';
    bytes.remove_prefix(end + 1);
    Line(line_, events);
    line_.clear();
    if (data_.size() > kMaxEventBytes) return false;
  }
  return true;
}

void SseParser::Finish(std::vector<std::string>* events) {
  if (!line_.empty()) Line(line_, events);
  line_.clear();
  Dispatch(events);
}

void SseParser::Line(std::string_view line, std::vector<std::string>* events) {
  if (!std::exchange(begun_, true) && line.starts_with(kByteOrderMark)) {
    line.remove_prefix(kByteOrderMark.size());
  }
  if (line.empty()) {
    Dispatch(events);
    return;
  }
  // A line without a colon is a field with an empty value.
  const std::size_t colon = line.find(':');
  if (line.substr(0, colon) != "data") return;
  std::string_view value =
      colon == std::string_view::npos ? "" : line.substr(colon + 1);
  if (value.starts_with(' ')) value.remove_prefix(1);
  if (has_data_) data_ += '\n';
  data_ += value;
  has_data_ = true;
}

void SseParser::Dispatch(std::vector<std::string>* events) {
  if (std::exchange(has_data_, false)) {
    events->push_back(std::exchange(data_, {}));
  }
}

}  // namespace aicc::inference
