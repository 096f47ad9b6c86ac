#include <string>

#include "services/chatbot/domain/errors.h"
#include "services/chatbot/domain/ids.h"
#include "services/chatbot/domain/text.h"
#include "services/chatbot/rpc/service.h"
#include "services/chatbot/rpc/turn.h"

namespace aicc::chatbot {
namespace {

constexpr std::size_t kMaxIdBytes = 64;
constexpr std::size_t kMaxTextBytes = 16'384;

Result<void> CheckField(std::string_view name, std::string_view value,
                        std::size_t max, std::string_view must) {
  // U+0000 is UTF-8, but the log cannot keep it.
  if (value.empty() || value.size() > max || !IsUtf8(value) ||
      value.contains('\0')) {
    return InvalidField(name, must);
  }
  return {};
}

Result<void> Check(const v1::SendMessageRequest& request) {
  if (auto checked = CheckField("session_id", request.session_id(), kMaxIdBytes,
                                "must be the id of a session");
      !checked) {
    return checked;
  }
  if (auto checked = CheckField(
          "request_id", request.request_id(), TurnIds::kMaxRequestIdBytes,
          "must be 1 to 50 bytes of UTF-8, without U+0000");
      !checked) {
    return checked;
  }
  return CheckField("text", request.text(), kMaxTextBytes,
                    "must be 1 to 16,384 bytes of UTF-8, without U+0000");
}

}  // namespace

Task<Result<void>> HandleSendMessage(
    const CallContext& call, const v1::SendMessageRequest& request,
    const Bot& bot, ServerStream<v1::SendMessageResponse>& stream) {
  if (const auto checked = Check(request); !checked) {
    co_return Failure(checked.error());
  }
  // The place in the line first: a message that is refused leaves no trace.
  auto place =
      bot.gate.Reserve(call.caller().tenant + "/" + request.session_id());
  if (!place) co_return Failure(place.error());

  Turn turn(call, request, bot, stream);
  co_return co_await turn.Run(*place);
}

}  // namespace aicc::chatbot
