#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "services/inference/domain/personal_data.h"

namespace aicc::inference {

// One message of a conversation.
struct Utterance {
  std::string_view text;
  int speaker = 0;  // The same for all messages of one speaker.
  // Nothing in it is personal: we wrote it. Left as it is, and no neighbour of
  // the others.
  bool trusted = false;
  // What stands before it in its line: who speaks, or the field of a form
  // ("성함: "), which says what it may be. Nothing in it is looked for here.
  std::string_view label = {};
};

// Personal data in a message of a conversation.
struct LocatedData {
  std::size_t message = 0;  // Counted from 0, in the order of Add().
  PersonalData data;
  // All of the value as it was said, if this is only a part of it.
  std::string whole = {};
};

// Finds personal data in a conversation, message by message. Values that go on
// in the speaker's next messages ("공일공 일이삼사", "네", "오육칠팔이요") are
// found when their last part comes, and the parts that the other one repeats
// are found too.
class ConversationData {
 public:
  // Reads the next message and returns what is known since: of this message,
  // and parts in at most 8 messages before, where it takes the place of what
  // was found there. Copies what it keeps.
  std::vector<LocatedData> Add(const Utterance& utterance);

 private:
  struct Heard {
    std::size_t message = 0;
    int speaker = 0;
    std::string text;        // All of it, or its end.
    std::size_t offset = 0;  // Where in the message `text` begins.
  };
  // A part of a value that was split, whose digits may be repeated.
  struct Part {
    std::string digits;
    LocatedData located;
  };

  std::vector<const Heard*> Earlier(int speaker) const;
  std::string Asked(const Utterance& utterance) const;
  void FindAcross(const Heard& now, std::string_view asked,
                  std::vector<LocatedData>* found);
  std::size_t Before(const Heard& part) const;
  void AddParts(const PersonalData& data, std::string_view joined,
                const std::vector<Heard>& parts,
                std::vector<LocatedData>* found);
  void AddPart(const std::string& digits, const LocatedData& located);
  void FindRepeated(const Heard& heard, std::vector<LocatedData>* found) const;

  std::size_t count_ = 0;
  std::deque<Heard> heard_;  // The last ones, oldest first.
  std::deque<Part> parts_;   // Likewise.
};

}  // namespace aicc::inference
