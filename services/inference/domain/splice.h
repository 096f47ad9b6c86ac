#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace aicc::inference {

// The last words of an answer that broke off, which another model is to repeat
// and go on from; whole characters.
std::string_view LastWords(std::string_view said);

// Joins an answer that broke off with what another model makes of its rest. One
// that begins the whole answer anew fits if all that was said comes again, word
// for word; one that begins with the last words fits from there. Anything else
// does not: a reader must not be shown two answers as one.
class Splice {
 public:
  // `goes_on`: the model was given the beginning as its own (see
  // ModelRequest::prefill), so that what it says next fits as it is, unless it
  // begins anew or with the last words.
  Splice(std::string said, bool goes_on);

  // Returns what of `piece` is new; nothing once it is clear that it does not
  // fit.
  std::optional<std::string> Feed(std::string_view piece);

  // Returns the rest, at the end of the text.
  std::optional<std::string> Finish();

 private:
  enum class State { kHead, kAnew, kJoined, kMisfit };

  std::optional<std::string> Decide(bool ended);
  std::optional<std::string> Again();

  const std::string said_;
  const bool goes_on_;
  State state_ = State::kHead;
  std::string held_;       // What is not yet known to fit.
  std::size_t again_ = 0;  // How much of said_ has come again.
};

}  // namespace aicc::inference
