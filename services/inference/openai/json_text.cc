#include "services/inference/openai/json_text.h"

#include <cstdio>

namespace aicc::inference {
namespace {

bool IsPlain(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

void AppendEscaped(char c, std::string* json) {
  switch (c) {
    case '"':
      *json += "\\\"";
      return;
    case '\\':
      *json += "\\\\";
      return;
    case '\n':
      *json += "\\n";
      return;
    case '\r':
      *json += "\\r";
      return;
    case '\t':
      *json += "\\t";
      return;
    default:
      break;
  }
  char code[8];
  std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned char>(c));
  *json += code;
}

}  // namespace

void AppendJsonString(std::string_view text, std::string* json) {
  *json += '"';
  std::size_t from = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (IsPlain(text[at])) continue;
    json->append(text, from, at - from);
    AppendEscaped(text[at], json);
    from = at + 1;
  }
  json->append(text, from);
  *json += '"';
}

}  // namespace aicc::inference
