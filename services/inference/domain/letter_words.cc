#include "services/inference/domain/letter_words.h"

#include <array>

#include "services/inference/domain/personal_text.h"

namespace aicc::inference {
namespace {

struct Name {
  CodesView name;
  char letter;
};

// Longest first, where one begins another.
constexpr std::array kNames = std::to_array<Name>({
    {U"더블유", 'w'}, {U"더블류", 'w'}, {U"에이치", 'h'}, {U"와이", 'y'},
    {U"에이", 'a'},   {U"제이", 'j'},   {U"케이", 'k'},   {U"아이", 'i'},
    {U"에프", 'f'},   {U"에스", 's'},   {U"엑스", 'x'},   {U"제트", 'z'},
    {U"지트", 'z'},   {U"브이", 'v'},   {U"비", 'b'},     {U"씨", 'c'},
    {U"시", 'c'},     {U"디", 'd'},     {U"지", 'g'},     {U"쥐", 'g'},
    {U"엘", 'l'},     {U"엠", 'm'},     {U"엔", 'n'},     {U"피", 'p'},
    {U"큐", 'q'},     {U"알", 'r'},     {U"아르", 'r'},   {U"티", 't'},
    {U"유", 'u'},
});

}  // namespace

SpokenLetter KoreanLetterAt(CodesView text, std::size_t at) {
  for (const auto& [name, letter] : kNames) {
    if (StandsAt(text, at, name)) return {letter, name.size()};
  }
  return {};
}

}  // namespace aicc::inference
