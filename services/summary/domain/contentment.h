#pragma once

#include <string_view>

namespace aicc::summary {

// True if a customer who says `sentence` is content: thanks for something that
// was done, or praises it. "Thanks", "great" and "감사합니다" alone are
// manners; what is denied, asked, wished or followed by a "but" is no praise.
// Rather misses one than praises where none was meant.
//
// `confirmed`: the sentence says that it works now, which makes thanks meant.
bool TellsContentment(std::string_view sentence, bool confirmed);

}  // namespace aicc::summary
