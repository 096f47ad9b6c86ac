#include "services/inference/domain/masking.h"

#include <algorithm>
#include <iterator>

#include "services/inference/domain/personal_text.h"
#include "services/inference/domain/placeholder.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxKnownNames = 32;

// A name that is no other word: three syllables, or two words.
bool IsWholeName(CodesView name) {
  const bool hangul = !name.empty() && IsHangulSyllable(name[0]);
  return hangul ? name.size() >= 3 && name.size() <= 5
                : name.contains(U' ') && name.size() >= 6;
}

bool StandsAlone(CodesView codes, std::size_t at, CodesView name) {
  if (!IsBorder(codes, at)) return false;
  return IsHangulSyllable(name[0]) || IsBorder(codes, at + name.size());
}

// The first of `places` that has a byte of [begin, end).
template <typename Places>
auto Overlapping(Places& places, std::size_t begin, std::size_t end) {
  auto place = places.upper_bound(begin);
  if (place != places.begin() && std::prev(place)->second.end > begin) {
    return std::prev(place);
  }
  return place != places.end() && place->first < end ? place : places.end();
}

template <typename Places>
std::string Replaced(std::string_view text, const Places& places) {
  std::string replaced;
  std::size_t copied = 0;
  for (const auto& [begin, place] : places) {
    replaced += text.substr(copied, begin - copied);
    replaced += place.placeholder;
    copied = place.end;
  }
  replaced += text.substr(copied);
  return replaced;
}

}  // namespace

std::string Mask::Placeholder(const std::string& key, std::string_view type,
                              std::string_view original) {
  std::string& name = placeholders_[key];
  if (name.empty()) {
    const std::string counted(type);
    name = counted + "_" + std::to_string(++counts_[counted]);
    originals_.emplace(name, original);
  }
  return "<" + name + ">";
}

// The value `begun` was only the beginning of `key`: it keeps its placeholder.
void Mask::GoOn(const std::string& begun, const std::string& key,
                std::string_view original) {
  if (key == begun || !key.starts_with(begun)) return;
  const auto [name, added] =
      placeholders_.try_emplace(key, placeholders_[begun]);
  if (added) originals_[name->second] = original;
}

void Mask::Put(const PersonalData& data, std::string_view original,
               Places* places) {
  const std::string key = std::string(data.type) + " " + data.value;
  const auto before = Overlapping(*places, data.begin, data.end);
  if (before != places->end()) GoOn(before->second.key, key, original);
  Place place{data.end, key, Placeholder(key, data.type, original)};
  if (data.type == "NAME" && names_.size() < kMaxKnownNames) {
    const Codes name = FoldText(original);
    if (IsWholeName(name)) names_.emplace(EncodeUtf8(name), place.placeholder);
  }
  // What is known later knows more; nothing of what it covers may be left.
  std::size_t begin = data.begin;
  for (auto other = Overlapping(*places, begin, place.end);
       other != places->end(); other = Overlapping(*places, begin, place.end)) {
    begin = std::min(begin, other->first);
    place.end = std::max(place.end, other->second.end);
    places->erase(other);
  }
  places->emplace(begin, std::move(place));
}

// Names without a cue that another message has with one.
void Mask::PutKnownNames(std::string_view text, Places* places) {
  if (names_.empty()) return;
  const PersonalText read = ReadPersonalText(text, {});
  const CodesView codes = read.codes;
  for (const auto& [known, placeholder] : names_) {
    const Codes name = DecodeUtf8(known, known.size());
    for (std::size_t at = codes.find(name); at != CodesView::npos;
         at = codes.find(name, at + name.size())) {
      if (!StandsAlone(codes, at, name)) continue;
      const std::size_t begin = read.begin[at];
      const std::size_t end = read.end[at + name.size() - 1];
      const bool hidden = Overlapping(*places, begin, end) != places->end();
      if (!hidden)
        places->emplace(begin, Place{end, "NAME " + known, placeholder});
    }
  }
}

void Mask::PutLiterals(std::string_view text, Places* places) {
  for (std::size_t at = 0; at < text.size();) {
    const bool word = at > 0 && (ContinuesWord(text[at - 1]) ||
                                 text[at - 1] == '<' || text[at - 1] == '[');
    const PlaceholderMatch match =
        MatchPlaceholder(text.substr(at), word, true);
    if (match.state != PlaceholderMatch::State::kWhole) {
      ++at;
      continue;
    }
    const std::string literal(text.substr(at, match.size));
    Put({"LITERAL", at, at + match.size, literal}, literal, places);
    at += match.size;
  }
}

void Mask::PutFound(std::string_view text, Places* places) {
  for (const PersonalData& data : FindPersonalData(text)) {
    Put(data, text.substr(data.begin, data.end - data.begin), places);
  }
}

std::vector<std::string> Mask::Hide(
    const std::vector<Utterance>& conversation) {
  ConversationData reader;
  std::vector<Places> places(conversation.size());
  std::vector<Places> labels(conversation.size());
  for (std::size_t i = 0; i < conversation.size(); ++i) {
    if (!conversation[i].trusted) PutLiterals(conversation[i].text, &places[i]);
    PutFound(conversation[i].label, &labels[i]);
    for (const LocatedData& found : reader.Add(conversation[i])) {
      const std::string_view text = conversation[found.message].text;
      const PersonalData& data = found.data;
      const std::string_view said =
          text.substr(data.begin, data.end - data.begin);
      Put(data, found.whole.empty() ? said : found.whole,
          &places[found.message]);
    }
  }
  std::vector<std::string> hidden;
  for (std::size_t i = 0; i < conversation.size(); ++i) {
    const Utterance& said = conversation[i];
    if (!said.trusted) PutKnownNames(said.text, &places[i]);
    PutKnownNames(said.label, &labels[i]);
    hidden.push_back(Replaced(said.label, labels[i]) +
                     Replaced(said.text, places[i]));
  }
  return hidden;
}

std::string Mask::Hide(std::string_view text) {
  return Hide(std::vector<Utterance>{{text}})[0];
}

const std::string* Mask::Original(std::string_view name) const {
  const auto found = originals_.find(name);
  return found == originals_.end() ? nullptr : &found->second;
}

}  // namespace aicc::inference
