#pragma once

#include <google/protobuf/message.h>
#include <google/protobuf/repeated_field.h>
#include <google/protobuf/timestamp.pb.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "common/clock.h"
#include "common/error.h"
#include "common/pack_manifest.h"

namespace aicc::session {

inline constexpr std::size_t kMaxAgentBytes = 128;
inline constexpr std::size_t kMaxNameBytes = 128;
inline constexpr std::size_t kMaxNoteBytes = 4'096;
inline constexpr std::size_t kMaxSourceBytes = 64;

// Checks of what comes from outside. Each error is InvalidField() and names the
// field as given.

// True for UTF-8 as RFC 3629 has it, without U+0000, which PostgreSQL cannot
// keep.
bool IsText(std::string_view text);

// `min` to `max` bytes of text.
Result<void> CheckText(std::string_view field, std::string_view text,
                       std::size_t min, std::size_t max);

// An id that a caller has chosen: 1 to 64 bytes.
Result<void> CheckId(std::string_view field, std::string_view id);

// A session's or offer's id: a lower-case UUID.
Result<void> CheckUuid(std::string_view field, std::string_view id);

// Queues of the pack, at most 200. QueueNotFound.
Result<void> CheckQueues(
    const google::protobuf::RepeatedPtrField<std::string>& queues,
    const PackManifest& pack);

// Every string in `message`, however deep, is text, every number is finite, and
// all of it has no more than `max` bytes on the wire.
Result<void> CheckSound(std::string_view field,
                        const google::protobuf::Message& message,
                        std::size_t max);

// A time from 1970 on that is, but for what clocks differ, not in the future.
// Nothing if `given` is false.
Result<std::optional<TimePoint>> PastTime(
    std::string_view field, bool given, const google::protobuf::Timestamp& time,
    TimePoint now);

// A valid time, whenever.
Result<std::optional<TimePoint>> AnyTime(
    std::string_view field, bool given,
    const google::protobuf::Timestamp& time);

}  // namespace aicc::session
