#include "services/inference/openai/request_fields.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "services/inference/serving/json.h"

namespace aicc::inference {
namespace {

namespace json = boost::json;
using Role = ModelMessage::Role;

constexpr std::size_t kMaxMessages = 4'096;
constexpr std::size_t kMaxCalls = 256;
constexpr std::size_t kMaxNameBytes = 128;
constexpr std::size_t kMaxImageUrl = 8'192;

// "messages[2]"
std::string At(const std::string& field, std::size_t i) {
  return field + "[" + std::to_string(i) + "]";
}

std::string Between(double min, double max) {
  char text[64];
  std::snprintf(text, sizeof text,
                min == max ? "must be %g" : "must be %g to %g", min, max);
  return text;
}

std::optional<Role> RoleOf(std::string_view name) {
  if (name == "system" || name == "developer") return Role::kSystem;
  if (name == "user") return Role::kUser;
  if (name == "assistant") return Role::kAssistant;
  if (name == "tool") return Role::kTool;
  return std::nullopt;
}

// What goes out as it stands is nothing but what it should be.
bool IsOf(std::string_view text, std::string_view more, std::size_t max) {
  return !text.empty() && text.size() <= max &&
         std::ranges::all_of(text, [&](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  (c >= '0' && c <= '9') || more.contains(c);
         });
}

bool IsMediaType(std::string_view type) {
  return type.starts_with("image/") && IsOf(type, "/.+-", 64);
}

bool IsBase64(std::string_view data) {
  return IsOf(data, "+/=", std::string_view::npos);
}

// "data:image/png;base64,…", or where a picture is.
Result<Image> ReadImage(const json::object& part, const std::string& field) {
  const json::object* const reference = ObjectAt(part, "image_url");
  std::string_view url =
      reference != nullptr ? StringAt(*reference, "url") : std::string_view();
  const std::string_view detail =
      reference != nullptr ? StringAt(*reference, "detail") : url;
  if (!detail.empty() && detail != "auto" && detail != "low" &&
      detail != "high") {
    return InvalidField(field + ".image_url.detail",
                        "must be auto, low or high");
  }
  if (url.starts_with("https://") || url.starts_with("http://")) {
    if (url.size() > kMaxImageUrl) {
      return InvalidField(field + ".image_url.url",
                          "must be at most 8192 bytes, unless it is "
                          "data:TYPE;base64,DATA");
    }
    Image image;
    image.url = url;
    image.detail = detail;
    return image;
  }
  constexpr std::string_view kData = "data:";
  constexpr std::string_view kBase64 = ";base64,";
  const std::size_t mark = url.find(kBase64);
  if (!url.starts_with(kData) || mark == std::string_view::npos) {
    return InvalidField(field + ".image_url.url",
                        "must be an https URL or data:TYPE;base64,DATA");
  }
  Image image;
  image.media_type = url.substr(kData.size(), mark - kData.size());
  image.data = url.substr(mark + kBase64.size());
  if (!IsMediaType(image.media_type) || !IsBase64(image.data)) {
    return InvalidField(field + ".image_url.url",
                        "must be an https URL or data:TYPE;base64,DATA");
  }
  image.detail = detail;
  return image;
}

Result<void> ReadPart(const json::value& value, const std::string& field,
                      ModelMessage* message) {
  const json::object* const part = value.if_object();
  const std::string_view type =
      part != nullptr ? StringAt(*part, "type") : std::string_view();
  if (type == "text" || type == "refusal") {
    const std::string_view text = StringAt(*part, type);
    if (message->text.empty() && message->parts.empty()) {
      message->text = text;
    } else {
      message->parts.push_back({std::string(text), {}});
    }
    return {};
  }
  if (type != "image_url") {
    return InvalidField(field + ".type", "must be text or image_url");
  }
  auto image = ReadImage(*part, field);
  if (!image) return Failure(image.error());
  message->parts.push_back({{}, *std::move(image)});
  return {};
}

Result<void> ReadContent(const json::object& object, const std::string& field,
                         ModelMessage* message) {
  const json::value* const content = object.if_contains("content");
  if (content == nullptr || content->is_null()) return {};
  if (content->is_string()) {
    message->text = StringAt(object, "content");
    return {};
  }
  const json::array* const parts = content->if_array();
  if (parts == nullptr) {
    return InvalidField(field + ".content", "must be a text or an array");
  }
  for (std::size_t i = 0; i < parts->size(); ++i) {
    const auto read = ReadPart((*parts)[i], At(field + ".content", i), message);
    if (!read) return read;
  }
  return {};
}

// Not every wire has parts for instructions and results.
void JoinTexts(ModelMessage* message) {
  std::erase_if(message->parts, [&](const ContentPart& part) {
    if (part.image) return false;
    message->text += (message->text.empty() ? "" : "\n") + part.text;
    return true;
  });
}

Result<void> ReadCalls(const json::object& object, const std::string& field,
                       ModelMessage* message) {
  const json::array* const calls = ArrayAt(object, "tool_calls");
  if (calls == nullptr) return {};
  if (calls->size() > kMaxCalls) {
    return InvalidField(field + ".tool_calls", "must be at most 256");
  }
  for (std::size_t i = 0; i < calls->size(); ++i) {
    const json::object* const call = (*calls)[i].if_object();
    const json::object* const function =
        call != nullptr ? ObjectAt(*call, "function") : nullptr;
    if (function == nullptr || !IsToolName(StringAt(*function, "name"))) {
      return InvalidField(At(field + ".tool_calls", i),
                          "must be a call of a function by its name");
    }
    ToolCall& read = message->tool_calls.emplace_back();
    read.id = StringAt(*call, "id");
    read.name = StringAt(*function, "name");
    read.arguments = StringAt(*function, "arguments");
  }
  return {};
}

Result<ModelMessage> ReadMessage(const json::value& value,
                                 const std::string& field) {
  const json::object* const object = value.if_object();
  if (object == nullptr) return InvalidField(field, "must be an object");
  const auto role = RoleOf(StringAt(*object, "role"));
  if (!role) {
    return InvalidField(field + ".role",
                        "must be system, developer, user, assistant or tool");
  }
  ModelMessage message{*role, {}};
  message.tool_call_id = StringAt(*object, "tool_call_id");
  if (auto read = ReadContent(*object, field, &message); !read) {
    return Failure(read.error());
  }
  if (*role == Role::kSystem || *role == Role::kTool) JoinTexts(&message);
  if (auto read = ReadCalls(*object, field, &message); !read) {
    return Failure(read.error());
  }
  const bool empty = message.text.empty() && message.parts.empty() &&
                     message.tool_calls.empty();
  if (empty && *role == Role::kUser) {
    return InvalidField(field + ".content", "must not be empty");
  }
  return message;
}

}  // namespace

bool IsToolName(std::string_view name) {
  return IsOf(name, "_-.", kMaxNameBytes);
}

const json::value* FieldReader::Find(const char* key) const {
  const json::value* const value = object_.if_contains(key);
  return value != nullptr && !value->is_null() ? value : nullptr;
}

Result<void> FieldReader::Flag(const char* key,
                               std::optional<bool>* value) const {
  const json::value* const found = Find(key);
  if (found == nullptr) return {};
  if (!found->is_bool()) return InvalidField(key, "must be true or false");
  *value = found->get_bool();
  return {};
}

Result<void> FieldReader::Number(const char* key, double min, double max,
                                 std::optional<double>* value) const {
  if (Find(key) == nullptr) return {};
  const auto number = NumberAt(object_, key);
  if (!number || *number < min || *number > max) {
    return InvalidField(key, Between(min, max));
  }
  *value = number;
  return {};
}

Result<void> FieldReader::Count(const char* key, int min, int max,
                                std::optional<int>* value) const {
  if (Find(key) == nullptr) return {};
  const auto count = CountAt(object_, key);
  if (!count || *count < min || *count > max) {
    return InvalidField(key, Between(min, max));
  }
  *value = count;
  return {};
}

Result<void> FieldReader::Whole(const char* key,
                                std::optional<std::int64_t>* value) const {
  const json::value* const found = Find(key);
  if (found == nullptr) return {};
  if (!found->is_int64()) return InvalidField(key, "must be a whole number");
  *value = found->get_int64();
  return {};
}

Result<std::vector<ModelMessage>> ReadMessages(const json::object& body) {
  const json::array* const all = ArrayAt(body, "messages");
  if (all == nullptr || all->empty() || all->size() > kMaxMessages) {
    return InvalidField("messages", "must be an array of 1 to 4096");
  }
  std::vector<ModelMessage> messages;
  messages.reserve(all->size());
  for (std::size_t i = 0; i < all->size(); ++i) {
    auto message = ReadMessage((*all)[i], At("messages", i));
    if (!message) return Failure(message.error());
    messages.push_back(*std::move(message));
  }
  return messages;
}

Result<ToolDefinition> ReadTool(const json::value& value,
                                const std::string& field) {
  const json::object* const tool = value.if_object();
  const json::object* const function =
      tool != nullptr ? ObjectAt(*tool, "function") : nullptr;
  if (function == nullptr) {
    return InvalidField(field, "must be of the type function");
  }
  ToolDefinition definition;
  definition.name = StringAt(*function, "name");
  if (!IsToolName(definition.name)) {
    return InvalidField(field + ".function.name",
                        "must be 1 to 128 of letters, digits, _, - and .");
  }
  definition.description = StringAt(*function, "description");
  if (const auto* parameters = ObjectAt(*function, "parameters")) {
    definition.parameters = json::serialize(*parameters);
  }
  definition.strict = BoolAt(*function, "strict");
  return definition;
}

}  // namespace aicc::inference
