#pragma once

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "services/inference/serving/wire.h"

namespace aicc::inference {

// One protocol: what is sent, and what is made of what comes.
class WireFixture : public testing::Test {
 protected:
  explicit WireFixture(WireFormat format) : wire_(WireOf(format)) {
    endpoint_.model = "m";
    endpoint_.api_key = "secret";
    endpoint_.profile.wire = format;
    request_.messages = {{ModelMessage::Role::kSystem, "규칙", true},
                         {ModelMessage::Role::kUser, "안녕\"", false}};
  }

  boost::json::value Body() const {
    return boost::json::parse(wire_.Encode(endpoint_, request_).body);
  }

  // The customer asked, a model called two tools, and these are the results.
  void CallTools() {
    request_.tools = {{"get_bill", "청구서", R"({"type":"object"})", true},
                      {"get_plan", "", "", {}}};
    ModelMessage called{ModelMessage::Role::kAssistant, ""};
    called.tool_calls = {{"c1", "get_bill", R"({"month":3})", "sig"},
                         {"c2", "get_plan", "broken", ""}};
    called.thoughts = {{"생각", "signed", false}};
    request_.messages.push_back(called);
    ModelMessage bill{ModelMessage::Role::kTool, R"({"won":11000})"};
    bill.tool_call_id = "c1";
    ModelMessage plan{ModelMessage::Role::kTool, "5G"};
    plan.tool_call_id = "c2";
    request_.messages.push_back(bill);
    request_.messages.push_back(plan);
  }

  // All that a stream says.
  struct Read {
    std::string text;
    std::string thoughts;
    std::string refusal;
    std::vector<ToolCall> calls;
    std::optional<Finish> finish;
    std::optional<Usage> usage;
    std::optional<WireError> error;
    std::string model;
    bool broken = false;
    bool done = false;
    bool good = true;
  };
  void Take(const WireUpdate& update, Read* read) const {
    for (const ModelDelta& delta : update.deltas) {
      if (delta.kind == ModelDelta::Kind::kText) read->text += delta.text;
      if (delta.kind == ModelDelta::Kind::kThought) {
        read->thoughts += delta.text;
      }
      if (delta.kind == ModelDelta::Kind::kRefusal) read->refusal += delta.text;
      if (delta.kind != ModelDelta::Kind::kToolCall) continue;
      const auto index = static_cast<std::size_t>(delta.index);
      if (read->calls.size() <= index) read->calls.resize(index + 1);
      ToolCall& call = read->calls[index];
      call.id += delta.id;
      call.name += delta.name;
      call.arguments += delta.text;
      call.signature += delta.signature;
    }
    if (update.finish) read->finish = update.finish;
    if (update.usage) read->usage = update.usage;
    if (update.error) read->error = update.error;
    if (!update.model.empty()) read->model = update.model;
    read->broken = read->broken || update.broken;
    read->done = read->done || update.done;
  }
  Read ReadEvents(const std::vector<std::string>& events) const {
    const auto reader = wire_.NewReader();
    Read read;
    for (const std::string& event : events) {
      WireUpdate update;
      read.good = reader->ReadEvent(event, &update) && read.good;
      Take(update, &read);
    }
    return read;
  }
  Read ReadWhole(const std::string& body) const {
    WireUpdate update;
    Read read;
    read.good = wire_.NewReader()->ReadWhole(body, &update);
    Take(update, &read);
    return read;
  }

  const Wire& wire_;
  Endpoint endpoint_;
  ModelRequest request_;
};

}  // namespace aicc::inference
