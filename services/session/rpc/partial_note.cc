#include "services/session/rpc/partial_note.h"

#include <utility>

#include "services/session/rpc/convert.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {
namespace {

constexpr std::size_t kMaxTenantBytes = 64;

Result<Partial> Checked(const std::string& session_id,
                        const std::string& event_id, int revision,
                        const v1::Utterance& said) {
  if (auto ok = CheckUuid("session_id", session_id); !ok) {
    return Failure(ok.error());
  }
  if (auto ok = CheckId("event_id", event_id); !ok) return Failure(ok.error());
  auto utterance = UtteranceFromProto(said);
  if (!utterance) return Failure(utterance.error());
  if (auto ok = CheckText("utterance.text", utterance->text, 1,
                          Partial::kMaxTextBytes);
      !ok) {
    return Failure(ok.error());
  }
  if (revision < 1) return InvalidField("revision", "must be 1 or more");
  Partial partial;
  partial.event_id = event_id;
  partial.revision = revision;
  partial.speaker = utterance->speaker;
  partial.text = std::move(utterance->text);
  return partial;
}

}  // namespace

Result<PartialNote> PartialFromProto(const std::string& tenant,
                                     const v1::IngestTranscriptRequest& request,
                                     TimePoint now) {
  auto partial = Checked(request.session_id(), request.event_id(),
                         request.revision(), request.utterance());
  if (!partial) return Failure(partial.error());
  const auto time = PastTime("event_time", request.has_event_time(),
                             request.event_time(), now);
  if (!time) return Failure(time.error());
  partial->event_time = time->value_or(now);
  return PartialNote{tenant, request.session_id(), *std::move(partial)};
}

void ToProto(const std::string& session_id, const Partial& partial,
             v1::PartialUtterance* out) {
  out->set_session_id(session_id);
  out->set_event_id(partial.event_id);
  out->set_revision(partial.revision);
  out->set_speaker(static_cast<v1::Speaker>(partial.speaker));
  out->set_text(partial.text);
  *out->mutable_event_time() = ToTimestamp(partial.event_time);
}

std::string ToBytes(const PartialNote& note) {
  v1::PartialUtterance utterance;
  ToProto(note.session_id, note.partial, &utterance);
  return note.tenant + '\n' + utterance.SerializeAsString();
}

std::optional<PartialNote> NoteFromBytes(std::string_view bytes) {
  const std::size_t end = bytes.find('\n');
  if (end == std::string_view::npos || end > kMaxTenantBytes) return {};
  v1::PartialUtterance told;
  const std::string_view body = bytes.substr(end + 1);
  if (!told.ParseFromArray(body.data(), static_cast<int>(body.size()))) {
    return {};
  }
  v1::Utterance said;
  said.set_speaker(told.speaker());
  said.set_text(told.text());
  auto partial =
      Checked(told.session_id(), told.event_id(), told.revision(), said);
  const auto time = AnyTime("event_time", true, told.event_time());
  if (!partial || !time) return {};
  partial->event_time = **time;
  return PartialNote{std::string(bytes.substr(0, end)), told.session_id(),
                     *std::move(partial)};
}

std::string KeyOf(const PartialNote& note) {
  return note.tenant + '/' + note.session_id + '/' + note.partial.event_id;
}

}  // namespace aicc::session
