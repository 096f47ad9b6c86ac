#include "services/gateway/edge/connect_status.h"

#include <google/protobuf/any.pb.h>
#include <grpcpp/support/error_details.h>

#include <string>
#include <utility>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace aicc::gateway {
namespace {

constexpr int kRetrySeconds = 1;

ConnectDetail ToDetail(std::string type, std::string value,
                       const Transcoder& transcoder) {
  std::string debug = transcoder.Debug(type, value);
  return {std::move(type), std::move(value), std::move(debug)};
}

void Add(const google::protobuf::Message& message, const Transcoder& transcoder,
         ConnectError* error) {
  error->details.push_back(
      ToDetail(message.GetTypeName(), message.SerializeAsString(), transcoder));
}

}  // namespace

ConnectError ToConnect(const Refusal& refusal, const Transcoder& transcoder) {
  ConnectError error;
  error.code = refusal.code;
  google::rpc::ErrorInfo info;
  info.set_reason(refusal.reason);
  info.set_domain(std::string(kErrorDomain));
  if (refusal.code == Code::kInternal) {
    error.message = "internal error";
    Add(info, transcoder, &error);
    return error;
  }
  error.message = refusal.message;
  info.mutable_metadata()->insert(refusal.metadata.begin(),
                                  refusal.metadata.end());
  Add(info, transcoder, &error);

  const auto field = refusal.metadata.find("field");
  if (field != refusal.metadata.end()) {
    google::rpc::BadRequest bad;
    auto* violation = bad.add_field_violations();
    violation->set_field(field->second);
    const auto must = refusal.metadata.find("description");
    violation->set_description(must == refusal.metadata.end() ? refusal.message
                                                              : must->second);
    Add(bad, transcoder, &error);
  }
  if (refusal.code == Code::kUnavailable) {
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_seconds(kRetrySeconds);
    Add(retry, transcoder, &error);
  }
  return error;
}

ConnectError ToConnect(const grpc::Status& status, std::string_view service,
                       const Transcoder& transcoder) {
  const Code code = CodeFromNumber(status.error_code());
  google::rpc::Status rich;
  const bool detailed = !status.error_details().empty() &&
                        grpc::ExtractErrorDetails(status, &rich).ok() &&
                        rich.details_size() > 0;
  if (!detailed) return ToConnect(UpstreamFailed(code, service), transcoder);

  ConnectError error;
  error.code = code;
  error.message = status.error_message();
  for (const google::protobuf::Any& any : rich.details()) {
    const std::string& url = any.type_url();
    error.details.push_back(
        ToDetail(url.substr(url.rfind('/') + 1), any.value(), transcoder));
  }
  return error;
}

}  // namespace aicc::gateway
