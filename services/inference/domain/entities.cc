#include "services/inference/domain/entities.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "services/inference/domain/cursor.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxEntities = 100;

// Who wins an overlap.
int RankOf(std::string_view type) {
  static constexpr std::array<std::string_view, 11> kOrder = {
      "email", "phone", "plan",        "service",  "device", "country",
      "date",  "money", "data_volume", "duration", "number"};
  return static_cast<int>(std::ranges::find(kOrder, type) - kOrder.begin());
}

bool IsMailCode(char32_t c) {
  return (c < 0x80 && (IsLatin(c) || IsDigit(c))) || c == U'.' || c == U'_' ||
         c == U'-' || c == U'+' || c == U'%';
}

void FindMail(CodesView text, std::vector<Span>* spans) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] != U'@') continue;
    constexpr std::size_t kMaxPart = 64;
    std::size_t begin = at;
    while (begin > 0 && at - begin < kMaxPart && IsMailCode(text[begin - 1])) {
      --begin;
    }
    std::size_t end = at + 1;
    while (end < text.size() && end - at < kMaxPart && IsMailCode(text[end])) {
      ++end;
    }
    while (end > at + 1 && !IsLatin(text[end - 1]) && !IsDigit(text[end - 1])) {
      --end;
    }
    const CodesView host = text.substr(at + 1, end - at - 1);
    if (begin == at || host.find(U'.') == host.npos) continue;
    spans->push_back(
        {"email", EncodeUtf8(text.substr(begin, end - begin)), begin, end});
  }
}

// Digits in groups, as people write numbers: "010-1234-5678", "+82 10 …".
void FindPhones(CodesView text, std::vector<Span>* spans) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool plus = text[at] == U'+';
    if (!plus && !IsDigit(text[at])) continue;
    std::string digits;
    std::size_t end = at + (plus ? 1 : 0);
    std::size_t last = end;
    for (; end < text.size() && digits.size() < 16; ++end) {
      if (IsDigit(text[end])) {
        digits += static_cast<char>(text[end]);
        last = end + 1;
      } else if (text[end] != U'-' && text[end] != U' ' && text[end] != U'.') {
        break;
      } else if (end > last) {
        break;  // Two separators in a row.
      }
    }
    const std::size_t size = digits.size();
    const bool grouped = last - at > size;
    const bool mobile = digits.starts_with("01") && size >= 10 && size <= 11;
    const bool fixed = digits.starts_with("0") && !digits.starts_with("00") &&
                       size >= 9 && size <= 11 && grouped;
    const bool service = digits.starts_with("1") && size == 8 && grouped;
    const bool world = plus && size >= 9 && size <= 15;
    if (mobile || fixed || service || world) {
      spans->push_back({"phone", (plus ? "+" : "") + digits, at, last});
    }
    at = std::max(last, at + 1) - 1;
  }
}

std::vector<Span> Resolve(std::vector<Span> spans) {
  std::ranges::sort(spans, {}, [](const Span& span) {
    return std::tuple(RankOf(span.type), span.begin - span.end, span.begin);
  });
  std::vector<Span> kept;
  for (Span& span : spans) {
    const bool free = std::ranges::none_of(kept, [&](const Span& other) {
      return span.begin < other.end && other.begin < span.end;
    });
    if (free) kept.push_back(std::move(span));
    if (kept.size() == kMaxEntities) break;
  }
  std::ranges::sort(kept, {}, &Span::begin);
  return kept;
}

}  // namespace

void FindContacts(CodesView text, std::vector<Span>* spans) {
  FindMail(text, spans);
  FindPhones(text, spans);
}

std::vector<Entity> FindEntities(const Message& message, const Pack& pack,
                                 std::chrono::sys_days today) {
  const CodesView text = message.folded.text;
  std::vector<Span> spans;
  for (const Lexicon::Hit& hit : message.names) {
    const EntityName& name = pack.entities[static_cast<std::size_t>(hit.entry)];
    spans.push_back({name.type, name.id, static_cast<std::size_t>(hit.begin),
                     static_cast<std::size_t>(hit.end)});
  }
  FindContacts(text, &spans);
  FindAmounts(text, &spans);
  FindDates(text, today, &spans);

  std::vector<Entity> entities;
  for (Span& span : Resolve(std::move(spans))) {
    const int start = message.folded.start[span.begin];
    const int end = message.folded.end[span.end - 1];
    const auto original = CodesView(message.original)
                              .substr(static_cast<std::size_t>(start),
                                      static_cast<std::size_t>(end - start));
    entities.push_back({std::move(span.type), EncodeUtf8(original),
                        std::move(span.value), start, end});
  }
  return entities;
}

}  // namespace aicc::inference
