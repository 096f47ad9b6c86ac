#include "services/inference/rpc/convert.h"
#include "services/inference/rpc/handlers.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxTextBytes = 16'384;

}  // namespace

Task<Result<v1::UnderstandResponse>> HandleUnderstand(
    const CallContext&, const v1::UnderstandRequest& request,
    const Brain& brain) {
  if (request.text().empty() || request.text().size() > kMaxTextBytes) {
    co_return InvalidField("text", "must be 1 to 16384 bytes");
  }
  const auto locale = LocaleFromProto(request.locale());
  if (!locale) co_return Failure(locale.error());

  const Understanding understood =
      brain.engine.Understand(request.text(), *locale);

  v1::UnderstandResponse response;
  ToProto(understood, response.mutable_understanding());
  co_return response;
}

}  // namespace aicc::inference
