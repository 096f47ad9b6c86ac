#include "services/aicc/demo_player.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <map>
#include <set>
#include <thread>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <grpcpp/grpcpp.h>

#include "aicc/session/v1/session.grpc.pb.h"
#include "common/uuid.h"
#include "services/aicc/json_fields.h"
#include "services/aicc/print_report.h"

namespace aicc {
namespace {

namespace json = boost::json;

constexpr char kTenant[] = "dev";
constexpr char kAgent[] = "agent-demo";
constexpr std::chrono::hours kTokenLifetime{1};
constexpr std::chrono::seconds kOfferLimit{20};

std::string WithoutPrefix(std::string text, std::string_view prefix) {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

std::string TierOf(const json::object& decision) {
  return WithoutPrefix(Text(decision, "tier"), "TIER_");
}

}  // namespace

// One contact on its way.
class DemoPlayer::Walk {
 public:
  Walk(const DemoPlayer& player, const DemoContact& contact)
      : player_(player),
        contact_(contact),
        korean_(contact.locale == "ko"),
        customer_(player.As(Role::kCustomer, contact.customer_id)),
        agent_(player.As(Role::kAgent, kAgent)),
        supervisor_(player.As(Role::kSupervisor, "supervisor-demo")) {}

  int Run() {
    PrintTitle();
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
  const char* In(const char* korean, const char* english) const {
    return korean_ ? korean : english;
  }

  void Fail(const std::string& what) {
    ++failures_;
    std::cout << "  ✗ " << what << "\n";
  }
  void Fail(const char* step, const Error& error) {
    Fail(std::string(step) + ": " + error.message + " (" + error.reason + ")");
  }

  void PrintTitle() const {
    const auto title = contact_.title.find(contact_.locale);
    std::cout << "\n━━ " << contact_.id << " ━━ "
              << (title != contact_.title.end() ? title->second : "") << "\n"
              << "   (" << contact_.shows << ")\n";
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
        "Bearer " + player_.authenticator_.Mint(
                        {kTenant, "telephony-demo", Role::kService},
                        kTokenLifetime));
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
    PrintLine(turn.agent, turn.text, response.acks(0).seq());
  }

  void CloseLine() {
    line_->WritesDone();
    const grpc::Status status = line_->Finish();
    if (!status.ok()) Fail("IngestTranscript: " + status.error_message());
    line_.reset();
  }

  void PrintLine(bool agent, const std::string& text, std::int64_t seq) const {
    std::cout << "  " << (agent ? In("상담원", "Agent") : In("고객", "Customer"))
              << ": " << text;
    if (seq > 0) std::cout << "  [#" << seq << "]";
    std::cout << "\n";
  }

  void CustomerSays(const DemoContact::Turn& turn) {
    PrintLine(false, turn.text, 0);
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
            std::cout << "  " << In("고지", "Notice") << ": "
                      << Text(*notice, "text") << "\n";
          } else if (const auto* escalation = Object(message, "escalation")) {
            PrintEscalation(*escalation);
          } else if (const auto* over = Object(message, "hand_over")) {
            handed_over = true;
            PrintHandOver(*over);
          } else if (const auto* given = Object(message, "answer")) {
            answer = *given;
          }
          return true;
        });
    if (!replied) return Fail("SendMessage", replied.error());
    if (!answer.empty()) PrintAnswer(answer);
    if (turn.expect) Check(*turn.expect, answer);
    if (handed_over) TakeOffer();
  }

  void PrintEscalation(const json::object& escalation) const {
    std::cout << "  " << In("전환", "Escalation") << ": "
              << WithoutPrefix(Text(escalation, "from"), "TIER_") << " → "
              << WithoutPrefix(Text(escalation, "to"), "TIER_") << ", "
              << Text(escalation, "reason") << "\n";
  }

  void PrintAnswer(const json::object& answer) const {
    std::cout << "  " << In("챗봇", "Bot") << ": " << Text(answer, "text")
              << "\n";
    const json::object* decision = Object(answer, "decision");
    if (decision == nullptr) return;
    const std::string model = Text(*decision, "model");
    std::cout << "      · " << TierOf(*decision) << (model.empty() ? "" : " ")
              << model << ", " << Text(*decision, "reason");
    if (!Text(*decision, "intent").empty()) {
      std::cout << ", " << In("의도 ", "intent ") << Text(*decision, "intent");
    }
    if (decision->contains("confidence")) {
      std::printf(", %s %.2f", In("확신", "confidence"),
                  Real(*decision, "confidence"));
      std::fflush(stdout);
    }
    std::cout << "\n";
    std::set<std::string> shown;  // A document may be quoted several times.
    for (const json::value& value : Array(answer, "citations")) {
      const json::object& citation = value.get_object();
      if (!shown.insert(Text(citation, "document_id")).second) continue;
      std::cout << "      · " << In("출처 ", "source ")
                << Text(citation, "document_id") << " «"
                << Text(citation, "title") << "»\n";
    }
  }

  void PrintHandOver(const json::object& over) const {
    std::cout << "  " << In("상담원 연결", "Hand-over") << ": "
              << In("대기열 ", "queue ") << Text(over, "queue") << ", "
              << Text(over, "reason") << "\n";
  }

  void Check(const DemoContact::Expectation& expect,
             const json::object& answer) {
    const json::object* decision = Object(answer, "decision");
    if (decision == nullptr) return Fail("there was no answer");
    const std::string tier = TierOf(*decision);
    const bool right =
        expect.tier == "GENERAL_OR_HUMAN" ? tier == "GENERAL" || tier == "HUMAN"
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
    PrintBrief(*Object(offer, "session"));
    const auto accepted =
        agent_->Call("aicc.session.v1.RoutingService/AcceptOffer",
                     {{"offer_id", Text(offer, "offer_id")}});
    if (!accepted) {
      Fail("AcceptOffer", accepted.error());
      return false;
    }
    const json::object* floor =
        Object(*Object(*accepted, "session"), "floor");
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

  void PrintBrief(const json::object& session) const {
    const json::object* brief = Object(session, "brief");
    if (brief == nullptr) return;
    std::cout << "  ┌ " << In("인계 요약", "Brief") << " ("
              << Text(*brief, "reason") << ")\n";
    if (!Text(*brief, "summary").empty()) {
      std::cout << "  │ " << Text(*brief, "summary") << "\n";
    }
    for (const json::value& tried : Array(*brief, "tried")) {
      std::cout << "  │ " << In("안내한 내용: ", "tried: ")
                << std::string(tried.get_string()) << "\n";
    }
    if (const json::object* slots = Object(*brief, "slots")) {
      for (const auto& slot : *slots) {
        std::cout << "  │ " << std::string(slot.key()) << ": "
                  << std::string(slot.value().get_string()) << "\n";
      }
    }
    std::printf("  └ %s %+.2f\n", In("고객 감정", "mood"),
                Real(*brief, "sentiment"));
    std::fflush(stdout);
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
    PrintLine(true, turn.text, Number(*said, "seq"));
  }

  void Finish() {
    HttpClient& who = with_agent_ ? *agent_ : *customer_;
    const auto ended = who.Call(
        "aicc.session.v1.SessionService/EndSession",
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
    std::cout << "  " << In("고객 만족도", "Rating") << ": " << contact_.rating
              << "/5\n";
  }

  void WrapUp() {
    const auto wrapped =
        agent_->Call("aicc.session.v1.RoutingService/CompleteWrapUp",
                     {{"session_id", session_id_},
                      {"request_id", "wrap-up"},
                      {"disposition", Disposition()},
                      {"note", contact_.note}});
    if (!wrapped) return Fail("CompleteWrapUp", wrapped.error());
    std::cout << "  " << In("상담 결과", "Disposition") << ": "
              << Disposition() << "\n";
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
    std::cout << "  ── " << In("상담 요약", "Summary") << " ("
              << Text(summary, "model") << ")\n";
    if (Array(summary, "sections").empty()) Fail("the summary is empty");
    for (const json::value& value : Array(summary, "sections")) {
      PrintSection(value.get_object());
    }
  }

  void PrintSection(const json::object& section) const {
    static const std::map<std::string, std::pair<const char*, const char*>>
        kNames{{"SECTION_KIND_SITUATION", {"상황", "Situation"}},
               {"SECTION_KIND_ACTION", {"조치", "Action"}},
               {"SECTION_KIND_RESOLUTION", {"결과", "Resolution"}},
               {"SECTION_KIND_FOLLOW_UP", {"후속", "Follow-up"}},
               {"SECTION_KIND_SATISFACTION", {"만족도", "Satisfaction"}}};
    const auto name = kNames.find(Text(section, "kind"));
    for (const json::value& value : Array(section, "sentences")) {
      const json::object& sentence = value.get_object();
      std::cout << "     "
                << (name == kNames.end()
                        ? "?"
                        : In(name->second.first, name->second.second))
                << ": " << Text(sentence, "text") << "  [";
      const char* between = "";
      for (const json::value& seq : Array(sentence, "evidence_seqs")) {
        std::cout << between << "#" << seq.to_number<int>();
        between = " ";
      }
      std::cout << "]\n";
    }
  }

  const DemoPlayer& player_;
  const DemoContact& contact_;
  const bool korean_;
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
  std::unique_ptr<grpc::ClientReaderWriter<
      session::v1::IngestTranscriptRequest,
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
