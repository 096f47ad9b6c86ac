#include "services/chatbot/rpc/reply_stream.h"

#include <utility>

namespace aicc::chatbot {

Task<void> ReplyStream::Received(int seq) {
  v1::SendMessageResponse response;
  response.mutable_received()->set_seq(seq);
  co_await stream_.Write(std::move(response));
}

Task<void> ReplyStream::Notice(std::string_view text, int seq) {
  v1::SendMessageResponse response;
  response.mutable_ai_notice()->set_text(std::string(text));
  response.mutable_ai_notice()->set_seq(seq);
  co_await stream_.Write(std::move(response));
}

Task<void> ReplyStream::Text(std::string delta) {
  if (delta.empty()) co_return;
  shown_ += delta;
  v1::SendMessageResponse response;
  response.set_text_delta(std::move(delta));
  co_await stream_.Write(std::move(response));
}

Task<void> ReplyStream::Cite(common::v1::Citation citation) {
  ++cited_;
  v1::SendMessageResponse response;
  *response.mutable_citation() = std::move(citation);
  co_await stream_.Write(std::move(response));
}

Task<void> ReplyStream::Escalate(common::v1::Escalation escalation) {
  v1::SendMessageResponse response;
  *response.mutable_escalation() = std::move(escalation);
  co_await stream_.Write(std::move(response));
}

Task<void> ReplyStream::HandOver(std::string_view queue,
                                 std::string_view reason,
                                 common::v1::Brief brief) {
  v1::SendMessageResponse response;
  response.mutable_hand_over()->set_queue(std::string(queue));
  response.mutable_hand_over()->set_reason(std::string(reason));
  *response.mutable_hand_over()->mutable_brief() = std::move(brief);
  co_await stream_.Write(std::move(response));
}

Task<void> ReplyStream::Restart() {
  if (shown_.empty() && cited_ == 0) co_return;
  shown_.clear();
  cited_ = 0;
  v1::SendMessageResponse response;
  response.mutable_restart();
  co_await stream_.Write(std::move(response));
}

Task<void> ReplyStream::Finish(v1::Answer answer) {
  const bool human = answer.decision().tier() == common::v1::TIER_HUMAN;
  const std::string text = human ? "" : answer.text();
  if (shown_ != text || cited_ != answer.citations_size()) {
    co_await Restart();
    co_await Text(text);
    for (const common::v1::Citation& citation : answer.citations()) {
      co_await Cite(citation);
    }
  }
  v1::SendMessageResponse response;
  *response.mutable_answer() = std::move(answer);
  co_await stream_.Write(std::move(response));
}

}  // namespace aicc::chatbot
