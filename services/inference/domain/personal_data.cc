#include "services/inference/domain/personal_data.h"

#include <algorithm>
#include <array>

#include "services/inference/domain/personal_text.h"
#include "services/inference/domain/recognisers.h"
#include "services/inference/domain/transcript_lines.h"

namespace aicc::inference {
namespace {

// Where findings overlap, the one of the more telling type is kept.
constexpr std::array<std::string_view, 17> kMostTelling{
    "URL",     "EMAIL",   "IBAN",  "IP",      "RRN",      "FRN",
    "SSN",     "BRN",     "CARD",  "LICENSE", "PASSPORT", "DOB",
    "ADDRESS", "ACCOUNT", "PHONE", "NAME",    "NUMBER"};

std::ptrdiff_t Rank(std::string_view type) {
  return std::ranges::find(kMostTelling, type) - kMostTelling.begin();
}

// Letters and digits; of what is written in words its own marks.
std::string Value(const Finding& finding, CodesView codes) {
  if (!finding.value.empty()) return finding.value;
  Codes value;
  for (const char32_t c :
       codes.substr(finding.begin, finding.end - finding.begin)) {
    if (IsWordCode(c)) value += c;
  }
  return EncodeUtf8(value);
}

// Without overlaps. Nothing of what was found is left outside.
Findings Apart(Findings found) {
  std::ranges::sort(found, [](const Finding& a, const Finding& b) {
    if (a.begin != b.begin) return a.begin < b.begin;
    return Rank(a.type) < Rank(b.type);
  });
  Findings apart;
  for (Finding& one : found) {
    if (apart.empty() || one.begin >= apart.back().end) {
      apart.push_back(std::move(one));
      continue;
    }
    Finding& last = apart.back();
    const std::size_t end = std::max(last.end, one.end);
    Finding& better = Rank(one.type) < Rank(last.type) ? one : last;
    // The value of a part is not that of all.
    if (better.begin > last.begin || better.end < end) better.value.clear();
    better.begin = last.begin;
    better.end = end;
    if (&better == &one) last = std::move(one);
  }
  return apart;
}

std::vector<PersonalData> FindInLine(std::string_view text,
                                     std::string_view asked) {
  const PersonalText read = ReadPersonalText(text, asked);
  Findings found;
  // Names come last: what else was found beside them tells something.
  for (const auto find :
       {FindEmails, FindUrls, FindIbans, FindIps, FindDocuments, FindNumbers,
        FindBirthDates, FindKoreanAddresses, FindEnglishAddresses,
        FindKoreanNames, FindEnglishNames}) {
    find(read, &found);
  }
  std::vector<PersonalData> data;
  for (const Finding& one : Apart(std::move(found))) {
    data.push_back({one.type, read.begin[one.begin], read.end[one.end - 1],
                    Value(one, read.codes)});
  }
  return data;
}

}  // namespace

std::vector<PersonalData> FindPersonalData(std::string_view text,
                                           std::string_view asked) {
  const std::vector<TranscriptLine> lines = TranscriptLines(text);
  if (lines.empty()) return FindInLine(text, asked);
  // Each line of a transcript is an answer to the one before.
  std::vector<PersonalData> found;
  for (const TranscriptLine& line : lines) {
    const auto from = static_cast<std::size_t>(line.label.data() - text.data());
    const std::size_t end = from + line.label.size() + line.text.size();
    const std::size_t begin = std::min(end, text.find_first_not_of('\n', from));
    for (PersonalData& data :
         FindInLine(text.substr(begin, end - begin), asked)) {
      data.begin += begin;
      data.end += begin;
      found.push_back(std::move(data));
    }
    asked = line.text;
  }
  return found;
}

}  // namespace aicc::inference
