#include "services/summary/storage/json.h"

#include <array>
#include <boost/json.hpp>
#include <cstddef>
#include <stdexcept>

namespace aicc::summary {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 5> kKinds{
    "SITUATION", "ACTION", "RESOLUTION", "FOLLOW_UP", "SATISFACTION"};

json::string_view View(std::string_view text) {
  return {text.data(), text.size()};
}

json::value Parse(std::string_view text) { return json::parse(View(text)); }

std::string Text(const json::value& value) {
  const json::string& text = value.as_string();
  return {text.data(), text.size()};
}

json::array SeqsToJson(const std::vector<int>& seqs) {
  return json::array(seqs.begin(), seqs.end());
}

std::vector<int> SeqsFromJson(const json::value& value) {
  std::vector<int> seqs;
  for (const json::value& seq : value.as_array()) {
    seqs.push_back(seq.to_number<int>());
  }
  return seqs;
}

SectionKind KindFromJson(const json::value& value) {
  const std::string name = Text(value);
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    if (kKinds[i] == name) return static_cast<SectionKind>(i);
  }
  throw std::runtime_error("summary.sections holds an unknown kind");
}

json::object CountsObject(const Counts& counts) {
  json::object object;
  for (const auto& [label, count] : counts) object[View(label)] = count;
  return object;
}

Counts CountsOf(const json::value& value) {
  Counts counts;
  for (const auto& member : value.as_object()) {
    const std::string label(member.key().data(), member.key().size());
    counts[label] = member.value().to_number<int>();
  }
  return counts;
}

}  // namespace

std::string SectionsToJson(const std::vector<Section>& sections) {
  json::array out;
  for (const Section& section : sections) {
    json::array sentences;
    for (const Sentence& sentence : section.sentences) {
      sentences.push_back(
          json::object{{"text", View(sentence.text)},
                       {"seqs", SeqsToJson(sentence.evidence_seqs)}});
    }
    const auto kind = kKinds.at(static_cast<std::size_t>(section.kind));
    out.push_back(json::object{{"kind", View(kind)}, {"sentences", sentences}});
  }
  return json::serialize(out);
}

std::vector<Section> SectionsFromJson(std::string_view text) {
  std::vector<Section> out;
  const json::value root = Parse(text);
  for (const json::value& value : root.as_array()) {
    const json::object& object = value.as_object();
    Section section{KindFromJson(object.at("kind")), {}};
    for (const json::value& item : object.at("sentences").as_array()) {
      const json::object& sentence = item.as_object();
      section.sentences.push_back(
          {Text(sentence.at("text")), SeqsFromJson(sentence.at("seqs"))});
    }
    out.push_back(std::move(section));
  }
  return out;
}

std::string EntitiesToJson(const std::vector<NamedEntity>& entities) {
  json::array out;
  for (const NamedEntity& entity : entities) {
    out.push_back(json::object{{"type", View(entity.type)},
                               {"text", View(entity.text)},
                               {"seqs", SeqsToJson(entity.evidence_seqs)}});
  }
  return json::serialize(out);
}

std::vector<NamedEntity> EntitiesFromJson(std::string_view text) {
  std::vector<NamedEntity> out;
  const json::value root = Parse(text);
  for (const json::value& value : root.as_array()) {
    const json::object& entity = value.as_object();
    out.push_back({Text(entity.at("type")), Text(entity.at("text")),
                   SeqsFromJson(entity.at("seqs"))});
  }
  return out;
}

std::string CountsToJson(const Counts& counts) {
  return json::serialize(CountsObject(counts));
}

Counts CountsFromJson(std::string_view text) { return CountsOf(Parse(text)); }

std::string ProgressToJson(const ContactFact& fact) {
  return json::serialize(
      json::object{{"version", kFactVersion},
                   {"intent_seq", fact.intent_seq},
                   {"no_topic_seq", fact.no_topic_seq},
                   {"model_escalations", CountsObject(fact.model_escalations)},
                   {"human_escalations", CountsObject(fact.human_escalations)},
                   {"hand_overs", CountsObject(fact.hand_overs)},
                   {"agent_spoke", fact.agent_spoke}});
}

void ProgressFromJson(std::string_view text, ContactFact* fact) {
  const json::value root = Parse(text);
  const json::object& object = root.as_object();
  fact->model_escalations = CountsOf(object.at("model_escalations"));
  fact->human_escalations = CountsOf(object.at("human_escalations"));
  fact->hand_overs = CountsOf(object.at("hand_overs"));
  fact->intent_seq = object.at("intent_seq").to_number<int>();
  fact->no_topic_seq = object.at("no_topic_seq").to_number<int>();
  fact->agent_spoke = object.at("agent_spoke").as_bool();
}

}  // namespace aicc::summary
