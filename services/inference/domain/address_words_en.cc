#include "services/inference/domain/address_words_en.h"

#include <algorithm>
#include <initializer_list>

#include "services/inference/domain/personal_text.h"

namespace aicc::inference {
namespace {

bool Is(CodesView word, std::initializer_list<CodesView> words) {
  return std::ranges::find(words, word) != words.end();
}

}  // namespace

bool IsStreet(CodesView word) {
  return Is(word, {U"street", U"avenue", U"road", U"boulevard", U"lane",
                   U"terrace", U"crescent", U"parkway", U"highway", U"mews",
                   U"ave", U"blvd", U"rd", U"turnpike"});
}

bool IsDoubtfulStreet(CodesView word) {
  return Is(word, {U"st",    U"drive",     U"dr",     U"court",  U"ct",
                   U"place", U"pl",        U"square", U"way",    U"close",
                   U"row",   U"trail",     U"circle", U"loop",   U"gardens",
                   U"pkwy",  U"hwy",       U"ln",     U"walk",   U"hill",
                   U"park",  U"plaza",     U"grove",  U"rise",   U"broadway",
                   U"str",   U"crossroad", U"parks",  U"forges", U"isle"});
}

bool IsShortStreet(CodesView word) {
  if (Is(word,
         {U"broadway", U"strand", U"embankment", U"esplanade", U"bowery"})) {
    return true;
  }
  const auto ends = {CodesView(U"way"),   CodesView(U"gate"),
                     CodesView(U"side"),  CodesView(U"field"),
                     CodesView(U"mead"),  CodesView(U"croft"),
                     CodesView(U"hurst"), CodesView(U"wharf"),
                     CodesView(U"bank"),  CodesView(U"lands")};
  return word.size() >= 6 && std::ranges::any_of(ends, [&](CodesView ending) {
           return word.ends_with(ending);
         });
}

bool IsForeignStreet(CodesView word) {
  if (Is(word, {U"rua",       U"calle",  U"avda",   U"avenida", U"via",
                U"rue",       U"piazza", U"viale",  U"plaza",   U"rruga",
                U"jalan",     U"ulica",  U"ul",     U"utca",    U"u",
                U"utja",      U"trg",    U"paseo",  U"postbox", U"quadra",
                U"boulevard", U"av",     U"chemin", U"corso",   U"carrera"})) {
    return true;
  }
  const auto ends = {
      CodesView(U"strasse"), CodesView(U"str"),     CodesView(U"gasse"),
      CodesView(U"weg"),     CodesView(U"platz"),   CodesView(U"gatan"),
      CodesView(U"vagen"),   CodesView(U"gata"),    CodesView(U"veien"),
      CodesView(U"vej"),     CodesView(U"gade"),    CodesView(U"straat"),
      CodesView(U"laan"),    CodesView(U"katu"),    CodesView(U"tie"),
      CodesView(U"stræti"),  CodesView(U"straeti"), CodesView(U"vegur"),
      CodesView(U"holmen"),  CodesView(U"vollen"),  CodesView(U"terrasse"),
      CodesView(U"gracht"),  CodesView(U"polku"),   CodesView(U"alle"),
      CodesView(U"bakken"),  CodesView(U"veg"),     CodesView(U"stræde"),
      CodesView(U"gotu"),    CodesView(U"gata"),    CodesView(U"ska"),
      CodesView(U"ova")};
  return word.size() >= 6 && std::ranges::any_of(ends, [&](CodesView ending) {
           return word.ends_with(ending);
         });
}

bool IsState(CodesView word) {
  return word.size() == 2 &&
         CodesView(
             U" al ak az ar ca co ct de fl ga hi id il in ia ks ky la me "
             U"md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa "
             U"ri sc sd tn tx ut vt va wa wv wi wy dc aa ae ap qc on bc "
             U"ab nsw vic ")
             .contains(U" " + Codes(word) + U" ");
}

bool IsMeasure(CodesView word) {
  return Is(word,
            {U"minute",  U"minutes", U"hour",  U"hours",  U"day",     U"days",
             U"month",   U"months",  U"gb",    U"mb",     U"tb",      U"star",
             U"year",    U"years",   U"week",  U"weeks",  U"mile",    U"miles",
             U"percent", U"of",      U"to",    U"at",     U"on",      U"is",
             U"and",     U"or",      U"for",   U"with",   U"from",    U"in",
             U"i",       U"my",      U"times", U"people", U"dollars", U"gig",
             U"gigs",    U"was",     U"are",   U"has",    U"had",     U"need",
             U"paid",    U"way",     U"pm",    U"am",     U"o'clock", U"cents",
             U"bucks"});
}

bool MentionsAddress(CodesView text) {
  return Mentions(
      text, {U"address", U"live", U"moved to", U"moving to", U"deliver",
             U"ship", U"send", U"located", U"meet", U"return to", U"house",
             U"home", U"office is at", U"sent to", U"it's in", U"taxi to"});
}

}  // namespace aicc::inference
