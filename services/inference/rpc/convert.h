#pragma once

#include <string>
#include <string_view>

#include "aicc/inference/v1/inference.pb.h"
#include "common/error.h"
#include "services/inference/domain/answer.h"

// Between the wire and the domain.

namespace aicc::inference {

// "ko", "en" or empty; InvalidField otherwise.
Result<std::string> LocaleFromProto(const std::string& locale);

// What is to be written, checked: sizes, enums, who has the last word.
Result<Assignment> AssignmentFromProto(const v1::GenerateRequest& request);

void ToProto(const Understanding& understood, v1::Understanding* proto);
google::protobuf::Duration DurationToProto(std::chrono::microseconds duration);
common::v1::Tier TierToProto(Tier tier);
v1::GenerateResponse ToProto(const Piece& piece);

}  // namespace aicc::inference
