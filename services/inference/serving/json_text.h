#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aicc::inference {

// JSON that is written once, which is quicker than to build it first.

// Adds `text`, which is UTF-8, to `*json` as a JSON string.
void AppendJsonString(std::string_view text, std::string* json);

// One object, field by field. Ends with End(), once whatever was written into
// it has ended.
class JsonFields {
 public:
  // `json` must outlive this; and so must `*names`, where the names go, and
  // they them.
  explicit JsonFields(std::string* json,
                      std::vector<std::string_view>* names = nullptr)
      : json_(*json), names_(names) {
    json_ += '{';
  }
  void End() { json_ += '}'; }

  // The value is what is added next to the text that is returned.
  std::string* Add(std::string_view name);

  void Add(std::string_view name, std::string_view text);
  void Add(std::string_view name, const char* text) {
    Add(name, std::string_view(text));
  }
  void Add(std::string_view name, std::same_as<bool> auto value) {
    *Add(name) += value ? "true" : "false";
  }
  // REQUIRES: a finite one.
  void Add(std::string_view name, double number);
  void Add(std::string_view name, std::int64_t number);
  void Add(std::string_view name, int number) {
    Add(name, std::int64_t{number});
  }

 private:
  std::string& json_;
  std::vector<std::string_view>* const names_;
  bool first_ = true;
};

}  // namespace aicc::inference
