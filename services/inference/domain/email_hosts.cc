#include "services/inference/domain/email_hosts.h"

#include <array>

#include "services/inference/domain/personal_text.h"
#include "services/inference/domain/word_set.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxWord = 64;
constexpr int kMaxWords = 4;

struct Said {
  CodesView said;
  CodesView written;
};

constexpr std::array kHosts = std::to_array<Said>({
    {U"네이버", U"naver"},
    {U"지메일", U"gmail"},
    {U"쥐메일", U"gmail"},
    {U"구글", U"gmail"},
    {U"한메일", U"hanmail"},
    {U"다음", U"daum"},
    {U"네이트", U"nate"},
    {U"카카오", U"kakao"},
    {U"핫메일", U"hotmail"},
    {U"아웃룩", U"outlook"},
    {U"야후", U"yahoo"},
    {U"아이클라우드", U"icloud"},
});
constexpr std::array kDomains = std::to_array<Said>({
    {U"닷컴", U"com"},
    {U"닷넷", U"net"},
    {U"닷케이알", U"kr"},
    {U"닷씨오", U"co"},
    {U"컴", U"com"},
    {U"넷", U"net"},
    {U"씨오", U"co"},
    {U"케이알", U"kr"},
    {U"오알지", U"org"},
});
constexpr CodesView kLatinDomains =
    U"com net org edu gov co kr uk io de us ac au ca nz ie eu fr es it nl be "
    U"ch at se no dk fi pl pt gr cz hu ro ru ua tr jp cn hk tw sg my th vn in "
    U"id ph br mx ar za ng ke eg ae il me tv cc info biz app dev xyz shop "
    U"online site tech cloud mobi name pro example test invalid local";
// No host begins or goes on with these: "at the store dot com".
constexpr CodesView kNoHost =
    U"the a an my your our his her their this that it is was and or to for "
    U"you i we they if when all least once first last night noon home";

std::string Ascii(CodesView codes) { return EncodeUtf8(codes); }

std::size_t HostWordEnd(CodesView codes, std::size_t at) {
  codes = codes.substr(0, at + kMaxWord);
  if (at < codes.size() && IsHangulSyllable(codes[at])) {
    return HangulEnd(codes, at);
  }
  std::size_t end = LatinEnd(codes, at);
  while (end > at && StandsAt(codes, end, U"-") &&
         LatinEnd(codes, end + 1) > end + 1) {
    end = LatinEnd(codes, end + 1);
  }
  return end;
}

// "com", "컴": a domain of the first levels at `at`; its end and text.
SpokenHost DomainWordAt(CodesView codes, std::size_t at) {
  static const WordSet latin(kLatinDomains);
  const std::size_t end = LatinEnd(codes.substr(0, at + kMaxWord), at);
  const CodesView word = codes.substr(at, end - at);
  if (!word.empty())
    return latin.contains(word) ? SpokenHost{end, Ascii(word)} : SpokenHost{};
  for (const Said& said : kDomains) {
    if (StandsAt(codes, at, said.said)) {
      return {at + said.said.size(), Ascii(said.written)};
    }
  }
  return {};
}

// What stands before a domain at `at`: "dot ", "(dot)", "점", or a point right
// between two words, for a sentence may end at any other. The end; 0 if none
// does.
std::size_t JointEnd(CodesView codes, std::size_t at) {
  const bool point = StandsAt(codes, at, U".");
  if (point && at + 1 < codes.size() && codes[at + 1] != U' ') return at + 1;
  const std::size_t next = SkipSpaces(codes, at);
  const std::size_t said =
      OneAt(codes, next,
            {U"dot ", U"(dot)", U"[dot]", U"(점)", U"점", U"쩜", U"닷 "});
  if (said > 0) return SkipSpaces(codes, next + said);
  return StandsAt(codes, next, U"닷") ? next : 0;
}

// ".com", " dot co dot uk", "닷컴", "점 컴" from `at` on; empty if none.
SpokenHost DomainAt(CodesView codes, std::size_t at) {
  SpokenHost host{at, {}};
  for (int part = 0; part < 3; ++part) {
    const std::size_t next = JointEnd(codes, host.end);
    const SpokenHost domain =
        next > 0 ? DomainWordAt(codes, next) : SpokenHost();
    if (domain.text.empty()) break;
    host.text += "." + domain.text;
    host.end = domain.end;
  }
  return host;
}

SpokenHost KnownHostAt(CodesView codes, std::size_t at) {
  for (const Said& said : kHosts) {
    if (!StandsAt(codes, at, said.said)) continue;
    const std::size_t end = at + said.said.size();
    const SpokenHost domain = DomainAt(codes, end);
    if (domain.text.empty()) {
      // "네이버 컴"
      const std::size_t com = SkipSpaces(codes, end);
      return {StandsAt(codes, com, U"컴") ? com + 1 : end,
              Ascii(said.written) + ".com"};
    }
    return {domain.end, Ascii(said.written) + domain.text};
  }
  return {};
}

// "gmail dot com", "dave jones plumbing dot co dot uk"
}  // namespace

SpokenHost SpokenHostAt(CodesView codes, std::size_t at) {
  static const WordSet no_host(kNoHost);
  const SpokenHost known = KnownHostAt(codes, at);
  if (!known.text.empty()) return known;
  std::string text;
  for (int word = 0; word < kMaxWords; ++word) {
    const std::size_t end = HostWordEnd(codes, at);
    const CodesView said = codes.substr(at, end - at);
    if (said.empty() || no_host.contains(said)) return {};
    text += Ascii(said);
    const SpokenHost domain = DomainAt(codes, end);
    if (!domain.text.empty()) return {domain.end, text + domain.text};
    at = SkipSpaces(codes, end);
    if (!IsLatin(said[0])) return {};
  }
  return {};
}

}  // namespace aicc::inference
