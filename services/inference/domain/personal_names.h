#pragma once

#include <string_view>
#include <vector>

#include "services/inference/domain/personal_data.h"

namespace aicc::inference {

// Adds the names in `text` that are announced: "제 이름은 …", "예금주 …",
// "저는 …입니다", "my name is …".
void FindNames(std::string_view text, std::vector<PersonalData>* found);

}  // namespace aicc::inference
