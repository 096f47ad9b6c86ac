#include "services/inference/domain/name_evidence_en.h"

#include <unordered_map>
#include <vector>

#include "services/inference/domain/name_evidence_ko.h"
#include "services/inference/domain/personal_text.h"
#include "services/inference/domain/word_set.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kCueSize = 32;
constexpr std::size_t kMaxFillers = 2;
constexpr int kWeakKorean = 2;
constexpr int kAlmost = 3;  // Points of a cue that wants a little more.

// The text before `at`, as far as a cue may reach, without what may stand
// between a cue and a name: "Passenger 2: ", and without fillers: "under uh".
CodesView CueText(CodesView text, std::size_t at) {
  bool filler = true;
  for (std::size_t fillers = 0; filler && fillers <= kMaxFillers; ++fillers) {
    while (at > 0 &&
           CodesView(U" :,\"'.(?\n0123456789#").contains(text[at - 1])) {
      --at;
    }
    const CodesView before = Before(text, at, 4);
    filler = before.ends_with(U" uh") || before.ends_with(U" um") ||
             before.ends_with(U" er");
    if (filler) at -= 3;
  }
  return Before(text, at, kCueSize);
}

// True if the name at `at` is a value of what machines write:
// `"member":"Jane"`.
bool IsValue(CodesView text, std::size_t at) {
  const CodesView before = Before(text, at, 4);
  return before.ends_with(U"\":\"") || before.ends_with(U"\": \"");
}

bool IsWordOfCue(char32_t c) { return IsLatinOrDigit(c) || c == U'\''; }

CodesView LastWord(CodesView text) {
  std::size_t begin = text.size();
  while (begin > 0 && IsWordOfCue(text[begin - 1])) --begin;
  return text.substr(begin);
}

// Words that stand before names, one after another; '_' is a space in one.
struct Cues {
  int points;
  bool capital;  // Only before one.
  CodesView words;
};

constexpr Cues kCues[] = {
    {4, false,
     U"name_is my_name's your_name name's name_of mr mrs ms mx dr prof "
     U"professor account_holder_is call_me calls_me under_the_name surname_is "
     U"husband's_name husbands_name wife's_name wifes_name mother's_name "
     U"mothers_name father's_name son's_name daughter's_name in_the_name_of "
     U"someone_named someone_called guy_named woman_named "
     U"person_named man_named"},
    {4, true,
     U"miss name firstname lastname fullname givenname familyname named "
     U"named_him named_her account_holder acct_holder "
     U"cardholder "
     U"holder_is holder attn attention beneficiary recipient signed heard "
     U"founders surname policyholder applicant tenant taxpayer passenger guest "
     U"patient payee payer sender subscriber signed_by signed_for_by c/o "
     U"care_of next_of_kin addressee insured name_was surname_was "
     U"assignee claimant borrower nominee complainant landlady member_name "
     U"maiden_name sgt sergeant reverend rev constable detective officer "
     U"deceased herr frau mme senora senor sra monsieur signora signor "
     U"professor corporal lieutenant colonel imam rabbi pastor"},
    {3, false,
     U"thx tnx tks i_am i'm this_is im dear hi hello hey thanks thank_you "
     U"regards "
     U"sincerely cheers best speak_to speak_with speaking_with speaking_to "
     U"spoke_to spoke_with talk_to talked_to talking_to ask_for wife husband "
     U"son daughter brother sister mother father mom dad mum partner colleague "
     U"manager agent guardian cardholder_is leave_me maybe_it's_under "
     U"follow_up_with change_it_to to_add player songwriter commenter starring "
     U"directed_by sung_by written_by named_after addressed_to belongs_to "
     U"transfer_to made_out_to why_is you_can_tell here's uncle aunt cousin "
     U"nephew niece child kid nan gran granny sis bro hubby in_law in-law "
     U"stepdad "
     U"stepmum stepmom plumber cleaner gardener builder electrician carpenter "
     U"postman courier tutor coach nanny dentist therapist so_much "
     U"complain_about complaint_about grandmother grandfather grandma grandpa "
     U"spouse boyfriend "
     U"girlfriend fiance fiancee roommate flatmate neighbour neighbor friend "
     U"landlord boss supervisor assistant technician engineer installer driver "
     U"rep representative advisor adviser operator caller client nurse doctor "
     U"goes_by known_as met_with reached am_i_speaking_with is_that member "
     U"contact family given dependent it's_not its_not not_under chat_with "
     U"chatted_with dealt_with requester passed_to transferred_to escalated_to "
     U"speak_with referred_by sold_by helped_by served_by grandson "
     U"granddaughter stepson stepdaughter father-in-law mother-in-law "
     U"executor solicitor carer caretaker concierge referrer"},
    {2, false,
     U"it's its through_to back_to tell told ask asked compliment thank met "
     U"remove "
     U"invite hired email "
     U"text emailed texted owner user reservation_for table_for "
     U"booking_for "
     U"appointment_for booked_as booked_under last"},
    {1, false,
     U"by with from for to under said says and that of early add oh about "
     U"think either call ring"}};

struct Cue {
  Codes phrase;
  int points;
  bool capital;
};

// By the last word.
using Index = std::unordered_map<Codes, std::vector<Cue>>;

Index MakeIndex() {
  Index index;
  for (const Cues& cues : kCues) {
    for (std::size_t at = 0; at < cues.words.size();) {
      const std::size_t end =
          std::min(cues.words.find(U' ', at), cues.words.size());
      Codes phrase(cues.words.substr(at, end - at));
      for (char32_t& c : phrase) c = c == U'_' ? U' ' : c;
      const Codes last(LastWord(phrase));
      index[last].push_back({std::move(phrase), cues.points, cues.capital});
      at = end + 1;
    }
  }
  return index;
}

bool EndsWith(CodesView text, CodesView words) {
  if (!text.ends_with(words)) return false;
  const std::size_t begin = text.size() - words.size();
  return begin == 0 || !IsWordOfCue(text[begin - 1]);
}

// What people do, said after their names.
int PointsOfVerb(CodesView word) {
  static const std::unordered_map<CodesView, int> points{
      {U"speaking", 2},  {U"calling", 2}, {U"here", 2},     {U"said", 2},
      {U"speak", 2},     {U"told", 2},    {U"called", 2},   {U"bought", 2},
      {U"emailed", 2},   {U"texted", 2},  {U"promised", 2}, {U"explained", 2},
      {U"mentioned", 2}, {U"rang", 2},    {U"phoned", 2},   {U"replied", 2},
      {U"who", 1},       {U"spent", 4},   {U"lives", 4},    {U"listed", 4},
      {U"signed", 2},    {U"is", 1},      {U"was", 1},      {U"has", 1},
      {U"wants", 1},     {U"needs", 1},   {U"asked", 1},    {U"says", 1},
      {U"please", 1},    {U"never", 1},   {U"answered", 2}, {U"transferred", 1},
      {U"helped", 2},    {U"from", 1},    {U"ji", 2},       {U"will", 1},
      {U"gave", 1},      {U"sent", 1},    {U"did", 1},      {U"came", 1},
      {U"left", 1},      {U"refused", 2}, {U"hung", 1}};
  const auto found = points.find(word);
  return found == points.end() ? 0 : found->second;
}

// "Johansson with two s", "gonzalez with a z"
bool IsSpeltAfter(CodesView text, std::size_t end) {
  if (!StandsAt(text, end, U" with ")) return false;
  std::size_t at = end + OneAt(text, end, {U" with "});
  at += OneAt(text, at, {U"an ", U"a ", U"one ", U"two ", U"double ", U"no "});
  return at < text.size() && IsLatin(text[at]) && IsBorder(text, at + 1);
}

// "Jenny Park인데요", "Tran Thi Mai 님"
int KoreanPointsAfter(CodesView text, std::size_t end, std::size_t next) {
  const CodesView near = text.substr(0, next + 12);
  const int points = next > end
                         ? NextWordPoints(text, end)
                         : NameTailPoints(text, end, HangulEnd(near, end));
  return points == kStrong ? 3 : points == kMedium ? 1 : 0;
}

}  // namespace

bool AsksForName(CodesView asked) {
  return Mentions(asked, {U"your name", U"full name", U"who am i", U"name on",
                          U"first name", U"last name", U"surname", U"name:",
                          U"first and last name", U"who's calling",
                          U"name please", U"name, please"});
}

bool IsObject(CodesView word) {
  static const WordSet objects(
      U"me you us it him them the a an my your our this that");
  return objects.contains(word);
}

bool IsSaidAfterName(CodesView word) { return PointsOfVerb(word) > 0; }

int PointsBefore(CodesView text, std::size_t at, bool capital) {
  static const Index index = MakeIndex();
  // "예약자 lee soo jin"
  if (const int points = NameCueBefore(text, at).points; points > 0) {
    return points == kStrong ? 4 : kWeakKorean;
  }
  Codes before(CueText(text, at));
  if (EndsWith(before, U"w/")) before.replace(before.size() - 1, 1, U"ith");
  const auto cues = index.find(Codes(LastWord(before)));
  if (cues == index.end()) return 0;
  int points = 0;
  for (const Cue& cue : cues->second) {
    const bool applies = capital || !cue.capital;
    if (applies && cue.points > points && EndsWith(before, cue.phrase)) {
      points = cue.points;
    }
  }
  return points == kAlmost && capital && IsValue(text, at) ? points + 1
                                                           : points;
}

int PointsAfter(CodesView text, std::size_t end) {
  if (IsSpeltAfter(text, end)) return 2;
  if (StandsAt(text, end, U"'s")) return 1;
  const std::size_t next = SkipSpaces(text, end);
  if (next < text.size() && IsHangulSyllable(text[next])) {
    return KoreanPointsAfter(text, end, next);
  }
  if (WordAt(text, next, {U"was born"}) > 0) return 4;
  if (OneAt(text, end, {U", he ", U", she ", U", they "}) > 0) return 2;
  if (OneAt(text, end,
            {U", can", U", could", U", i'm", U", i am", U", please", U", the ",
             U", from", U": ", U", is "}) > 0) {
    return 1;
  }
  return PointsOfVerb(text.substr(next, LatinEnd(text, next) - next));
}

}  // namespace aicc::inference
