#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aicc::inference {

// JSON of outside servers and clients: any shape may come.

// A chunk nests a handful deep, a schema some dozen; hostile ones nest until
// the stack ends.
inline constexpr std::size_t kMaxJsonDepth = 64;

// Nothing if `text` is not one JSON value, or has a number beyond all doubles.
std::optional<boost::json::value> ParseJson(
    std::string_view text, boost::json::storage_ptr storage = {});

// A JSON object that is read and gone: its parts lie side by side and go all at
// once, which costs half of what ParseJson() does.
class JsonObject {
 public:
  explicit JsonObject(std::string_view text);
  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;

  // nullptr if the text was none.
  const boost::json::object* get() const {
    return value_ ? value_->if_object() : nullptr;
  }

 private:
  unsigned char first_[4'096];
  boost::json::monotonic_resource arena_{first_};
  const std::optional<boost::json::value> value_;
};

// What is under `key`; null, empty or nothing if it is absent or of another
// kind.
const boost::json::object* ObjectAt(const boost::json::object& object,
                                    std::string_view key);
const boost::json::array* ArrayAt(const boost::json::object& object,
                                  std::string_view key);
std::string_view StringAt(const boost::json::object& object,
                          std::string_view key);
std::optional<bool> BoolAt(const boost::json::object& object,
                           std::string_view key);
std::optional<double> NumberAt(const boost::json::object& object,
                               std::string_view key);
// A whole number from 0 on.
std::optional<int> CountAt(const boost::json::object& object,
                           std::string_view key);

boost::json::string_view View(std::string_view text);

// A code that machines made, at most 64 of letters, `_`, `-`, `.` and six
// digits; empty for anything else, which a person may have written.
std::string CodeOf(std::string_view text);

}  // namespace aicc::inference
