#include "services/aicc/demo_contact.h"

#include <algorithm>
#include <filesystem>

#include "common/config.h"

namespace aicc {
namespace {

namespace fs = std::filesystem;

DemoContact::Turn ReadTurn(ConfigNode& node, bool voice) {
  DemoContact::Turn turn;
  std::string customer;
  std::string agent;
  node.Read("customer", &customer);
  node.Read("agent", &agent);
  if (customer.empty() == agent.empty()) {
    node.Reject("", "must have either customer or agent");
  }
  turn.agent = !agent.empty();
  turn.text = turn.agent ? agent : customer;
  if (!node.Has("expect")) return turn;
  ConfigNode expect = node.Section("expect");
  DemoContact::Expectation expectation;
  expectation.tier = expect.Require("tier");
  expect.Read("intent", &expectation.intent);
  expect.Read("reason", &expectation.reason);
  expect.Read("cites", &expectation.cites);
  if (turn.agent || voice) {
    node.Reject("expect", "is for a customer's messages to the bot");
  }
  turn.expect = std::move(expectation);
  return turn;
}

std::map<std::string, std::string> ReadTexts(ConfigNode node) {
  std::map<std::string, std::string> texts;
  for (const std::string& locale : node.Keys()) {
    texts[locale] = node.Require(locale);
  }
  return texts;
}

bool MeetsAgent(const DemoContact::Turn& turn) {
  return turn.agent ||
         (turn.expect && (turn.expect->tier == "HUMAN" ||
                          turn.expect->tier == "GENERAL_OR_HUMAN"));
}

void ReadTurns(ConfigNode& root, DemoContact* contact) {
  for (ConfigNode& turn : root.List("turns")) {
    contact->turns.push_back(ReadTurn(turn, contact->voice));
    if (contact->disposition.empty() && MeetsAgent(contact->turns.back())) {
      turn.Reject("", "brings in an agent, so wrap_up.disposition is required");
    }
  }
  if (contact->turns.empty()) root.Reject("turns", "must not be empty");
}

Result<DemoContact> ReadContact(const std::string& path) {
  auto root = ConfigNode::Load(path);
  if (!root) return Failure(root.error());
  DemoContact contact;
  contact.id = root->Require("id");
  contact.title = ReadTexts(root->Section("title"));
  contact.shows = ReadTexts(root->Section("shows"));
  contact.locale = root->Require("locale");
  const std::string channel = root->Require("channel");
  contact.voice = channel == "voice";
  if (channel != "voice" && channel != "chat") {
    root->Reject("channel", "must be chat or voice");
  }
  root->Read("queue", &contact.queue);
  if (contact.voice && contact.queue.empty()) {
    root->Reject("queue", "is required for a voice contact");
  }
  ConfigNode customer = root->Section("customer");
  contact.customer_id = customer.Require("id");
  customer.Read("name", &contact.customer_name);
  ConfigNode wrap_up = root->Section("wrap_up");
  wrap_up.Read("disposition", &contact.disposition);
  wrap_up.Read("note", &contact.note);
  ReadTurns(*root, &contact);
  root->Read("rating", &contact.rating, 1, 5);
  if (const auto done = root->Done(); !done) return Failure(done.error());
  return contact;
}

}  // namespace

Result<std::vector<DemoContact>> ReadDemoContacts(const std::string& pack) {
  std::vector<std::string> files;
  std::error_code failed;
  for (const auto& entry :
       fs::directory_iterator(fs::path(pack) / "contacts", failed)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  std::vector<DemoContact> contacts;
  for (const std::string& file : files) {
    auto contact = ReadContact(file);
    if (!contact) return Failure(contact.error());
    contacts.push_back(*std::move(contact));
  }
  return contacts;
}

}  // namespace aicc
