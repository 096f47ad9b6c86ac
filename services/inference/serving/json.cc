#include "services/inference/serving/json.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace aicc::inference {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxCodeBytes = 64;
constexpr int kMaxCodeDigits = 6;
// So that a few of them can be added up.
constexpr int kMaxCount = 50'000'000;

// False for 1e400, which would be written as no JSON.
bool IsFinite(const json::value& value) {
  if (const double* const number = value.if_double()) {
    return std::isfinite(*number);
  }
  if (const json::array* const array = value.if_array()) {
    return std::ranges::all_of(*array, IsFinite);
  }
  const json::object* const object = value.if_object();
  return object == nullptr ||
         std::ranges::all_of(*object, [](const json::key_value_pair& each) {
           return IsFinite(each.value());
         });
}

}  // namespace

std::optional<json::value> ParseJson(std::string_view text,
                                     json::storage_ptr storage) {
  json::parse_options options;
  options.max_depth = kMaxJsonDepth;
  boost::system::error_code error;
  json::value value =
      json::parse(View(text), error, std::move(storage), options);
  if (error || !IsFinite(value)) return std::nullopt;
  return value;
}

JsonObject::JsonObject(std::string_view text)
    : value_(ParseJson(text, &arena_)) {}

json::string_view View(std::string_view text) {
  return {text.data(), text.size()};
}

const json::object* ObjectAt(const json::object& object, std::string_view key) {
  const json::value* const value = object.if_contains(View(key));
  return value != nullptr ? value->if_object() : nullptr;
}

const json::array* ArrayAt(const json::object& object, std::string_view key) {
  const json::value* const value = object.if_contains(View(key));
  return value != nullptr ? value->if_array() : nullptr;
}

std::string_view StringAt(const json::object& object, std::string_view key) {
  const json::value* const value = object.if_contains(View(key));
  if (value == nullptr || !value->is_string()) return {};
  const json::string& text = value->get_string();
  return {text.data(), text.size()};
}

std::optional<bool> BoolAt(const json::object& object, std::string_view key) {
  const json::value* const value = object.if_contains(View(key));
  if (value == nullptr || !value->is_bool()) return std::nullopt;
  return value->get_bool();
}

std::optional<double> NumberAt(const json::object& object,
                               std::string_view key) {
  const json::value* const value = object.if_contains(View(key));
  if (value == nullptr || !value->is_number()) return std::nullopt;
  boost::system::error_code error;
  const auto number = value->to_number<double>(error);
  if (error) return std::nullopt;
  return number;
}

std::optional<int> CountAt(const json::object& object, std::string_view key) {
  const json::value* const value = object.if_contains(View(key));
  if (value == nullptr || !value->is_number()) return std::nullopt;
  boost::system::error_code error;
  const auto count = value->to_number<int>(error);
  if (error || count < 0 || count > kMaxCount) return std::nullopt;
  return count;
}

std::string CodeOf(std::string_view text) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  };
  if (text.size() > kMaxCodeBytes || !std::ranges::all_of(text, plain)) {
    return {};
  }
  // A number is no code, but may be a telephone's.
  const auto digits =
      std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
  if (digits > kMaxCodeDigits) return {};
  return std::string(text);
}

}  // namespace aicc::inference
