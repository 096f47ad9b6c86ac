#include "services/summary/domain/cues.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "services/summary/domain/contentment.h"
#include "services/summary/domain/deed.h"
#include "services/summary/domain/phrase_finder.h"
#include "services/summary/domain/text.h"

namespace aicc::summary {
namespace {

using Phrases = std::span<const std::string_view>;

constexpr std::string_view kGreeting[] = {"how can i help",
                                          "how may i help",
                                          "thank you for calling",
                                          "thanks for calling",
                                          "speaking",
                                          "thanks for reaching",
                                          "thank you for reaching",
                                          "hi there",
                                          "hey there",
                                          "good morning",
                                          "good afternoon",
                                          "무엇을 도와드릴까요",
                                          "안녕하세요",
                                          "정성을 다하겠습니다",
                                          "happy to help",
                                          "here to help",
                                          "고객센터입니다"};

constexpr std::string_view kClosing[] = {
    "have a nice",   "have a great",  "have a lovely", "have a good",
    "anything else", "youre welcome", "welcome",       "any time",
    "good day",      "glad to hear",  "수고하세요",    "좋은 하루",
    "더 궁금하신",   "건강히",        "좋은 시간",     "이용해 주셔서",
    "들어가세요",    "함께하게 되어"};

constexpr std::string_view kQuestion[] = {
    "what",      "why",    "how do",   "how can", "how much", "how long",
    "when will", "where",  "is there", "do i",    "can i",    "나요",
    "까요",      "인가요", "는지",     "어떻게",  "얼마",     "언제",
    "되는 거",   "거죠",   "되죠",     "왜 ",     "뭐가",     "ㄴ가요",
    "습니까",    "됩니까", "입니까",   "합니까"};

constexpr std::string_view kFigure[] = {
    "how much", "how long",  "how many", "price*", "cost*", "fee*", "charge*",
    "when",     "what time", "얼마",     "요금",   "가격",  "비용", "수수료",
    "위약금",   "할인",      "몇 ",      "며칠",   "언제",  "기간"};

constexpr std::string_view kProblem[] = {"not work*",
                                         "doesnt",
                                         "dont work",
                                         "cant",
                                         "cannot",
                                         "wont",
                                         "didnt",
                                         "isnt",
                                         "error*",
                                         "problem*",
                                         "issue*",
                                         "broken",
                                         "broke",
                                         "lost",
                                         "never",
                                         "still",
                                         "wrong",
                                         "charged",
                                         "overcharged",
                                         "slow*",
                                         "crash*",
                                         "stuck",
                                         "unable",
                                         "fail*",
                                         "twice",
                                         "late",
                                         "delay*",
                                         "missing",
                                         "no signal",
                                         "no service",
                                         "not receiv*",
                                         "havent",
                                         "hasnt",
                                         "nothing",
                                         "stolen",
                                         "fraud*",
                                         "dont understand",
                                         "down",
                                         "stopped",
                                         "damaged",
                                         "cancelled",
                                         "waiting",
                                         "more than",
                                         "keeps",
                                         "keep getting",
                                         "wasnt",
                                         "not able",
                                         "no help",
                                         "not help*",
                                         "no use",
                                         "없어졌",
                                         "안 되",
                                         "안되",
                                         "안 돼",
                                         "안돼",
                                         "문제",
                                         "오류",
                                         "고장",
                                         "느려",
                                         "느리",
                                         "느림",
                                         "느린",
                                         "느렸",
                                         "안됨",
                                         "안 됩",
                                         "안됩",
                                         "안 된",
                                         "안된",
                                         "안 됨",
                                         "안됐",
                                         "안 됐",
                                         "안 들",
                                         "안들",
                                         "불량",
                                         "튕",
                                         "끊",
                                         "먹통",
                                         "잘못",
                                         "못 ",
                                         "이상하",
                                         "불편",
                                         "장애",
                                         "분실",
                                         "잃어버",
                                         "두 배",
                                         "많이 나",
                                         "더 나왔",
                                         "안 나",
                                         "안 터",
                                         "안 와",
                                         "이중",
                                         "도용",
                                         "깨졌",
                                         "안 열",
                                         "모르는"};

// Asks for something to be done, whatever else the sentence says.
constexpr std::string_view kAsks[] = {
    "can you",      "could you", "would you", "i want", "i need",
    "i would like", "id like",   "help me",   "please", "let me know",
    "주세요",       "줘요",      "주실",      "주시겠", "부탁",
    "싶어요",       "싶습니다",  "원합니다"};

// Names what customers ask for: with nothing else, a request; in "my refund is
// late", what the problem is about.
constexpr std::string_view kTopic[] = {
    "cancel",     "refund",     "need to", "want to", "trying to",
    "looking to", "any chance", "i wish",  "싶은데",  "하려고",
    "하려면",     "원해",       "해지",    "환불",    "문의",
    "바꾸",       "신청",       "가능한",  "알고 싶"};

constexpr std::string_view kAction[] = {
    "i have",     "ive",        "we have",      "weve",         "refund*",
    "reset*",     "sent",       "updated",      "corrected",    "registered",
    "entered",    "applied",    "processed",    "booked",       "scheduled",
    "cancelled",  "asked our",  "added",        "checked",      "blocked",
    "restart*",   "reinstall*", "try",          "please",       "you can",
    "dm",         "follow the", "follow these", "send us",      "contact",
    "call us",    "check",      "go to",        "visit",        "make sure",
    "look into",  "pass",       "forward*",     "confirm",      "recommend",
    "했습니다",   "드렸습니다", "처리",         "접수",         "신청해",
    "예약",       "변경",       "추가해",       "등록",         "취소",
    "발생합니다", "하실 수 있", "쓰실 수 있",   "받으실 수 있", "됩니다",
    "있습니다",   "해 보세요",  "해 주세요",    "입니다",       "차단"};

constexpr std::string_view kHold[] = {
    "one moment",   "just a moment", "hold on", "bear with",   "let me look",
    "let me check", "let me see",    "잠시만",  "확인해 보겠", "확인해보겠",
    "조회해 보겠",  "기다려",        "살펴보겠"};

constexpr std::string_view kRecap[] = {
    "i have read", "i can see that your", "i can see that you", "so you",
    "전달받았",    "내용을 확인했",       "내용까지",           "안내받으셨",
    "문의하셨",    "원하신다는",          "말씀이시군요",       "말씀이시죠"};

constexpr std::string_view kApology[] = {
    "sorry",         "apolog*",  "죄송",         "불편을 드려",
    "많이 불편하셨", "속상하셨", "i understand", "surprise nobody",
    "그러셨군요",    "당황하셨"};

// What the speaker will do.
constexpr std::string_view kPromise[] = {
    "i will",        "i'll",        "we will",         "we'll",
    "well get",      "well send",   "well call",       "well let",
    "well look",     "well be",     "well check",      "well have",
    "ill send",      "ill call",    "ill check",       "ill let",
    "ill get",       "ill pass",    "i am sending",    "im sending",
    "going to call", "be in touch", "get back to you", "드리겠습니다",
    "드릴게요",      "드릴 예정",   "연락드리",        "하겠습니다",
    "보내드리",      "보내 드리"};

// What will happen.
constexpr std::string_view kAnnouncement[] = {
    "you will receive", "youll receive", "you will get", "예정입니다"};

constexpr std::string_view kLater[] = {
    "january",   "february",     "march",       "april",    "june",
    "july",      "august",       "september",   "october",  "november",
    "december",  "the same day", "that day",    "mail*",    "tomorrow",
    "today",     "tonight",      "by",          "within",   "call you",
    "text you",  "text",         "email*",      "send*",    "let you know",
    "get back",  "follow up",    "contact you", "in touch", "update you",
    "after",     "shortly",      "soon",        "monday",   "tuesday",
    "wednesday", "thursday",     "friday",      "hours",    "days",
    "arrive*",   "look into",    "pass",        "receive",  "내일",
    "오늘 중",   "까지",         "후에",        "나면",     "문자",
    "전화",      "연락",         "메일",        "회신",     "월 ",
    "일에",      "일 안에",      "시간 안",     "이내",     "예정",
    "끝나"};

constexpr std::string_view kThanks[] = {
    "thank*", "appreciate*", "cheers",    "helpful",     "perfect", "awesome",
    "great",  "brilliant",   "lovely",    "excellent",   "감사",    "고맙",
    "고마워", "친절",        "도움 많이", "도움이 많이", "다행",    "만족"};

constexpr std::string_view kComplaint[] = {
    "unacceptable", "ridiculous",  "terrible",     "worst",     "angry",
    "furious",      "frustrat*",   "disappoint*",  "useless",   "fed up",
    "a joke",       "awful",       "poor service", "sick of",   "annoy*",
    "rubbish",      "disgust*",    "pathetic",     "appalling", "horrible",
    "짜증",         "화나",        "화가",         "실망",      "최악",
    "어이없",       "어이가 없",   "답답",         "너무하",    "불만",
    "말이 돼",      "말이 됩니까", "장난",         "황당",      "몇 번째",
    "몇번째",       "지긋지긋",    "성의"};

// No questions although they may look like some, and nothing to quote for what
// they say.
constexpr std::string_view kOutburst[] = {"are you kidding",
                                          "you kidding",
                                          "are you serious",
                                          "is this a joke",
                                          "you joking",
                                          "must be joking",
                                          "what the hell",
                                          "what the heck",
                                          "wtf",
                                          "fuck*",
                                          "shit*",
                                          "bullshit",
                                          "idiot*",
                                          "moron*",
                                          "stupid",
                                          "장난하",
                                          "장난쳐",
                                          "장난치",
                                          "장난해",
                                          "말이 됨",
                                          "말이됨",
                                          "말이 돼",
                                          "말이 되",
                                          "말이 됩니까",
                                          "말이 되냐",
                                          "야이",
                                          "미쳤",
                                          "미친 거",
                                          "미친놈",
                                          "씨발",
                                          "시발",
                                          "지랄",
                                          "병신",
                                          "닥쳐",
                                          "새끼",
                                          "놀리는",
                                          "이게 뭡니까",
                                          "이게 뭐예요",
                                          "뭐하자는",
                                          "뭐 하자는"};

constexpr std::string_view kConfirmed[] = {
    "it works",       "works now", "working now", "that worked", "fixed",
    "solved",         "sorted",    "all good",    "resolved",    "i can now",
    "up and running", "its back",  "it did work", "되네요",      "됐어요",
    "됐네요",         "해결됐",    "해결되",      "잘 됩니다",   "이제 되",
    "이제 돼",        "로 할게요", "진행할게요",  "켜지네요"};

// "-니까요" gives a reason: it ends in the syllables of "-ㄹ까요", which asks.
constexpr std::string_view kNoQuestion[] = {"니까요"};
constexpr std::string_view kNoProblem[] = {
    "no problem",  "not a problem", "no issue",  "문제가 아니",
    "문제는 아니", "문제 아니",     "문제 없",   "문제없",
    "끊고",        "끊을게",        "끊겠습니다"};

// `text`, in lower case, without `phrases`.
std::string Without(Phrases phrases, std::string_view text) {
  std::string out = Lower(text);
  for (const std::string_view phrase : phrases) {
    for (std::size_t at = 0;
         (at = out.find(phrase, at)) != std::string::npos;) {
      out.erase(at, phrase.size());
    }
  }
  return out;
}

bool Asks(std::string_view text) {
  if (text.ends_with('?')) return true;
  const std::string rest = Without(kNoQuestion, text);
  return PhraseFinder(std::string_view(rest)).HasAny(kQuestion);
}

bool TellsProblem(std::string_view text) {
  const std::string rest = Without(kNoProblem, text);
  return PhraseFinder(std::string_view(rest)).HasAny(kProblem);
}

// "Hello Sam, this is Olivia."
bool IsSalute(std::string_view text) {
  constexpr std::size_t kLongSalute = 9;
  const std::vector<std::string> words = Words(text);
  return words.size() <= kLongSalute &&
         (words.front() == "hello" || words.front() == "hi");
}

}  // namespace

Cues FindCues(std::string_view text) {
  const PhraseFinder sentence(text);
  Cues cues;
  cues.closing = sentence.HasAny(kClosing);
  cues.question = Asks(text);
  cues.figure_asked = cues.question && sentence.HasAny(kFigure);
  cues.problem = TellsProblem(text);
  cues.asks = sentence.HasAny(kAsks);
  cues.request = cues.asks || sentence.HasAny(kTopic);
  cues.action = sentence.HasAny(kAction);
  cues.hold = sentence.HasAny(kHold);
  cues.recap = sentence.HasAny(kRecap);
  cues.apology = sentence.HasAny(kApology);
  const bool own = sentence.HasAny(kPromise);
  cues.announced = !own && sentence.HasAny(kAnnouncement);
  cues.promise =
      !cues.hold && (own || cues.announced) && sentence.HasAny(kLater);
  cues.thanks = sentence.HasAny(kThanks);
  cues.greeting =
      sentence.HasAny(kGreeting) ||
      (IsSalute(text) && !cues.question && !cues.problem && !cues.request);
  cues.outburst = sentence.HasAny(kOutburst);
  cues.complaint = cues.outburst || sentence.HasAny(kComplaint);
  cues.confirmed = sentence.HasAny(kConfirmed);
  cues.content = !cues.asks && !cues.problem && !cues.complaint &&
                 TellsContentment(text, cues.confirmed);
  cues.deed = !cues.hold && !cues.recap && !cues.apology && TellsDeed(text);
  return cues;
}

}  // namespace aicc::summary
