#include <iostream>
#include <set>
#include <thread>

#include "common/auth.h"
#include "common/uuid.h"
#include "services/aicc/commands.h"
#include "services/aicc/data_folder.h"
#include "services/aicc/demo_screen.h"
#include "services/aicc/http_client.h"
#include "services/aicc/json_fields.h"

namespace aicc {
namespace {

namespace json = boost::json;

constexpr std::chrono::hours kTokenLifetime{12};

int Fail(const Error& error) {
  std::cerr << "aicc chat: " << error.message << " (" << error.reason << ")\n";
  return 1;
}

Result<std::string> TokenOf(const ChatOptions& options) {
  if (!options.token.empty()) return options.token;
  const auto secret = DataFolder::ReadSecret(options.data);
  if (!secret) return Failure(secret.error());
  SystemClock clock;
  return Authenticator(*secret, clock)
      .Mint({"dev", "customer-" + NewUuid().substr(0, 8), Role::kCustomer},
            kTokenLifetime);
}

// The program's own words, in the contact's language.
const char* In(const std::string& locale, const char* korean,
               const char* english) {
  return locale == "ko" ? korean : english;
}

// Prints the events of a reply as they come.
class ReplyPrinter {
 public:
  explicit ReplyPrinter(const std::string& locale) : locale_(locale) {}

  bool Take(const json::object& message) {
    if (const auto* notice = Object(message, "ai_notice")) {
      std::cout << "(" << Text(*notice, "text") << ")\n";
    } else if (message.contains("text_delta")) {
      std::cout << Text(message, "text_delta") << std::flush;
      said_ = true;
    } else if (message.contains("restart")) {
      std::cout << "\n…\n";
      sources_.clear();
      cited_.clear();
    } else if (const auto* citation = Object(message, "citation")) {
      Cite(*citation);
    } else if (const auto* hand_over = Object(message, "hand_over")) {
      sources_ += "\n    → " + Text(*hand_over, "queue") + " (" +
                  Text(*hand_over, "reason") + ")";
      handed_over_ = true;
    } else if (const auto* answer = Object(message, "answer")) {
      if (!said_) std::cout << Text(*answer, "text");
      const auto* decision = Object(*answer, "decision");
      if (decision != nullptr) {
        const std::string model = Text(*decision, "model");
        std::cout << sources_ << "\n    " << TierName(*decision, "tier") << " "
                  << model << (model.empty() ? "" : " ")
                  << Text(*decision, "reason");
      }
      std::cout << "\n";
      if (handed_over_) SayWhatNow();
    }
    return true;
  }

 private:
  // A document may be quoted several times.
  void Cite(const json::object& citation) {
    const std::string id = Text(citation, "document_id");
    if (!cited_.insert(id).second) return;
    sources_ += "\n    [" + id + "] " + Text(citation, "title");
  }

  void SayWhatNow() const {
    std::cout << In(
        locale_,
        "(상담원을 기다리고 있습니다. 연결되면 상담원의 말이 여기에 "
        "나타납니다.)\n",
        "(Waiting for an agent. What the agent says will appear "
        "here.)\n");
  }

  const std::string& locale_;
  bool said_ = false;
  bool handed_over_ = false;
  std::string sources_;
  std::set<std::string> cited_;
};

// Prints what agents say, until it is destroyed.
class AgentLines {
 public:
  AgentLines(std::unique_ptr<HttpClient> client, std::string session_id)
      : client_(std::move(client)),
        thread_([this, id = std::move(session_id)] { Follow(id); }) {}
  ~AgentLines() {
    stopping_ = true;
    client_->Abort();
    thread_.join();
  }

 private:
  void Follow(const std::string& id) {
    std::int64_t seen = 0;
    while (!stopping_) {
      bool sent_away = false;
      const auto ended = client_->Stream(
          "aicc.session.v1.SessionService/WatchSession",
          {{"session_id", id}, {"after_seq", seen}},
          [&](const json::object& message) {
            if (Object(message, "go_away") != nullptr) {
              sent_away = true;
              return false;
            }
            const auto* event = Object(message, "event");
            if (event == nullptr) return true;
            seen = Number(*event, "seq");
            const auto* said = Object(*event, "utterance");
            if (said != nullptr && Text(*said, "speaker") == "SPEAKER_AGENT") {
              std::cout << "\n" << Text(*said, "text") << "\n> " << std::flush;
            }
            return !stopping_.load();
          });
      if (sent_away) continue;
      if (ended) return;  // The contact is closed.
      std::this_thread::sleep_for(std::chrono::milliseconds(500));
    }
  }

  std::unique_ptr<HttpClient> client_;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace

int RunChat(const ChatOptions& options) {
  const auto token = TokenOf(options);
  if (!token) return Fail(token.error());
  auto client = HttpClient::Make(options.http, *token);
  auto watcher = HttpClient::Make(options.http, *token);
  if (!client) return Fail(client.error());
  const auto started =
      (*client)->Call("aicc.session.v1.SessionService/StartSession",
                      {{"request_id", NewUuid()},
                       {"channel", "CHANNEL_CHAT"},
                       {"locale", options.locale},
                       {"source", "terminal"}});
  if (!started) return Fail(started.error());
  const std::string id = Text(*Object(*started, "session"), "session_id");
  AgentLines agent(*std::move(watcher), id);

  std::cout << In(options.locale, "(/quit을 입력하면 상담을 마칩니다.)\n",
                  "(/quit ends the chat.)\n");
  std::string line;
  while (std::cout << "> " << std::flush && std::getline(std::cin, line)) {
    if (line.empty()) continue;
    if (line == "/quit") break;
    ReplyPrinter printer(options.locale);
    const auto replied = (*client)->Stream(
        "aicc.chatbot.v1.ChatbotService/SendMessage",
        {{"session_id", id}, {"request_id", NewUuid()}, {"text", line}},
        [&](const json::object& message) { return printer.Take(message); });
    if (!replied) Fail(replied.error());
  }
  const auto ended = (*client)->Call(
      "aicc.session.v1.SessionService/EndSession",
      {{"session_id", id}, {"end_reason", "END_REASON_CUSTOMER_LEFT"}});
  std::cout << "\n";
  return ended ? 0 : Fail(ended.error());
}

}  // namespace aicc
