#include <algorithm>
#include <array>
#include <unordered_set>

#include "services/inference/domain/name_evidence_ko.h"
#include "services/inference/domain/name_forms_ko.h"
#include "services/inference/domain/name_neighbours.h"
#include "services/inference/domain/name_words.h"
#include "services/inference/domain/recognisers.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxAnswer = 30;  // Codes of an answer to "성함이?".
constexpr std::size_t kMaxWord = 12;
constexpr std::size_t kMaxValue = 7;
constexpr std::size_t kMaxRunCue = 5;

// Points that together make a name.
constexpr int kEnough = 4;

// Surnames with which hardly any other word begins.
constexpr CodesView kSureSurnames = U"김박최윤황권송류홍곽엄함";

bool IsAskedForName(const PersonalText& text) {
  return text.codes.size() <= kMaxAnswer &&
         Mentions(text.asked, {U"성함", U"이름", U"성명", U"누구", U"예금주",
                               U"명의자", U"받는 분", U"존함"});
}

bool AreGiven(CodesView syllables, bool (*is)(char32_t)) {
  return std::ranges::all_of(syllables, is);
}

// "구름은", "남자가": the last syllable may be a particle.
bool MayEndInParticle(CodesView name) {
  return CodesView(U"예임은는이가을를도로의나라만서지요").contains(name.back());
}

// Points for the syllables of a surname and a given name; -1 for what is
// another word.
int PointsOfName(CodesView name, std::size_t surname, int cue) {
  const CodesView given = name.substr(surname);
  const bool korean = IsKoreanSurname(name.substr(0, surname));
  if (!korean && !IsRareKoreanSurname(name[0])) return -1;
  const bool listed = IsKoreanGivenName(given);
  const bool doubtful = !listed && IsDoubtfulKoreanGivenName(given);
  if (!korean && !listed && !(doubtful && cue == kStrong)) return -1;
  if (LooksLikeKoreanName(name)) return -1;
  if (MayEndInParticle(name) &&
      LooksLikeKoreanName(name.substr(0, name.size() - 1))) {
    return listed ? kWeak : -1;
  }
  // 지정한, 신청한
  if (name.back() == U'한' && LooksLikeKoreanName(name.substr(0, 2))) return -1;
  const bool sure = surname == 2 || kSureSurnames.contains(name[0]);
  if (listed) return kEnough;
  if (doubtful) return kMedium + (sure ? 1 : 0);
  const bool typical = AreGiven(given, IsTypicalGivenSyllable);
  // 선우 and 서문 are other words too.
  if (surname == 2 && !CodesView(U"선서동").contains(name[0])) return kStrong;
  if (surname == 1 && MakeAGivenName(given) && !MayEndInParticle(name)) {
    return kStrong;
  }
  if (surname == 2 || (typical && !MayEndInParticle(name))) return kMedium;
  return AreGiven(given, IsGivenSyllable) ? kWeak : 0;
}

// The given name said after a surname that ends at `end`, as words of their
// own: "하늘", or "영 수".
struct GivenApart {
  Codes given;
  std::size_t at = 0;        // Where it ends.
  std::size_t word_end = 0;  // Where its last word ends.
  bool spelled = false;      // Syllable by syllable.
};

GivenApart GivenAfter(CodesView codes, std::size_t end) {
  GivenApart read{{}, end, end, false};
  while (read.given.size() < 2 && StandsAt(codes, read.at, U" ")) {
    const std::size_t next = read.at + 1;
    read.word_end = HangulEnd(codes.substr(0, next + kMaxWord), next);
    const std::size_t left = read.word_end - next;
    if (left == 0) break;
    const bool whole =
        left == 1 || NameTailPoints(codes, next + 1, read.word_end) > 0;
    if (!read.given.empty() && !whole) break;
    read.spelled = !read.given.empty();
    const std::size_t size = read.given.empty() && left > 1 ? 2 : 1;
    read.given += codes.substr(next, size);
    read.at = next + size;
    if (read.at < read.word_end) break;
  }
  return read;
}

// "김 하늘 고객님", "김 영 수 고객님"
std::size_t ApartNameEnd(CodesView codes, std::size_t begin, std::size_t end,
                         KoreanNameCue cue) {
  if (end - begin > 2 || !IsKoreanSurname(codes.substr(begin, end - begin))) {
    return begin;
  }
  const auto [given, at, word_end, spelled] = GivenAfter(codes, end);
  if (given.size() != 2 || LooksLikeKoreanName(given)) return begin;
  const bool typical = IsKoreanGivenName(given) ||
                       AreGiven(given, IsTypicalGivenSyllable) ||
                       (spelled && AreGiven(given, IsGivenSyllable));
  const int after = PointsAfterName(codes, at, word_end);
  const bool said = after == kStrong || (after == kMedium && cue.points > 0) ||
                    (after >= 0 && cue.points == kStrong);
  return typical && said ? at : begin;
}

// 하은아: nobody's surname is 하 then.
bool IsCalledByName(CodesView name) {
  return name.size() == 3 && name.back() == U'아' &&
         IsKoreanGivenName(name.substr(0, 2));
}

class Judge {
 public:
  Judge(const PersonalText& text, const Findings& found)
      : codes_(text.codes),
        beside_(codes_, found),
        asked_(IsAskedForName(text)) {}

  // The end of the name with which the word [begin, end) begins; `begin` if it
  // begins with none.
  std::size_t NameEnd(std::size_t begin, std::size_t end) const {
    KoreanNameCue cue = NameCueBefore(codes_, begin);
    if (asked_) cue.points = kStrong;
    return NameEnd(begin, end, cue);
  }

  // What comes next is judged as what comes after a name that ends at `end`.
  void Follow(std::size_t end) { last_name_ = end; }

  // Where a name begins in the word [begin, end) after a cue that it begins
  // with, as in "제이름은박서준입니다"; `end` if none does.
  std::size_t CuedBegin(std::size_t begin, std::size_t end) const {
    for (std::size_t at = begin + 2; at + 2 <= end; ++at) {
      if (EndsInNameCue(Before(codes_, at, std::min(at - begin, kMaxRunCue))) &&
          NameEnd(at, end, {.points = kStrong}) > at) {
        return at;
      }
    }
    return end;
  }

  // As above, after what `cue` says.
  std::size_t NameEnd(std::size_t begin, std::size_t end,
                      KoreanNameCue cue) const {
    const CodesView word = codes_.substr(begin, end - begin);
    const bool ordinary = LooksLikeKoreanName(word);
    if (cue.field && IsNoValue(word)) return begin;
    // 마리아 is no 마 whose given name is 리아, if 산토스 follows.
    if (IsForeignName(word) || IsDoubtfulForeignName(word)) {
      const std::size_t foreign = ForeignNameEnd(codes_, begin, end, cue);
      if (foreign > end) return foreign;
    }
    for (const auto& [size, surname] : kForms) {
      if (ordinary || end - begin < size) continue;
      const CodesView name = codes_.substr(begin, size);
      const int points = PointsOfName(name, surname, cue.points);
      if (points < 0) continue;
      if (points < kMedium && EndsInCopula(begin, size, end)) continue;
      if (cue.points < kStrong && IsVerb(begin + size, end)) continue;
      if (begin + size == end && IsCalledByName(name)) continue;
      if (Accepts(points, begin, begin + size, end, cue)) return begin + size;
    }
    for (const auto name_end :
         {ApartNameEnd, TitledSurnameEnd, ForeignNameEnd, CalledNameEnd}) {
      const std::size_t name = name_end(codes_, begin, end, cue);
      if (name > begin) return name;
    }
    if (!ordinary && IsCell(begin, end) &&
        (IsKoreanGivenName(word) ||
         (IsDoubtfulKoreanGivenName(word) && IsBeforeDigits(end)))) {
      return end;
    }
    return IsValueNamed(begin, end, cue) ? end : begin;
  }

 private:
  // "배성우, 진경": a comma or a stroke after another name.
  bool IsListed(std::size_t begin) const {
    if (last_name_ == 0 || begin < last_name_ || begin - last_name_ > 3) {
      return false;
    }
    const CodesView marks = codes_.substr(last_name_, begin - last_name_);
    return marks.contains(U',') || marks.contains(U'/') ||
           marks.contains(U'·') || marks == U"과 " || marks == U"와 ";
  }

  // "|하늬|1999-": whoever has a date or a telephone.
  bool IsBeforeDigits(std::size_t end) const {
    const CodesView cell = codes_.substr(end).substr(0, 8);
    const std::size_t first = cell.find_first_not_of(U" |");
    const std::size_t dash = cell.find(U'-');
    return first != CodesView::npos && IsDigit(cell[first]) &&
           dash != CodesView::npos && dash >= first + 3;
  }

  // "|하늬|": a value of its own in a table.
  bool IsCell(std::size_t begin, std::size_t end) const {
    const bool space = begin > 0 && codes_[begin - 1] == U' ';
    const std::size_t before = space ? begin - 1 : begin;
    return before > 0 && codes_[before - 1] == U'|' &&
           OneAt(codes_, end, {U"|", U" |"}) > 0;
  }

  // "이름은 봄", and any word that is a field's value in marks:
  // "name":"쉐르조드".
  bool IsValueNamed(std::size_t begin, std::size_t end,
                    KoreanNameCue cue) const {
    const CodesView word = codes_.substr(begin, end - begin);
    if (word.size() == 1) {
      return cue.points == kStrong && !cue.field &&
             IsPauseAfterName(codes_, end) &&
             CodesView(U"봄빛솔별샘율결준훈현민찬혁윤빈").contains(word[0]);
    }
    const bool quoted =
        begin > 0 && codes_[begin - 1] == U'"' && StandsAt(codes_, end, U"\"");
    return cue.person && quoted &&
           !CodesView(U"팀부과실국점").contains(word.back()) &&
           word.size() <= kMaxValue && !IsRole(word) &&
           !LooksLikeKoreanName(word);
  }

  // What a field of a record says when it names nobody.
  static bool IsNoValue(CodesView word) {
    return word.size() <= kMaxValue &&
           Mentions(word,
                    {U"미정",   U"배정", U"없음",   U"확인", U"불명", U"테스트",
                     U"고객",   U"센터", U"비회원", U"익명", U"본사", U"관리",
                     U"시스템", U"상담", U"배송",   U"점장", U"주문", U"요금",
                     U"카드",   U"은행", U"회사",   U"미상", U"기타", U"해당"});
  }

  struct Form {
    std::size_t size;
    std::size_t surname;
  };
  static constexpr std::array<Form, 4> kForms{{{4, 2}, {3, 2}, {3, 1}, {2, 1}}};

  // 이용하고, 지정하면: what ends in 하 before these is a verb.
  bool IsVerb(std::size_t at, std::size_t end) const {
    return codes_[at - 1] == U'하' && at < end &&
           CodesView(U"고는기지려면시세여셨였던겠자도게니거")
               .contains(codes_[at]);
  }

  // "허율이요": the last syllable of what might be a name is of 이요.
  bool EndsInCopula(std::size_t begin, std::size_t size,
                    std::size_t end) const {
    const std::size_t last = begin + size - 1;
    return size > 2 && codes_[last] == U'이' &&
           NameTailPoints(codes_, last, end) == kMedium;
  }

  bool Accepts(int points, std::size_t begin, std::size_t at, std::size_t end,
               KoreanNameCue before) const {
    const int after = PointsAfterName(codes_, at, end);
    const int cue = before.points;
    if (after < 0) return false;
    const bool whole = at == end;
    const bool pause = whole && (IsPauseAfterName(codes_, end) || asked_ ||
                                 (before.field && points > 0));
    // 백종원 피자: known people, and shops called after their owners.
    if (whole && cue == 0 && NamesAProduct(codes_, end)) return false;
    if (at - begin == 2) {
      // "이름은 허각이에요": what is said so plainly may be any syllable.
      if (points == 0) {
        return cue == kStrong && after == kMedium &&
               !CodesView(U"나하이안").contains(codes_[begin]);
      }
      if (pause && points >= kMedium && IsListed(begin)) return true;
      // "저 현빈이에요"
      if (cue >= kWeak && after == kMedium && points >= kMedium) return true;
      return (cue == kStrong && (after >= kMedium || pause)) ||
             (whole && after == kStrong && points >= kMedium);
    }
    if (pause || (whole && points >= kMedium)) points += kWeak;
    if (points >= kMedium && IsCell(begin, at)) points += kWeak;
    if (points >= kMedium && IsListed(begin)) points += kMedium;
    points += cue + after;
    if (whole && !IsLabel(begin, end) && beside_.Adjoin(begin, end)) {
      points += kMedium;
    }
    return points >= kEnough;
  }

  // "구여권 M12345678": what a number is, not whose.
  bool IsLabel(std::size_t begin, std::size_t end) const {
    return Mentions(
        codes_.substr(begin, end - begin),
        {U"여권", U"면허", U"계좌", U"번호", U"카드", U"전화", U"주소", U"메일",
         U"연락", U"통장", U"은행", U"생일", U"등록", U"사업"});
  }

  CodesView codes_;
  NameNeighbours beside_;
  bool asked_;
  std::size_t last_name_ = 0;  // Where the name before ended.
};

// Finds again what was found once: "허율이요 허 율".
class Repeated {
 public:
  explicit Repeated(CodesView codes) : codes_(codes) {}

  void Add(std::size_t begin, std::size_t end) {
    const CodesView name = codes_.substr(begin, end - begin);
    if (name.size() >= 2 && name.size() <= 4) known_.insert(Codes(name));
  }

  // The end of a known name at the word [begin, end), with spaces in it or
  // not; `begin` if there is none.
  std::size_t EndAt(std::size_t begin, std::size_t end) const {
    if (known_.empty()) return begin;
    for (std::size_t size = std::min<std::size_t>(4, end - begin); size >= 3;
         --size) {
      if (known_.contains(Codes(codes_.substr(begin, size))))
        return begin + size;
    }
    if (end - begin > 2 || !StandsAt(codes_, end, U" ")) return begin;
    const Codes surname(codes_.substr(begin, end - begin));
    for (std::size_t size = 2; size >= 1; --size) {
      if (end + 1 + size > codes_.size()) continue;
      if (known_.contains(surname + Codes(codes_.substr(end + 1, size))))
        return end + 1 + size;
    }
    return begin;
  }

 private:
  CodesView codes_;
  std::unordered_set<Codes> known_;
};

}  // namespace

void FindKoreanNames(const PersonalText& text, Findings* found) {
  const CodesView codes = text.codes;
  Judge judge(text, *found);
  Repeated repeated(codes);
  for (const bool again : {false, true}) {
    for (std::size_t at = 0; at < codes.size();) {
      if (!IsHangulSyllable(codes[at])) {
        ++at;
        continue;
      }
      const std::size_t end = HangulEnd(codes, at);
      std::size_t name =
          again ? repeated.EndAt(at, end) : judge.NameEnd(at, end);
      const std::size_t cued =
          again || name > at ? end : judge.CuedBegin(at, end);
      if (cued < end) {
        at = cued;
        name = judge.NameEnd(at, end, {.points = kStrong});
      }
      if (name > at) {
        found->push_back({"NAME", at, name});
        if (!again) repeated.Add(at, name);
        if (!again) judge.Follow(name);
      }
      at = std::max(end, name);
    }
  }
}

}  // namespace aicc::inference
