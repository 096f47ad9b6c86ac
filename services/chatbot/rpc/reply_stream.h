#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aicc/chatbot/v1/chatbot.pb.h"
#include "common/server_stream.h"
#include "common/task.h"

namespace aicc::chatbot {

// The reply as it is streamed to the customer. Knows what is on their screen,
// so that what they see in the end is what the log says, word for word. Every
// method waits for a slow reader, and throws once nobody reads.
class ReplyStream {
 public:
  using Citations = std::vector<common::v1::Citation>;

  // `stream` must outlive this.
  explicit ReplyStream(ServerStream<v1::SendMessageResponse>& stream)
      : stream_(stream) {}

  Task<void> Received(int seq);
  Task<void> Notice(std::string_view text, int seq);
  Task<void> Text(std::string delta);
  Task<void> Cite(common::v1::Citation citation);
  Task<void> Escalate(common::v1::Escalation escalation);
  Task<void> HandOver(std::string_view queue, std::string_view reason,
                      common::v1::Brief brief);

  // Takes back all text and citations, if there are any.
  Task<void> Restart();

  // Ends with `answer`. Corrects the text before if it is another one; an
  // answer that was not given, or is a human's to give, leaves none.
  Task<void> Finish(v1::Answer answer);

  // The text on the customer's screen.
  const std::string& shown() const { return shown_; }

 private:
  ServerStream<v1::SendMessageResponse>& stream_;
  std::string shown_;
  int cited_ = 0;
};

}  // namespace aicc::chatbot
