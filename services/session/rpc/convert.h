#pragma once

#include <string>
#include <string_view>

#include "aicc/session/v1/routing.pb.h"
#include "aicc/session/v1/session.pb.h"
#include "common/call_context.h"
#include "common/error.h"
#include "common/pack_manifest.h"
#include "services/session/domain/agent.h"
#include "services/session/domain/event.h"
#include "services/session/domain/highlight.h"
#include "services/session/domain/routing_store.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// From the domain to the wire, as `reader` may see it: not to a customer what
// is for staff only. Events stay even then, so that `seq` has no gap.
void ToProto(const Session& session, const Caller& reader, v1::Session* out);
void ToProto(std::string_view session_id, const Event& event,
             const Caller& reader, v1::Event* out);
void ToProto(const OfferedSession& offered, const Caller& reader,
             v1::Offer* out);
void ToProto(const Highlight& highlight, v1::Highlight* out);

void ToProto(const Agent& agent, const PackManifest& pack, v1::Agent* out);

google::protobuf::Timestamp ToTimestamp(TimePoint time);

// Checks an utterance's form and takes it over.
Result<Utterance> UtteranceFromProto(const v1::Utterance& in);

// The same for whatever may be appended.
Result<EventBody> BodyFromProto(const v1::AppendEventRequest& request);

// Proto3 JSON. REQUIRES: CheckSound() found nothing wrong with `message`.
std::string ToJson(const google::protobuf::Message& message);

}  // namespace aicc::session
