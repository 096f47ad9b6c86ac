#include "services/inference/domain/latin_names.h"

#include <algorithm>
#include <unordered_set>

#include "services/inference/domain/name_words.h"
#include "services/inference/domain/word_set.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxWords = 5;
constexpr std::size_t kMaxInitials = 3;
constexpr CodesView kBeforePlaces =
    U"santa san saint st fort mount port lake los las new king queen prince "
    U"princess papa trader";
// Companies, goods and figures that are called like people; '_' is a space.
constexpr CodesView kThings =
    U"abe_lincoln abercrombie_fitch abraham_lincoln agatha_christie "
    U"air_jordan albert_einstein alex_ani alexander_mcqueen alfa_romeo "
    U"alicia_keys amy's_kitchen amy_kitchen andre_rieu andy_warhol "
    U"ann_summers ann_taylor anna_sui annabel_karmel anne_boleyn anne_klein "
    U"anne_summers annie's_homegrown annie_sloan ariana_grande arne_jacobsen "
    U"arnold_palmer arthur_guinness ashley_furniture aston_martin "
    U"aunt_bessie aunt_jemima austin_reed bang_olufsen barack_obama "
    U"bart_simpson bassetts_allsorts beatrix_potter beats_dre ben_franklin "
    U"ben_jerry ben_jerry's ben_nevis ben_sherman benjamin_franklin "
    U"benjamin_moore benson_hedges bertie_bassett betsey_johnson "
    U"betty_crocker billie_eilish bloody_mary bob_builder bob_dylan "
    U"bob_marley bobbi_brown boris_johnson bowers_wilkins bridget_jones "
    U"britney_spears bruno_magli bruno_mars burt_bees buzz_lightyear "
    U"calvin_klein captain_america captain_crunch captain_morgan "
    U"carolina_herrera cath_kidston celine_dion charles_darwin "
    U"charles_dickens charles_eames charles_schwab charles_shaw "
    U"charlie_brown charlotte_tilbury christian_dior christian_louboutin "
    U"chuck_cheese chuck_taylor chuck_taylors claude_monet clive_christian "
    U"cole_haan colin_caterpillar cow_gate crate_barrel cristiano_ronaldo "
    U"cuthbert_caterpillar cynthia_rowley daisy_duck daniel_wellington "
    U"darth_vader david_beckham david_bowie david_yurman diane_furstenberg "
    U"doc_martens doctor_who dolce_gabbana dolly_mixture dolly_parton "
    U"dom_perignon donald_duck donald_trump donna_karan dora_explorer "
    U"dr_beckmann dr_brandt dr_bronner dr_dennis dr_dre dr_elsey's dr_evil "
    U"dr_hauschka dr_jart dr_mario dr_martens dr_nick dr_oetker dr_organic "
    U"dr_oz dr_pepper dr_phil dr_scholl dr_seuss dr_squatch dr_strange "
    U"dr_teals dr_who dua_lipa duncan_hines earl_grey ed_sheeran eddie_bauer "
    U"edward_jones elie_tahari elijah_craig elizabeth_arden elizabeth_taylor "
    U"ella's_kitchen ellen_tracy elton_john elvis_presley emma_bridgewater "
    U"emporio_armani enid_blyton eric_clapton ernst_young estee_lauder "
    U"ethan_allen farrow_ball father_christmas florence_nightingale "
    U"ford_fiesta ford_focus ford_mustang ford_ranger ford_transit "
    U"frank's_redhot frank_redhot franklin_covey franklin_mint fred_perry "
    U"freddie_mercury frederic_malle frederique_constant frida_kahlo "
    U"george_dickel george_foreman george_washington german_shepherd "
    U"giorgio_armani glen_grant glen_park gloria_jeans gloria_vanderbilt "
    U"goldman_sachs gordon_ramsay grace_hopper han_solo hans_zimmer "
    U"harley_davidson harman_kardon harry_potter harry_ramsden "
    U"harry_ramsden's harry_styles harry_winston harvey_wallbanger "
    U"helena_rubinstein hello_kitty helly_hansen henry_hoover henry_vacuum "
    U"herman_miller hermione_granger hetty_hoover homer_simpson hugo_boss "
    U"humpty_dumpty huntley_palmers indiana_jones isaac_newton issey_miyake "
    U"jack_daniel jack_daniel's jack_daniels jack_frost jack_link's "
    U"jack_links jack_reacher jack_russell jack_wills jack_wolfskin "
    U"jackson_hewitt jaeger_lecoultre james_bond jamie_oliver jane_austen "
    U"jason_bourne jasper_conran jelly_babies jennifer_lopez jenny_craig "
    U"jessica_simpson jim_beam jimi_hendrix jimmy_buffett jimmy_choo "
    U"jimmy_dean jimmy_egg jimmy_johns jo_loves jo_malone joe_biden "
    U"joe_boxer joe_wicks john_deere john_frieda john_grisham john_lewis "
    U"john_lobb john_madden john_mcenroe john_wick johnnie_walker "
    U"johnny_cash johnny_rockets johnny_walker johnny_was johnson_johnson "
    U"johnston_murphy jones_bootmaker jose_cuervo joseph_joseph "
    U"justin_bieber kanye_west karen_millen kate_spade kelly_hoppen "
    U"kevin_durant kim_kardashian king_arthur king_charles king_kong "
    U"kobe_bryant kurt_geiger kylie_cosmetics kylie_jenner kylo_ren "
    U"lady_gaga lady_grey lara_croft laura_ashley laura_mercier "
    U"laurent_perrier lebron_james leonardo_vinci les_paul levi_strauss "
    U"lewis_capaldi lewis_hamilton linda_mccartney lionel_messi "
    U"little_caesars lloyds_tsb louis_vuitton luke_skywalker mahatma_gandhi "
    U"manolo_blahnik marc_jacobs mariah_carey marie_callender marie_claire "
    U"mario_badescu marks_spencer martha_stewart martin_luther mary_kay "
    U"mary_poppins matthew_williamson max_factor max_mara max_payne "
    U"max_verstappen mercedes_benz merrill_lynch michael_buble "
    U"michael_jackson michael_jordan michael_kors mickey_mouse minnie_mouse "
    U"miss_dior miss_marple miss_piggy mister_donut moet_chandon "
    U"molton_brown morgan_stanley morphy_richards morris_minor mr_bean "
    U"mr_beast mr_clean mr_coffee mr_freeze mr_kipling mr_men mr_muscle "
    U"mr_peanut mr_potato mrs_brown mrs_claus mrs_dash mrs_doubtfire "
    U"mrs_field's mrs_fields mrs_hinch mrs_meyers mrs_patmore nanette_lepore "
    U"nelson_mandela newman_own niall_horan nicki_minaj nigella_lawson "
    U"nikola_tesla nina_ricci obi_wan oliver_bonas oliver_peoples "
    U"olivia_burton olivia_rodrigo orla_kiely oscar_mayer oscar_renta "
    U"pablo_picasso paco_rabanne paddington_bear papa_john papa_johns "
    U"papa_murphy paris_hilton pat_mcgrath patek_philippe paul_mitchell "
    U"paul_newman paul_shark peek_freans peppa_pig percy_pig perry_ellis "
    U"peter_millar peter_pan peter_rabbit phil_collins philip_morris "
    U"philippe_starck phillip_lim post_malone princess_anne princess_diana "
    U"procter_gamble queen_elizabeth queen_victoria rachael_ray rachel_zoe "
    U"rafael_nadal ralph_lauren ray_ban ray_kroc raymond_james "
    U"rebecca_minkoff roald_dahl roberto_cavalli robin_hood rod_stewart "
    U"roger_federer rolling_stone rolling_stones rolls_royce ron_weasley "
    U"rosa_parks rosie_lea roy_rogers royal_doulton ruby_sdk russell_hobbs "
    U"russell_stover sabrina_carpenter saint_laurent saint_nicholas "
    U"sally_hansen salvatore_ferragamo sam_adams sam_edelman samuel_adams "
    U"santa_claus sara_lee sara_moon sarah_jessica selena_gomez "
    U"serena_williams shawn_mendes sherlock_holmes sherwin_williams "
    U"shirley_temple shirley_temples smith_wesson sophie_allport stan_smith "
    U"stan_smiths stanley_cup stanley_tools stanley_tumbler stella_artois "
    U"stella_mccartney steve_madden stevie_wonder stuart_weitzman tate_lyle "
    U"taylor_swift ted_baker terence_conran thierry_mugler thomas_edison "
    U"thomas_friends thomas_jefferson thomas_pink thomas_sabo thomas_tank "
    U"tiger_woods tim_burton tim_horton tim_hortons tom_collins tom_dixon "
    U"tom_ford tommee_tippee tommy_bahama tommy_hilfiger tommy_john "
    U"tony's_chocolonely tony_chachere tony_hawk tony_stark tory_burch "
    U"tracy_chapman trader_joe trader_joes travis_scott trina_turk "
    U"ulla_johnson uncle_ben vacheron_constantin van_gogh van_halen "
    U"van_heusen vera_bradley vera_wang veuve_clicquot victoria's_secret "
    U"victoria_beckham victoria_secret vincent_gogh virgin_mary "
    U"vivienne_westwood wells_fargo whitney_houston william_morris "
    U"william_shakespeare williams_sonoma winnie_pooh wolfgang_puck "
    U"woody_woodpecker yohji_yamamoto yves_rocher zac_posen";
// With which letters are spelled.
constexpr CodesView kAlphabet =
    U"alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet "
    U"juliett kilo lima mike november oscar papa quebec romeo sierra tango "
    U"uniform victor whiskey xray x-ray yankee zulu";
constexpr std::size_t kMinSpelled = 3;
constexpr std::size_t kMaxThing = 32;
constexpr CodesView kParticles =
    U"der de van von den bin ibn al la del da dos di el le du y ter ten st";

bool IsNameLetter(CodesView codes, std::size_t at) {
  if (IsWordCode(codes[at])) {
    return !IsHangul(codes[at]) && !IsDigit(codes[at]);
  }
  // O'Brien, Jean-Luc; not the 's of a genitive.
  const bool joins = codes[at] == U'\'' || codes[at] == U'-';
  return joins && at > 0 && at + 1 < codes.size() &&
         IsWordCode(codes[at - 1]) && IsLatin(codes[at + 1]) &&
         !(codes[at] == U'\'' && codes[at + 1] == U's' &&
           (at + 2 >= codes.size() || !IsWordCode(codes[at + 2])));
}

// A capital within a word that is no McDonald and not all capitals.
bool IsCamel(const PersonalText& text, std::size_t begin, std::size_t end) {
  const CodesView word = CodesView(text.codes).substr(begin, end - begin);
  if (OneAt(word, 0, {U"mc", U"mac", U"de", U"la", U"van", U"o'", U"le"}) > 0 ||
      word.contains(U'-')) {
    return false;
  }
  bool small = false;
  for (std::size_t at = begin; at < end; ++at) {
    if (small && text.capital[at]) return true;
    small = small || (IsLatin(text.codes[at]) && !text.capital[at]);
  }
  return false;
}

std::vector<NameWord> WordsOf(const PersonalText& text) {
  const CodesView codes = text.codes;
  std::vector<NameWord> words;
  for (std::size_t at = 0; at < codes.size();) {
    if (!IsNameLetter(codes, at) || !IsWordCode(codes[at]) ||
        IsEscaped(codes, at)) {
      ++at;
      continue;
    }
    NameWord word;
    word.begin = at;
    word.capital = word.capitals = text.capital[at];
    for (; at < codes.size() && IsNameLetter(codes, at); ++at) {
      word.foreign = word.foreign || text.end[at] - text.begin[at] > 1;
      word.capitals =
          word.capitals && (text.capital[at] || !IsLatin(codes[at]));
    }
    word.end = at;
    word.text = codes.substr(word.begin, word.end - word.begin);
    word.camel = IsCamel(text, word.begin, word.end) ||
                 (word.begin > 0 && IsDigit(codes[word.begin - 1])) ||
                 (word.end < codes.size() && IsDigit(codes[word.end]));
    words.push_back(word);
  }
  return words;
}

// "Hawkins Group" and "Crown Street" are no people.
bool NamesAThing(CodesView word) {
  return word.size() > 3 || word == U"inc" || word == U"ltd" ||
         word == U"llc" || word == U"st" || word == U"rd" || word == U"ave" ||
         word == U"co" || word == U"pro";
}

// Of "calvin_klein" and its like.
std::unordered_set<CodesView> FirstWords(CodesView list) {
  std::unordered_set<CodesView> words;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(U' ', at), list.size());
    const CodesView thing = list.substr(at, end - at);
    words.insert(thing.substr(0, thing.find(U'_')));
    at = end + 1;
  }
  return words;
}

}  // namespace

LatinNames::LatinNames(const PersonalText& text)
    : codes_(text.codes), words_(WordsOf(text)) {}

CodesView LatinNames::Gap(std::size_t i) const {
  const std::size_t end = words_[i - 1].end;
  return codes_.substr(end, words_[i].begin - end);
}

bool LatinNames::IsListed(std::size_t i) const { return Gap(i) == U", "; }

bool LatinNames::IsAdjacent(std::size_t i) const {
  const NameWord& left = words_[i - 1];
  const CodesView gap = Gap(i);
  return gap == U" " || (gap == U". " && left.is_initial()) ||
         (gap == U"/" && left.text.size() > 2 &&
          ((left.capitals && words_[i].capitals) ||
           (left.capital && words_[i].capital && !IsGivenName(left.text) &&
            IsGivenName(words_[i].text)))) ||
         (gap == U", " && IsTurned(i - 1));
}

// "Okafor, Chidi": a family name first, at the beginning of a line.
bool LatinNames::IsTurned(std::size_t family) const {
  const std::size_t begin = words_[family].begin;
  return (begin == 0 || codes_[begin - 1] == U'\n') && words_[family].capital &&
         words_[family + 1].capital && !IsGivenName(words_[family].text) &&
         !IsDoubtfulGivenName(words_[family].text) &&
         IsGivenName(words_[family + 1].text);
}

std::size_t LatinNames::Capitals(std::size_t first) const {
  std::size_t count = 1;
  for (std::size_t i = first + 1; i < words_.size() && i - first < kMaxWords;
       ++i) {
    if (!IsAdjacent(i)) break;
    const NameWord& word = words_[i];
    if (!word.capital && !IsNameParticle(word.text)) break;
    // "John I am": an initial alone ends no name.
    if (!word.capital || word.is_initial()) continue;
    if (word.camel) return count;
    const bool family =
        IsFamilyName(word.text) && IsGivenName(words_[i - 1].text);
    if (IsNoName(word.text) && !family) {
      return NamesAThing(word.text) ? 0 : count;
    }
    count = i - first + 1;
  }
  return count;
}

std::size_t LatinNames::InitialsAt(std::size_t first) const {
  std::size_t i = first;
  while (i < words_.size() && i < first + kMaxInitials && words_[i].capital &&
         words_[i].is_initial() && words_[i].text != U"i" &&
         (i == first || IsAdjacent(i))) {
    ++i;
  }
  const bool name = i > first && i < words_.size() && IsAdjacent(i) &&
                    words_[i].capital && words_[i].text.size() > 2 &&
                    !IsNoName(words_[i].text);
  return name ? i - first : 0;
}

bool LatinNames::IsInSentence(const NameWord& word) const {
  const std::size_t at = word.begin;
  return at >= 2 && codes_[at - 1] == U' ' &&
         (IsLatin(codes_[at - 2]) || codes_[at - 2] == U',');
}

bool LatinNames::IsAfterWord(const NameWord& word) const {
  return IsInSentence(word) && codes_[word.begin - 2] != U',';
}

bool LatinNames::IsLine(const NameWord& first, const NameWord& last) const {
  const bool starts = first.begin == 0 || codes_[first.begin - 1] == U'\n';
  const bool ends = last.end == codes_.size() || codes_[last.end] == U'\n';
  return starts && ends && last.end - first.begin < codes_.size();
}

bool LatinNames::IsPartOfAnother(std::size_t i) const {
  static const WordSet places(kBeforePlaces);
  const CodesView before = Before(codes_, words_[i].begin, 4);
  if (before == U"st. " || before.ends_with(U'@') || before.ends_with(U'#')) {
    return true;
  }
  return i > 0 && Gap(i) == U" " && words_[i - 1].capital &&
         places.contains(words_[i - 1].text);
}

std::size_t LatinNames::NoPersonAt(std::size_t i) const {
  static const WordSet alphabet(kAlphabet);
  std::size_t letters = 0;
  while (i + letters < words_.size() &&
         alphabet.contains(words_[i + letters].text) &&
         (letters == 0 || IsAdjacent(i + letters) || IsListed(i + letters))) {
    ++letters;
  }
  if (letters >= kMinSpelled) return letters;
  return IsThingAt(i) ? 2 : 0;
}

// "Calvin Klein", "dr martens", "Ben & Jerry's"
bool LatinNames::IsThingAt(std::size_t i) const {
  static const WordSet things(kThings);
  if (i + 1 >= words_.size()) return false;
  const CodesView gap = Gap(i + 1);
  if (gap != U" " && gap != U". " && gap != U" & " && gap != U"&") return false;
  const NameWord& one = words_[i];
  const NameWord& two = words_[i + 1];
  // Only so much is written of what is in the list.
  if (one.text.size() + two.text.size() > kMaxThing) return false;
  static const std::unordered_set<CodesView> firsts = FirstWords(kThings);
  if (!firsts.contains(one.text)) return false;
  if (!things.contains(Codes(one.text) + U"_" + Codes(two.text))) return false;
  // In small letters what somebody is called may be meant.
  return one.capital || !Mentions(Before(codes_, one.begin, 24),
                                  {U"name", U"i'm ", U"i am ", U"this is "});
}

bool IsNameParticle(CodesView word) {
  static const WordSet particles(kParticles);
  return particles.contains(word);
}

}  // namespace aicc::inference
