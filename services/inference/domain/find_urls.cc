#include <algorithm>
#include <array>

#include "services/inference/domain/recognisers.h"
#include "services/inference/domain/url_users.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxHost = 255;
constexpr std::size_t kCueSize = 24;
constexpr std::size_t kMaxSaidWord = 40;
constexpr int kMaxSaidParts = 14;  // Words and marks.

constexpr std::array<CodesView, 24> kOwn{
    U"portfolio",     U"personal site", U"personal page", U"personal website",
    U"my site",       U"my website",    U"my blog",       U"my page",
    U"my homepage",   U"my web page",   U"my profile",    U"my channel",
    U"my shop",       U"profile:",      U"포트폴리오",    U"개인 페이지",
    U"개인 홈페이지", U"개인 사이트",   U"제 홈페이지",   U"제 사이트",
    U"제 블로그",     U"내 홈페이지",   U"내 블로그",     U"프로필"};

bool IsUrlCode(char32_t c) {
  return c > U' ' && c < 0x7F && !CodesView(U"<>\"`").contains(c);
}

std::size_t SchemeAt(CodesView text, std::size_t at) {
  return OneAt(text, at, {U"http://", U"https://"});
}

// Where in [begin, end) an address with a scheme or "www." begins; `begin` if
// none does: "url:https://…".
std::size_t Begin(CodesView text, std::size_t begin, std::size_t end) {
  const CodesView run = text.substr(begin, end - begin);
  const std::size_t scheme =
      std::min(run.find(U"http://"), run.find(U"https://"));
  const std::size_t first = std::min(scheme, run.find(U"www."));
  return first == CodesView::npos ? begin : begin + first;
}

// The words before say that it is somebody's own.
bool IsAnnouncedAsOwn(CodesView text, std::size_t at) {
  const CodesView before = Before(text, at, kCueSize);
  const auto begins = [&](CodesView own) {
    const std::size_t word = before.rfind(own);
    return word != CodesView::npos && IsBorder(before, word);
  };
  return std::ranges::any_of(kOwn, begins);
}

// An address that is written, in the run [begin, end).
void FindWritten(CodesView text, std::size_t begin, std::size_t end,
                 Findings* found) {
  begin = Begin(text, begin, end);
  while (begin < end && CodesView(U"([{'").contains(text[begin])) ++begin;
  while (end > begin && CodesView(U".,;:!?'*_~)]}").contains(text[end - 1])) {
    --end;
  }
  const std::size_t scheme = SchemeAt(text, begin);
  const CodesView url = text.substr(begin + scheme, end - begin - scheme);
  const CodesView host = url.substr(0, url.find_first_of(U"/?#:"));
  if (scheme == 0 && (host.size() > kMaxHost || !IsHost(host))) return;
  if (!NamesUser(url) && !IsAnnouncedAsOwn(text, begin)) return;
  found->push_back({"URL", begin, end, EncodeUtf8(url)});
}

struct Said {
  CodesView said;
  CodesView written;
};

constexpr std::array kHosts = std::to_array<Said>({
    {U"페이스북", U"facebook"},
    {U"인스타그램", U"instagram"},
    {U"인스타", U"instagram"},
    {U"유튜브", U"youtube"},
    {U"트위터", U"twitter"},
    {U"틱톡", U"tiktok"},
    {U"링크드인", U"linkedin"},
    {U"깃허브", U"github"},
    {U"티스토리", U"tistory"},
    {U"브런치", U"brunch"},
    {U"엑스", U"x"},
});
constexpr std::array kMarks = std::to_array<Said>({
    {U"slash", U"/"},
    {U"슬래시", U"/"},
    {U"슬래쉬", U"/"},
    {U"dot", U"."},
    {U"점", U"."},
    {U"쩜", U"."},
    {U"닷", U"."},
    {U"underscore", U"_"},
    {U"언더바", U"_"},
    {U"언더스코어", U"_"},
    {U"dash", U"-"},
    {U"hyphen", U"-"},
    {U"하이픈", U"-"},
    {U"대시", U"-"},
    {U"at", U"@"},
    {U"골뱅이", U"@"},
});
constexpr std::array kEndings = std::to_array<Said>({
    {U"닷컴", U".com"},
    {U"닷넷", U".net"},
    {U"컴", U"com"},
    {U"넷", U"net"},
    {U"케이알", U"kr"},
});

struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool IsSaidCode(char32_t c) {
  return IsLatinOrDigit(c) || IsHangulSyllable(c) || c == U'.' || c == U'-' ||
         c == U'_';
}

Word WordBefore(CodesView text, std::size_t at) {
  while (at > 0 && text[at - 1] == U' ') --at;
  std::size_t begin = at;
  while (begin > 0 && at - begin < kMaxSaidWord && IsSaidCode(text[begin - 1]))
    --begin;
  return {begin, at};
}

Word WordAt(CodesView text, std::size_t at) {
  at = SkipSpaces(text, at);
  std::size_t end = at;
  while (end < text.size() && end - at < kMaxSaidWord && IsSaidCode(text[end]))
    ++end;
  return {at, end};
}

CodesView In(CodesView text, Word word) {
  return text.substr(word.begin, word.end - word.begin);
}

template <std::size_t N>
CodesView Written(CodesView word, const std::array<Said, N>& list) {
  for (const Said& said : list) {
    if (said.said == word) return said.written;
  }
  return {};
}

// Where the host begins that is said before `at`: "facebook dot com"; `at` if
// there is none.
std::size_t HostBegin(CodesView text, std::size_t at) {
  Word word = WordBefore(text, at);
  if (In(text, word).contains(U'.')) return word.begin;
  std::size_t begin = at;
  for (int part = 0; part < 3 && word.end > word.begin; ++part) {
    if (!In(text, word).starts_with(U'닷')) {
      const Word mark = WordBefore(text, word.begin);
      if (Written(In(text, mark), kMarks) != U".") break;
      word = mark;
    }
    word = WordBefore(text, word.begin);
    if (word.end > word.begin) begin = word.begin;
  }
  return begin;
}

struct SaidUrl {
  std::size_t end = 0;
  Codes url;
};

// Reads words and marks in turn, as in "facebook dot com slash jane".
SaidUrl SaidFrom(CodesView text, std::size_t begin) {
  SaidUrl read;
  bool joined = true;  // The next word belongs to it.
  std::size_t at = begin;
  for (int part = 0; part < kMaxSaidParts; ++part) {
    const Word word = WordAt(text, at);
    const CodesView said = In(text, word);
    if (said.empty()) break;
    const CodesView mark = Written(said, kMarks);
    at = word.end;
    if (!mark.empty()) {
      read.url += mark;
      joined = true;
      continue;
    }
    if (!joined && !said.starts_with(U'닷')) break;
    const CodesView host = Written(said, kHosts);
    const CodesView ending = Written(said, kEndings);
    read.url += !host.empty() ? host : !ending.empty() ? ending : said;
    read.end = word.end;
    joined = false;
  }
  return read;
}

// An address that is said, around the "slash" at `at`.
void FindSaid(CodesView text, std::size_t at, Findings* found) {
  const std::size_t begin = HostBegin(text, at);
  if (begin == at) return;
  const SaidUrl said = SaidFrom(text, begin);
  if (said.end > at && NamesUser(said.url)) {
    found->push_back({"URL", begin, said.end, EncodeUtf8(said.url)});
  }
}

}  // namespace

void FindUrls(const PersonalText& text, Findings* found) {
  const CodesView codes = text.codes;
  for (std::size_t at = 0; at < codes.size();) {
    const bool slash = codes[at] == U's' || codes[at] == U'슬';
    if (slash && OneAt(codes, at, {U"slash", U"슬래시", U"슬래쉬"}) > 0) {
      FindSaid(codes, at, found);
    }
    if (!IsUrlCode(codes[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < codes.size() && IsUrlCode(codes[end])) ++end;
    if (codes.substr(at, end - at).contains(U'.')) {
      FindWritten(codes, at, end, found);
    }
    at = end;
  }
}

}  // namespace aicc::inference
