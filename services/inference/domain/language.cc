#include "services/inference/domain/language.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "common/english.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kLongestSuffix = 7;

// Suffixes that may leave a single syllable ("폰을", "집에서").
const std::unordered_set<Codes>& Particles() {
  static const auto* const set = new std::unordered_set<Codes>{
      U"은",     U"는",       U"이",       U"가",     U"을",     U"를",
      U"의",     U"에",       U"도",       U"만",     U"로",     U"와",
      U"과",     U"랑",       U"으로",     U"에서",   U"에게",   U"한테",
      U"까지",   U"부터",     U"보다",     U"처럼",   U"마다",   U"이랑",
      U"에는",   U"에도",     U"에서는",   U"에서도", U"으로는", U"으로도",
      U"로는",   U"로도",     U"이나",     U"이라도", U"라도",   U"밖에",
      U"조차",   U"마저",     U"대로",     U"만큼",   U"한테서", U"에게서",
      U"께서",   U"이고",     U"이라서",   U"인데",   U"이라",   U"입니다",
      U"이에요", U"예요",     U"이예요",   U"에요",   U"이요",   U"인가요",
      U"인가",   U"이죠",     U"이지",     U"인지",   U"이면",   U"입니까",
      U"이랑은", U"까지는",   U"까지만",   U"부터는", U"이야",   U"인데요",
      U"이네요", U"이거든요", U"이었는데", U"였는데", U"으로만"};
  return *set;
}

// Suffixes that leave two syllables or more ("해지하려면", "변경할게요").
const std::unordered_set<Codes>& Endings() {
  static const auto* const set = new std::unordered_set<Codes>{
      U"나",       U"들",       U"요",         U"야",         U"고",
      U"죠",       U"지",       U"면",         U"서",         U"며",
      U"는데",     U"는데요",   U"나요",       U"네요",       U"군요",
      U"지요",     U"까요",     U"은가요",     U"는가요",     U"ㄴ가요",
      U"하다",     U"하고",     U"하는",       U"하면",       U"하려면",
      U"하려고",   U"하려는데", U"하러",       U"하게",       U"하기",
      U"하지",     U"해서",     U"해요",       U"해야",       U"해도",
      U"했는데",   U"했어요",   U"했습니다",   U"합니다",     U"합니까",
      U"하나요",   U"하는데",   U"하는데요",   U"하는지",     U"하는법",
      U"하는게",   U"하는거",   U"하시",       U"하셔야",     U"하세요",
      U"하죠",     U"하면서",   U"한다",       U"한다고",     U"한데",
      U"한가요",   U"할",       U"할게요",     U"할까요",     U"할래요",
      U"할려고",   U"할려면",   U"할수",       U"할때",       U"할인데",
      U"해줘",     U"해줘요",   U"해주세요",   U"해주",       U"해줄",
      U"해주나요", U"해달라",   U"해보",       U"했는지",     U"했더니",
      U"된",       U"되나요",   U"되는",       U"되는데",     U"되는지",
      U"되면",     U"되고",     U"되죠",       U"되지",       U"될까요",
      U"됩니다",   U"됩니까",   U"돼요",       U"돼",         U"돼서",
      U"됐는데",   U"됐어요",   U"됐습니다",   U"되었습니다", U"되어",
      U"받고",     U"받을",     U"받는",       U"받으려면",   U"받나요",
      U"습니다",   U"습니까",   U"ㅂ니다",     U"어요",       U"아요",
      U"었어요",   U"았어요",   U"았는데",     U"었는데",     U"으려면",
      U"으면",     U"려면",     U"려고",       U"려고요",     U"려는데",
      U"거든요",   U"든요",     U"더라고요",   U"던데",       U"던데요",
      U"는지",     U"은지",     U"을까요",     U"을게요",     U"을래요",
      U"세요",     U"셔야",     U"십시오",     U"시나요",     U"시죠",
      U"니다",     U"니까",     U"라고",       U"다고",       U"냐고",
      U"자고",     U"라는",     U"다는",       U"이라는",     U"이라고",
      U"인거",     U"인건",     U"중인데",     U"중에",       U"중에서",
      U"하구",     U"하구요",   U"한거",       U"한건",       U"한지",
      U"시켜",     U"시켜줘",   U"시켜주세요", U"하실",       U"하신",
      U"합니다만", U"하여",     U"하였",       U"하며"};
  return *set;
}

// Length of the longest suffix that may go, 0 if none.
std::size_t SuffixLength(CodesView word) {
  for (std::size_t length = std::min(kLongestSuffix, word.size() - 1);
       length > 0; --length) {
    const Codes suffix(word.substr(word.size() - length));
    const std::size_t left = word.size() - length;
    if (Particles().contains(suffix) && (left > 1 || length > 1 || left == 1)) {
      // One syllable and a one-syllable particle: only what is unmistakable.
      static constexpr CodesView kSafe = U"을를은는에도로";
      if (left > 1 || length > 1 || kSafe.contains(suffix[0])) return length;
    }
    if (left > 1 && Endings().contains(suffix)) return length;
  }
  return 0;
}

bool IsAbbreviation(std::string_view before) {
  static constexpr std::array<std::string_view, 10> kKnown = {
      "e.g", "i.e", "Mr", "Mrs", "Ms", "Dr", "No", "vs", "approx", "St"};
  const auto space = before.find_last_of(" (");
  const auto word =
      space == std::string_view::npos ? before : before.substr(space + 1);
  return std::ranges::find(kKnown, word) != kKnown.end();
}

std::string_view Trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

}  // namespace

Codes KoreanStem(CodesView word) {
  // Twice: "요금제에서만요" has a particle under an ending.
  for (int round = 0; round < 2 && word.size() > 1; ++round) {
    const std::size_t length = SuffixLength(word);
    if (length == 0) break;
    word.remove_suffix(length);
  }
  return Codes(word);
}

Codes Stem(const Token& token) {
  switch (token.script) {
    case Script::kHangul:
      return KoreanStem(token.text);
    case Script::kLatin:
      return EnglishStem(token.text);
    case Script::kDigits:
    case Script::kOther:
      return token.text;
  }
  return token.text;
}

std::vector<std::string> SplitSentences(std::string_view paragraph) {
  std::vector<std::string> sentences;
  std::size_t begin = 0;
  const auto take = [&](std::size_t end) {
    const auto sentence = Trim(paragraph.substr(begin, end - begin));
    if (!sentence.empty()) sentences.emplace_back(sentence);
    begin = end;
  };
  for (std::size_t at = 0; at < paragraph.size(); ++at) {
    const char c = paragraph[at];
    if (c != '.' && c != '?' && c != '!') continue;
    std::size_t end = at + 1;
    while (end < paragraph.size() &&
           std::string_view(".?!\")'").contains(paragraph[end])) {
      ++end;
    }
    if (end < paragraph.size() && paragraph[end] != ' ') continue;
    if (c == '.' && IsAbbreviation(paragraph.substr(begin, at - begin))) {
      continue;
    }
    take(end);
    at = end - 1;
  }
  take(paragraph.size());
  return sentences;
}

}  // namespace aicc::inference
