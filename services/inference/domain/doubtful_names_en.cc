#include "services/inference/domain/name_words.h"
#include "services/inference/domain/word_set.h"

namespace aicc::inference {
namespace {

// Ordinary words, months and places that are given names too.
constexpr CodesView kDoubtful =
    U"ada aida al alba alexa amber amor angel april aria art aspen aston "
    U"austin avery bailey basil bea beau bella belle bill billie blair "
    U"brandy brook brooklyn buddy cal candy carolina carson carter cassidy "
    U"charity charlotte chase chastity chelsea cherry cheyenne chip "
    U"christian clay cliff clinton constance crystal daisy dakota dale "
    U"dallas dan darwin dawn dean dee del denver destiny devon dick diego "
    U"dixie dolly dolores don drew duke earl earnest ed eden emery eve faith "
    U"fay fern flora florence forrest francisco frank gene georgia ginger "
    U"glen grace grady grant guy hal hamilton hana hank harley harper harvey "
    U"hazel heaven hope houston hui hunter hyun ike ira iris israel ivy jack "
    U"jade jan jasmine jay jazz jean jed jin jing jo jordan joy jules june "
    U"kane kay kent kenya kim kirk kit kitty lance lee lew lin lincoln logan "
    U"london lourdes luna mack madison mai marina mark mason max may "
    U"mercedes mercy milan miles min ming misty mo morgan myrtle nan nat "
    U"norm ola olive orlando paris parker pat patience pearl peg penny "
    U"phoenix pierce pip piper poppy precious prudence ray reed rex rich rob "
    U"robin rod roman ros rose rowan roz ruby sal sam sandy santiago savanna "
    U"savannah shay sienna sierra skye sue summer sydney tate taylor thu tia "
    U"tiffany tom trace trent trey trinity troy tucker val verity "
    U"victoria virginia wade walt wei wes will willow wren wyn yan zac";

// … of which these are mostly something else.
constexpr CodesView kSeldom =
    U"april summer max may june august aspen austin brooklyn carolina carson "
    U"charlotte chase chelsea cheyenne "
    U"clinton dakota dallas darwin denver devon diego florence francisco "
    U"georgia hamilton houston israel jordan kent kenya lincoln logan london "
    U"lourdes madison marina milan orlando paris phoenix santiago savannah "
    U"sienna sierra sydney trent troy victoria virginia";

}  // namespace

bool IsDoubtfulGivenName(CodesView word) {
  static const WordSet words(kDoubtful);
  return words.contains(word);
}

bool IsSeldomGivenName(CodesView word) {
  static const WordSet words(kSeldom);
  return words.contains(word);
}

}  // namespace aicc::inference
