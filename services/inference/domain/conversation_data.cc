#include "services/inference/domain/conversation_data.h"

#include <algorithm>

#include "services/inference/domain/digit_groups.h"
#include "services/inference/domain/personal_text.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxHeard = 8;
constexpr std::size_t kMaxParts = 12;
constexpr std::size_t kMaxEarlier = 4;
constexpr std::size_t kEndBytes = 200;  // Of a message before.
constexpr std::size_t kAskedBytes = 240;
constexpr std::size_t kMaxBegin = 400;  // Bytes of the message that goes on.
// What the other one says between two parts is an acknowledgement.
constexpr std::size_t kMaxBetween = 2;
constexpr std::size_t kAcknowledgement = 90;  // Bytes.
constexpr std::size_t kMinPart = 3;           // Digits.

bool IsInCharacter(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::size_t EndOffset(std::string_view text, std::size_t bytes) {
  std::size_t from = text.size() > bytes ? text.size() - bytes : 0;
  while (from < text.size() && IsInCharacter(text[from])) ++from;
  return from;
}

std::string_view Beginning(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && IsInCharacter(text[bytes])) --bytes;
  return text.substr(0, bytes);
}

struct DigitRun {
  std::string digits;
  std::size_t begin = 0;  // Bytes.
  std::size_t end = 0;
};

// Digits of `text`, group by group.
std::vector<DigitRun> DigitRuns(std::string_view text) {
  const PersonalText read = ReadPersonalText(text, {});
  std::vector<DigitRun> runs;
  for (std::size_t at = 0; at < read.codes.size();) {
    const DigitGroups groups = DigitGroupsAt(read.codes, at);
    for (const DigitGroup& group : groups) {
      runs.push_back(
          {group.digits, read.begin[group.begin], read.end[group.end - 1]});
    }
    at = groups.empty() ? at + 1 : groups.back().end;
  }
  return runs;
}

std::string Digits(std::string_view text) {
  std::string digits;
  for (const DigitRun& run : DigitRuns(text)) digits += run.digits;
  return digits;
}

// Names that two messages make together are seldom names.
bool MayBeSplit(std::string_view type) {
  return type != "NAME" && type != "DOB" && type != "URL";
}

bool IsOfDigits(std::string_view type) {
  return type != "ADDRESS" && type != "EMAIL" && type != "NAME" &&
         type != "IBAN" && type != "IP" && type != "URL" && type != "DOB";
}

// Narrows [begin, end) to the digits there: "4111이고요" is 4111.
void Narrow(std::string_view text, std::size_t* begin, std::size_t* end) {
  const auto runs = DigitRuns(text.substr(*begin, *end - *begin));
  *end = runs.empty() ? *begin : *begin + runs.back().end;
  *begin += runs.empty() ? 0 : runs.front().begin;
}

// True if something was found already where `located` is.
bool IsKnown(const std::vector<LocatedData>& found,
             const LocatedData& located) {
  return std::ranges::any_of(found, [&](const LocatedData& other) {
    return other.message == located.message &&
           other.data.begin < located.data.end &&
           located.data.begin < other.data.end;
  });
}

}  // namespace

std::vector<LocatedData> ConversationData::Add(const Utterance& utterance) {
  const std::size_t message = count_++;
  if (utterance.trusted) return {};
  std::vector<LocatedData> found;
  const std::string asked = Asked(utterance);
  for (PersonalData& data : FindPersonalData(utterance.text, asked)) {
    found.push_back({message, std::move(data)});
  }
  const std::string_view begin = Beginning(utterance.text, kMaxBegin);
  Heard now{message, utterance.speaker, std::string(begin), 0};
  FindAcross(now, asked, &found);
  FindRepeated(now, &found);
  now.offset = EndOffset(utterance.text, kAskedBytes);
  now.text = utterance.text.substr(now.offset);
  heard_.push_back(std::move(now));
  if (heard_.size() > kMaxHeard) heard_.pop_front();
  return found;
}

// What the other one said last, unless it was long ago, and the label.
std::string ConversationData::Asked(const Utterance& utterance) const {
  std::string asked;
  for (auto heard = heard_.rbegin(); heard != heard_.rend(); ++heard) {
    if (heard->speaker == utterance.speaker) continue;
    asked = heard->text;
    break;
  }
  return asked.append(utterance.label);
}

// The messages of `speaker` that the next one may go on with, oldest first.
std::vector<const ConversationData::Heard*> ConversationData::Earlier(
    int speaker) const {
  std::vector<const Heard*> earlier;
  std::size_t between = 0;
  for (auto heard = heard_.rbegin(); heard != heard_.rend(); ++heard) {
    if (heard->speaker == speaker) {
      earlier.insert(earlier.begin(), &*heard);
      between = 0;
    } else if (++between > kMaxBetween ||
               heard->text.size() > kAcknowledgement) {
      break;
    }
    if (earlier.size() == kMaxEarlier) break;
  }
  return earlier;
}

void ConversationData::FindAcross(const Heard& now, std::string_view asked,
                                  std::vector<LocatedData>* found) {
  std::string joined;
  std::vector<Heard> parts;  // Their offsets are in `joined`.
  for (const Heard* const heard : Earlier(now.speaker)) {
    const std::string_view text = heard->text;
    const std::size_t cut = EndOffset(text, kEndBytes);
    parts.push_back({heard->message, heard->speaker, heard->text.substr(cut),
                     joined.size()});
    joined += parts.back().text + " ";
  }
  if (parts.empty()) return;
  const std::size_t border = joined.size();
  parts.push_back({now.message, now.speaker, now.text, border});
  joined += now.text;
  for (const PersonalData& data : FindPersonalData(joined, asked)) {
    if (data.end <= border) continue;
    if (data.begin < border && !MayBeSplit(data.type)) continue;
    AddParts(data, joined, parts, found);
  }
}

// Bytes of its message before the text of `part`, which is its end.
std::size_t ConversationData::Before(const Heard& part) const {
  for (const Heard& heard : heard_) {
    if (heard.message != part.message) continue;
    return heard.offset + heard.text.size() - part.text.size();
  }
  return 0;
}

// Adds what of `data` lies in each message.
void ConversationData::AddParts(const PersonalData& data,
                                std::string_view joined,
                                const std::vector<Heard>& parts,
                                std::vector<LocatedData>* found) {
  for (const Heard& part : parts) {
    std::size_t begin = std::max(data.begin, part.offset);
    std::size_t end = std::min(data.end, part.offset + part.text.size());
    if (begin >= end) continue;
    const bool now = &part == &parts.back();
    if (IsOfDigits(data.type)) {
      Narrow(joined, &begin, &end);
      if (begin == end) continue;
    }
    LocatedData located{
        part.message, data,
        std::string(joined.substr(data.begin, data.end - data.begin))};
    located.data.begin = begin - part.offset + Before(part);
    located.data.end = end - part.offset + Before(part);
    const bool whole = now && begin == data.begin;
    const bool known = whole && IsKnown(*found, located);
    if (known) continue;
    if (whole) located.whole.clear();
    found->push_back(located);
    const std::string digits = Digits(joined.substr(begin, end - begin));
    if (whole) continue;
    AddPart(digits, located);
    for (const DigitRun& run : DigitRuns(joined.substr(begin, end - begin))) {
      if (run.digits.size() > kMinPart) AddPart(run.digits, located);
    }
  }
  for (const Heard& heard : heard_) FindRepeated(heard, found);
}

void ConversationData::AddPart(const std::string& digits,
                               const LocatedData& located) {
  if (digits.size() < kMinPart) return;
  parts_.push_back({digits, located});
  if (parts_.size() > kMaxParts) parts_.pop_front();
}

// Adds the groups of `heard` that are parts of a value.
void ConversationData::FindRepeated(const Heard& heard,
                                    std::vector<LocatedData>* found) const {
  if (parts_.empty()) return;
  const std::vector<DigitRun> runs = DigitRuns(heard.text);
  for (std::size_t first = 0; first < runs.size(); ++first) {
    std::string digits;
    for (std::size_t i = first; i < runs.size() && digits.size() < 20; ++i) {
      digits += runs[i].digits;
      const auto part = std::ranges::find(parts_, digits, &Part::digits);
      if (part == parts_.end()) continue;
      LocatedData located = part->located;
      located.message = heard.message;
      located.data.begin = runs[first].begin + heard.offset;
      located.data.end = runs[i].end + heard.offset;
      if (!IsKnown(*found, located)) found->push_back(located);
    }
  }
}

}  // namespace aicc::inference
