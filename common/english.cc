#include "common/english.h"

#include <libstemmer.h>

#include <memory>

namespace aicc {
namespace {

constexpr std::size_t kMaxStemmed = 48;  // Longer "words" are noise.

struct StemmerDelete {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

sb_stemmer* ThreadStemmer() {
  // The library's stemmer keeps its result inside, so one to a thread.
  thread_local const std::unique_ptr<sb_stemmer, StemmerDelete> stemmer(
      sb_stemmer_new("porter", "UTF_8"));
  return stemmer.get();
}

}  // namespace

Codes EnglishStem(CodesView word) {
  if (word.size() < 3 || word.size() > kMaxStemmed) return Codes(word);
  const std::string utf8 = EncodeUtf8(word);
  sb_stemmer* const stemmer = ThreadStemmer();
  if (stemmer == nullptr) return Codes(word);
  const sb_symbol* const stem =
      sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(utf8.data()),
                      static_cast<int>(utf8.size()));
  if (stem == nullptr) return Codes(word);
  const auto length = static_cast<std::size_t>(sb_stemmer_length(stemmer));
  return DecodeUtf8({reinterpret_cast<const char*>(stem), length}, length);
}

}  // namespace aicc
