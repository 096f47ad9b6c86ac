#pragma once

#include <string>
#include <string_view>

#include "services/summary/domain/contact.h"

namespace aicc::summary {

// What a quote was said for; decides the words around it.
enum class SpeechAct {
  kAsked,
  kSaid,
  kRequested,
  kExplained,
  kPromised,
  kConfirmed,
  kThanked,
  kComplained,
  kNoted,
};

// A sentence of a summary that quotes `quote`: 고객은 "…"라고 문의했습니다.
std::string Quoted(Speaker speaker, SpeechAct act, std::string_view quote,
                   bool korean);

// A sentence of a customer cut down to what is worth quoting: without "네,
// 저기" or "Hi, um," before it, and not longer than a summary bears.
std::string QuoteOf(std::string_view sentence);

}  // namespace aicc::summary
