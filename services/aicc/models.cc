#include <iomanip>
#include <iostream>

#include "services/aicc/commands.h"
#include "services/aicc/http_client.h"
#include "services/aicc/json_fields.h"

namespace aicc {
namespace {

namespace json = boost::json;

int Fail(const Error& error) {
  std::cerr << "aicc models: " << error.message << " (" << error.reason
            << ")\n";
  return 1;
}

bool Flag(const json::object& object, std::string_view key) {
  const json::value* const value = object.if_contains(key);
  return value != nullptr && value->is_bool() && value->get_bool();
}

// "reachable", "unreachable", or why it is left alone.
std::string StateOf(const json::object& model) {
  if (!Flag(model, "reachable")) return "unreachable";
  const std::string state = Text(model, "state");
  return state == "OK" ? "reachable" : state;
}

void Print(const json::object& model) {
  std::string can = Flag(model, "sees") ? "sees " : "";
  if (Flag(model, "thinks")) can += "thinks";
  const std::string tier = Text(model, "tier");
  const std::string residency = Text(model, "residency");
  std::cout << std::left << std::setw(44) << Text(model, "model") << " "
            << std::setw(8) << (tier == "TIER_DOMAIN" ? "domain" : "general")
            << std::setw(9)
            << (Flag(model, "internal") ? "internal" : "outside")
            << std::setw(4) << (residency.empty() ? "?" : residency)
            << std::setw(13) << StateOf(model) << std::right << std::setw(9)
            << Number(model, "context_token_count") << "  " << std::left
            << std::setw(12) << can << Text(model, "licence") << "\n";
}

}  // namespace

int RunModels(const ModelsOptions& options) {
  const auto client = HttpClient::Make(options.http, options.token);
  if (!client) return Fail(client.error());
  std::cout << std::left << std::setw(45) << "model" << std::setw(8) << "tier"
            << std::setw(9) << "runs" << std::setw(4) << "in" << std::setw(13)
            << "is" << std::right << std::setw(9) << "holds" << "  "
            << std::left << std::setw(12) << "can" << "licence\n";
  std::string page_token;
  do {
    const auto page = (*client)->Call(
        "aicc.inference.v1.InferenceService/ListModels",
        {{"probe", true}, {"page_size", 200}, {"page_token", page_token}});
    if (!page) return Fail(page.error());
    for (const json::value& model : Array(*page, "models")) {
      Print(model.as_object());
    }
    page_token = Text(*page, "next_page_token");
  } while (!page_token.empty());
  return std::cout.flush() ? 0 : 1;
}

}  // namespace aicc
