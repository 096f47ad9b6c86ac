#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace aicc {

// Reads fields of answers as the proto JSON mapping writes them: a field with
// its default value may be absent.

// The object under `key`, or nullptr.
const boost::json::object* Object(const boost::json::object& object,
                                  std::string_view key);

// The array under `key`; an empty one if it is absent.
const boost::json::array& Array(const boost::json::object& object,
                                std::string_view key);

// The text under `key`, or "".
std::string Text(const boost::json::object& object, std::string_view key);

// The whole number under `key`, or 0; 64-bit ones come as text.
std::int64_t Number(const boost::json::object& object, std::string_view key);

// The number under `key`, or `absent`.
double Real(const boost::json::object& object, std::string_view key,
            double absent = 0);

}  // namespace aicc
