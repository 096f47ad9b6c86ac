#include "services/inference/serving/model_client.h"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <map>
#include <utility>
#include <vector>

#include "common/lanes.h"
#include "common/uuid.h"
#include "services/inference/serving/json.h"
#include "services/inference/serving/rate_headers.h"
#include "services/inference/serving/sse.h"
#include "services/inference/serving/think_filter.h"
#include "services/inference/serving/wire.h"

namespace aicc::inference {
namespace {

using Deadline = HttpExchange::Deadline;
using Kind = ModelDelta::Kind;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kMaxErrorBytes = 64 << 10;
constexpr std::size_t kMaxAnswerBytes = 1 << 20;
constexpr std::size_t kMaxWholeBytes = 8 << 20;
// How long to wait for the count of tokens, once the answer is whole.
constexpr milliseconds kUsageLimit{2'000};
// And for what an error says.
constexpr milliseconds kErrorLimit{2'000};

// Adds the time until it goes to `*waited`.
class Stopwatch {
 public:
  explicit Stopwatch(microseconds* waited) : waited_(*waited) {}
  ~Stopwatch() {
    waited_ +=
        std::chrono::duration_cast<microseconds>(steady_clock::now() - began_);
  }

 private:
  microseconds& waited_;
  const steady_clock::time_point began_ = steady_clock::now();
};

// Nobody is given what another model has thought; nothing if there is none.
std::optional<ModelRequest> WithoutOthersThoughts(const ModelRequest& request,
                                                  std::string_view own_name) {
  const auto others = [&](const ModelMessage& message) {
    return !message.thinker.empty() && message.thinker != own_name;
  };
  if (std::ranges::none_of(request.messages, others)) return std::nullopt;
  ModelRequest own = request;
  for (ModelMessage& message : own.messages) {
    if (!others(message)) continue;
    message.thoughts.clear();
    for (ToolCall& call : message.tool_calls) call.signature.clear();
  }
  return own;
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return lower;
}

Deadline After(milliseconds time) { return steady_clock::now() + time; }

// What runs on one's own machines may leave the thought in the text. An answer
// that is begun has its thought behind it.
ThinkFilter::Opened OpenedBy(const Profile& profile, bool thinks, bool begun) {
  if (!thinks || begun) return ThinkFilter::Opened::kNo;
  if (profile.thought_opened) return ThinkFilter::Opened::kYes;
  const bool own = profile.residency == "own";
  return own ? ThinkFilter::Opened::kPerhaps : ThinkFilter::Opened::kNo;
}

// One answer being read: in one class, as each limit and each event looks at
// most of what is known of it.
class Reading {
 public:
  Reading(const Endpoint& endpoint, const CallContext& call,
          const ModelRequest& request, const DeltaSink& sink)
      : endpoint_(endpoint),
        call_(call),
        request_(request),
        sink_(sink),
        wire_(WireOf(endpoint.profile.wire)),
        reader_(wire_.NewReader()),
        thinks_(WillThink(endpoint.profile, request.thinking)),
        think_(OpenedBy(endpoint.profile, thinks_, request.prefill),
               request.prefill),
        between_(request.limits.between_tokens.value_or(
            endpoint.between_tokens_timeout)),
        total_(std::min(
            After(request.limits.total.value_or(endpoint.total_timeout)),
            call.deadline())) {}

  Task<ModelResult> Run(const HttpClient& http, const HttpUrl& url);

 private:
  std::unexpected<ModelFault> Failed(FaultKind kind,
                                     std::string detail = {}) const {
    return std::unexpected(ModelFault{kind,
                                      0,
                                      std::move(detail),
                                      {},
                                      {},
                                      reply_.usage,
                                      reply_.waited,
                                      reply_.rates});
  }
  std::unexpected<ModelFault> Failed(HttpFailure failure) const;
  std::unexpected<ModelFault> Failed(ModelFault fault) const {
    fault.usage = reply_.usage;
    fault.waited = reply_.waited;
    fault.rates = reply_.rates;
    return std::unexpected(std::move(fault));
  }
  milliseconds Patience() const;
  Deadline Wait() const { return std::min(total_, patience_); }
  Task<HttpResult<int>> Exchange(const HttpClient& http, const HttpUrl& url,
                                 std::unique_ptr<HttpExchange>* exchange);
  Task<HttpResult<int>> Ask(HttpExchange& exchange, const HttpUrl& url,
                            const WireRequest& wire, bool* reused);
  Task<HttpResult<bool>> More(HttpExchange& exchange, std::string* bytes);
  Task<ModelFault> ReadFault(HttpExchange& exchange, int status);
  Task<ModelResult> ReadEvents(HttpExchange& exchange);
  Task<ModelResult> ReadWhole(HttpExchange& exchange);
  Task<std::expected<bool, ModelFault>> Take(std::vector<std::string> events);
  std::expected<void, ModelFault> Note(WireUpdate* update,
                                       std::vector<ModelDelta>* deltas);
  void KeepLogProbs(ModelDelta* delta, std::size_t first,
                    std::vector<ModelDelta>* deltas);
  Task<bool> Say(std::vector<ModelDelta> deltas);
  ModelResult End();
  bool IsJson() const;

  const Endpoint& endpoint_;
  const CallContext& call_;
  const ModelRequest& request_;
  const DeltaSink& sink_;
  const Wire& wire_;
  const std::unique_ptr<WireReader> reader_;
  const bool thinks_;
  ThinkFilter think_;
  const milliseconds between_;
  const Deadline total_;
  Deadline patience_{};  // Until what must come next.
  ModelReply reply_;
  bool finished_ = false;      // The server said why the answer ended.
  bool done_ = false;          // And that nothing more comes.
  bool useful_ = false;        // A word, or a call, has come.
  bool counted_ = false;       // So has a count of tokens.
  bool leaked_ = false;        // Thoughts were taken for text.
  bool thought_ = false;       // This update has some apart from the text.
  std::map<int, bool> calls_;  // Of tools; true if it has arguments.
  bool connecting_ = true;
  std::size_t answer_bytes_ = 0;
  std::string json_;  // All of it, if it is to be JSON.
};

milliseconds Reading::Patience() const {
  const auto& limits = request_.limits;
  if (!request_.stream) return limits.whole.value_or(endpoint_.whole_timeout);
  if (limits.first_token) return *limits.first_token;
  return thinks_ ? std::max(endpoint_.thinking_timeout,
                            endpoint_.first_token_timeout)
                 : endpoint_.first_token_timeout;
}

std::unexpected<ModelFault> Reading::Failed(HttpFailure failure) const {
  switch (failure) {
    case HttpFailure::kUnreachable:
      return Failed(FaultKind::kConnectFailed);
    case HttpFailure::kUntrusted: {
      auto fault = Failed(FaultKind::kConnectFailed, "bad_certificate");
      fault.error().should_retry = false;
      return fault;
    }
    case HttpFailure::kReset:
      return Failed(FaultKind::kReset);
    case HttpFailure::kMalformed:
      return Failed(FaultKind::kBadResponse, "malformed_http");
    case HttpFailure::kCut:
      return Failed(FaultKind::kCutOff);
    case HttpFailure::kTimeout:
      break;
  }
  if (steady_clock::now() >= total_) return Failed(FaultKind::kTotalTimeout);
  if (connecting_) return Failed(FaultKind::kConnectTimeout);
  return Failed(useful_ ? FaultKind::kStalled : FaultKind::kFirstTokenTimeout);
}

// Sends the request and reads the head of the answer.
Task<HttpResult<int>> Reading::Ask(HttpExchange& exchange, const HttpUrl& url,
                                   const WireRequest& wire, bool* reused) {
  co_await Lanes::GiveWay();
  const Stopwatch stopwatch(&reply_.waited);
  connecting_ = true;
  const auto connected = co_await exchange.Connect(
      std::min(After(endpoint_.connect_timeout), total_));
  if (!connected) co_return std::unexpected(connected.error());
  connecting_ = false;
  *reused = !*connected;
  patience_ = After(Patience());
  const auto sent = co_await exchange.Send(url.path + wire.path, wire.headers,
                                           wire.body, Wait());
  if (!sent) co_return std::unexpected(sent.error());
  co_return co_await exchange.ReadHead(Wait());
}

// A connection that was idle may have been closed as the request was on its
// way: that is no failure of the server's, so it is asked on a new one.
Task<HttpResult<int>> Reading::Exchange(
    const HttpClient& http, const HttpUrl& url,
    std::unique_ptr<HttpExchange>* exchange) {
  const auto own = WithoutOthersThoughts(
      request_, ThinkerOf(endpoint_.internal, endpoint_.model));
  WireRequest wire = wire_.Encode(endpoint_, own ? *own : request_);
  wire.headers.emplace_back("content-type", "application/json");
  wire.headers.emplace_back(
      "accept", request_.stream ? "text/event-stream" : "application/json");
  if (!call_.traceparent().empty()) {
    wire.headers.emplace_back("traceparent", call_.traceparent());
  }
  bool reused = false;
  const auto strand = co_await boost::asio::this_coro::executor;
  *exchange = http.Open(url, strand);
  auto status = co_await Ask(**exchange, url, wire, &reused);
  if (!status && status.error() == HttpFailure::kReset && reused) {
    *exchange = http.Open(url, strand, true);
    status = co_await Ask(**exchange, url, wire, &reused);
  }
  co_return status;
}

Task<ModelResult> Reading::Run(const HttpClient& http, const HttpUrl& url) {
  std::unique_ptr<HttpExchange> exchange;
  const auto status = co_await Exchange(http, url, &exchange);
  if (!status) co_return Failed(status.error());
  reply_.rates = ReadRateHeaders(
      [&](std::string_view name) { return exchange->Header(name); },
      std::chrono::system_clock::now());
  if (*status != 200) {
    co_return Failed(co_await ReadFault(*exchange, *status));
  }
  const std::string coding = Lower(exchange->Header("content-encoding"));
  if (!coding.empty() && coding != "identity") {
    co_return Failed(FaultKind::kBadResponse, "compressed");
  }
  const std::string type = Lower(exchange->Header("content-type"));
  const bool untold = type.empty();
  if (request_.stream && (untold || type.starts_with("text/event-stream"))) {
    co_return co_await ReadEvents(*exchange);
  }
  if (untold || type.starts_with("application/json")) {
    co_return co_await ReadWhole(*exchange);
  }
  co_return Failed(FaultKind::kBadResponse, "content_type");
}

Task<HttpResult<bool>> Reading::More(HttpExchange& exchange,
                                     std::string* bytes) {
  const Stopwatch stopwatch(&reply_.waited);
  co_return co_await exchange.ReadSome(bytes, Wait());
}

Task<ModelFault> Reading::ReadFault(HttpExchange& exchange, int status) {
  const RetryHeaders retry = ReadRetryHeaders(
      exchange.Header("retry-after-ms"), exchange.Header("retry-after"),
      exchange.Header("x-should-retry"), std::chrono::system_clock::now());
  std::string body;
  std::string bytes;
  patience_ = std::min(patience_, After(kErrorLimit));
  while (body.size() < kMaxErrorBytes) {
    const auto more = co_await More(exchange, &bytes);
    if (!more || !*more) break;
    body += bytes.substr(0, kMaxErrorBytes - body.size());
  }
  ModelFault fault = FaultOf(status, wire_.ReadError(body));
  if (retry.after) fault.retry_after = retry.after;
  if (fault.kind == FaultKind::kRateLimited && !fault.retry_after) {
    fault.retry_after = reply_.rates.exhausted_for;
  }
  fault.should_retry = retry.should;
  co_return fault;
}

Task<ModelResult> Reading::ReadWhole(HttpExchange& exchange) {
  std::string body;
  std::string bytes;
  for (;;) {
    const auto more = co_await More(exchange, &bytes);
    if (!more) co_return Failed(more.error());
    body += bytes;
    if (body.size() > kMaxWholeBytes) co_return Failed(FaultKind::kTooLarge);
    if (!*more) break;
  }
  WireUpdate update;
  if (!reader_->ReadWhole(body, &update)) {
    co_return Failed(FaultKind::kBadResponse, "no_answer");
  }
  std::vector<ModelDelta> deltas;
  const auto noted = Note(&update, &deltas);
  if (!noted) co_return Failed(noted.error());
  if (!deltas.empty() && !co_await Say(std::move(deltas))) co_return reply_;
  co_return End();
}

Task<ModelResult> Reading::ReadEvents(HttpExchange& exchange) {
  SseParser parser;
  std::string bytes;
  for (bool open = true; open;) {
    std::vector<std::string> events;
    const auto more = co_await More(exchange, &bytes);
    // A whole answer stays one if only its token count is missing.
    if (!more && finished_) break;
    if (!more) co_return Failed(more.error());
    open = *more;
    if (!parser.Feed(bytes, &events)) co_return Failed(FaultKind::kTooLarge);
    if (!open) parser.Finish(&events);
    const auto goes_on = co_await Take(std::move(events));
    if (!goes_on) co_return Failed(goes_on.error());
    if (!*goes_on) co_return reply_;
    if (!done_) continue;
    // What is left is the end of the body: the connection may serve again.
    if (open) co_await exchange.ReadSome(&bytes, After(milliseconds(50)));
    break;
  }
  co_return End();
}

// Takes what has come at once; false if the sink wants no more.
Task<std::expected<bool, ModelFault>> Reading::Take(
    std::vector<std::string> events) {
  std::vector<ModelDelta> deltas;
  for (const std::string& data : events) {
    WireUpdate update;
    if (!reader_->ReadEvent(data, &update)) {
      // What was in it is lost, so that the rest would be no whole answer.
      co_return Failed(FaultKind::kBadResponse, "broken_event");
    }
    const auto noted = Note(&update, &deltas);
    if (!noted) co_return std::unexpected(noted.error());
    if (done_) break;
  }
  if (deltas.empty()) co_return true;
  co_return co_await Say(std::move(deltas));
}

std::expected<void, ModelFault> Reading::Note(WireUpdate* update,
                                              std::vector<ModelDelta>* deltas) {
  if (update->usage) {
    reply_.usage = *update->usage;
    counted_ = true;
  }
  if (!update->model.empty()) reply_.model = std::move(update->model);
  if (update->error) return Failed(FaultInStream(*update->error));
  thought_ = std::ranges::any_of(update->deltas, [](const ModelDelta& delta) {
    return delta.kind == Kind::kThought;
  });
  for (ModelDelta& delta : update->deltas) {
    answer_bytes_ += delta.text.size();
    if (answer_bytes_ > kMaxAnswerBytes) return Failed(FaultKind::kTooLarge);
    if (delta.kind == Kind::kThought) think_.ThoughtElsewhere();
    if (delta.kind == Kind::kToolCall) {
      bool& has_arguments = calls_[delta.index];
      has_arguments = has_arguments || !delta.text.empty();
    }
    if (delta.kind != Kind::kText) {
      // Not every server gives its calls an id, and results are matched by it.
      if (!delta.name.empty() && delta.id.empty()) {
        delta.id = "call_" + NewUuid();
      }
      deltas->push_back(std::move(delta));
      continue;
    }
    const std::size_t first = deltas->size();
    think_.Feed(delta.text, deltas);
    KeepLogProbs(&delta, first, deltas);
  }
  if (update->finish) think_.Finish(deltas);
  const bool whole =
      update->finish == Finish::kStop || update->finish == Finish::kToolCalls;
  if (whole && !update->broken) {
    // Clients take no arguments for broken ones.
    for (auto& [index, has_arguments] : calls_) {
      if (!std::exchange(has_arguments, true)) {
        deltas->push_back({Kind::kToolCall, "{}", index});
      }
    }
  }
  leaked_ = leaked_ || think_.leaked();
  if (leaked_ && request_.stream) {
    return Failed(FaultKind::kUnusable, "thought_in_text");
  }
  if (update->broken) return Failed(FaultKind::kCutOff, "broken_off");
  // Thoughts show that a model lives, once it has begun to speak.
  const bool lives = std::ranges::any_of(*deltas, [](const ModelDelta& delta) {
    return !delta.text.empty() || !delta.name.empty();
  });
  if (useful_ && lives) patience_ = After(between_);
  if (update->finish) {
    finished_ = true;
    // A refusal stays one, whatever ends it.
    if (reply_.finish != Finish::kFiltered) reply_.finish = *update->finish;
    patience_ = After(std::min(kUsageLimit, between_));
  }
  done_ = done_ || update->done;
  return {};
}

// Those of what is said, and not of what was thought: of the deltas from
// `first` on, which came of `delta`.
void Reading::KeepLogProbs(ModelDelta* delta, std::size_t first,
                           std::vector<ModelDelta>* deltas) {
  std::vector<TokenLogProb>& tokens = delta->logprobs;
  if (tokens.empty()) return;
  std::string said;
  for (std::size_t i = first; i < deltas->size(); ++i) {
    if ((*deltas)[i].kind == Kind::kText) said += (*deltas)[i].text;
  }
  if (said.empty()) return;
  if (said != delta->text || thought_) {
    // The last ones, if they are what is said to the letter.
    auto from = tokens.end();
    std::size_t size = 0;
    while (from != tokens.begin() && size < said.size()) {
      size += (--from)->token.size();
    }
    std::string last;
    for (auto each = from; each != tokens.end(); ++each) last += each->token;
    if (last != said) return;
    tokens.erase(tokens.begin(), from);
  }
  deltas->back().logprobs = std::move(tokens);
}

Task<bool> Reading::Say(std::vector<ModelDelta> deltas) {
  const bool useful = std::ranges::any_of(deltas, [](const ModelDelta& delta) {
    return delta.kind != Kind::kThought &&
           (!delta.text.empty() || !delta.name.empty());
  });
  if (!request_.json_schema.empty() || request_.json) {
    for (const ModelDelta& delta : deltas) {
      if (delta.kind == Kind::kText) json_ += delta.text;
    }
  }
  useful_ = useful_ || useful;
  if (!co_await sink_(std::move(deltas))) {
    reply_.finish = Finish::kLeft;
    // Most servers count at the end.
    if (!counted_ || !finished_) reply_.usage.estimated = true;
    co_return false;
  }
  // The reader's time is not the model's.
  if (useful_ && !finished_) {
    patience_ = After(between_);
  }
  co_return true;
}

ModelResult Reading::End() {
  if (!finished_) return Failed(FaultKind::kCutOff);
  // Some say that it was nothing.
  const bool nothing = answer_bytes_ > 0 && reply_.usage.completion_tokens == 0;
  if (!counted_ || nothing) reply_.usage.estimated = true;
  const bool whole =
      reply_.finish == Finish::kStop || reply_.finish == Finish::kToolCalls;
  if (whole && !useful_) return Failed(FaultKind::kEmpty);
  if (reply_.finish != Finish::kStop) return reply_;
  const bool wants_json = !request_.json_schema.empty() || request_.json;
  if (wants_json && !IsJson()) return Failed(FaultKind::kUnusable, "no_json");
  return reply_;
}

// Alone, or with the beginning that was given.
bool Reading::IsJson() const {
  if (ParseJson(json_)) return true;
  return request_.prefill && !request_.messages.empty() &&
         ParseJson(request_.messages.back().text + json_).has_value();
}

class ServedModel final : public LanguageModel {
 public:
  ServedModel(Endpoint endpoint, HttpUrl url, const HttpClient& http)
      : endpoint_(std::move(endpoint)),
        url_(std::move(url)),
        info_{endpoint_.name,     endpoint_.name + "/" + endpoint_.model,
              endpoint_.model,    endpoint_.tier,
              endpoint_.internal, endpoint_.profile,
              url_.host,          endpoint_.hedge_after,
              endpoint_.choosable},
        http_(http) {}

  const ModelInfo& info() const override { return info_; }

  Task<ModelResult> Reply(const CallContext& call, const ModelRequest& request,
                          const DeltaSink& sink) override {
    Reading reading(endpoint_, call, request, sink);
    co_return co_await reading.Run(http_, url_);
  }

  Task<bool> Reachable() override {
    const auto exchange =
        http_.Open(url_, co_await boost::asio::this_coro::executor, true);
    const auto connected =
        co_await exchange->Connect(After(endpoint_.connect_timeout));
    co_return connected.has_value();
  }

 private:
  const Endpoint endpoint_;
  const HttpUrl url_;
  const ModelInfo info_;
  const HttpClient& http_;
};

}  // namespace

Result<std::unique_ptr<LanguageModel>> MakeModel(Endpoint endpoint,
                                                 const HttpClient& http) {
  auto url = ParseHttpUrl(endpoint.base_url);
  if (!url) return Failure(url.error());
  return std::make_unique<ServedModel>(std::move(endpoint), *std::move(url),
                                       http);
}

}  // namespace aicc::inference
