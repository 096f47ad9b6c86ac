#include "services/inference/openai/api.h"

#include <openssl/crypto.h>

#include <boost/url/pct_string_view.hpp>
#include <utility>

#include "common/log.h"
#include "services/inference/openai/api_error.h"
#include "services/inference/openai/chat_completions.h"
#include "services/inference/serving/json_text.h"

namespace aicc::inference {
namespace {

// A prompt of 200,000 tokens, or some pictures.
constexpr std::size_t kMaxBodyBytes = 16 << 20;

constexpr std::string_view kOneModel = "/v1/models/";

bool Same(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

ApiError Compressed() {
  ApiError error;
  error.status = 415;
  error.type = "invalid_request_error";
  error.code = "compressed";
  error.message = "send the body without a content-encoding";
  return error;
}

Failure RoleNotAllowed() {
  return Failure({ErrorKind::kPermissionDenied,
                  "ROLE_NOT_ALLOWED",
                  "a customer's token may not ask models; use one of the role "
                  "SERVICE",
                  {}});
}

class OpenAiApi final : public HttpRoute {
 public:
  OpenAiApi(const Brain& brain, const Catalog& catalog,
            const Authenticator& authenticator, std::vector<ApiKey> keys)
      : brain_(brain),
        catalog_(catalog),
        authenticator_(authenticator),
        seal_(authenticator.KeyFor("thoughts of models")),
        keys_(std::move(keys)) {}

  std::string_view prefix() const override { return "/v1/"; }
  std::size_t body_bytes() const override { return kMaxBodyBytes; }

  HttpResponse RefuseLength() const override {
    ApiError error;
    error.status = 413;
    error.type = "invalid_request_error";
    error.code = "body_too_large";
    error.message = "the body is longer than " + std::to_string(kMaxBodyBytes) +
                    " bytes; send less";
    return ToResponse(error);
  }

  Task<void> Handle(const HttpRequest& request, const std::string& request_id,
                    HttpResponder& responder) override {
    const auto caller = Admit(request);
    if (!caller) return responder.Send(ToResponse(ApiErrorOf(caller.error())));
    const std::string_view coding = request.Header("content-encoding");
    if (!coding.empty() && coding != "identity") {
      return responder.Send(ToResponse(Compressed()));
    }
    if (request.path == "/v1/chat/completions") {
      if (request.method != "POST") return Refuse("POST", responder);
      return CompleteChat({brain_, catalog_, seal_}, *caller, request,
                          request_id, responder);
    }
    if (request.path == "/v1/models") {
      if (request.method != "GET") return Refuse("GET", responder);
      return responder.Send(Models());
    }
    if (request.path.starts_with(kOneModel)) {
      if (request.method != "GET") return Refuse("GET", responder);
      return responder.Send(Model(request.path.substr(kOneModel.size())));
    }
    ApiError error;
    error.status = 404;
    error.type = "invalid_request_error";
    error.code = "unknown_path";
    error.message =
        "there are GET /v1/models, GET /v1/models/NAME and POST "
        "/v1/chat/completions here";
    return responder.Send(ToResponse(error));
  }

 private:
  Result<Caller> Admit(const HttpRequest& request) const {
    const std::string_view token = BearerToken(request.Header("authorization"));
    for (const ApiKey& key : keys_) {
      if (Same(token, key.key)) {
        return Caller{key.tenant, "api-key", Role::kService};
      }
    }
    auto caller = authenticator_.Check(token);
    if (caller && caller->role == Role::kCustomer) return RoleNotAllowed();
    return caller;
  }

  static Task<void> Refuse(const char* allowed, HttpResponder& responder) {
    ApiError error;
    error.status = 405;
    error.type = "invalid_request_error";
    error.code = "method_not_allowed";
    error.message = std::string("use ") + allowed;
    HttpResponse response = ToResponse(error);
    response.headers.emplace_back("allow", allowed);
    return responder.Send(std::move(response));
  }

  HttpResponse Models() const {
    std::string json = R"({"object":"list","data":[)";
    std::string_view before;
    for (const std::string& name : catalog_.Names()) {
      json += std::exchange(before, ",");
      AppendModel(name, &json);
    }
    return {200, {{"content-type", "application/json"}}, json + "]}"};
  }

  // `encoded` is as it stands in the path: clients write `aicc%2Fauto`.
  HttpResponse Model(const std::string& encoded) const {
    const auto decoded = boost::urls::make_pct_string_view(encoded);
    const std::string name = decoded ? decoded->decode() : std::string();
    if (catalog_.Find(name) == nullptr) return ToResponse(NoSuchModel(name));
    std::string json;
    AppendModel(name, &json);
    return {200, {{"content-type", "application/json"}}, std::move(json)};
  }

  static void AppendModel(std::string_view name, std::string* json) {
    *json += R"({"id":)";
    AppendJsonString(name, json);
    *json += R"(,"object":"model","created":0,"owned_by":"aicc"})";
  }

  const Brain& brain_;
  const Catalog& catalog_;
  const Authenticator& authenticator_;
  const ThoughtSeal seal_;
  const std::vector<ApiKey> keys_;
};

}  // namespace

std::unique_ptr<HttpRoute> MakeOpenAiApi(const Brain& brain,
                                         const Catalog& catalog,
                                         const Authenticator& authenticator,
                                         std::vector<ApiKey> keys) {
  return std::make_unique<OpenAiApi>(brain, catalog, authenticator,
                                     std::move(keys));
}

}  // namespace aicc::inference
