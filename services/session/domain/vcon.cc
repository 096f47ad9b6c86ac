#include "services/session/domain/vcon.h"

#include <algorithm>
#include <utility>

#include "services/session/domain/time_text.h"

namespace aicc::session {
namespace {

namespace json = boost::json;

constexpr std::size_t kCustomer = 0;
constexpr char kVendor[] = "AICC";

// What an event has around its text, about.
constexpr std::size_t kFrameBytes = 256;

std::string_view Text(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains({key.data(), key.size()});
  if (value == nullptr || !value->is_string()) return {};
  const json::string& text = value->get_string();
  return {text.data(), text.size()};
}

json::string Json(std::string_view text) {
  return json::string(text.data(), text.size());
}

// The name of a body of Event; its field number where it is newer than this.
std::string NameOf(EventType type) {
  constexpr std::string_view kNames[] = {
      "utterance",           "session_started",
      "ai_notice",           "state_changed",
      "floor_changed",       "answer_recorded",
      "offer_changed",       "rating",
      "wrap_up_completed",   "understood",
      "participant_changed", "follow_up_requested"};
  const auto number = static_cast<std::size_t>(type);
  const auto index = number - static_cast<std::size_t>(EventType::kUtterance);
  return index < std::size(kNames) ? std::string(kNames[index])
                                   : std::to_string(number);
}

std::string ValueOf(const Customer& customer, IdentifierKind kind) {
  const auto found =
      std::ranges::find(customer.identifiers, kind, &Identifier::kind);
  return found == customer.identifiers.end() ? "" : found->value;
}

json::object CustomerParty(const Session& session,
                           const std::optional<Customer>& customer) {
  json::object party{
      {"type", "person"}, {"role", "customer"}, {"uuid", session.customer_id}};
  std::string name = session.customer_name;
  if (customer) {
    if (!customer->display_name.empty()) name = customer->display_name;
    const std::string tel = ValueOf(*customer, IdentifierKind::kPhone);
    if (!tel.empty()) party["tel"] = tel;
    const std::string mail = ValueOf(*customer, IdentifierKind::kEmail);
    if (!mail.empty()) party["mailto"] = mail;
  }
  if (!name.empty()) {
    party["name"] = name;
    party["validation"] = "none";  // We were told it, and no more.
  }
  return party;
}

json::object Analysis(std::string_view type, const json::array& dialogs,
                      std::string_view product, std::string_view schema,
                      json::value body) {
  json::object analysis{{"type", Json(type)}};
  if (!dialogs.empty()) analysis["dialog"] = dialogs;
  analysis["mediatype"] = "application/json";
  analysis["vendor"] = kVendor;
  if (!product.empty()) analysis["product"] = Json(product);
  analysis["schema"] = Json(schema);
  analysis["encoding"] = "json";
  analysis["body"] = std::move(body);
  return analysis;
}

}  // namespace

VconWriter::VconWriter(const Session& session,
                       const std::optional<Customer>& customer)
    : session_id_(session.id),
      start_time_(session.start_time),
      channel_(session.channel == Channel::kVoice ? "voice" : "chat"),
      intent_(session.intent),
      update_time_(session.start_time) {
  parties_.push_back(CustomerParty(session, customer));
}

void VconWriter::Add(const Event& event) {
  update_time_ = std::max(update_time_, event.record_time);
  if (const auto* said = std::get_if<Utterance>(&event.body)) {
    if (said->audience == Audience::kStaff) {
      AddAside(event, *said);
    } else {
      AddText(event, PartyOf(*said), said->text);
    }
  } else if (const auto* noted = std::get_if<Noted>(&event.body)) {
    AddRecord(event, *noted);
  }
}

std::string VconWriter::Finish(const std::string& session_json,
                               const std::string& summary_json) {
  json::array analysis;
  if (!summary_json.empty()) {
    json::value summary = json::parse(summary_json);
    const std::string model(Text(summary.as_object(), "model"));
    analysis.push_back(Analysis("summary", texts_, model,
                                "aicc.summary.v1.Summary", std::move(summary)));
  }
  analysis.push_back(
      Analysis("report", texts_, {}, "aicc.session.v1",
               json::object{{"session", json::parse(session_json)},
                            {"events", std::move(records_)}}));
  json::object vcon{{"vcon", "0.4.0"},
                    {"uuid", session_id_},
                    {"extensions", json::array{"CC"}},
                    {"created_at", TimeText(start_time_)},
                    {"updated_at", TimeText(update_time_)}};
  if (!intent_.empty()) vcon["subject"] = intent_;
  vcon["parties"] = std::move(parties_);
  vcon["dialog"] = std::move(dialog_);
  vcon["analysis"] = std::move(analysis);
  return json::serialize(vcon);
}

VconWriter::Index VconWriter::Bot() {
  if (!bot_) {
    bot_ = parties_.size();
    parties_.push_back(
        json::object{{"type", "bot"}, {"role", "agent"}, {"org", kVendor}});
  }
  return *bot_;
}

VconWriter::Index VconWriter::Agent(const std::string& agent_id) {
  const auto [found, fresh] = agents_.try_emplace(agent_id, parties_.size());
  if (fresh) {
    json::object party{{"type", "person"}, {"role", "agent"}};
    if (!agent_id.empty()) party["uuid"] = agent_id;
    parties_.push_back(std::move(party));
  }
  return found->second;
}

VconWriter::Index VconWriter::PartyOf(const Utterance& utterance) {
  switch (utterance.speaker) {
    case Speaker::kCustomer:
      return kCustomer;
    case Speaker::kBot:
      return Bot();
    case Speaker::kAgent:
      return Agent(utterance.agent_id);
  }
  return kCustomer;
}

void VconWriter::AddText(const Event& event, Index speaker,
                         std::string_view text) {
  if (!server_ && speaker != kCustomer) server_ = speaker;
  json::array parties{speaker};
  if (speaker != kCustomer) {
    parties.push_back(kCustomer);
  } else if (server_) {
    parties.push_back(*server_);
  }
  if (transfer_) {
    dialog_[*transfer_].as_object()["target_dialog"] = dialog_.size();
    transfer_.reset();
  }
  texts_.push_back(dialog_.size());
  json::object dialog{
      {"type", "text"},
      {"start", TimeText(event.event_time)},
      {"parties", std::move(parties)},
      {"mediatype", "text/plain"},
      {"body", Json(text)},
      {"encoding", "none"},
      {"application", channel_},
      {"message_id", session_id_ + "/" + std::to_string(event.seq)}};
  if (!early_history_.empty()) {
    dialog["party_history"] = std::exchange(early_history_, {});
  }
  dialog_.push_back(std::move(dialog));
  bytes_ += text.size() + kFrameBytes;
}

void VconWriter::AddAside(const Event& event, const Utterance& said) {
  bytes_ += said.text.size() + kFrameBytes;
  records_.push_back(
      json::object{{"seq", event.seq},
                   {"type", NameOf(EventType::kUtterance)},
                   {"time", TimeText(event.event_time)},
                   {"body", json::object{{"audience", "AUDIENCE_STAFF"},
                                         {"agentId", Json(said.agent_id)},
                                         {"text", Json(said.text)}}}});
}

void VconWriter::AddRecord(const Event& event, const Noted& noted) {
  json::value parsed = json::parse(noted.json);
  const json::object& body = parsed.as_object();
  if (noted.type == EventType::kAiNotice) {
    AddText(event, Bot(), Text(body, "text"));
  } else if (noted.type == EventType::kStateChanged) {
    StateMoved(event, body);
  } else if (noted.type == EventType::kFloorChanged && body.contains("floor")) {
    FloorMoved(event, body.at("floor").as_object());
  }
  bytes_ += noted.json.size() + kFrameBytes;
  records_.push_back(json::object{{"seq", event.seq},
                                  {"type", NameOf(noted.type)},
                                  {"time", TimeText(event.event_time)},
                                  {"body", std::move(parsed)}});
}

void VconWriter::FloorMoved(const Event& event, const json::object& floor) {
  const std::string_view owner = Text(floor, "owner");
  if (owner == "FLOOR_OWNER_AGENT") {
    const Index agent = Agent(std::string(Text(floor, "agentId")));
    if (joined_ == agent) return;  // Back from a hold.
    Leave(event);
    Serve(event, agent);
    AddHistory(event, agent, "join");
    joined_ = agent;
  } else if (owner == "FLOOR_OWNER_BOT") {
    Leave(event);
    if (server_) Serve(event, Bot());
  }
}

void VconWriter::StateMoved(const Event& event, const json::object& change) {
  const std::string_view from = Text(change, "from");
  const std::string_view to = Text(change, "to");
  if (to == "STATE_ON_HOLD") {
    AddHistory(event, kCustomer, "hold");
  } else if (from == "STATE_ON_HOLD") {
    AddHistory(event, kCustomer, "unhold");
  }
  if (to != "STATE_ON_HOLD" && to != "STATE_CONNECTED") Leave(event);
}

void VconWriter::Serve(const Event& event, Index party) {
  if (server_ && *server_ != party) {
    json::object transfer{{"type", "transfer"},
                          {"start", TimeText(event.event_time)},
                          {"transferee", kCustomer},
                          {"transferor", *server_},
                          {"transfer_target", party}};
    if (!texts_.empty()) transfer["original"] = texts_.back();
    transfer_ = dialog_.size();
    dialog_.push_back(std::move(transfer));
  }
  server_ = party;
}

void VconWriter::Leave(const Event& event) {
  if (!joined_) return;
  AddHistory(event, *std::exchange(joined_, std::nullopt), "drop");
}

void VconWriter::AddHistory(const Event& event, Index party,
                            std::string_view what) {
  json::object entry{{"party", party},
                     {"time", TimeText(event.event_time)},
                     {"event", Json(what)}};
  if (texts_.empty()) {
    early_history_.push_back(std::move(entry));
    return;
  }
  json::object& last = dialog_[texts_.back().to_number<Index>()].as_object();
  json::value& history = last["party_history"];
  if (!history.is_array()) history.emplace_array();
  history.get_array().push_back(std::move(entry));
}

}  // namespace aicc::session
