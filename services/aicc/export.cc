#include <iostream>

#include "services/aicc/commands.h"
#include "services/aicc/http_client.h"
#include "services/aicc/json_fields.h"

namespace aicc {
namespace {

int Fail(const Error& error) {
  std::cerr << "aicc export: " << error.message << " (" << error.reason
            << ")\n";
  return 1;
}

}  // namespace

int RunExport(const ExportOptions& options) {
  const auto client = HttpClient::Make(options.http, options.token);
  if (!client) return Fail(client.error());
  const auto exported =
      (*client)->Call("aicc.session.v1.SessionService/ExportSession",
                      {{"session_id", options.session_id}});
  if (!exported) return Fail(exported.error());
  std::cout << Text(*exported, "vcon_json") << std::endl;
  return std::cout ? 0 : 1;
}

}  // namespace aicc
