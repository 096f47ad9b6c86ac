#include "services/aicc/demo_player.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <chrono>
#include <iostream>
#include <thread>

#include "aicc/session/v1/session.grpc.pb.h"
#include "common/uuid.h"
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

}  // namespace

// One contact on its way.
class DemoPlayer::Walk {
 public:
  Walk(const DemoPlayer& player, const DemoContact& contact)
      : player_(player),
        contact_(contact),
        screen_(contact),
        customer_(player.As(Role::kCustomer, contact.customer_id)),
        agent_(player.As(Role::kAgent, kAgent)),
        supervisor_(player.As(Role::kSupervisor, "supervisor-demo")) {}

  int Run() {
    screen_.Title();
    if (contact_.voice ? !StartVoice() : !StartChat()) return failures_;
    for (const DemoContact::Turn& turn : contact_.turns) {
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
                      {"queue", contact_.queue}});
    if (!asked) {
      Fail("RequestAgent", asked.error());
      return false;
    }
    return TakeOffer() && OpenLine();
  }

  // Streams the line's transcript in, as a speech recogniser does.
  bool OpenLine() {
    auto channel = grpc::CreateChannel(player_.options_.grpc_address,
                                       grpc::InsecureChannelCredentials());
    stub_ = session::v1::SessionService::NewStub(channel);
    line_context_ = std::make_unique<grpc::ClientContext>();
    line_context_->set_deadline(std::chrono::system_clock::now() +
                                std::chrono::seconds(60));
    line_context_->AddMetadata(
        "authorization",
        "Bearer " +
            player_.authenticator_.Mint(
                {kTenant, "telephony-demo", Role::kService}, kTokenLifetime));
    line_ = stub_->IngestTranscript(line_context_.get());
    return true;
  }

  void SayOnTheLine(const DemoContact::Turn& turn) {
    session::v1::IngestTranscriptRequest request;
    request.set_session_id(session_id_);
    request.set_event_id("line-" + std::to_string(++turn_));
    auto* utterance = request.mutable_utterance();
    utterance->set_speaker(turn.agent ? session::v1::SPEAKER_AGENT
                                      : session::v1::SPEAKER_CUSTOMER);
    utterance->set_text(turn.text);
    session::v1::IngestTranscriptResponse response;
    if (!line_->Write(request) || !line_->Read(&response) ||
        response.acks_size() != 1 || response.acks(0).seq() == 0) {
      Fail(std::string("IngestTranscript: the utterance was not taken ") +
           (response.acks_size() > 0 ? response.acks(0).refused_reason() : ""));
      return;
    }
    screen_.Line(turn.agent, turn.text, response.acks(0).seq());
  }

  void CloseLine() {
    line_->WritesDone();
    const grpc::Status status = line_->Finish();
    if (!status.ok()) Fail("IngestTranscript: " + status.error_message());
    line_.reset();
  }

  void CustomerSays(const DemoContact::Turn& turn) {
    screen_.Line(false, turn.text, 0);
    json::object answer;
    bool handed_over = false;
    const auto replied = customer_->Stream(
        "aicc.chatbot.v1.ChatbotService/SendMessage",
        {{"session_id", session_id_},
         {"request_id", NewUuid()},
         {"text", turn.text},
         {"external_allowed", true}},
        [&](const json::object& message) {
          if (const auto* notice = Object(message, "ai_notice")) {
            screen_.Notice(*notice);
          } else if (const auto* escalation = Object(message, "escalation")) {
            screen_.Escalation(*escalation);
          } else if (const auto* over = Object(message, "hand_over")) {
            handed_over = true;
            screen_.HandOver(*over);
          } else if (const auto* given = Object(message, "answer")) {
            answer = *given;
          }
          return true;
        });
    if (!replied) return Fail("SendMessage", replied.error());
    if (!answer.empty()) screen_.Answer(answer);
    if (turn.expect) Check(*turn.expect, answer);
    if (handed_over) TakeOffer();
  }

  void Check(const DemoContact::Expectation& expect,
             const json::object& answer) {
    const json::object* decision = Object(answer, "decision");
    if (decision == nullptr) return Fail("there was no answer");
    const std::string tier = TierName(*decision, "tier");
    const bool right = expect.tier == "GENERAL_OR_HUMAN"
                           ? tier == "GENERAL" || tier == "HUMAN"
                           : tier == expect.tier;
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
    if (const json::object* brief =
            Object(*Object(offer, "session"), "brief")) {
      screen_.Brief(*brief);
    }
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
    if (with_agent_) WrapUp();
    if (contact_.rating == 0) return;
    const auto rated =
        customer_->Call("aicc.session.v1.SessionService/AppendEvent",
                        {{"session_id", session_id_},
                         {"event_id", "rating"},
                         {"rating", json::object{{"score", contact_.rating}}}});
    if (!rated) return Fail("AppendEvent (rating)", rated.error());
    screen_.Rating(contact_.rating);
  }

  void WrapUp() {
    const auto wrapped =
        agent_->Call("aicc.session.v1.RoutingService/CompleteWrapUp",
                     {{"session_id", session_id_},
                      {"request_id", "wrap-up"},
                      {"disposition", Disposition()},
                      {"note", contact_.note}});
    if (!wrapped) return Fail("CompleteWrapUp", wrapped.error());
    screen_.Disposition(Disposition());
  }

  // A contact that came to an agent against expectation has none.
  std::string Disposition() const {
    return contact_.disposition.empty() ? "ESCALATED" : contact_.disposition;
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
  int turn_ = 0;
  int failures_ = 0;
  std::unique_ptr<session::v1::SessionService::Stub> stub_;
  std::unique_ptr<grpc::ClientContext> line_context_;
  std::unique_ptr<
      grpc::ClientReaderWriter<session::v1::IngestTranscriptRequest,
                               session::v1::IngestTranscriptResponse>>
      line_;
};

DemoPlayer::DemoPlayer(const DemoOptions& options,
                       const Authenticator& authenticator)
    : options_(options), authenticator_(authenticator) {}

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

int DemoPlayer::Report() {
  const auto supervisor = As(Role::kSupervisor, "supervisor-demo");
  int failures = 0;
  for (const char* locale : {"ko", "en"}) {
    const auto printed = PrintReport(*supervisor, locale);
    if (printed) continue;
    std::cout << "  ✗ GetReport: " << printed.error().message << "\n";
    ++failures;
  }
  return failures;
}

}  // namespace aicc
