#pragma once

#include <string_view>

namespace aicc::summary {

// True if who says `sentence` tells what they have done about the matter: "I
// have entered a refund", "환불을 접수했습니다". Advice, news and "I have
// checked" are none.
bool TellsDeed(std::string_view sentence);

}  // namespace aicc::summary
