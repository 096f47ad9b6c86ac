#pragma once

#include <string_view>

namespace aicc {

// The line of the first alias (`*name`) in a YAML text, from 1; 0 if there is
// none. A few lines of them can make a file that is read as if it had millions.
// Throws what yaml-cpp throws if it is not YAML.
int LineOfFirstAlias(std::string_view text);

}  // namespace aicc
