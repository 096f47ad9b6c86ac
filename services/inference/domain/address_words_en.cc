#include "services/inference/domain/address_words_en.h"

#include <algorithm>
#include <initializer_list>

#include "services/inference/domain/personal_text.h"
#include "services/inference/domain/word_set.h"

namespace aicc::inference {
namespace {

bool Is(CodesView word, std::initializer_list<CodesView> words) {
  return std::ranges::find(words, word) != words.end();
}

}  // namespace

bool IsStreet(CodesView word) {
  return Is(word,
            {U"street", U"avenue", U"road", U"boulevard", U"lane", U"terrace",
             U"crescent", U"parkway", U"highway", U"mews", U"ave", U"blvd",
             U"rd", U"turnpike", U"pde", U"cct", U"tce", U"cres"});
}

bool IsDoubtfulStreet(CodesView word) {
  return Is(word, {U"st",    U"drive",     U"dr",     U"court",  U"ct",
                   U"place", U"pl",        U"square", U"way",    U"close",
                   U"row",   U"trail",     U"circle", U"loop",   U"gardens",
                   U"pkwy",  U"hwy",       U"ln",     U"walk",   U"hill",
                   U"park",  U"plaza",     U"grove",  U"rise",   U"broadway",
                   U"str",   U"crossroad", U"parks",  U"forges", U"isle"});
}

bool IsRareStreet(CodesView word) {
  static const WordSet words(
      U"lawn lawns parade lodge heights cottage cottages quay quays green view "
      U"views vale villa villas estate estates nagar layout cross cl chase "
      U"brae "
      U"bank point ridge cove creek common commons crossing meadow meadows "
      U"wharf yard hollow bend glen dale dene knoll landing orchard orchards "
      U"oval passage pike spur track crest field fields gate mount promenade "
      U"esplanade wynd rigg garth croft end bridge market colony enclave vihar "
      U"puram marg salai mawr copse fold nook paddock paddocks  "
      U"quadrant walks woods bluff canyon harbour harbor shore shores springs "
      U"summit trace village extension phase sector");
  return words.contains(word);
}

bool IsBuilding(CodesView word) {
  static const WordSet words(
      U"cottage cottages house lodge apartments apartment apts towers tower "
      U"villa villas farm farmhouse barn barns hall manor mill mills dairy "
      U"forge "
      U"lofts heights residency residence residences mansion mansions grange "
      U"rectory vicarage priory abbey stables granary bungalow croft condo "
      U"condominium condominiums flats enclave arcade chambers building bldg "
      U"oasthouse gatehouse schoolhouse farmstead homestead plaza complex "
      U"officetel dormitory residencia edificio haus");
  return words.contains(word);
}

bool IsRoomWord(CodesView word) {
  static const WordSet words(
      U"flat apt apartment unit suite ste room rm level lvl floor villa plot "
      U"block blk house lot shop door no number penthouse bldg building tower "
      U"wing cabin studio bungalow phase sector stand erf");
  return words.contains(word);
}

bool IsLittleWord(CodesView word) {
  return Is(word,
            {U"of",   U"the",  U"upon", U"on",  U"de",  U"la",    U"le",
             U"du",   U"des",  U"co",   U"and", U"in",  U"under", U"by",
             U"next", U"near", U"opp",  U"y",   U"del", U"floor", U"over"});
}

bool IsCalendarWord(CodesView word) {
  static const WordSet words(
      U"mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday "
      U"thursday friday saturday sunday jan feb mar apr may jun jul aug sep "
      U"sept oct nov dec january february march april june july august "
      U"september october november december");
  return words.contains(word);
}

bool IsStateName(CodesView word) {
  static const WordSet words(
      U"alabama alaska arizona arkansas california colorado connecticut "
      U"delaware florida georgia hawaii idaho illinois indiana iowa kansas "
      U"kentucky louisiana maine maryland massachusetts michigan minnesota "
      U"mississippi missouri montana nebraska nevada ohio oklahoma oregon "
      U"pennsylvania tennessee texas utah vermont virginia wisconsin wyoming "
      U"ontario quebec alberta manitoba saskatchewan queensland victoria "
      U"tasmania");
  return words.contains(word);
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
  return (word.size() == 2 || word.size() == 3) &&
         CodesView(
             U" al ak az ar ca co ct de fl ga hi id il in ia ks ky la me "
             U"md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa "
             U"ri sc sd tn tx ut vt va wa wv wi wy dc aa ae ap qc on bc "
             U"ab nsw vic qld tas act ")
             .contains(U" " + Codes(word) + U" ");
}

bool IsAustralianState(CodesView word) {
  return Is(word,
            {U"nsw", U"vic", U"qld", U"tas", U"act", U"nt", U"sa", U"wa"});
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
