#include "services/gateway/edge/transcoder.h"

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/type_resolver_util.h>

#include <utility>

#include "services/gateway/edge/json_fault.h"
#include "services/gateway/edge/type_url.h"

namespace aicc::gateway {
namespace {

using google::protobuf::util::BinaryToJsonString;
using google::protobuf::util::JsonPrintOptions;
using google::protobuf::util::JsonToBinaryString;

// Checked by a real parse: what is forwarded must not be refused by gRPC, which
// has no words for it.
bool IsMessage(const PublicMethod& method, std::string_view bytes) {
  const std::unique_ptr<google::protobuf::Message> message(
      method.request_prototype->New());
  return message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

}  // namespace

Transcoder::Transcoder()
    : types_(google::protobuf::util::NewTypeResolverForDescriptorPool(
          kTypeHost, google::protobuf::DescriptorPool::generated_pool())) {}

Result<std::string> Transcoder::Decode(const PublicMethod& method, Codec codec,
                                       std::string_view body) const {
  if (codec == Codec::kProto) {
    if (IsMessage(method, body)) return std::string(body);
    return InvalidField(
        "body", "must be a message of the request's type, its strings UTF-8");
  }
  if (const auto json = CheckJson(body); !json) return Failure(json.error());
  std::string binary;
  const auto status =
      JsonToBinaryString(types_.get(), TypeUrl(*method.request),
                         {body.data(), body.size()}, &binary, {});
  if (!status.ok()) return JsonFault(*types_, *method.request, body);
  return binary;
}

Result<std::string> Transcoder::Encode(const PublicMethod& method, Codec codec,
                                       std::string response) const {
  if (codec == Codec::kProto) return response;
  JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  const auto status = BinaryToJsonString(
      types_.get(), TypeUrl(*method.response), response, &json, options);
  if (status.ok()) return json;
  return Failure({ErrorKind::kInternal, "BAD_RESPONSE", "", {}});
}

std::string Transcoder::Debug(const std::string& type,
                              const std::string& value) const {
  std::string json;
  const auto status = BinaryToJsonString(
      types_.get(), std::string(kTypeHost) + "/" + type, value, &json);
  return status.ok() ? json : "";
}

}  // namespace aicc::gateway
