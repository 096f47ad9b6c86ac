#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/text.h"

namespace aicc::inference {

// What the words around a number say it is.
enum class NumberCue {
  kNone,
  kPhone,
  kCard,
  kAccount,
  kResident,
  kBusiness,
  kLicense,
  kPassport,
  kSocial,
  kBirth,
  kOther,  // An order, a customer: nobody's number, but it may lead to one.
  kThing,  // A parcel, a book, a bank: it leads to nobody.
};

// The cue that stands nearest to the end of folded `before`, or else first in
// `after`, before its sentence ends or another number begins.
NumberCue FindNumberCue(CodesView before, CodesView after);

// A number as it is written.
struct WrittenNumber {
  std::string digits;      // All of them, 0 to 9.
  std::vector<int> shape;  // Digits of each group.
  bool hyphens = false;    // Only hyphens stand between the groups.
  bool spaces = false;     // There is a space between two groups.
  bool plus = false;       // "+" stands before it.
  bool spoken = false;     // Some of it is said in words.
  bool doubtful = false;   // Its last digit may belong to the next word.
  bool goes_on = false;    // The same digits go on after it, one by one.
};

// What personal number this is by its digits and shape, a type of PersonalData;
// empty if it has none of the known shapes. `cue` decides where shapes collide.
std::string_view ShapedKind(const WrittenNumber& number, NumberCue cue);

// What it is if one believes `cue`, whatever its shape; empty if not even then.
std::string_view CuedKind(const WrittenNumber& number, NumberCue cue);

// True if it is too long to be a price or a quantity, and `cue` does not say
// that it numbers a thing.
bool IsSuspicious(const WrittenNumber& number, NumberCue cue);

// True for YYYY-MM-DD and its like, with two digits of a year or four.
bool IsDate(const WrittenNumber& number);

// The digits of a telephone number as its own country dials them, so that +82
// 10-… is 010-….
std::string NationalDigits(const WrittenNumber& number);

// The check digit of payment cards.
bool PassesLuhn(std::string_view digits);

// The check digit of a 사업자등록번호; `digits` has ten.
bool PassesBusinessCheck(std::string_view digits);

}  // namespace aicc::inference
