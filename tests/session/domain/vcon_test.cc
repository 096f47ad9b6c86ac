#include "services/session/domain/vcon.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "services/session/domain/time_text.h"
#include "tests/session/json_schema.h"

namespace aicc::session {
namespace {

namespace json = boost::json;
using std::chrono::seconds;

constexpr char kId[] = "01975a2e-0000-7000-8000-000000000001";

class VconTest : public testing::Test {
 protected:
  VconTest() {
    session_.id = kId;
    session_.customer_id = "c1";
    session_.customer_name = "김민지";
    session_.start_time = TimePoint(seconds(1'700'000'000));
  }

  // As the store reads it: what is no utterance is its JSON.
  void Add(const EventBody& body) {
    Event event;
    event.seq = ++seq_;
    event.event_time = event.record_time =
        session_.start_time + seconds(10 * seq_);
    if (std::holds_alternative<Utterance>(body)) {
      event.body = body;
    } else {
      event.body = Noted{TypeOf(body), JsonOf(body), 0, {}};
    }
    events_.push_back(event);
  }
  void Say(Speaker speaker, const std::string& text,
           const std::string& agent = {}) {
    Utterance said;
    said.speaker = speaker;
    said.text = text;
    said.floor_epoch = 1;
    said.agent_id = agent;
    Add(said);
  }
  void GiveFloor(FloorOwner owner, const std::string& agent = {}) {
    Add(FloorChanged{{owner, ++epoch_, agent}});
  }
  void Move(State from, State to) {
    StateChanged change;
    change.from = from;
    change.to = to;
    Add(change);
  }

  json::value Export(const std::string& summary = {}) {
    VconWriter writer(session_, customer_);
    for (const Event& event : events_) writer.Add(event);
    json::value vcon = json::parse(writer.Finish("{}", summary));
    std::ifstream file(AICC_TEST_VCON_SCHEMA);
    std::stringstream schema;
    schema << file.rdbuf();
    EXPECT_EQ(SchemaFault(vcon, json::parse(schema.str()).as_object()), "")
        << json::serialize(vcon);
    return vcon;
  }

  static std::string Line(const json::value& value) {
    return json::serialize(value);
  }
  static std::string HistoryOf(const json::value& dialog) {
    std::string line;
    for (const auto& entry : dialog.at("party_history").as_array()) {
      line += entry.at("event").as_string().c_str();
      line += " " + Line(entry.at("party")) + ", ";
    }
    return line;
  }

  Session session_;
  std::optional<Customer> customer_;
  std::vector<Event> events_;
  int seq_ = 0;
  int epoch_ = 1;
};

TEST_F(VconTest, OfAnEmptyContactHasWhoItIsWith) {
  const auto vcon = Export();

  EXPECT_EQ(vcon.at("uuid").as_string(), kId);
  EXPECT_EQ(vcon.at("created_at").as_string(), "2023-11-14T22:13:20.000000Z");
  EXPECT_EQ(Line(vcon.at("parties")),
            R"([{"type":"person","role":"customer","uuid":"c1",)"
            R"("name":"김민지","validation":"none"}])");
  EXPECT_TRUE(vcon.at("dialog").as_array().empty());
}

TEST_F(VconTest, HasEachUtteranceWordForWordFromWhomToWhom) {
  Say(Speaker::kCustomer, "\"요금\"이\n얼마예요? \\");
  Say(Speaker::kBot, "3만 원입니다.");

  const auto vcon = Export();

  const auto& first = vcon.at("dialog").at(0);
  EXPECT_EQ(first.at("body").as_string(), "\"요금\"이\n얼마예요? \\");
  EXPECT_EQ(first.at("start").as_string(), "2023-11-14T22:13:30.000000Z");
  EXPECT_EQ(Line(first.at("parties")), "[0]");
  EXPECT_EQ(first.at("message_id").as_string(), std::string(kId) + "/1");
  EXPECT_EQ(first.at("application").as_string(), "chat");
  EXPECT_EQ(Line(vcon.at("dialog").at(1).at("parties")), "[1,0]");
  EXPECT_EQ(vcon.at("parties").at(1).at("type").as_string(), "bot");
  EXPECT_EQ(vcon.at("updated_at").as_string(), "2023-11-14T22:13:40.000000Z");
}

TEST_F(VconTest, ShowsHowTheCustomerWasHandedOver) {
  Say(Speaker::kCustomer, "상담원이요");
  Say(Speaker::kBot, "연결할게요");
  Move(State::kSelfService, State::kQueued);
  GiveFloor(FloorOwner::kNobody);
  Move(State::kOffered, State::kConnected);
  GiveFloor(FloorOwner::kAgent, "a1");
  Say(Speaker::kAgent, "안녕하세요", "a1");
  Move(State::kConnected, State::kQueued);
  GiveFloor(FloorOwner::kNobody);
  Move(State::kOffered, State::kConnected);
  GiveFloor(FloorOwner::kAgent, "a2");
  Say(Speaker::kCustomer, "네");

  const auto vcon = Export();

  const auto& dialog = vcon.at("dialog").as_array();
  ASSERT_EQ(dialog.size(), 6u);
  EXPECT_EQ(Line(dialog[2].at("transferor")), "1");
  EXPECT_EQ(Line(dialog[2].at("transfer_target")), "2");
  EXPECT_EQ(Line(dialog[2].at("original")), "1");
  EXPECT_EQ(Line(dialog[2].at("target_dialog")), "3");
  EXPECT_EQ(Line(dialog[4].at("transferor")), "2");
  EXPECT_EQ(Line(dialog[4].at("transfer_target")), "3");
  EXPECT_EQ(Line(dialog[4].at("original")), "3");
  EXPECT_EQ(Line(dialog[4].at("target_dialog")), "5");
  EXPECT_EQ(Line(dialog[5].at("parties")), "[0,3]");
  EXPECT_EQ(HistoryOf(dialog[1]), "join 2, ");
  EXPECT_EQ(HistoryOf(dialog[3]), "drop 2, join 3, ");
  EXPECT_EQ(vcon.at("parties").at(3).at("uuid").as_string(), "a2");
}

TEST_F(VconTest, ShowsHoldsAndWhoCameBeforeTheFirstWord) {
  Move(State::kSelfService, State::kConnected);
  GiveFloor(FloorOwner::kAgent, "a1");
  Say(Speaker::kAgent, "Hello", "a1");
  Move(State::kConnected, State::kOnHold);
  GiveFloor(FloorOwner::kNobody);
  Move(State::kOnHold, State::kConnected);
  GiveFloor(FloorOwner::kAgent, "a1");
  Move(State::kConnected, State::kWrapUp);

  const auto vcon = Export();

  ASSERT_EQ(vcon.at("dialog").as_array().size(), 1u);
  EXPECT_EQ(HistoryOf(vcon.at("dialog").at(0)),
            "join 1, hold 0, unhold 0, drop 1, ");
}

TEST_F(VconTest, NamesTheCustomerAsTheyAreKnown) {
  customer_.emplace();
  customer_->display_name = "Kim Minji";
  customer_->identifiers = {{IdentifierKind::kPhone, "+821012345678"},
                            {IdentifierKind::kEmail, "minji@example.com"}};

  const auto vcon = Export();

  const auto& party = vcon.at("parties").at(0);
  EXPECT_EQ(party.at("name").as_string(), "Kim Minji");
  EXPECT_EQ(party.at("tel").as_string(), "+821012345678");
  EXPECT_EQ(party.at("mailto").as_string(), "minji@example.com");
}

TEST_F(VconTest, HasTheSummaryAndAllThatIsNoText) {
  Say(Speaker::kCustomer, "안녕");
  Move(State::kSelfService, State::kClosed);

  const auto vcon =
      Export(R"({"model":"builtin","sections":[{"sentences":[]}]})");

  const auto& summary = vcon.at("analysis").at(0);
  EXPECT_EQ(summary.at("type").as_string(), "summary");
  EXPECT_EQ(summary.at("product").as_string(), "builtin");
  EXPECT_EQ(Line(summary.at("dialog")), "[0]");
  EXPECT_TRUE(summary.at("body").at("sections").is_array());
  const auto& event = vcon.at("analysis").at(1).at("body").at("events").at(0);
  EXPECT_EQ(event.at("type").as_string(), "state_changed");
  EXPECT_EQ(event.at("seq").as_int64(), 2);
  EXPECT_EQ(event.at("body").at("to").as_string(), "STATE_CLOSED");
}

}  // namespace
}  // namespace aicc::session
