#include "services/aicc/json_fields.h"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <cstdlib>

namespace aicc {

namespace json = boost::json;

const json::object* Object(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr ? value->if_object() : nullptr;
}

const json::array& Array(const json::object& object, std::string_view key) {
  static const json::array none;
  const json::value* value = object.if_contains(key);
  const json::array* array = value != nullptr ? value->if_array() : nullptr;
  return array != nullptr ? *array : none;
}

std::string Text(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  if (value == nullptr || !value->is_string()) return {};
  return std::string(value->get_string());
}

std::int64_t Number(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  if (value == nullptr) return 0;
  if (value->is_int64()) return value->get_int64();
  if (value->is_string()) return std::atoll(value->get_string().c_str());
  return 0;
}

double Real(const json::object& object, std::string_view key, double absent) {
  const json::value* value = object.if_contains(key);
  if (value == nullptr || !value->is_number()) return absent;
  return value->to_number<double>();
}

}  // namespace aicc
