#include "services/summary/domain/text.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace aicc::summary {
namespace {

// A Korean piece longer than this is cut after a sentence ending even without
// a full stop.
constexpr std::size_t kLongPiece = 40;

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool IsAsciiWord(char32_t c) {
  return c < 0x80 && std::isalnum(static_cast<int>(c)) != 0;
}

// Letters outside ASCII; punctuation of the general, CJK and full-width blocks
// and symbols such as emoji are not.
bool IsOtherLetter(char32_t c) {
  if (c < 0xC0) return false;
  if (c >= 0x2000 && c <= 0x2E7F) return false;
  if (c >= 0x3000 && c <= 0x303F) return false;
  if (c >= 0xFE00 && c <= 0xFFEF) return false;
  return c < 0x1F000 || c > 0x1FAFF;
}

bool IsStop(char32_t c) {
  return c == '.' || c == '?' || c == '!' || c == 0x2026 || c == 0x3002 ||
         c == 0xFF1F || c == 0xFF01;
}

bool EndsKoreanSentence(std::string_view piece) {
  for (const std::string_view ending :
       {"요", "니다", "니까", "죠", "까", "네요", "어요"}) {
    if (piece.ends_with(ending)) return true;
  }
  return false;
}

void AddPiece(std::string_view piece, std::vector<std::string_view>* out) {
  piece = Trim(piece);
  if (!Words(piece).empty()) out->push_back(piece);
}

// Cuts an unpunctuated piece after Korean sentence endings.
void CutLongPiece(std::string_view piece, std::vector<std::string_view>* out) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < piece.size(); ++i) {
    if (piece[i] != ' ') continue;
    const std::string_view head = piece.substr(begin, i - begin);
    if (CodePointCount(head) >= kLongPiece / 2 && EndsKoreanSentence(head)) {
      AddPiece(head, out);
      begin = i;
    }
  }
  AddPiece(piece.substr(begin), out);
}

void AddSentence(std::string_view piece, std::vector<std::string_view>* out) {
  if (CodePointCount(piece) > kLongPiece) {
    CutLongPiece(piece, out);
  } else {
    AddPiece(piece, out);
  }
}

constexpr std::array kStopWords = std::to_array<std::string_view>({
    "a",     "about",  "all",    "also",  "am",     "an",   "and",   "any",
    "are",   "as",     "at",     "be",    "been",   "but",  "by",    "can",
    "could", "did",    "do",     "does",  "for",    "from", "get",   "had",
    "has",   "have",   "he",     "her",   "here",   "him",  "his",   "how",
    "i",     "if",     "im",     "in",    "is",     "it",   "its",   "ive",
    "just",  "let",    "me",     "my",    "no",     "not",  "now",   "of",
    "on",    "or",     "our",    "out",   "please", "she",  "so",    "some",
    "that",  "thats",  "the",    "their", "them",   "then", "there", "these",
    "they",  "this",   "to",     "up",    "us",     "very", "was",   "we",
    "were",  "what",   "when",   "where", "which",  "who",  "why",   "will",
    "with",  "would",  "yes",    "you",   "your",   "it's", "okay",  "ok",
    "hi",    "hello",  "um",     "uh",    "네",     "예",   "아",    "음",
    "그",    "저",     "제",     "이",    "것",     "거",   "수",    "좀",
    "그럼",  "그리고", "그런데", "근데",  "저기",   "혹시", "지금",  "제가",
    "있는",  "있나요", "하는",   "해서",  "그거",   "이거", "안",    "더",
});

constexpr std::array kParticles = std::to_array<std::string_view>({
    "에서는", "으로는", "에서", "으로", "에게", "까지", "부터", "처럼", "이나",
    "라고",   "이라",   "은",   "는",   "이",   "가",   "을",   "를",   "에",
    "의",     "도",     "로",   "과",   "와",   "만",   "요",
});

bool StartsWithHangul(std::string_view word) {
  std::size_t at = 0;
  return !word.empty() && IsHangul(NextCodePoint(word, &at));
}

std::string StemEnglish(std::string_view word) {
  const auto strip = [&word](std::string_view ending, std::size_t keep) {
    if (!word.ends_with(ending) || word.size() < ending.size() + keep) {
      return false;
    }
    word.remove_suffix(ending.size());
    return true;
  };
  if (strip("ing", 3) || strip("ed", 3)) {
    // "stopped" and "stop" are the same word.
    if (word.size() > 3 && word[word.size() - 1] == word[word.size() - 2] &&
        word.back() != 'l' && word.back() != 's') {
      word.remove_suffix(1);
    }
  } else if (!word.ends_with("ss")) {
    if (strip("ies", 2)) return std::string(word) + "i";
    if (!strip("es", 3)) strip("s", 2);
  }
  if (word.size() > 3 && word.ends_with('e')) word.remove_suffix(1);
  std::string stem(word);
  if (stem.size() > 3 && stem.ends_with('y')) stem.back() = 'i';
  return stem;
}

}  // namespace

char32_t NextCodePoint(std::string_view text, std::size_t* at) {
  const auto byte = [&text](std::size_t i) {
    return static_cast<unsigned char>(text[i]);
  };
  const unsigned char lead = byte(*at);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC0 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                                           : 4;
  if (length == 0 || *at + length > text.size()) {
    ++*at;
    return 0xFFFD;
  }
  if (length == 1) {
    ++*at;
    return lead;
  }
  char32_t c = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i)
    c = (c << 6) | (byte(*at + i) & 0x3F);
  *at += length;
  return c;
}

bool IsHangul(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }

std::size_t CodePointCount(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::vector<std::string_view> SplitSentences(std::string_view utterance) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < utterance.size();) {
    const std::size_t here = at;
    const char32_t c = NextCodePoint(utterance, &at);
    if (c == '\n') {
      AddSentence(utterance.substr(begin, here - begin), &out);
      begin = at;
    } else if (IsStop(c) &&
               (at == utterance.size() || IsSpace(utterance[at]))) {
      // A stop within "3.5" or an address has no space behind it.
      AddSentence(utterance.substr(begin, at - begin), &out);
      begin = at;
    }
  }
  AddSentence(utterance.substr(begin), &out);
  return out;
}

std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> out;
  std::string word;
  const auto end = [&] {
    if (!word.empty()) out.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const char32_t c = NextCodePoint(text, &at);
    if (IsAsciiWord(c)) {
      word += static_cast<char>(std::tolower(static_cast<int>(c)));
    } else if (IsOtherLetter(c)) {
      word += text.substr(here, at - here);
    } else if ((c != '\'' && c != 0x2019) || word.empty()) {
      end();
    }
  }
  end();
  return out;
}

std::string Stem(std::string_view word) {
  if (!StartsWithHangul(word)) return StemEnglish(word);
  for (const std::string_view particle : kParticles) {
    // Two syllables stay, or nothing could be told apart.
    if (word.ends_with(particle) && word.size() >= particle.size() + 6) {
      word.remove_suffix(particle.size());
      break;
    }
  }
  return std::string(word);
}

bool IsStopWord(std::string_view word) {
  static const std::set<std::string_view> words(kStopWords.begin(),
                                                kStopWords.end());
  return words.contains(word);
}

std::vector<std::string> ContentStems(std::string_view text) {
  std::vector<std::string> out;
  for (const std::string& word : Words(text)) {
    if (!IsStopWord(word)) out.push_back(Stem(word));
  }
  return out;
}

std::string Shorten(std::string_view text, std::size_t limit) {
  if (CodePointCount(text) <= limit) return std::string(text);
  std::size_t at = 0;
  std::size_t word_end = 0;
  for (std::size_t count = 0; count + 1 < limit && at < text.size(); ++count) {
    const std::size_t here = at;
    if (NextCodePoint(text, &at) == ' ') word_end = here;
  }
  if (text[at] == ' ') word_end = at;
  // A text without spaces is cut anywhere between code points.
  std::string_view head = text.substr(0, word_end > at / 2 ? word_end : at);
  while (!head.empty() && (IsSpace(head.back()) || head.back() == ',')) {
    head.remove_suffix(1);
  }
  return std::string(head) + "…";
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace aicc::summary
