#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "aicc/session/v1/session.pb.h"
#include "common/error.h"
#include "services/session/domain/partial.h"

namespace aicc::session {

// A partial that a caller has sent, checked as the final would be.
Result<PartialNote> PartialFromProto(const std::string& tenant,
                                     const v1::IngestTranscriptRequest& request,
                                     TimePoint now);

void ToProto(const std::string& session_id, const Partial& partial,
             v1::PartialUtterance* out);

// As it travels between processes. What comes from there is checked again:
// nothing if it is not well-formed.
std::string ToBytes(const PartialNote& note);
std::optional<PartialNote> NoteFromBytes(std::string_view bytes);

// What a later one replaces on its way.
std::string KeyOf(const PartialNote& note);

}  // namespace aicc::session
