#include "services/inference/domain/masking.h"

#include "services/inference/domain/personal_data.h"

namespace aicc::inference {
namespace {

// The longest placeholder, with room for five digits.
constexpr std::size_t kMaxPlaceholder = 32;

bool MayBePlaceholder(std::string_view text) {
  for (const char c : text.substr(1)) {
    const bool allowed = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                         c == '_' || c == '>';
    if (!allowed) return false;
  }
  return text.size() <= kMaxPlaceholder;
}

// What makes two spellings of one number the same: letters and digits only.
std::string Canonical(std::string_view type, std::string_view value) {
  std::string canonical(type);
  canonical += ' ';
  for (const char c : value) {
    if (c != ' ' && c != '-' && c != '.' && c != '(' && c != ')') {
      canonical += c;
    }
  }
  return canonical;
}

}  // namespace

std::string Mask::Hide(std::string_view text) {
  std::string hidden;
  std::size_t copied = 0;
  for (const PersonalData& found : FindPersonalData(text)) {
    const std::string_view value =
        text.substr(found.begin, found.end - found.begin);
    std::string& placeholder = placeholders_[Canonical(found.type, value)];
    if (placeholder.empty()) {
      const std::string type(found.type);
      placeholder = "<" + type + "_" + std::to_string(++counts_[type]) + ">";
      originals_.emplace(placeholder, value);
    }
    hidden += text.substr(copied, found.begin - copied);
    hidden += placeholder;
    copied = found.end;
  }
  hidden += text.substr(copied);
  return hidden;
}

const std::string* Mask::Original(std::string_view placeholder) const {
  const auto found = originals_.find(placeholder);
  return found == originals_.end() ? nullptr : &found->second;
}

std::string Unmasker::Feed(std::string_view piece) {
  std::string said;
  for (const char c : piece) {
    if (c == '<') {
      said += held_;
      held_ = "<";
      continue;
    }
    if (held_.empty()) {
      said += c;
      continue;
    }
    held_ += c;
    if (c == '>') {
      const std::string* const original = mask_.Original(held_);
      said += original != nullptr ? *original : held_;
      held_.clear();
    } else if (!MayBePlaceholder(held_)) {
      said += held_;
      held_.clear();
    }
  }
  return said;
}

std::string Unmasker::Finish() {
  std::string rest;
  rest.swap(held_);
  return rest;
}

}  // namespace aicc::inference
