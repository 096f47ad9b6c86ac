#pragma once

#include "services/inference/domain/personal_text.h"

namespace aicc::inference {

// The parts of FindPersonalData(). Each adds what it finds in `text`, in any
// order; what two of them find may overlap. Dates and names also look at what
// `found` has already, so they come last.

// Numbers, plain and spoken: RRN, FRN, BRN, LICENSE, CARD, ACCOUNT, PHONE, SSN,
// and NUMBER for long ones that could be any of these.
void FindNumbers(const PersonalText& text, Findings* found);

// E-mail addresses, written and spoken ("kim at gmail dot com").
void FindEmails(const PersonalText& text, Findings* found);

// PASSPORT and LICENSE: codes of letters and digits, written and dictated, that
// the text calls so.
void FindDocuments(const PersonalText& text, Findings* found);

void FindIbans(const PersonalText& text, Findings* found);

// IP: of both versions; the fourth also spoken ("ten dot zero dot …").
void FindIps(const PersonalText& text, Findings* found);

// URL: addresses of the web that say who their user is, written and spoken
// ("facebook dot com slash jane").
void FindUrls(const PersonalText& text, Findings* found);

// DOB: dates that the text calls somebody's birthday, and whole ones of the
// last century beside a number that says who somebody is.
void FindBirthDates(const PersonalText& text, Findings* found);

void FindKoreanAddresses(const PersonalText& text, Findings* found);
// Outside Korea, and Korean ones in Latin letters.
void FindEnglishAddresses(const PersonalText& text, Findings* found);

// NAME. Only where something says that it is one: a cue ("제 이름은", "this
// is"), a title (님, Mr.), given names that are no other word, or another
// finding beside it. The first in Hangul, also foreign ones; the second in
// Latin letters, also Korean ones.
void FindKoreanNames(const PersonalText& text, Findings* found);
void FindEnglishNames(const PersonalText& text, Findings* found);

}  // namespace aicc::inference
