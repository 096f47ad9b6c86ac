#include "services/aicc/demo_player.h"

#include <algorithm>
#include <atomic>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <chrono>
#include <functional>
#include <iostream>
#include <thread>
#include <utility>

#include "common/uuid.h"
#include "services/aicc/demo_line.h"
#include "services/aicc/demo_screen.h"
#include "services/aicc/json_fields.h"
#include "services/aicc/print_report.h"

namespace aicc {
namespace {

namespace json = boost::json;

constexpr char kTenant[] = "dev";
constexpr char kAgent[] = "agent-demo";
constexpr std::chrono::hours kTokenLifetime{1};
constexpr std::chrono::seconds kOfferLimit{20};
// Why an agent is called for on the phone, where there is no bot to ask.
constexpr char kDirectCall[] = "DIRECT_CALL";

}  // namespace

// One contact on its way.
class DemoPlayer::Walk {
 public:
  Walk(const DemoPlayer& player, const DemoContact& contact)
      : player_(player),
        contact_(contact),
        screen_(contact, player.pack_),
        customer_(player.As(Role::kCustomer, contact.customer_id)),
        agent_(player.As(Role::kAgent, kAgent)),
        supervisor_(player.As(Role::kSupervisor, "supervisor-demo")) {}

  int Run() {
    screen_.Title();
    if (contact_.voice ? !StartVoice() : !StartChat()) return failures_;
    for (const DemoContact::Turn& turn : contact_.turns) {
      // What follows is what would be said to the agent who was not needed.
      if (answered_by_model_) break;
      if (contact_.voice) {
        SayOnTheLine(turn);
      } else if (turn.agent) {
        AgentSays(turn);
      } else {
        CustomerSays(turn);
      }
    }
    if (line_) CloseLine();
    Finish();
    Summarise();
    return failures_;
  }

 private:
  void Fail(const std::string& what) {
    ++failures_;
    screen_.Failure(what);
  }
  void Fail(const char* step, const Error& error) {
    Fail(std::string(step) + ": " + error.message + " (" + error.reason + ")");
  }

  bool Start(HttpClient& client) {
    const auto started = client.Call(
        "aicc.session.v1.SessionService/StartSession",
        {{"request_id", NewUuid()},
         {"channel", contact_.voice ? "CHANNEL_VOICE" : "CHANNEL_CHAT"},
         {"locale", contact_.locale},
         {"customer_id", contact_.customer_id},
         {"customer_name", contact_.customer_name},
         {"source", "demo"}});
    if (!started) {
      Fail("StartSession", started.error());
      return false;
    }
    session_id_ = Text(*Object(*started, "session"), "session_id");
    return true;
  }

  bool StartChat() { return Start(*customer_); }

  bool StartVoice() {
    const auto bridge = player_.As(Role::kService, "telephony-demo");
    if (!Start(*bridge)) return false;
    const auto asked =
        bridge->Call("aicc.session.v1.SessionService/RequestAgent",
                     {{"session_id", session_id_},
                      {"request_id", "call"},
                      {"queue", contact_.queue},
                      {"brief", json::object{{"reason", kDirectCall}}}});
    if (!asked) {
      Fail("RequestAgent", asked.error());
      return false;
    }
    screen_.HandOver(contact_.queue, kDirectCall, SeqOfState("STATE_QUEUED"));
    return TakeOffer() && OpenLine();
  }

  bool OpenLine() {
    line_ = std::make_unique<DemoLine>(
        player_.options_.grpc_address,
        player_.authenticator_.Mint({kTenant, "telephony-demo", Role::kService},
                                    kTokenLifetime));
    return true;
  }

  void SayOnTheLine(const DemoContact::Turn& turn) {
    const auto seq = line_->Say(session_id_, "line-" + std::to_string(++turn_),
                                turn.agent, turn.text);
    if (!seq) return Fail("IngestTranscript", seq.error());
    screen_.Line(turn.agent, turn.text, *seq);
  }

  void CloseLine() {
    const auto closed = line_->Close();
    if (!closed) Fail("IngestTranscript", closed.error());
    line_.reset();
  }

  void CustomerSays(const DemoContact::Turn& turn) {
    json::object answer;
    json::object hand_over;
    const auto replied = customer_->Stream(
        "aicc.chatbot.v1.ChatbotService/SendMessage",
        {{"session_id", session_id_},
         {"request_id", NewUuid()},
         {"text", turn.text},
         {"external_allowed", true}},
        [&](const json::object& message) {
          if (const auto* received = Object(message, "received")) {
            screen_.Line(false, turn.text, Number(*received, "seq"));
          } else if (const auto* notice = Object(message, "ai_notice")) {
            screen_.Notice(*notice);
          } else if (const auto* escalation = Object(message, "escalation")) {
            screen_.Escalation(*escalation);
          } else if (const auto* over = Object(message, "hand_over")) {
            hand_over = *over;
          } else if (const auto* given = Object(message, "answer")) {
            answer = *given;
          }
          return true;
        });
    if (!replied) return Fail("SendMessage", replied.error());
    if (!answer.empty()) screen_.Answer(answer);
    if (turn.expect) Check(*turn.expect, answer);
    if (!hand_over.empty()) HandOver(hand_over);
  }

  void HandOver(const json::object& hand_over) {
    screen_.HandOver(Text(hand_over, "queue"), Text(hand_over, "reason"),
                     SeqOfState("STATE_QUEUED"));
    if (contact_.disposition.empty()) {
      return Fail("a human was called for, and the file has no wrap_up");
    }
    TakeOffer();
  }

  // The place in the log of the contact's latest change to `state`; 0 if there
  // is none.
  std::int64_t SeqOfState(std::string_view state) {
    return SeqOf([&](const json::object& event) {
      const json::object* changed = Object(event, "state_changed");
      return changed != nullptr && Text(*changed, "to") == state;
    });
  }

  std::int64_t SeqOf(const std::function<bool(const json::object&)>& is) {
    const auto got =
        supervisor_->Call("aicc.session.v1.SessionService/GetSession",
                          {{"session_id", session_id_}});
    if (!got) return Fail("GetSession", got.error()), 0;
    const std::int64_t last = Number(*Object(*got, "session"), "last_seq");
    std::int64_t found = 0;
    const auto read = supervisor_->Stream(
        "aicc.session.v1.SessionService/WatchSession",
        {{"session_id", session_id_}}, [&](const json::object& message) {
          const json::object* event = Object(message, "event");
          if (event == nullptr) return true;
          if (is(*event)) found = Number(*event, "seq");
          return Number(*event, "seq") < last;
        });
    if (!read) Fail("WatchSession", read.error());
    return found;
  }

  void Check(const DemoContact::Expectation& expect,
             const json::object& answer) {
    const json::object* decision = Object(answer, "decision");
    if (decision == nullptr) return Fail("there was no answer");
    const std::string tier = TierName(*decision, "tier");
    const bool right = expect.tier == "GENERAL_OR_HUMAN"
                           ? tier == "GENERAL" || tier == "HUMAN"
                           : tier == expect.tier;
    answered_by_model_ = expect.tier == "GENERAL_OR_HUMAN" && tier == "GENERAL";
    if (!right) Fail("expected the tier " + expect.tier + ", got " + tier);
    if (!expect.intent.empty() && Text(*decision, "intent") != expect.intent) {
      Fail("expected the intent " + expect.intent + ", got " +
           Text(*decision, "intent"));
    }
    if (!expect.reason.empty() && tier == "HUMAN" &&
        Text(*decision, "reason") != expect.reason) {
      Fail("expected the reason " + expect.reason + ", got " +
           Text(*decision, "reason"));
    }
    const json::array& citations = Array(answer, "citations");
    for (const std::string& id : expect.cites) {
      const bool cited = std::ranges::any_of(citations, [&](const auto& value) {
        return Text(value.get_object(), "document_id") == id;
      });
      if (!cited) Fail("expected " + id + " to be cited");
    }
  }

  // The agent is free, is offered the contact, reads its brief and accepts.
  bool TakeOffer() {
    const auto present = agent_->Call(
        "aicc.session.v1.RoutingService/SetPresence",
        {{"presence", "PRESENCE_AVAILABLE"}, {"display_name", "Demo agent"}});
    if (!present) {
      Fail("SetPresence", present.error());
      return false;
    }
    const json::object offer = AwaitOffer();
    if (offer.empty()) {
      Fail("WatchOffers: the agent was not offered the contact");
      return false;
    }
    // That of a direct call says nothing but that it is one.
    const json::object* brief = Object(*Object(offer, "session"), "brief");
    if (brief != nullptr && !contact_.voice) screen_.Brief(*brief);
    const auto accepted =
        agent_->Call("aicc.session.v1.RoutingService/AcceptOffer",
                     {{"offer_id", Text(offer, "offer_id")}});
    if (!accepted) {
      Fail("AcceptOffer", accepted.error());
      return false;
    }
    const json::object* floor = Object(*Object(*accepted, "session"), "floor");
    epoch_ = floor != nullptr ? Number(*floor, "epoch") : 0;
    with_agent_ = true;
    return true;
  }

  json::object AwaitOffer() {
    json::object found;
    const auto watcher = player_.As(Role::kAgent, kAgent);
    std::atomic<bool> done = false;
    std::thread impatient([&] {
      const auto until = std::chrono::steady_clock::now() + kOfferLimit;
      while (!done && std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
      }
      if (!done) watcher->Abort();
    });
    const auto watched = watcher->Stream(
        "aicc.session.v1.RoutingService/WatchOffers", {},
        [&](const json::object& message) {
          const json::object* offer = Object(message, "offer");
          if (offer == nullptr ||
              Text(*offer, "state") != "OFFER_STATE_PENDING") {
            return true;
          }
          const json::object* session = Object(*offer, "session");
          if (session == nullptr ||
              Text(*session, "session_id") != session_id_) {
            return true;
          }
          found = *offer;
          return false;
        });
    done = true;
    impatient.join();
    if (!watched && found.empty()) Fail("WatchOffers", watched.error());
    return found;
  }

  void AgentSays(const DemoContact::Turn& turn) {
    const auto said =
        agent_->Call("aicc.session.v1.SessionService/AppendEvent",
                     {{"session_id", session_id_},
                      {"event_id", "agent-" + std::to_string(++turn_)},
                      {"utterance", json::object{{"speaker", "SPEAKER_AGENT"},
                                                 {"text", turn.text},
                                                 {"floor_epoch", epoch_}}}});
    if (!said) return Fail("AppendEvent", said.error());
    screen_.Line(true, turn.text, Number(*said, "seq"));
  }

  void Finish() {
    HttpClient& who = with_agent_ ? *agent_ : *customer_;
    const auto ended =
        who.Call("aicc.session.v1.SessionService/EndSession",
                 {{"session_id", session_id_},
                  {"end_reason", with_agent_ ? "END_REASON_AGENT_ENDED"
                                             : "END_REASON_CUSTOMER_LEFT"}});
    if (!ended) return Fail("EndSession", ended.error());
    screen_.End(with_agent_,
                SeqOfState(Text(*Object(*ended, "session"), "state")));
    if (with_agent_) WrapUp();
    if (contact_.rating == 0) return;
    const auto rated =
        customer_->Call("aicc.session.v1.SessionService/AppendEvent",
                        {{"session_id", session_id_},
                         {"event_id", "rating"},
                         {"rating", json::object{{"score", contact_.rating}}}});
    if (!rated) return Fail("AppendEvent (rating)", rated.error());
    screen_.Rating(contact_.rating, Number(*rated, "seq"));
  }

  void WrapUp() {
    const auto wrapped =
        agent_->Call("aicc.session.v1.RoutingService/CompleteWrapUp",
                     {{"session_id", session_id_},
                      {"request_id", "wrap-up"},
                      {"disposition", contact_.disposition},
                      {"note", contact_.note}});
    if (!wrapped) return Fail("CompleteWrapUp", wrapped.error());
    screen_.Disposition(contact_.disposition,
                        SeqOf([](const json::object& event) {
                          return event.contains("wrap_up_completed");
                        }));
  }

  void Summarise() {
    const auto made =
        supervisor_->Call("aicc.summary.v1.SummaryService/SummarizeSession",
                          {{"session_id", session_id_}});
    if (!made) return Fail("SummarizeSession", made.error());
    const json::object& summary = *Object(*made, "summary");
    screen_.Summary(summary);
    if (Array(summary, "sections").empty()) Fail("the summary is empty");
  }

  const DemoPlayer& player_;
  const DemoContact& contact_;
  const DemoScreen screen_;
  const std::unique_ptr<HttpClient> customer_;
  const std::unique_ptr<HttpClient> agent_;
  const std::unique_ptr<HttpClient> supervisor_;
  std::string session_id_;
  std::int64_t epoch_ = 0;
  bool with_agent_ = false;
  bool answered_by_model_ = false;  // Where an agent might have been fetched.
  int turn_ = 0;
  int failures_ = 0;
  std::unique_ptr<DemoLine> line_;  // Of a voice contact, while it lasts.
};

DemoPlayer::DemoPlayer(const DemoOptions& options, PackManifest pack,
                       const Authenticator& authenticator)
    : options_(options),
      pack_(std::move(pack)),
      authenticator_(authenticator) {}

DemoPlayer::~DemoPlayer() = default;

std::unique_ptr<HttpClient> DemoPlayer::As(Role role,
                                           const std::string& subject) const {
  return *HttpClient::Make(
      options_.http,
      authenticator_.Mint({kTenant, subject, role}, kTokenLifetime));
}

int DemoPlayer::Play(const DemoContact& contact) {
  return Walk(*this, contact).Run();
}

void DemoPlayer::Leave() {
  (void)As(Role::kAgent, kAgent)
      ->Call("aicc.session.v1.RoutingService/SetPresence",
             {{"presence", "PRESENCE_OFFLINE"}});
}

int DemoPlayer::Report() {
  const auto supervisor = As(Role::kSupervisor, "supervisor-demo");
  int failures = 0;
  for (const char* locale : {"ko", "en"}) {
    const auto printed = PrintReport(*supervisor, locale, &pack_);
    if (printed) continue;
    const Error& error = printed.error();
    std::cout << "  ✗ GetReport: " << error.message << " (" << error.reason
              << ")\n";
    ++failures;
  }
  return failures;
}

}  // namespace aicc
