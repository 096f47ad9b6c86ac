#include "tests/session/json_schema.h"

#include <algorithm>
#include <regex>
#include <stdexcept>

namespace aicc::session {
namespace {

namespace json = boost::json;

class Validator {
 public:
  explicit Validator(const json::object& root) : root_(root) {}

  std::string Check(const json::value& value, const json::object& schema,
                    const std::string& path) const {
    for (const auto& [keyword, argument] : schema) {
      std::string fault = CheckOne(value, schema, keyword, argument, path);
      if (!fault.empty()) return fault;
    }
    return {};
  }

 private:
  std::string CheckOne(const json::value& value, const json::object& schema,
                       std::string_view keyword, const json::value& argument,
                       const std::string& path) const {
    const std::string wrong = path + ": " + std::string(keyword);
    if (keyword == "$ref") {
      const std::string name = argument.as_string().c_str();
      const auto& named =
          root_.at("definitions")
              .at(name.substr(std::string("#/definitions/").size()));
      return Check(value, named.as_object(), path);
    }
    if (keyword == "type")
      return IsOf(value, argument.as_string()) ? "" : wrong;
    if (keyword == "const") return value == argument ? "" : wrong;
    if (keyword == "enum") {
      return std::ranges::count(argument.as_array(), value) > 0 ? "" : wrong;
    }
    if (keyword == "pattern") {
      const std::regex pattern(argument.as_string().c_str());
      return std::regex_search(value.as_string().c_str(), pattern) ? "" : wrong;
    }
    if (keyword == "minimum") {
      return value.to_number<double>() >= argument.to_number<double>() ? ""
                                                                       : wrong;
    }
    if (keyword == "items") return Items(value, argument.as_object(), path);
    if (keyword == "anyOf") return Any(value, argument.as_array(), path);
    if (keyword == "required") return Required(value, argument, path);
    if (keyword == "properties") {
      return Properties(value.as_object(), argument.as_object(), path);
    }
    if (keyword == "additionalProperties") {
      return Known(value.as_object(), schema.at("properties").as_object(),
                   path);
    }
    if (keyword != "$schema" && keyword != "title" &&
        keyword != "definitions") {
      throw std::invalid_argument("keyword " + std::string(keyword));
    }
    return {};
  }

  static bool IsOf(const json::value& value, std::string_view type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_int64() || value.is_uint64();
    throw std::invalid_argument("type " + std::string(type));
  }

  std::string Items(const json::value& value, const json::object& schema,
                    const std::string& path) const {
    std::size_t i = 0;
    for (const json::value& item : value.as_array()) {
      auto fault = Check(item, schema, path + "/" + std::to_string(i++));
      if (!fault.empty()) return fault;
    }
    return {};
  }

  std::string Any(const json::value& value, const json::array& schemas,
                  const std::string& path) const {
    std::string faults;
    for (const json::value& schema : schemas) {
      const auto fault = Check(value, schema.as_object(), path);
      if (fault.empty()) return {};
      faults += fault + "; ";
    }
    return faults;
  }

  static std::string Required(const json::value& value, const json::value& keys,
                              const std::string& path) {
    for (const json::value& key : keys.as_array()) {
      if (!value.as_object().contains(key.as_string())) {
        return path + ": lacks " + key.as_string().c_str();
      }
    }
    return {};
  }

  std::string Properties(const json::object& value, const json::object& schemas,
                         const std::string& path) const {
    for (const auto& [key, schema] : schemas) {
      const json::value* property = value.if_contains(key);
      if (property == nullptr) continue;
      auto fault =
          Check(*property, schema.as_object(), path + "/" + std::string(key));
      if (!fault.empty()) return fault;
    }
    return {};
  }

  static std::string Known(const json::object& value,
                           const json::object& properties,
                           const std::string& path) {
    for (const auto& [key, unused] : value) {
      if (!properties.contains(key)) {
        return path + ": does not know " + std::string(key);
      }
    }
    return {};
  }

  const json::object& root_;
};

}  // namespace

std::string SchemaFault(const json::value& value, const json::object& schema) {
  return Validator(schema).Check(value, schema, "");
}

}  // namespace aicc::session
