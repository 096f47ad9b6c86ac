#include <algorithm>
#include <array>
#include <functional>
#include <unordered_map>
#include <vector>

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
    {U"routing", kThing},
    {U"sort code", kThing},
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
    {U"driver's", kLicense},
    {U"drivers li", kLicense},
    {U"driver li", kLicense},
    {U"driver id", kLicense},
    {U"drivers id", kLicense},
    {U"driver no", kLicense},
    {U"driver number", kLicense},
    {U"po", kThing},
    {U"purchase order", kThing},
    {U"license key", kThing},
    {U"licence key", kThing},
    {U"product key", kThing},
    {U"software license", kThing},
    {U"software licence", kThing},
    {U"license plate", kThing},
    {U"licence plate", kThing},
    {U"number plate", kThing},
    {U"ppt", kPassport},
    {U"doc_no", kPassport},
    {U"document_number", kPassport},
    {U"dvla", kLicense},
    {U"fuhrerschein", kLicense},
    {U"permis de conduire", kLicense},
    {U"licencia", kLicense},
    {U"kontonummer", kAccount},
    {U"giro", kAccount},
    {U"natwest", kAccount},
    {U"barclays", kAccount},
    {U"lloyds", kAccount},
    {U"hsbc", kAccount},
    {U"monzo", kAccount},
    {U"westpac", kAccount},
    {U"commbank", kAccount},
    {U"hdfc ", kAccount},
    {U"icici ", kAccount},
    {U"paid into", kAccount},
    {U"pay into", kAccount},
    {U"claim", kThing},
    {U"ref", kThing},
    {U"batch", kThing},
    {U"article", kThing},
    {U"quote", kThing},
    {U"meter", kThing},
    {U"policy", kThing},
    {U"version", kThing},
    {U"firmware", kThing},
    {U"build", kThing},
    {U"code", kThing},
    {U"area code", kPhone},
    {U"country code", kPhone},
    {U"dialling code", kPhone},
    {U"dialing code", kPhone},
    {U"sort", kThing},
    {U"s/c", kThing},
    {U"ifsc", kThing},
    {U"acc", kAccount},
    {U"a/c", kAccount},
    {U"ac no", kAccount},
    {U"dmv", kLicense},
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
    {U"송장", kThing},
    {U"운송장", kThing},
    {U"접수번호", kThing},
    {U"예약번호", kThing},
    {U"order", kOther},
    {U"tracking", kThing},
    {U"invoice", kThing},
    {U"ticket", kThing},
    {U"case", kThing},
    {U"reference", kThing},
    {U"confirmation", kThing},
    {U"model", kThing},
    {U"모델", kThing},
    {U"serial", kThing},
    {U"일련번호", kThing},
    {U"imei", kOther},
    {U"상품번호", kThing},
    {U"승인번호", kOther},
    {U"고객번호", kOther},
    {U"인증번호", kOther},
    {U"booking", kThing},
    {U"rma", kThing},
    {U"sku", kThing},
    {U"주문번호", kThing},
    {U"등기번호", kThing},
    {U"등기 번호", kThing},
    {U"쿠폰번호", kThing},
    {U"쿠폰 번호", kThing},
    {U"주문 번호", kThing},
    {U"송장번호", kThing},
    {U"접수 번호", kThing},
    {U"예약 번호", kThing},
    {U"상품코드", kThing},
    {U"상품 코드", kThing},
    {U"제품코드", kThing},
    {U"제품 코드", kThing},
    {U"제품번호", kThing},
    {U"품번", kThing},
    {U"바코드", kThing},
    {U"시리얼", kThing},
    {U"운송장 번호", kThing},
    {U"order number", kThing},
    {U"order no", kThing},
    {U"order id", kThing},
    {U"order #", kThing},
    {U"isbn", kThing},
    {U"barcode", kThing},
    {U"upc", kThing},
    {U"ean", kThing},
    {U"part number", kThing},
    {U"product code", kThing},
    {U"bsb", kThing},
    {U"swift", kThing},
    {U"bic", kThing},
    {U"dl", kLicense},
    {U"d.l.", kLicense},
    {U"driving", kLicense},
    {U"permit", kLicense},
    {U"pp", kPassport},
    {U"travel doc", kPassport},
    {U"soc sec", kSocial},
    {U"사회보장", kSocial},
    {U"savings", kAccount},
    {U"checking", kAccount},
    {U"chequing", kAccount},
    {U"d.o.b", kBirth},
    {U"d/o/b", kBirth},
    {U"bday", kBirth},
    {U"b-day", kBirth},
});

// Short words are others' beginnings: "pp", "arc".
constexpr std::size_t kMaxShort = 3;
constexpr std::size_t kMaxLabelGap = 12;

// The words by their first code, so that a text is looked through once.
using Index = std::unordered_map<char32_t, std::vector<CueWord>>;

Index MakeIndex() {
  Index index;
  for (const CueWord& word : kWords) index[word.word[0]].push_back(word);
  for (auto& [first, words] : index) {
    std::ranges::sort(words, std::greater(),
                      [](const CueWord& word) { return word.word.size(); });
  }
  return index;
}

// A thing's must be whole, as it leaves a number unmasked: "claim", not
// "claimant".
bool IsWholeEnough(CodesView text, std::size_t at, const CueWord& cue) {
  const CodesView word = cue.word;
  if (!IsLatin(word[0])) return true;
  if (at > 0 && IsLatin(text[at - 1])) return false;
  const std::size_t end = at + word.size();
  if (IsBorder(text, end)) return true;
  if (cue.cue == kThing) {
    return StandsAt(text, end, U"s") && IsBorder(text, end + 1);
  }
  return word.size() > kMaxShort;
}

// The longest cue in `text` at `at`; nullptr if there is none.
const CueWord* CueAt(CodesView text, std::size_t at) {
  static const Index index = MakeIndex();
  const auto words = index.find(text[at]);
  if (words == index.end()) return nullptr;
  for (const CueWord& word : words->second) {
    if (StandsAt(text, at, word.word) && IsWholeEnough(text, at, word)) {
      return &word;
    }
  }
  return nullptr;
}

// The one that ends last; of two that end together the longer.
NumberCue NearestBefore(CodesView before) {
  NumberCue nearest = kNone;
  std::size_t nearest_end = 0;
  for (std::size_t at = 0; at < before.size(); ++at) {
    const CueWord* const cue = CueAt(before, at);
    if (cue == nullptr || at + cue->word.size() <= nearest_end) continue;
    nearest = cue->cue;
    nearest_end = at + cue->word.size();
  }
  // A thing's number stands right after what it is.
  const bool label = before.size() - nearest_end <= kMaxLabelGap;
  return nearest == kThing && !label ? kOther : nearest;
}

NumberCue FirstAfter(CodesView after) {
  for (std::size_t at = 0; at < after.size(); ++at) {
    if (const CueWord* const cue = CueAt(after, at)) return cue->cue;
  }
  return kNone;
}

}  // namespace

NumberCue FindNumberCue(CodesView before, CodesView after) {
  const NumberCue nearest = NearestBefore(before);
  if (nearest != kNone) return nearest;
  return FirstAfter(after.substr(0, after.find_first_of(U"0123456789.,;!?\n")));
}

}  // namespace aicc::inference
