#include "services/inference/domain/phrases.h"

namespace aicc::inference {
namespace {

Codes Join(const std::vector<Token>& tokens) {
  Codes words = U" ";
  for (const Token& token : tokens) words += token.text + U' ';
  return words;
}

}  // namespace

PhraseText LayOut(const Message& message) {
  std::vector<int> origin;
  return {WithoutSpaces(message.folded.text, &origin), Join(message.tokens)};
}

Codes WordPhrase(std::string_view english) {
  return Join(Tokenize(FoldText(english)));
}

}  // namespace aicc::inference
