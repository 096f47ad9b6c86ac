#include "services/inference/domain/sentiment_words.h"

namespace aicc::inference {
namespace {

constexpr FeelingWord kKorean[] = {
    // Insults and swearing.
    {"씨발", -4}, {"시발", -4}, {"씨팔", -4}, {"ㅅㅂ", -3.5}, {"ㅆㅂ", -3.5},
    {"병신", -4}, {"ㅂㅅ", -3}, {"개새", -4}, {"새끼", -3}, {"지랄", -3.5},
    {"좆", -4}, {"존나", -2.5}, {"졸라", -1.5}, {"미친", -2.5}, {"미쳤", -2.5},
    {"꺼져", -3}, {"닥쳐", -3.5}, {"사기꾼", -2.5}, {"도둑놈", -3.5},
    {"양아치", -3}, {"쓰레기", -3}, {"개판", -2.5}, {"엉망진창", -2.5},
    // Anger.
    {"화가나", -2.5}, {"화가납", -2.5}, {"화났", -2.5}, {"화나", -2.2},
    {"열받", -2.8}, {"빡치", -3}, {"빡쳐", -3}, {"짜증", -2.2},
    {"분노", -2.5}, {"어이가없", -2.2}, {"어이없", -2.2}, {"기가막", -2},
    {"기가차", -2}, {"황당", -2}, {"뚜껑열", -3}, {"울화", -2.5},
    {"못참", -2.5}, {"참을수없", -2.5}, {"참는것도", -2.2}, {"장난하", -2.5},
    {"장난치", -2.2}, {"장난합니까", -2.5}, {"우롱", -2.8}, {"무시하", -1.5},
    {"바보취급", -2.5}, {"호구", -2.2}, {"말이되", -1.8}, {"말이됩니까", -2.2},
    {"제정신", -2.5}, {"뭐하는거", -1.8}, {"뭐하자는", -2.2}, {"뭐하는짓", -2.5},
    {"이게뭡니까", -1.8}, {"이따위", -2.8}, {"이딴", -2.5}, {"그따위", -2.5},
    {"환장", -2.2}, {"미치겠", -2.2}, {"돌아버리", -2.5}, {"가만안", -2.8},
    {"가만히안", -2.8}, {"신고할", -1.5}, {"고소", -1.5}, {"책임지세요", -1.2},
    {"책임져", -1.2}, {"당장", -1.0}, {"도대체", -1.4}, {"대체", -0.6},
    {"최악", -2.8}, {"형편없", -2.4}, {"엉망", -2}, {"개같", -3.5},
    {"거지같", -3}, {"한심", -2.2}, {"무책임", -2.2}, {"불친절", -2},
    {"뻔뻔", -2.5}, {"괘씸", -2.5}, {"양심", -1.5}, {"바가지", -1.8},
    {"속았", -1.8}, {"속이", -0.8}, {"거짓말", -1.8}, {"사기", -1.2},
    // Displeasure.
    {"실망", -1.8}, {"불만", -1.5}, {"불쾌", -2}, {"답답", -1.5},
    {"억울", -1.6}, {"너무하", -1.6}, {"너무한", -1.6}, {"귀찮", -0.8},
    {"지긋지긋", -2.4}, {"지겹", -1.6}, {"질렸", -2}, {"속상", -1.4},
    {"별로", -0.8}, {"싫", -1}, {"나쁘", -1}, {"불편", -0.8},
    {"힘들", -0.6}, {"걱정", -0.4}, {"안좋", -1}, {"후회", -1.2},
    {"항의", -1.2}, {"민원", -1},
    // The same trouble again and again.
    {"몇번을", -1.6}, {"몇번이나", -1.6}, {"몇번째", -1.6}, {"몇번씩", -1.6},
    {"며칠째", -1}, {"몇달째", -1.2}, {"매번", -1}, {"맨날", -1.2},
    {"아직도", -0.8}, {"계속이", -0.8}, {"또이", -0.8}, {"또안", -0.8},
    {"전화를몇", -1}, {"안고쳐", -1}, {"해결이안", -1.2}, {"해결도안", -1.2},
    // Trouble alone is no feeling yet.
    {"안돼", -0.3}, {"안되", -0.3}, {"안됩", -0.3}, {"먹통", -0.5},
    {"끊겨", -0.3}, {"끊김", -0.3}, {"느려", -0.3}, {"고장", -0.2},
    // Gladness.
    {"감사", 1.4}, {"고맙", 1.4}, {"고마워", 1.4}, {"최고", 1.8},
    {"만족", 1.5}, {"친절", 1.2}, {"좋아요", 1.2}, {"좋네", 1.2},
    {"좋습니다", 1}, {"좋았", 1.2}, {"훌륭", 1.8}, {"완벽", 1.6},
    {"다행", 1}, {"해결됐", 1}, {"해결되었", 1}, {"잘됐", 1},
    {"잘되네", 1}, {"행복", 1.6}, {"기뻐", 1.5}, {"기쁘", 1.5},
    {"수고하", 0.8}, {"덕분에", 1.2}, {"도움이되", 1}, {"도움이많이", 1.2},
    {"추천하고싶", 1.2}, {"사랑", 1.2}, {"대박", 1},
};

constexpr FeelingWord kEnglish[] = {
    // Insults and swearing.
    {"fuck", -4}, {"fucking", -3.5}, {"fucked", -3.5}, {"fuckers", -4},
    {"shit", -3}, {"shitty", -3}, {"bullshit", -3.5}, {"bs", -2},
    {"wtf", -3}, {"damn", -1.8}, {"damned", -1.8}, {"goddamn", -2.5},
    {"asshole", -4}, {"assholes", -4}, {"bastards", -4}, {"bitch", -4},
    {"crap", -2.2}, {"crappy", -2.2}, {"idiot", -3}, {"idiots", -3},
    {"idiotic", -2.8}, {"stupid", -2.4}, {"moron", -3}, {"morons", -3},
    {"scam", -2}, {"scammers", -2}, {"thieves", -3}, {"crooks", -3},
    {"liars", -2.8}, {"liar", -2.5}, {"lying", -1.8}, {"lied", -1.6},
    {"garbage", -2.6}, {"trash", -2.4}, {"rubbish", -2.4}, {"suck", -2.2},
    {"sucks", -2.2}, {"screw you", -3.5}, {"go to hell", -4},
    {"robbery", -2}, {"rip off", -2.2}, {"ripoff", -2.2}, {"ripped off", -2},
    // Anger.
    {"angry", -2.2}, {"furious", -3.2}, {"outraged", -3}, {"outrageous", -2.8},
    {"livid", -3}, {"mad", -1.6}, {"pissed", -2.8}, {"pissed off", -1},
    {"fed up", -2.6}, {"sick of", -2.4}, {"sick and tired", -2.8},
    {"had enough", -2.4}, {"enough is enough", -2.4}, {"hate", -2},
    {"disgusting", -2.8}, {"disgusted", -2.6}, {"disgrace", -2.8},
    {"disgraceful", -2.8}, {"ridiculous", -2.4}, {"absurd", -2.2},
    {"unacceptable", -2.6}, {"unbelievable", -1.8}, {"insane", -1.8},
    {"pathetic", -2.6}, {"joke", -1.6}, {"are you kidding", -2.2},
    {"kidding me", -2}, {"shame on you", -2.8}, {"how dare", -2.6},
    {"worst", -2.6}, {"terrible", -2.2}, {"horrible", -2.4}, {"awful", -2.2},
    {"appalling", -2.8}, {"incompetent", -2.6}, {"useless", -2.4},
    {"worthless", -2.4}, {"nightmare", -2}, {"infuriating", -2.8},
    {"irritated", -1.8}, {"irritating", -1.8}, {"annoyed", -1.6},
    {"annoying", -1.6}, {"frustrated", -1.8}, {"frustrating", -1.8},
    {"frustration", -1.6}, {"rude", -2}, {"ignored", -1.4},
    {"ignoring", -1.4}, {"waste of", -1.8}, {"wasting my time", -2.2},
    {"wasted", -1.4}, {"demand", -1}, {"immediately", -0.6},
    {"right now", -0.6}, {"the hell", -1.8},
    // Displeasure.
    {"disappointed", -1.6}, {"disappointing", -1.6}, {"unhappy", -1.6},
    {"upset", -1.6}, {"dissatisfied", -1.6}, {"complaint", -0.8},
    {"complain", -0.8}, {"poor", -0.9}, {"bad", -0.9}, {"unfair", -1.4},
    {"lousy", -1.6}, {"sad", -0.8}, {"worried", -0.4}, {"sorry", -0.1},
    {"problem", -0.2}, {"issue", -0.2}, {"wrong", -0.3}, {"broken", -0.3},
    {"slow", -0.2}, {"doesnt work", -0.4}, {"not working", -0.4},
    {"still not", -0.7}, {"yet again", -0.9}, {"once again", -0.6},
    {"over and over", -1.4}, {"how many times", -1.6}, {"for weeks", -0.9},
    {"for days", -0.8}, {"for hours", -0.8}, {"every single", -0.9},
    {"every time", -0.6}, {"third time", -1.3}, {"fourth time", -1.5},
    {"fifth time", -1.6}, {"nobody", -0.6}, {"no one", -0.6}, {"never", -0.3},
    // Gladness.
    {"thanks", 1.4}, {"thank you", 1.4}, {"thx", 1.2}, {"cheers", 0.8},
    {"great", 1.6}, {"excellent", 2}, {"awesome", 2}, {"amazing", 1.8},
    {"perfect", 1.8}, {"wonderful", 2}, {"fantastic", 2}, {"good", 0.9},
    {"nice", 1.1}, {"love", 1.4}, {"loved", 1.4}, {"happy", 1.4},
    {"glad", 1.2}, {"pleased", 1.3}, {"appreciate", 1.4}, {"helpful", 1.3},
    {"satisfied", 1.4}, {"impressed", 1.4}, {"best", 1}, {"brilliant", 1.8},
    {"well done", 1.6}, {"works now", 0.9}, {"resolved", 0.6},
};

}  // namespace

std::span<const FeelingWord> KoreanFeelings() { return kKorean; }
std::span<const FeelingWord> EnglishFeelings() { return kEnglish; }

}  // namespace aicc::inference
