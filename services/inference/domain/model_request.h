#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What a model is asked and what it gives, whatever its server speaks.

namespace aicc::inference {

// A picture, by its bytes or by where it is.
struct Image {
  std::string media_type;  // "image/png"; empty if `url` is set.
  std::string data;        // Base64; empty if `url` is set.
  std::string url;
  std::string detail;  // "auto", "low", "high"; empty: the server's default.
};

// More of a message's content.
struct ContentPart {
  std::string text;
  std::optional<Image> image;  // If set, `text` is empty.
};

// A tool that the model wants to be run.
struct ToolCall {
  std::string id;
  std::string name;
  std::string arguments;  // JSON as the model wrote it: it may be none.
  // Opaque, to be sent back with the call; Gemini's `thoughtSignature`.
  std::string signature;
};

// What a model thought before it called tools. Some servers want it back, as it
// was, with the tools' results.
struct Thought {
  std::string text;
  std::string signature;  // Opaque; may be empty.
  bool redacted = false;  // `text` is opaque too.
};

struct ModelMessage {
  enum class Role { kSystem, kUser, kAssistant, kTool };

  Role role = Role::kUser;
  std::string text;
  // True if we or the pack wrote it, so that nothing in it is personal.
  bool trusted = false;

  std::vector<ContentPart> parts = {};    // What follows `text`.
  std::vector<ToolCall> tool_calls = {};  // The assistant's.
  std::vector<Thought> thoughts = {};     // The assistant's.
  // Whose thoughts and signatures these are, see ThinkerOf() in
  // language_model.h: nobody else is given them.
  std::string thinker = {};
  std::string tool_call_id = {};  // Whose result a tool's text is.
};

struct ToolDefinition {
  std::string name;
  std::string description;
  std::string parameters;  // A JSON schema; empty: takes none.
  std::optional<bool> strict;
};

enum class ToolChoice { kAuto, kNone, kRequired, kNamed };

// How much a model is to think first. kDefault leaves it to the profile.
enum class Thinking { kDefault, kOff, kLow, kMedium, kHigh };

// How long to wait, where it is not as the endpoint says: see endpoint.h; but
// `total` is for all attempts together.
struct ModelLimits {
  std::optional<std::chrono::milliseconds> first_token = {};
  std::optional<std::chrono::milliseconds> between_tokens = {};
  std::optional<std::chrono::milliseconds> whole = {};
  std::optional<std::chrono::milliseconds> total = {};
};

struct ModelRequest {
  std::vector<ModelMessage> messages;

  // If not empty, the whole answer is JSON that follows this schema.
  std::string json_schema = {};
  std::string json_schema_name = {};
  bool json_schema_strict = true;
  // True for JSON without a schema.
  bool json = false;

  std::vector<ToolDefinition> tools = {};
  ToolChoice tool_choice = ToolChoice::kAuto;
  std::string tool_name = {};  // Of kNamed.
  std::optional<bool> parallel_tool_calls = {};

  // The most to write, in all or without what is thought first. An answer that
  // reaches it ends with kLength. Absent: as much as the model can.
  std::optional<int> max_tokens = {};
  std::optional<int> max_answer_tokens = {};
  std::optional<double> temperature = {};
  std::optional<double> top_p = {};
  std::optional<double> presence_penalty = {};
  std::optional<double> frequency_penalty = {};
  std::optional<std::int64_t> seed = {};
  std::vector<std::string> stop = {};

  // Asks for the log-probability of each token, and of so many others.
  bool logprobs = false;
  int top_logprobs = 0;

  Thinking thinking = Thinking::kDefault;

  // False asks for the answer in one piece. Whoever has a reader who waits
  // leaves it true: only a stream shows in time that a model is silent.
  bool stream = true;

  // True if the last message is the beginning of the answer itself, which the
  // model is to go on with.
  bool prefill = false;

  ModelLimits limits = {};

  // The name under which models are asked, for budgets and the record.
  std::string route = {};

  // What was said before `messages` begins, oldest first; the roles are those
  // of messages. It is not sent: what is personal is told by all of a contact.
  std::vector<ModelMessage> earlier = {};

  // Fields of the OpenAI protocol beyond those above, as a JSON object; passed
  // on to servers inside the company that speak it, dropped for others.
  std::string extra = {};
};

struct TokenLogProb {
  std::string token;
  double logprob = 0;
  std::vector<TokenLogProb> top = {};  // Of the likeliest, without their own.
};

// A piece of an answer.
struct ModelDelta {
  enum class Kind {
    kText,      // More of the answer.
    kThought,   // More of what the model thinks; nothing for a customer.
    kToolCall,  // Begins a call (`name` is set), or adds to its arguments.
    kRefusal,   // More of why it does not answer; it ends as kFiltered.
  };

  Kind kind = Kind::kText;
  std::string text;  // Or a fragment of the arguments.
  // Which call, from 0, and who it is, in its first delta.
  int index = 0;
  std::string id = {};
  std::string name = {};
  // A thought's or a call's, where the server gives one.
  std::string signature = {};
  bool redacted = false;
  std::vector<TokenLogProb> logprobs = {};
};

// How an answer ended.
enum class Finish {
  kStop,       // The model was done.
  kToolCalls,  // It waits for the results of its calls.
  kLength,     // Cut at the limit of tokens: not a whole answer.
  kFiltered,   // Cut by the provider's filter, or refused.
  kLeft,       // The sink wanted no more.
};

struct Usage {
  int prompt_tokens = 0;      // All of them, cached ones included.
  int cached_tokens = 0;      // Of the prompt, read from the server's cache.
  int completion_tokens = 0;  // All of them, thoughts included.
  int reasoning_tokens = 0;   // Of the completion.
  // True if the server did not count, so that these are guesses.
  bool estimated = false;

  Usage& operator+=(const Usage& other) {
    prompt_tokens += other.prompt_tokens;
    cached_tokens += other.cached_tokens;
    completion_tokens += other.completion_tokens;
    reasoning_tokens += other.reasoning_tokens;
    estimated = estimated || other.estimated;
    return *this;
  }
  friend bool operator==(const Usage&, const Usage&) = default;
};

// What a server says is left of its limits, where it says so.
struct RateLimits {
  std::optional<std::int64_t> requests_left = {};
  std::optional<std::int64_t> tokens_left = {};
  // Until it takes more, if one of them is 0.
  std::optional<std::chrono::milliseconds> exhausted_for = {};
};

struct ModelReply {
  Finish finish = Finish::kStop;
  Usage usage = {};
  std::string model = {};  // As the server names what answered; may be empty.
  std::chrono::microseconds waited{0};  // For the server.
  RateLimits rates = {};
};

}  // namespace aicc::inference
