#include "services/inference/domain/unmasker.h"

#include <algorithm>

#include "services/inference/domain/particles.h"
#include "services/inference/domain/placeholder.h"

namespace aicc::inference {
namespace {

// Between the name of a field and its colon.
constexpr std::size_t kMaxKeySpaces = 16;

void AppendEscaped(char c, std::string* json) {
  constexpr std::string_view kHex = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  if (c == '"' || c == '\\') {
    *json += '\\';
    *json += c;
  } else if (c == '\n') {
    *json += "\\n";
  } else if (byte < 0x20) {
    *json += "\\u00";
    *json += kHex[byte >> 4];
    *json += kHex[byte & 0xF];
  } else {
    *json += c;
  }
}

// Size of the UTF-8 character that `lead` begins; 1 for what begins none.
std::size_t CharacterSize(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte >= 0xF0 && byte < 0xF8) return 4;
  if (byte >= 0xE0 && byte < 0xF0) return 3;
  return byte >= 0xC0 && byte < 0xE0 ? 2 : 1;
}

bool IsContinuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace

std::string Unmasker::Feed(std::string_view piece) {
  held_ += piece;
  return Read(false);
}

std::string Unmasker::Finish() { return Read(true); }

std::string Unmasker::Read(bool complete) {
  std::string said;
  std::size_t at = 0;
  while (at < held_.size()) {
    const std::size_t size = ReadOne(at, complete, &said);
    if (size == 0) break;
    at += size;
  }
  held_.erase(0, at);
  return said;
}

std::size_t Unmasker::ReadOne(std::size_t at, bool complete,
                              std::string* said) {
  // What is escaped already is no beginning of ours.
  if (escaped_) return ReadCharacter(at, complete, said);
  const bool word_before = ContinuesWord(before_) || before_ == '<' ||
                           before_ == '[' || before_ == '\\';
  const PlaceholderMatch match = MatchPlaceholder(
      std::string_view(held_).substr(at), word_before, complete);
  if (match.state == PlaceholderMatch::State::kPartial) return 0;
  const std::string* const original =
      match.state == PlaceholderMatch::State::kWhole
          ? mask_.Original(match.name)
          : nullptr;
  if (original == nullptr) return ReadCharacter(at, complete, said);
  const Key key = IsKey(at + match.size, complete);
  if (key == Key::kUnknown) return 0;
  if (key == Key::kYes) return ReadCharacter(at, complete, said);
  return ReadPlaceholder(at, match.size, *original, complete, said);
}

// The name of a field that looks like a placeholder: {"PHONE_1": …}.
Unmasker::Key Unmasker::IsKey(std::size_t end, bool complete) const {
  if (!json_ || !in_string_ || before_ != '"') return Key::kNo;
  const std::string_view rest = std::string_view(held_).substr(end);
  if (rest.empty()) return complete ? Key::kNo : Key::kUnknown;
  if (rest[0] != '"') return Key::kNo;
  const std::size_t next = rest.find_first_not_of(" \t", 1);
  if (next != std::string_view::npos) {
    return rest[next] == ':' ? Key::kYes : Key::kNo;
  }
  return complete || rest.size() > kMaxKeySpaces ? Key::kNo : Key::kUnknown;
}

std::size_t Unmasker::ReadPlaceholder(std::size_t at, std::size_t size,
                                      std::string_view original, bool complete,
                                      std::string* said) {
  const AgreeingParticle particle =
      ReadParticle(std::string_view(held_).substr(at + size), complete, json_);
  if (particle.partial) return 0;
  Say(original, said);
  said->append(held_, at + size, particle.marks);
  if (particle.size > 0) *said += Agreeing(particle, original);
  before_ = ' ';
  return size + particle.size;
}

std::size_t Unmasker::ReadCharacter(std::size_t at, bool complete,
                                    std::string* said) {
  const std::size_t whole = CharacterSize(held_[at]);
  std::size_t size = 1;
  while (size < whole && at + size < held_.size() &&
         IsContinuation(held_[at + size])) {
    ++size;
  }
  if (size < whole && at + size == held_.size() && !complete) return 0;
  said->append(held_, at, size);
  before_ = held_[at + size - 1];
  if (json_) {
    if (before_ == '"' && !escaped_) in_string_ = !in_string_;
    escaped_ = in_string_ && before_ == '\\' && !escaped_;
  }
  return size;
}

void Unmasker::Say(std::string_view original, std::string* said) const {
  if (!json_) {
    *said += original;
    return;
  }
  if (!in_string_) *said += '"';
  for (const char c : original) AppendEscaped(c, said);
  if (!in_string_) *said += '"';
}

}  // namespace aicc::inference
