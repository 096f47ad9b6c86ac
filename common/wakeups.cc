#include "common/wakeups.h"

#include <openssl/evp.h>

#include <algorithm>
#include <utility>

namespace aicc {
namespace {

constexpr std::size_t kMaxPayloadBytes = 7'900;  // PostgreSQL's is 8,000.
constexpr std::size_t kMaxKeys = 65'536;
constexpr std::size_t kMaxNotes = 4'096;

// Begins a line with a note, which is in Base64: NOTIFY carries text only.
constexpr char kNote = '!';

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string ToLine(std::string_view note) {
  std::string line(1 + (note.size() + 2) / 3 * 4 + 1, kNote);
  const int size =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(line.data() + 1),
                      Bytes(note), static_cast<int>(note.size()));
  line.resize(1 + static_cast<std::size_t>(size));
  return line;
}

// Empty if `line` is no Base64.
std::string FromLine(std::string_view line) {
  line.remove_prefix(1);
  std::string note(line.size(), '\0');
  const int size =
      EVP_DecodeBlock(reinterpret_cast<unsigned char*>(note.data()),
                      Bytes(line), static_cast<int>(line.size()));
  const std::size_t padding = line.ends_with("==")  ? 2
                              : line.ends_with("=") ? 1
                                                    : 0;
  if (size < static_cast<int>(padding)) return {};
  note.resize(static_cast<std::size_t>(size) - padding);
  return note;
}

}  // namespace

bool WakeupOutbox::Tell(const std::string& key) {
  if (key.empty() || key.size() > Wakeups::kMaxKeyBytes ||
      key.front() == kNote || key.find('\n') != std::string::npos) {
    return false;
  }
  std::lock_guard lock(mutex_);
  if (keys_.size() >= kMaxKeys) keys_.clear();
  const bool was_empty = keys_.empty() && notes_.empty();
  keys_.insert(key);
  return was_empty;
}

bool WakeupOutbox::Send(const std::string& key, std::string note) {
  if (note.empty() || note.size() > Wakeups::kMaxNoteBytes) return false;
  std::lock_guard lock(mutex_);
  if (notes_.size() >= kMaxNotes) notes_.clear();
  const bool was_empty = keys_.empty() && notes_.empty();
  notes_.insert_or_assign(key, std::move(note));
  return was_empty;
}

std::string WakeupOutbox::Take() {
  std::string payload;
  const auto fits = [&payload](const std::string& line) {
    if (payload.size() + line.size() + 1 > kMaxPayloadBytes) return false;
    if (!payload.empty()) payload.push_back('\n');
    payload.append(line);
    return true;
  };
  std::lock_guard lock(mutex_);
  while (!keys_.empty() && fits(*keys_.begin())) keys_.erase(keys_.begin());
  while (!notes_.empty() && fits(ToLine(notes_.begin()->second))) {
    notes_.erase(notes_.begin());
  }
  return payload;
}

void WakeupOutbox::Read(std::string_view payload, const Wakeups::Ears& ears) {
  while (!payload.empty()) {
    const std::size_t end = std::min(payload.find('\n'), payload.size());
    const std::string_view line = payload.substr(0, end);
    payload.remove_prefix(std::min(end + 1, payload.size()));
    if (line.starts_with(kNote)) {
      ears.got(FromLine(line));
    } else if (!line.empty() && line.size() <= Wakeups::kMaxKeyBytes) {
      ears.heard(std::string(line));
    }
  }
}

}  // namespace aicc
