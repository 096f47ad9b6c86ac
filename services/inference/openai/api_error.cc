#include "services/inference/openai/api_error.h"

#include <algorithm>

#include "services/inference/serving/json_text.h"

namespace aicc::inference {
namespace {

constexpr std::string_view kInvalid = "invalid_request_error";

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return lower;
}

int StatusOf(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kInvalidArgument:
      return 400;
    case ErrorKind::kUnauthenticated:
      return 401;
    case ErrorKind::kPermissionDenied:
      return 403;
    case ErrorKind::kNotFound:
      return 404;
    case ErrorKind::kAlreadyExists:
    case ErrorKind::kAborted:
      return 409;
    case ErrorKind::kResourceExhausted:
      return 429;
    case ErrorKind::kDeadlineExceeded:
      return 504;
    case ErrorKind::kFailedPrecondition:
    case ErrorKind::kUnavailable:
      return 503;
    case ErrorKind::kInternal:
      break;
  }
  return 500;
}

std::string_view TypeOf(int status) {
  if (status == 401) return "authentication_error";
  if (status == 403) return "permission_error";
  if (status == 429) return "rate_limit_error";
  return status < 500 ? kInvalid : "server_error";
}

ApiError Upstream(int status, const ModelFault& fault, std::string message) {
  ApiError error;
  error.status = status;
  error.type = "upstream_error";
  error.code = Lower(FaultName(fault.kind));
  error.message = std::move(message);
  return error;
}

// What the caller must change; the server's own code is what they know.
ApiError Refused(const ModelFault& fault, std::string_view code,
                 std::string message) {
  ApiError error;
  error.status = 400;
  error.type = kInvalid;
  error.code = fault.detail.empty() ? std::string(code) : fault.detail;
  error.message = std::move(message);
  return error;
}

// What no client can mend, and trying again will not.
ApiError ForAdministrator(const ModelFault& fault, const std::string& what) {
  ApiError error = Upstream(502, fault,
                            what +
                                "; tell who runs this service, or name "
                                "another model");
  if (fault.detail == "bad_certificate") error.code = fault.detail;
  return error;
}

ApiError OverBudget() {
  ApiError error;
  error.status = 429;
  error.type = "insufficient_quota";
  error.code = "budget_spent";
  error.message =
      "a budget has less left than this may cost; wait for its next period, "
      "ask for less with max_tokens, or have it raised";
  return error;
}

ApiError Limited(const ModelFault& fault, const std::string& name) {
  ApiError error;
  error.status = 429;
  error.type = "rate_limit_error";
  error.code = "rate_limit_exceeded";
  error.message = "the servers of " + name + " take no more now; retry later";
  error.retry = true;
  error.retry_after = fault.retry_after;
  return error;
}

}  // namespace

ApiError ApiErrorOf(const Error& error) {
  ApiError api;
  api.status = StatusOf(error.kind);
  api.type = TypeOf(api.status);
  api.code = Lower(error.reason);
  api.message = error.message;
  const auto field = error.metadata.find("field");
  if (field != error.metadata.end()) api.param = field->second;
  api.retry = error.kind == ErrorKind::kUnavailable ||
              error.kind == ErrorKind::kAborted;
  return api;
}

ApiError NoSuchModel(std::string_view model) {
  constexpr std::size_t kShown = 80;
  ApiError error;
  error.status = 404;
  error.type = kInvalid;
  error.code = "model_not_found";
  error.param = "model";
  error.message = "there is no model of this name here";
  const bool plain = std::ranges::all_of(
      model, [](char c) { return c > ' ' && c < '\x7f' && c != '@'; });
  if (model.size() <= kShown && plain) {
    error.message = "there is no model " + std::string(model);
  }
  error.message += "; GET /v1/models lists them";
  return error;
}

ApiError ApiErrorOf(const ModelFault& fault, std::string_view model) {
  const std::string name(model);
  switch (fault.kind) {
    case FaultKind::kContextLength: {
      ApiError error =
          Refused(fault, {},
                  "the request is longer than " + name +
                      " holds; shorten it, or name a model that holds more");
      error.code = "context_length_exceeded";
      return error;
    }
    case FaultKind::kFiltered:
      return Refused(fault, "content_policy_violation",
                     "the provider's rules forbid this request; change it");
    case FaultKind::kBadRequest:
      return Refused(fault, "bad_request",
                     "the server of " + name +
                         " does not take this request; see its code");
    case FaultKind::kRateLimited:
      return Limited(fault, name);
    case FaultKind::kConnectTimeout:
    case FaultKind::kFirstTokenTimeout:
    case FaultKind::kStalled:
    case FaultKind::kTotalTimeout:
      return Upstream(504, fault,
                      name +
                          " was silent for longer than it may be; retry "
                          "later, or name another model");
    case FaultKind::kConnectFailed:
      if (fault.detail != "bad_certificate") break;
      return ForAdministrator(fault, "the certificate of the server of " +
                                         name + " is not trusted");
    case FaultKind::kSpent:
      return ForAdministrator(
          fault, "the money for " + name + " is gone at its provider");
    case FaultKind::kNoAccess:
      return ForAdministrator(
          fault, "the server of " + name + " does not take our key");
    case FaultKind::kUnknownModel:
      return ForAdministrator(
          fault, "the server of " + name + " does not know its model");
    case FaultKind::kNotAsked: {
      if (fault.detail == "budget_spent") return OverBudget();
      if (fault.detail == kPersonalUrl) {
        return Refused(fault, kPersonalUrl,
                       "an image's address has personal data in it, which may "
                       "not leave; send the image itself");
      }
      ApiError error = Upstream(503, fault,
                                name +
                                    " was not asked, see the code; retry "
                                    "later, or name another model");
      if (!fault.detail.empty()) error.code = fault.detail;
      error.retry = true;
      error.retry_after = fault.retry_after;
      return error;
    }
    default:
      break;
  }
  ApiError error = Upstream(502, fault,
                            name +
                                " gave no whole answer; retry later, or "
                                "name another model");
  error.retry = true;
  return error;
}

std::string ToJson(const ApiError& error, const std::string& explanation) {
  std::string json = R"({"error":{"message":)";
  AppendJsonString(error.message, &json);
  json += R"(,"type":)";
  AppendJsonString(error.type, &json);
  json += R"(,"param":)";
  if (error.param.empty()) {
    json += "null";
  } else {
    AppendJsonString(error.param, &json);
  }
  json += R"(,"code":)";
  AppendJsonString(error.code, &json);
  json += "}";
  if (!explanation.empty()) json += R"(,"aicc":)" + explanation;
  return json + "}";
}

HttpResponse ToResponse(const ApiError& error, const std::string& explanation) {
  HttpResponse response{error.status,
                        {{"content-type", "application/json"}},
                        ToJson(error, explanation)};
  response.headers.emplace_back("x-should-retry",
                                error.retry ? "true" : "false");
  if (error.retry_after) {
    const auto ms = error.retry_after->count();
    response.headers.emplace_back("retry-after-ms", std::to_string(ms));
    response.headers.emplace_back("retry-after",
                                  std::to_string((ms + 999) / 1'000));
  }
  return response;
}

}  // namespace aicc::inference
