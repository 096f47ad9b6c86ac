#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "services/inference/domain/model_request.h"

namespace aicc::inference {

// Keeps apart what a model thinks where its server leaves that in the text:
// between `<think>` and `</think>`, `<thought>` and `</thought>`, or `[THINK]`
// and `[/THINK]`, cut into pieces anywhere, in linear time. Spaces around a
// thought belong to it.
class ThinkFilter {
 public:
  struct Tags {
    std::string_view opening;
    std::string_view closing;
  };

  // Whether the prompt has opened a thought, so that the text begins in it.
  enum class Opened {
    kNo,
    // A model that ends without having closed it has said nothing.
    kYes,
    // It thinks, and how its server shows that is not known: text that begins
    // without an opening is held back until a closing shows that it was a
    // thought, or the end that it was none.
    kPerhaps,
  };

  // `goes_on`: the text goes on with another, so that spaces before it count.
  explicit ThinkFilter(Opened opened, bool goes_on = false)
      : opened_by_prompt_(opened),
        thinking_(opened == Opened::kYes),
        begun_(goes_on) {}

  // Adds what `piece` brings to `*deltas`, as text and thoughts.
  void Feed(std::string_view piece, std::vector<ModelDelta>* deltas);

  // Adds the rest, at the end of the text.
  void Finish(std::vector<ModelDelta>* deltas);

  // The server has given a thought apart from the text, so that none that the
  // prompt opened is left in it.
  void ThoughtElsewhere();

  // True once a thought was closed that had never been opened: what was taken
  // for text before it was none. What of that is in `*deltas` still is put
  // right.
  bool leaked() const { return leaked_; }

 private:
  void Add(std::string_view text, std::vector<ModelDelta>* deltas);
  struct Tag {
    const Tags* tags = nullptr;  // Null: none is there.
    std::size_t size = 0;
    bool opens = false;
    bool incomplete = false;  // More is needed to tell.
  };
  Tag TagAt(std::string_view text) const;
  void Pass(const Tag& tag, std::vector<ModelDelta>* deltas);
  void Leak(std::vector<ModelDelta>* deltas);
  bool Decide();

  Opened opened_by_prompt_;  // kPerhaps until that is known.
  bool holding_ = false;     // What may be a thought, and what of it came.
  std::string maybe_;
  bool thinking_;
  const Tags* opened_ = nullptr;  // By which; null if the prompt did.
  bool begun_;  // Text that is no space has come since the last tag.
  bool leaked_ = false;
  std::size_t put_right_ = 0;  // How many deltas were looked at for that.
  std::string held_;           // May be the beginning of a tag.
};

}  // namespace aicc::inference
