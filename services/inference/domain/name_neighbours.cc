#include "services/inference/domain/name_neighbours.h"

#include <algorithm>

#include "services/inference/domain/word_set.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxMarks = 4;
constexpr std::size_t kMaxLabel = 10;

constexpr CodesView kLabels =
    U"ssn phone tel mobile cell email e-mail mail dob born id passport licence "
    U"license address account acct iban card "
    U"전화 전화번호 연락처 번호 핸드폰 휴대폰 폰 이메일 메일 주민번호 생년월일 "
    U"계좌 계좌번호 주소 면허 면허번호 여권 여권번호 외국인등록번호 사업자번호";

// An address of the web or the net is nobody's in particular.
bool Tells(const Finding& finding) {
  return finding.type != "URL" && finding.type != "IP" &&
         finding.type != "NAME";
}

bool IsMark(char32_t c) {
  return CodesView(U" ,|/:;-()").contains(c) || (c >= 0x2010 && c <= 0x2015);
}

std::size_t SkipMarks(CodesView codes, std::size_t at) {
  const std::size_t from = at;
  while (at < codes.size() && at - from < kMaxMarks && IsMark(codes[at])) ++at;
  return at;
}

// The end of the word at `at`; `at` if it is no label.
std::size_t LabelEnd(CodesView codes, std::size_t at) {
  static const WordSet labels(kLabels);
  const CodesView near = codes.substr(0, at + kMaxLabel + 1);
  const std::size_t end = std::max(HangulEnd(near, at), LatinEnd(near, at));
  return labels.contains(codes.substr(at, end - at)) ? end : at;
}

}  // namespace

NameNeighbours::NameNeighbours(CodesView codes, const Findings& found)
    : codes_(codes) {
  for (const Finding& finding : found) {
    if (!Tells(finding)) continue;
    begins_.insert(finding.begin);
    ends_.insert(finding.end);
  }
}

bool NameNeighbours::Adjoin(std::size_t begin, std::size_t end) const {
  return !begins_.empty() && (BeginsAfter(end) || EndsBefore(begin));
}

bool NameNeighbours::BeginsAfter(std::size_t end) const {
  const std::size_t next = SkipMarks(codes_, end);
  if (next == end || next >= codes_.size()) return false;
  if (begins_.contains(next) || begins_.contains(next - 1)) return true;
  const std::size_t label = LabelEnd(codes_, next);
  return label > next && begins_.contains(SkipMarks(codes_, label));
}

bool NameNeighbours::EndsBefore(std::size_t begin) const {
  std::size_t at = begin;
  while (at > 0 && begin - at < kMaxMarks && IsMark(codes_[at - 1])) --at;
  return at < begin && (ends_.contains(at) || ends_.contains(at + 1));
}

}  // namespace aicc::inference
