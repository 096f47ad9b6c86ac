#include <algorithm>
#include <array>

#include "services/inference/domain/name_words.h"
#include "services/inference/domain/recognisers.h"

namespace aicc::inference {
namespace {

// How strongly something beside a name says that it is one.
enum Evidence { kNone, kWeak, kMedium, kStrong };

constexpr std::size_t kMaxAnswer = 30;  // Codes of an answer to "성함이?".

bool IsPause(CodesView codes, std::size_t at) {
  return at >= codes.size() || CodesView(U".,!?/\n)~:;\"'").contains(codes[at]);
}

// 님, 씨, 고객님 …: what people are called after their names.
std::size_t TitleAt(CodesView codes, std::size_t at) {
  return OneAt(
      codes, at,
      {U"고객",   U"님",   U"씨",     U"선생",    U"과장", U"대리",   U"팀장",
       U"부장",   U"차장", U"사장",   U"원장",    U"교수", U"매니저", U"상담사",
       U"상담원", U"기사", U"대표",   U"실장",    U"주임", U"사원",   U"환자",
       U"회원",   U"본인", U"할머니", U"할아버지"});
}

// What stands on after a name within its word.
Evidence TailEvidence(CodesView codes, std::size_t at, std::size_t end) {
  const CodesView tail = codes.substr(at, end - at);
  if (tail.empty()) return kNone;
  if (TitleAt(tail, 0) > 0) return kStrong;
  if (OneAt(tail, 0,
            {U"입니다", U"이에요",   U"예요",      U"이예요", U"에요",
             U"이라고", U"라고",     U"이구요",    U"구요",   U"이고요",
             U"인데",   U"이거든",   U"이라는",    U"라는",   U"이래요",
             U"이세요", U"이십니다", U"이며",      U"이란",   U"한테",
             U"에게",   U"께",       U"앞으로",    U"명의",   U"이야",
             U"이랑",   U"이요",     U"이 아니라", U"맞",     U"으로 "}) > 0) {
    return kMedium;
  }
  constexpr std::array<CodesView, 16> kParticles{
      U"은", U"는", U"이", U"가", U"을",   U"를", U"의",   U"와",
      U"과", U"도", U"요", U"로", U"으로", U"랑", U"이고", U"고"};
  return std::ranges::find(kParticles, tail) != kParticles.end() ? kWeak
                                                                 : kNone;
}

// "김하늘 고객님": the title is the next word.
bool TitleFollows(CodesView codes, std::size_t end) {
  const std::size_t next = SkipSpaces(codes, end);
  if (next == end || next > end + 2) return false;
  return TitleAt(codes, next) > 0 && !StandsAt(codes, next, U"기사를") &&
         !StandsAt(codes, next, U"고객센터") &&
         !StandsAt(codes, next, U"대리점");
}

// "김하늘 900101-1234567"
bool NumberFollows(CodesView codes, std::size_t end) {
  std::size_t digits = SkipSpaces(codes, end);
  const std::size_t begin = digits;
  while (digits < codes.size() && digits - begin < 6 &&
         IsDigit(codes[digits])) {
    ++digits;
  }
  return begin > end && digits - begin == 6;
}

bool EndsWith(CodesView text, std::initializer_list<CodesView> words) {
  return std::ranges::any_of(
      words, [&](CodesView word) { return text.ends_with(word); });
}

// What the words before `at` say.
Evidence CueBefore(CodesView codes, std::size_t at) {
  while (at > 0 && (codes[at - 1] == U' ' || codes[at - 1] == U':' ||
                    codes[at - 1] == U',')) {
    --at;
  }
  const CodesView before = Before(codes, at, 12);
  if (EndsWith(before,
               {U"이름은",      U"이름이",    U"이름",        U"성함은",
                U"성함이",      U"성함",      U"성명",        U"성명은",
                U"예금주",      U"예금주는",  U"예금주가",    U"명의자",
                U"명의자는",    U"명의자가",  U"명의는",      U"수령인",
                U"수령인은",    U"수취인",    U"수취인은",    U"받는 분",
                U"받는 분은",   U"받는분",    U"받는 사람",   U"받는사람",
                U"받는 사람은", U"보내는 분", U"보내는 사람", U"계약자",
                U"계약자는",    U"가입자",    U"가입자는",    U"신청자",
                U"신청자는",    U"보호자",    U"대표자",      U"대표자는",
                U"대리인",      U"입금자명",  U"입금자"})) {
    return kStrong;
  }
  if (EndsWith(before,
               {U"저는",   U"전",       U"제가",       U"저",     U"나는",
                U"본인",   U"여기",     U"남편",       U"아내",   U"와이프",
                U"아들",   U"딸",       U"어머니",     U"아버지", U"엄마",
                U"아빠",   U"동생",     U"누나",       U"오빠",   U"언니",
                U"형",     U"시어머니", U"장모님",     U"친구",   U"담당자",
                U"상담사", U"상담원",   U"기사님",     U"직원",   U"매니저",
                U"대표",   U"팀장",     U"과장",       U"환자",   U"고객",
                U"고객명", U"저희",     U"안녕하세요", U"네",     U"담당"})) {
    return kWeak;
  }
  return kNone;
}

bool IsAskedForName(const PersonalText& text) {
  return text.codes.size() <= kMaxAnswer &&
         Mentions(text.asked, {U"성함", U"이름", U"성명", U"누구", U"예금주",
                               U"명의자", U"받는 분"});
}

struct Candidate {
  std::size_t size = 0;
  bool likely = false;   // Its syllables are those of names.
  bool typical = false;  // … and hardly of anything else.
};

bool AreGiven(CodesView syllables, bool (*is)(char32_t)) {
  return std::ranges::all_of(syllables, is);
}

// The first `size` syllables of `word` as surname and given name.
Candidate AsName(CodesView word, std::size_t size, std::size_t surname) {
  Candidate candidate;
  if (word.size() < size) return candidate;
  if (!IsKoreanSurname(word.substr(0, surname))) return candidate;
  const CodesView name = word.substr(0, size);
  if (LooksLikeKoreanName(name) || LooksLikeKoreanName(word)) return candidate;
  candidate.size = size;
  candidate.likely = AreGiven(name.substr(surname), IsGivenSyllable);
  candidate.typical =
      surname == 2 || AreGiven(name.substr(surname), IsTypicalGivenSyllable);
  return candidate;
}

class Judge {
 public:
  explicit Judge(const PersonalText& text)
      : text_(text), asked_(IsAskedForName(text)) {}

  // The end of the name with which the word [begin, end) begins; `begin` if it
  // begins with none.
  std::size_t NameEnd(std::size_t begin, std::size_t end) const {
    const CodesView word = CodesView(text_.codes).substr(begin, end - begin);
    const Evidence cue = asked_ ? kStrong : CueBefore(text_.codes, begin);
    for (const auto& [size, surname] : kForms) {
      const Candidate name = AsName(word, size, surname);
      if (name.size > 0 && Accepts(name, begin, end, cue)) return begin + size;
    }
    return GivenNameEnd(begin, end, cue);
  }

 private:
  struct Form {
    std::size_t size;
    std::size_t surname;
  };
  static constexpr std::array<Form, 4> kForms{{{4, 2}, {3, 2}, {3, 1}, {2, 1}}};

  bool Accepts(const Candidate& name, std::size_t begin, std::size_t end,
               Evidence cue) const {
    const CodesView codes = text_.codes;
    const std::size_t at = begin + name.size;
    Evidence tail = TailEvidence(codes, at, end);
    const bool whole = at == end;
    if (whole && TitleFollows(codes, end)) tail = kStrong;
    if (whole && NumberFollows(codes, end)) tail = std::max(tail, kMedium);
    const bool pause = whole && (IsPause(codes, end) || asked_);
    if (name.size == 2) {
      if (!name.likely) return false;
      return (cue == kStrong && (tail >= kMedium || pause)) ||
             (whole && tail == kStrong && name.typical);
    }
    if (cue == kStrong) {
      return tail > kNone || pause || (whole && name.likely);
    }
    if (!name.likely) return false;
    if (tail == kStrong) return true;
    if (tail == kMedium) return name.typical || cue > kNone;
    if (cue == kWeak) return name.typical && (tail > kNone || whole);
    return pause && begin == 0 && name.typical && end == codes.size();
  }

  // "하늘 씨", "이름은 하늘이에요"
  std::size_t GivenNameEnd(std::size_t begin, std::size_t end,
                           Evidence cue) const {
    const CodesView codes = text_.codes;
    const CodesView given = codes.substr(begin, 2);
    if (end - begin < 2 || !AreGiven(given, IsTypicalGivenSyllable) ||
        LooksLikeKoreanName(given)) {
      return begin;
    }
    const std::size_t at = begin + 2;
    const std::size_t next = at == end ? SkipSpaces(codes, at) : at;
    const std::size_t called = OneAt(codes, next, {U"씨", U"님"});
    const bool alone =
        called > 0 && HangulEnd(codes, next) <= next + called + 2;
    const bool told = cue == kStrong && TailEvidence(codes, at, end) == kMedium;
    return alone || told ? at : begin;
  }

  const PersonalText& text_;
  bool asked_;
};

// "김 하늘 고객님": a surname as a word of its own.
bool IsSurnameApart(CodesView codes, std::size_t begin, std::size_t end) {
  if (end - begin > 2 || !IsKoreanSurname(codes.substr(begin, end - begin))) {
    return false;
  }
  const std::size_t given = end + 1;
  const std::size_t word_end = HangulEnd(codes, given);
  if (!StandsAt(codes, end, U" ") || word_end < given + 2) return false;
  const CodesView name = codes.substr(given, 2);
  if (!AreGiven(name, IsTypicalGivenSyllable) || LooksLikeKoreanName(name)) {
    return false;
  }
  const Evidence tail = TailEvidence(codes, given + 2, word_end);
  const bool title = word_end == given + 2 && TitleFollows(codes, word_end);
  return tail == kStrong || title ||
         (tail == kMedium && CueBefore(codes, begin) > kNone);
}

}  // namespace

void FindKoreanNames(const PersonalText& text, Findings* found) {
  const CodesView codes = text.codes;
  const Judge judge(text);
  for (std::size_t at = 0; at < codes.size();) {
    if (!IsHangulSyllable(codes[at])) {
      ++at;
      continue;
    }
    const std::size_t end = HangulEnd(codes, at);
    if (IsSurnameApart(codes, at, end)) {
      found->push_back({"NAME", at, end + 3});
    } else if (const std::size_t name = judge.NameEnd(at, end); name > at) {
      found->push_back({"NAME", at, name});
    }
    at = end;
  }
}

}  // namespace aicc::inference
