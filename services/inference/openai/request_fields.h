#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/error.h"
#include "services/inference/domain/model_request.h"

// Parts of a request in OpenAI's protocol. Errors are "INVALID_FIELD" with the
// field, as in `tools[0].function.name`.

namespace aicc::inference {

// Reads fields by name; one that is absent or null leaves `*value` alone.
class FieldReader {
 public:
  // `object` must outlive this.
  explicit FieldReader(const boost::json::object& object) : object_(object) {}

  const boost::json::object& object() const { return object_; }

  Result<void> Flag(const char* key, std::optional<bool>* value) const;
  Result<void> Number(const char* key, double min, double max,
                      std::optional<double>* value) const;
  Result<void> Count(const char* key, int min, int max,
                     std::optional<int>* value) const;
  Result<void> Whole(const char* key, std::optional<std::int64_t>* value) const;

 private:
  const boost::json::value* Find(const char* key) const;

  const boost::json::object& object_;
};

// `messages`: 1 to 4,096 of them.
Result<std::vector<ModelMessage>> ReadMessages(const boost::json::object& body);

// True for what may name a tool, or a schema.
bool IsToolName(std::string_view name);

// One of `tools`; `field` is its place.
Result<ToolDefinition> ReadTool(const boost::json::value& tool,
                                const std::string& field);

}  // namespace aicc::inference
