#include <algorithm>
#include <optional>

#include "services/inference/domain/digit_groups.h"
#include "services/inference/domain/digit_words.h"
#include "services/inference/domain/number_kind.h"
#include "services/inference/domain/recognisers.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxGroups = 26;
constexpr std::size_t kMinDigits = 6;
constexpr std::size_t kMaxDigits = 19;
constexpr std::size_t kCueBefore = 44;
constexpr std::size_t kCueAfter = 20;

// "삼삼공오에 아니 삼삼오일에": takes back the last group, or all if the number
// is begun again.
void Correct(const DigitGroup& group, WrittenNumber* number) {
  const bool anew = group.digits[0] == '0' && number->digits.starts_with('0');
  const auto last = static_cast<std::size_t>(number->shape.back());
  number->digits.resize(anew ? 0 : number->digits.size() - last);
  number->shape.resize(anew ? 0 : number->shape.size() - 1);
}

// Groups [first, first + count) of a run as one number, without the last
// `dropped` digits. Digits said one by one are one group.
WrittenNumber Join(const DigitGroups& run, std::size_t first, std::size_t count,
                   std::size_t dropped) {
  WrittenNumber number;
  number.hyphens = count > 1;
  bool before = false;  // The group before is one of such digits.
  for (std::size_t i = first; i < first + count; ++i) {
    const DigitGroup& group = run[i];
    if (i > first && group.corrects) Correct(group, &number);
    const std::size_t size =
        group.digits.size() - (i + 1 == first + count ? dropped : 0);
    number.digits += group.digits.substr(0, size);
    number.spoken = number.spoken || group.spoken;
    const bool single = size == 1 || group.word;
    const bool joined = i > first && single && before && !group.corrects;
    before = single;
    if (joined) {
      number.shape.back() += static_cast<int>(size);
      continue;
    }
    number.shape.push_back(static_cast<int>(size));
    if (i == first) continue;
    number.hyphens = number.hyphens && group.hyphen;
    number.spaces = number.spaces || group.space;
  }
  return number;
}

bool IsPlus(CodesView codes, std::size_t begin) {
  return begin > 0 &&
         (codes[begin - 1] == U'+' || Before(codes, begin, 5) == U"plus " ||
          Before(codes, begin, 4) == U"플러스 ");
}

bool IsPrice(CodesView codes, const DigitGroup& first, std::size_t end) {
  const CodesView before = Before(codes, first.begin, 2);
  if (before.find_first_of(U"$₩€£¥#") != CodesView::npos) {
    return !before.contains(U'#');
  }
  return OneAt(codes, SkipSpaces(codes, end),
               {U"원", U"만원", U"달러", U"포인트", U"마일", U"won", U"krw",
                U"usd", U"dollars", U"points", U"miles", U"gb", U"mb", U"kb",
                U"개", U"건", U"명"}) > 0;
}

// Takes the extension ("x123", "내선 12") and hidden digits
// ("900101-1******") of the number that ends at `end`.
std::size_t WithTail(CodesView codes, std::size_t end) {
  while (end < codes.size() && codes[end] == U'*') ++end;
  std::size_t at = SkipSpaces(codes, end);
  if (at < codes.size() && codes[at] == U',') at = SkipSpaces(codes, at + 1);
  const std::size_t word = OneAt(
      codes, at, {U"extension", U"ext.", U"ext", U"x", U"내선번호", U"내선"});
  if (word == 0) return end;
  const std::size_t digits = SkipSpaces(codes, at + word);
  std::size_t last = digits;
  while (last < codes.size() && last - digits < 6 && IsDigit(codes[last])) {
    ++last;
  }
  return last > digits ? last : end;
}

// Looks for one number at the front of what is left of a run.
class Reader {
 public:
  Reader(const PersonalText& text, const DigitGroups& run)
      : text_(text), run_(run) {
    const CodesView codes = text.codes;
    cue_ = FindNumberCue(Before(codes, run.front().begin, kCueBefore),
                         codes.substr(run.back().end).substr(0, kCueAfter));
    if (cue_ == NumberCue::kNone) cue_ = FindNumberCue(text.asked, {});
  }

  // The groups that the number at group `first` takes; 0 if there is none.
  std::size_t Take(std::size_t first, Findings* found) const {
    if (IsPrice(text_.codes, run_[first], run_[first].end)) return 0;
    for (const auto read :
         {&Reader::Shaped, &Reader::Cued, &Reader::Long, &Reader::Part}) {
      if (const std::size_t taken = Try(read, first, found)) return taken;
    }
    return 0;
  }

 private:
  using Reading = std::string_view (Reader::*)(const WrittenNumber&) const;

  std::string_view Shaped(const WrittenNumber& number) const {
    return number.goes_on ? "" : ShapedKind(number, cue_);
  }
  std::string_view Part(const WrittenNumber& number) const {
    return ShapedKind(number, cue_);
  }
  std::string_view Cued(const WrittenNumber& number) const {
    return CuedKind(number, cue_);
  }
  std::string_view Long(const WrittenNumber& number) const {
    return IsSuspicious(number, cue_) ? "NUMBER" : "";
  }

  std::size_t Try(Reading read, std::size_t first, Findings* found) const {
    std::size_t count = 0;
    std::size_t digits = 0;
    while (count < kMaxGroups && first + count < run_.size() &&
           digits < kMaxDigits) {
      digits += run_[first + count++].digits.size();
    }
    for (; count > 0 && digits >= kMinDigits; --count) {
      if (TryGroups(read, first, count, found)) return count;
      digits -= run_[first + count - 1].digits.size();
    }
    return 0;
  }

  bool TryGroups(Reading read, std::size_t first, std::size_t count,
                 Findings* found) const {
    const DigitGroup& last = run_[first + count - 1];
    const std::size_t doubtful = DoubtfulDigits(text_.codes, last);
    for (std::size_t dropped = 0; dropped <= doubtful; ++dropped) {
      // More specific readings of what a longer one calls long come first.
      const bool longest = read != &Reader::Long || dropped == doubtful;
      WrittenNumber number = Join(run_, first, count, dropped);
      number.doubtful = dropped < doubtful;
      number.goes_on = GoesOn(first + count);
      number.plus = IsPlus(text_.codes, run_[first].begin);
      const std::string_view kind = longest ? (this->*read)(number) : "";
      if (kind.empty()) continue;
      Add(kind, number, run_[first].begin, last.end - dropped, found);
      return true;
    }
    return false;
  }

  // Digits that are said one by one end where they are said no more.
  bool GoesOn(std::size_t next) const {
    if (next >= run_.size()) return false;
    const auto single = [](const DigitGroup& group) {
      return group.word || group.digits.size() == 1;
    };
    return single(run_[next]) && single(run_[next - 1]) && !run_[next].hyphen;
  }

  void Add(std::string_view kind, const WrittenNumber& number,
           std::size_t begin, std::size_t end, Findings* found) const {
    const bool phone = kind == "PHONE";
    if (number.plus && text_.codes[begin - 1] == U'+') --begin;
    const bool paren = begin > 0 && text_.codes[begin - 1] == U'(';
    if (paren &&
        CodesView(text_.codes).substr(begin, end - begin).contains(U')')) {
      --begin;
    }
    found->push_back({kind, begin, WithTail(text_.codes, end),
                      phone ? NationalDigits(number) : number.digits});
  }

  const PersonalText& text_;
  const DigitGroups& run_;
  NumberCue cue_ = NumberCue::kNone;
};

// "10.0.19045.4291": versions have a part that is nothing, and points only.
bool IsVersion(CodesView codes, const DigitGroups& run) {
  constexpr std::size_t kMinParts = 3;
  if (run.size() < kMinParts || IsPlus(codes, run.front().begin)) return false;
  bool nothing = false;
  for (std::size_t i = 0; i < run.size(); ++i) {
    nothing = nothing || run[i].digits == "0";
    const bool point =
        i == 0 ||
        codes.substr(run[i - 1].end, run[i].begin - run[i - 1].end) == U".";
    if (!point || run[i].spoken) return false;
  }
  return nothing;
}

// Returns where to go on reading.
std::size_t ReadRun(const PersonalText& text, const DigitGroups& run,
                    Findings* found) {
  std::size_t digits = 0;
  for (const DigitGroup& group : run) digits += group.digits.size();
  if (digits < kMinDigits) return run.back().end;
  if (IsVersion(text.codes, run)) return run.back().end;
  const Reader reader(text, run);
  // A number may go on beyond a run that was cut; the rest is read again.
  const std::size_t enough =
      run.size() == kMaxDigitGroups ? kMaxDigitGroups - kMaxGroups : run.size();
  std::size_t i = 0;
  while (i < enough) i += std::max<std::size_t>(1, reader.Take(i, found));
  return i < run.size() ? run[i].begin : run.back().end;
}

}  // namespace

void FindNumbers(const PersonalText& text, Findings* found) {
  const CodesView codes = text.codes;
  for (std::size_t at = 0; at < codes.size();) {
    const DigitGroups run = DigitGroupsAt(codes, at);
    at = run.empty() ? at + 1 : std::max(at + 1, ReadRun(text, run, found));
  }
}

}  // namespace aicc::inference
