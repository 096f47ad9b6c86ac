#include "services/inference/serving/openai_client.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "services/inference/domain/errors.h"
#include "services/inference/serving/openai_wire.h"
#include "services/inference/serving/sse.h"
#include "services/inference/serving/think_filter.h"

namespace aicc::inference {
namespace {

using Deadline = HttpExchange::Deadline;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kMaxErrorBytes = 64 << 10;
constexpr std::size_t kMaxAnswerBytes = 1 << 20;
// How long to wait for the count of tokens, once the answer is whole.
constexpr milliseconds kUsageLimit{2'000};

// The limits of one answer, as points in time.
struct Deadlines {
  explicit Deadlines(const Endpoint& endpoint, Deadline caller)
      : connect(Soonest(endpoint.connect_timeout)),
        first_token(Soonest(endpoint.first_token_timeout)),
        total(std::min(Soonest(endpoint.total_timeout), caller)) {}

  static Deadline Soonest(milliseconds from_now) {
    return steady_clock::now() + from_now;
  }

  Deadline connect;
  Deadline first_token;
  Deadline total;
};

// One answer being read.
class OpenAiRead {
 public:
  OpenAiRead(const Endpoint& endpoint, const ModelRequest& request,
             const TextSink& sink, Deadline caller)
      : endpoint_(endpoint),
        request_(request),
        sink_(sink),
        deadlines_(endpoint, caller) {}

  Task<Result<ModelReply>> Run(const HttpClient& http, const HttpUrl& url);

 private:
  Failure Failed(std::string_view cause, std::string_view detail = {}) const {
    return ModelFailed(endpoint_.name, cause, detail);
  }
  Failure Failed(HttpFailure failure) const;
  Task<Error> HttpError(HttpExchange& exchange, int status);
  Task<Result<ModelReply>> ReadEvents(HttpExchange& exchange);
  Task<Result<bool>> Take(const std::string& data);
  Task<Result<bool>> Say(std::string text);
  Result<ModelReply> End() const;
  Deadline Wait() const;

  const Endpoint& endpoint_;
  const ModelRequest& request_;
  const TextSink& sink_;
  Deadlines deadlines_;
  ThinkFilter think_;
  ModelReply reply_;
  bool finished_ = false;  // The server said why the answer ended.
  bool useful_ = false;    // A word has come.
  Deadline patience_{};    // Until the next word, once there was one.
  std::size_t answer_bytes_ = 0;
  std::string json_;  // All of it, if it is to be JSON.
};

Failure OpenAiRead::Failed(HttpFailure failure) const {
  switch (failure) {
    case HttpFailure::kUnreachable:
      return Failed("CONNECT_FAILED");
    case HttpFailure::kMalformed:
      return Failed("BAD_RESPONSE");
    case HttpFailure::kCut:
      return Failed("CUT_OFF");
    case HttpFailure::kTimeout:
      break;
  }
  if (steady_clock::now() >= deadlines_.total) return Failed("TOTAL_TIMEOUT");
  return Failed(useful_ ? "STALLED" : "FIRST_TOKEN_TIMEOUT");
}

// The end of the present wait.
Deadline OpenAiRead::Wait() const {
  return std::min(deadlines_.total,
                  useful_ ? patience_ : deadlines_.first_token);
}

Task<Result<ModelReply>> OpenAiRead::Run(const HttpClient& http,
                                         const HttpUrl& url) {
  const auto exchange = co_await http.Open(url);
  const auto connected = co_await exchange->Connect(
      std::min(deadlines_.connect, deadlines_.total));
  if (!connected) {
    co_return connected.error() == HttpFailure::kTimeout
        ? Failed("CONNECT_TIMEOUT")
        : Failed(connected.error());
  }
  deadlines_.first_token = Deadlines::Soonest(endpoint_.first_token_timeout);
  HttpExchange::Headers headers{{"content-type", "application/json"},
                                {"accept", "text/event-stream"}};
  if (!endpoint_.api_key.empty()) {
    headers.emplace_back("authorization", "Bearer " + endpoint_.api_key);
  }
  const auto posted =
      co_await exchange->Post(url.path + "/chat/completions", headers,
                              EncodeChat(endpoint_, request_), Wait());
  if (!posted) co_return Failed(posted.error());
  const auto head = co_await exchange->ReadHead(Wait());
  if (!head) co_return Failed(head.error());
  if (head->status != 200) {
    co_return Failure(co_await HttpError(*exchange, head->status));
  }
  if (!head->content_type.starts_with("text/event-stream")) {
    co_return Failed("BAD_RESPONSE", "no event stream");
  }
  co_return co_await ReadEvents(*exchange);
}

Task<Error> OpenAiRead::HttpError(HttpExchange& exchange, int status) {
  std::string body;
  std::string bytes;
  while (body.size() < kMaxErrorBytes) {
    const auto more = co_await exchange.ReadSome(&bytes, Wait());
    if (!more || !*more) break;
    body += bytes.substr(0, kMaxErrorBytes - body.size());
  }
  std::string detail = std::to_string(status);
  const std::string code = DecodeErrorCode(body);
  if (!code.empty()) detail += " " + code;
  co_return Failed("HTTP_STATUS", detail).error();
}

Task<Result<ModelReply>> OpenAiRead::ReadEvents(HttpExchange& exchange) {
  SseParser parser;
  std::string bytes;
  bool open = true;
  while (open) {
    std::vector<std::string> events;
    const auto more = co_await exchange.ReadSome(&bytes, Wait());
    // A whole answer stays one if only its token count is missing.
    if (!more && finished_) break;
    if (!more) co_return Failed(more.error());
    open = *more;
    if (!open) parser.Finish(&events);
    if (open && !parser.Feed(bytes, &events)) co_return Failed("TOO_LARGE");
    for (const std::string& data : events) {
      if (data == "[DONE]") co_return End();
      const auto goes_on = co_await Take(data);
      if (!goes_on) co_return Failure(goes_on.error());
      if (!*goes_on) co_return reply_;
    }
  }
  co_return End();
}

// False if the sink wants no more.
Task<Result<bool>> OpenAiRead::Take(const std::string& data) {
  auto chunk = DecodeChunk(data);
  if (!chunk) co_return Failed("BAD_RESPONSE", "no chunk");
  if (chunk->error) co_return Failed("ENDPOINT_ERROR", *chunk->error);
  if (chunk->prompt_tokens) reply_.prompt_tokens = *chunk->prompt_tokens;
  if (chunk->completion_tokens) {
    reply_.completion_tokens = *chunk->completion_tokens;
  }
  std::string text = think_.Feed(chunk->text);
  if (chunk->finish) text += think_.Finish();
  // Thoughts show that a model lives, once it has begun to speak.
  if (useful_ && (chunk->reasoning || !chunk->text.empty())) {
    patience_ = Deadlines::Soonest(endpoint_.between_tokens_timeout);
  }
  if (!text.empty()) {
    const auto goes_on = co_await Say(std::move(text));
    if (!goes_on || !*goes_on) co_return goes_on;
  }
  if (chunk->finish) {
    finished_ = true;
    reply_.finish = *chunk->finish;
    useful_ = true;
    patience_ = Deadlines::Soonest(
        std::min(kUsageLimit, endpoint_.between_tokens_timeout));
  }
  co_return true;
}

Task<Result<bool>> OpenAiRead::Say(std::string text) {
  answer_bytes_ += text.size();
  if (answer_bytes_ > kMaxAnswerBytes) co_return Failed("TOO_LARGE");
  if (!request_.json_schema.empty()) json_ += text;
  if (!co_await sink_(std::move(text))) {
    reply_.finish = Finish::kLeft;
    co_return false;
  }
  // The reader's time is not the model's.
  useful_ = true;
  patience_ = Deadlines::Soonest(endpoint_.between_tokens_timeout);
  co_return true;
}

Result<ModelReply> OpenAiRead::End() const {
  if (!finished_) return Failed("CUT_OFF");
  if (reply_.finish != Finish::kStop) return reply_;
  if (answer_bytes_ == 0) return Failed("EMPTY");
  if (!request_.json_schema.empty() && !IsJson(json_)) {
    return Failed("BAD_RESPONSE", "no JSON");
  }
  return reply_;
}

class OpenAiModel final : public LanguageModel {
 public:
  OpenAiModel(Endpoint endpoint, HttpUrl url, const HttpClient& http)
      : endpoint_(std::move(endpoint)),
        url_(std::move(url)),
        info_{endpoint_.name,
              endpoint_.name + "/" + endpoint_.model,
              endpoint_.tier,
              endpoint_.internal,
              endpoint_.usd_per_million_prompt_tokens,
              endpoint_.usd_per_million_completion_tokens},
        http_(http) {}

  const ModelInfo& info() const override { return info_; }

  Task<Result<ModelReply>> Reply(const CallContext& call,
                                 const ModelRequest& request,
                                 const TextSink& sink) override {
    OpenAiRead read(endpoint_, request, sink, call.deadline());
    co_return co_await read.Run(http_, url_);
  }

 private:
  const Endpoint endpoint_;
  const HttpUrl url_;
  const ModelInfo info_;
  const HttpClient& http_;
};

}  // namespace

Result<std::unique_ptr<LanguageModel>> MakeOpenAiModel(Endpoint endpoint,
                                                       const HttpClient& http) {
  auto url = ParseHttpUrl(endpoint.base_url);
  if (!url) return Failure(url.error());
  return std::make_unique<OpenAiModel>(std::move(endpoint), *std::move(url),
                                       http);
}

}  // namespace aicc::inference
