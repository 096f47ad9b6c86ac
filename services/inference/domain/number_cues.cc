#include <algorithm>
#include <array>

#include "services/inference/domain/number_kind.h"
#include "services/inference/domain/personal_text.h"

namespace aicc::inference {
namespace {

struct CueWord {
  CodesView word;
  NumberCue cue;
};

using enum NumberCue;

constexpr std::array kWords = std::to_array<CueWord>({
    {U"전화", kPhone},
    {U"휴대폰", kPhone},
    {U"핸드폰", kPhone},
    {U"휴대전화", kPhone},
    {U"연락", kPhone},
    {U"제 번호", kPhone},
    {U"내 번호", kPhone},
    {U"문자", kPhone},
    {U"팩스", kPhone},
    {U"통화", kPhone},
    {U"유선", kPhone},
    {U"폰번호", kPhone},
    {U"연락처", kPhone},
    {U"회신", kPhone},
    {U"콜백", kPhone},
    {U"phone", kPhone},
    {U"mobile", kPhone},
    {U"cell", kPhone},
    {U"call", kPhone},
    {U"text me", kPhone},
    {U"reach", kPhone},
    {U"dial", kPhone},
    {U"fax", kPhone},
    {U"desk", kPhone},
    {U"tel", kPhone},
    {U"answering", kPhone},
    {U"messages to", kPhone},
    {U"contact", kPhone},
    {U"whatsapp", kPhone},
    {U"landline", kPhone},
    {U"registered", kPhone},
    {U"extension", kPhone},
    {U"my number", kPhone},
    {U"카드", kCard},
    {U"체크카드", kCard},
    {U"비자", kCard},
    {U"마스터", kCard},
    {U"card", kCard},
    {U"visa", kCard},
    {U"mastercard", kCard},
    {U"amex", kCard},
    {U"cc", kCard},
    {U"credit", kCard},
    {U"debit", kCard},
    {U"long number", kCard},
    {U"계좌", kAccount},
    {U"은행", kAccount},
    {U"입금", kAccount},
    {U"송금", kAccount},
    {U"이체", kAccount},
    {U"농협", kAccount},
    {U"통장", kAccount},
    {U"카카오뱅크", kAccount},
    {U"토스뱅크", kAccount},
    {U"케이뱅크", kAccount},
    {U"신협", kAccount},
    {U"수협", kAccount},
    {U"새마을금고", kAccount},
    {U"우체국", kAccount},
    {U"account", kAccount},
    {U"acct", kAccount},
    {U"routing", kAccount},
    {U"sort code", kAccount},
    {U"bank", kAccount},
    {U"iban", kAccount},
    {U"계좌번호", kAccount},
    {U"주민", kResident},
    {U"외국인등록", kResident},
    {U"등록번호", kResident},
    {U"주민번호", kResident},
    {U"resident", kResident},
    {U"rrn", kResident},
    {U"arc", kResident},
    {U"alien registration", kResident},
    {U"사업자", kBusiness},
    {U"business registration", kBusiness},
    {U"사업자등록번호", kBusiness},
    {U"사업자번호", kBusiness},
    {U"면허", kLicense},
    {U"면허번호", kLicense},
    {U"license", kLicense},
    {U"licence", kLicense},
    {U"driver", kLicense},
    {U"여권", kPassport},
    {U"passport", kPassport},
    {U"여권번호", kPassport},
    {U"social security", kSocial},
    {U"ssn", kSocial},
    {U"social", kSocial},
    {U"itin", kSocial},
    {U"tax id", kSocial},
    {U"생년월일", kBirth},
    {U"생일", kBirth},
    {U"태어", kBirth},
    {U"출생", kBirth},
    {U"birth", kBirth},
    {U"born", kBirth},
    {U"dob", kBirth},
    {U"주문", kOther},
    {U"송장", kOther},
    {U"운송장", kOther},
    {U"접수번호", kOther},
    {U"예약번호", kOther},
    {U"order", kOther},
    {U"tracking", kOther},
    {U"invoice", kOther},
    {U"ticket", kOther},
    {U"case", kOther},
    {U"reference", kOther},
    {U"confirmation", kOther},
    {U"model", kOther},
    {U"모델", kOther},
    {U"serial", kOther},
    {U"일련번호", kOther},
    {U"imei", kOther},
    {U"상품번호", kOther},
    {U"승인번호", kOther},
    {U"고객번호", kOther},
    {U"인증번호", kOther},
    {U"booking", kOther},
    {U"rma", kOther},
    {U"sku", kOther},
});

bool BeginsWord(CodesView text, std::size_t at) {
  return !IsLatin(text[at]) || at == 0 || !IsLatin(text[at - 1]);
}

}  // namespace

NumberCue FindNumberCue(CodesView before, CodesView after) {
  NumberCue nearest = kNone;
  std::size_t nearest_end = 0;
  std::size_t size = 0;
  for (const auto& [word, cue] : kWords) {
    const std::size_t at = before.rfind(word);
    if (at == CodesView::npos || !BeginsWord(before, at)) continue;
    const std::size_t end = at + word.size();
    if (end < nearest_end || (end == nearest_end && word.size() < size)) {
      continue;
    }
    nearest = cue;
    nearest_end = end;
    size = word.size();
  }
  if (nearest != kNone) return nearest;
  const auto found = std::ranges::find_if(kWords, [&](const CueWord& word) {
    const std::size_t at = after.find(word.word);
    return at != CodesView::npos && BeginsWord(after, at);
  });
  return found == kWords.end() ? kNone : found->cue;
}

}  // namespace aicc::inference
