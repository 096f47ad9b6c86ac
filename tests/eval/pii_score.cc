#include "tests/eval/pii_score.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cctype>
#include <fstream>
#include <stdexcept>

#include "common/text.h"
#include "services/inference/domain/personal_data.h"

namespace aicc::inference {
namespace {

std::string OurType(const std::string& type) {
  static const std::map<std::string, std::string> kTypes{
      {"PERSON", "NAME"},
      {"STREET_ADDRESS", "ADDRESS"},
      {"CREDIT_CARD", "CARD"},
      {"PHONE_NUMBER", "PHONE"},
      {"EMAIL_ADDRESS", "EMAIL"},
      {"IBAN_CODE", "IBAN"},
      {"IP_ADDRESS", "IP"},
      {"US_SSN", "SSN"},
      {"US_DRIVER_LICENSE", "LICENSE"},
      {"ZIP_CODE", "ADDRESS"},
      {"GPE", ""},
      {"ORGANIZATION", ""},
      {"DATE_TIME", ""},
      {"TITLE", ""},
      {"AGE", ""},
      {"NRP", ""},
      {"DOMAIN_NAME", ""}};
  const auto found = kTypes.find(type);
  return found == kTypes.end() ? type : found->second;
}

LabelledText FromJson(const boost::json::object& row) {
  LabelledText labelled;
  labelled.text = row.at("text").as_string();
  for (const auto& value : row.at("spans").as_array()) {
    const auto& span = value.as_object();
    labelled.spans.push_back({OurType(std::string(span.at("type").as_string())),
                              span.at("start").to_number<std::size_t>(),
                              span.at("end").to_number<std::size_t>()});
  }
  return labelled;
}

// What each code point is: masked, personal, not to be counted.
struct Marks {
  std::vector<bool> masked;
  std::vector<bool> personal;
  std::vector<bool> ignored;
};

struct Region {
  std::string type;
  std::size_t begin = 0;  // Code points.
  std::size_t end = 0;
};

std::vector<Region> Masked(const std::string& text) {
  std::vector<Region> regions;
  const auto codes = [&](std::size_t bytes) {
    return DecodeUtf8(std::string_view(text).substr(0, bytes), bytes).size();
  };
  for (const PersonalData& data : FindPersonalData(text)) {
    regions.push_back(
        {std::string(data.type), codes(data.begin), codes(data.end)});
  }
  return regions;
}

void Mark(std::vector<bool>* marks, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end && i < marks->size(); ++i) {
    (*marks)[i] = true;
  }
}

bool IsWord(char32_t c) { return c > U' ' && c != 0xA0; }

void AddWords(PiiScore& score, const Codes& codes, const Marks& marks) {
  for (std::size_t at = 0; at < codes.size();) {
    if (!IsWord(codes[at])) {
      ++at;
      continue;
    }
    bool masked = false;
    bool personal = false;
    bool ignored = false;
    for (; at < codes.size() && IsWord(codes[at]); ++at) {
      masked = masked || marks.masked[at];
      personal = personal || marks.personal[at];
      ignored = ignored || marks.ignored[at];
    }
    if (ignored && !personal) continue;
    score.words_hit += masked && personal ? 1 : 0;
    score.words_personal += personal ? 1 : 0;
    score.words_masked += masked ? 1 : 0;
  }
}

Marks MarksOf(const LabelledText& labelled, const std::vector<Region>& regions,
              std::size_t size) {
  const std::vector<bool> none(size);
  Marks marks{none, none, none};
  for (const Region& region : regions) {
    Mark(&marks.masked, region.begin, region.end);
  }
  for (const auto& span : labelled.spans) {
    Mark(span.type.empty() ? &marks.ignored : &marks.personal, span.begin,
         span.end);
  }
  return marks;
}

// True if no letter or digit of `span` is left.
bool IsHidden(const Codes& codes, const Marks& marks,
              const LabelledText::Span& span) {
  for (std::size_t i = span.begin; i < span.end && i < codes.size(); ++i) {
    const bool counts =
        codes[i] >= 0x80 || std::isalnum(static_cast<int>(codes[i])) != 0;
    if (counts && !marks.masked[i]) return false;
  }
  return true;
}

bool Touches(const std::vector<bool>& marks, const Region& region) {
  for (std::size_t i = region.begin; i < region.end && i < marks.size(); ++i) {
    if (marks[i]) return true;
  }
  return false;
}

std::string Slip(const Codes& codes, const std::string& type, std::size_t begin,
                 std::size_t end) {
  return type + " \"" +
         EncodeUtf8(CodesView(codes).substr(begin, end - begin)) +
         "\" in: " + EncodeUtf8(codes);
}

}  // namespace

std::vector<LabelledText> ReadLabelled(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::vector<LabelledText> rows;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty())
      rows.push_back(FromJson(boost::json::parse(line).as_object()));
  }
  return rows;
}

void AddTo(PiiScore& score, const LabelledText& labelled,
           std::vector<std::string>* misses) {
  const Codes codes = DecodeUtf8(labelled.text, labelled.text.size());
  const std::vector<Region> regions = Masked(labelled.text);
  const Marks marks = MarksOf(labelled, regions, codes.size());
  std::vector<std::string> slips;
  for (const auto& span : labelled.spans) {
    if (span.type.empty()) continue;
    const bool found = IsHidden(codes, marks, span);
    ++score.types[span.type].spans;
    score.types[span.type].found += found ? 1 : 0;
    if (!found) {
      slips.push_back("missed " + Slip(codes, span.type, span.begin, span.end));
    }
  }
  for (const Region& region : regions) {
    const bool precise = Touches(marks.personal, region);
    if (!precise && Touches(marks.ignored, region)) continue;
    ++score.types[region.type].masked;
    score.types[region.type].precise += precise ? 1 : 0;
    if (!precise) {
      slips.push_back("wrong " +
                      Slip(codes, region.type, region.begin, region.end));
    }
  }
  AddWords(score, codes, marks);
  if (misses != nullptr)
    misses->insert(misses->end(), slips.begin(), slips.end());
}

PiiScore::OfType PiiScore::Of(const std::set<std::string>& some) const {
  OfType total;
  for (const auto& [type, score] : types) {
    if (!some.contains(type)) continue;
    total.spans += score.spans;
    total.found += score.found;
    total.masked += score.masked;
    total.precise += score.precise;
  }
  return total;
}

PiiScore::OfType PiiScore::Total() const {
  std::set<std::string> all;
  for (const auto& [type, score] : types) all.insert(type);
  return Of(all);
}

double PiiScore::F2() const {
  const double both = 4.0 * words_personal + words_masked;
  return both == 0 ? 1 : 5.0 * words_hit / both;
}

}  // namespace aicc::inference
