#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>

#include "common/pause.h"
#include "common/rpc_bytes.h"
#include "common/rpc_malformed.h"
#include "services/session/rpc/convert.h"
#include "services/session/rpc/handlers.h"
#include "services/session/rpc/ingest.h"
#include "services/session/rpc/partial_note.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {
namespace {

using IngestStream = BidiStream<grpc::ByteBuffer, grpc::ByteBuffer>;

constexpr std::chrono::milliseconds kFullPause{2};

Result<Append> AppendFromProto(const Caller& caller,
                               const v1::IngestTranscriptRequest& request,
                               TimePoint now) {
  if (auto ok = CheckUuid("session_id", request.session_id()); !ok) {
    return Failure(ok.error());
  }
  if (auto ok = CheckId("event_id", request.event_id()); !ok) {
    return Failure(ok.error());
  }
  const auto time = PastTime("event_time", request.has_event_time(),
                             request.event_time(), now);
  if (!time) return Failure(time.error());
  auto utterance = UtteranceFromProto(request.utterance());
  if (!utterance) return Failure(utterance.error());
  Append append;
  append.caller = caller;
  append.session_id = request.session_id();
  append.event_time = *time;
  append.event.event_id = request.event_id();
  append.event.body = *std::move(utterance);
  return append;
}

// What of an id can be sent back in an acknowledgement.
std::string TextOrNone(const std::string& id) { return IsText(id) ? id : ""; }

// Refuses one that is not well-formed; others are passed on and forgotten.
void TakePartial(Ingest& ingest, const Parts& parts, const Caller& caller,
                 const v1::IngestTranscriptRequest& request) {
  const auto note = PartialFromProto(caller.tenant, request, parts.clock.Now());
  if (note) {
    // What the staff tell one another waits until it is final.
    const bool aside = request.utterance().audience() == v1::AUDIENCE_STAFF;
    if (!aside) parts.tell_partial(*note);
    return;
  }
  const auto number = ingest.Add(TextOrNone(request.session_id()),
                                 TextOrNone(request.event_id()));
  ingest.Settle(number, Failure(note.error()));
}

// Reads utterances and submits them. Outlives the handler if that ends first,
// until its read fails: then it touches nothing but `ingest`.
Task<void> ReadAll(std::shared_ptr<Ingest> ingest, const Parts& parts,
                   Caller caller, IngestStream& stream) {
  while (co_await ingest->HasRoom()) {
    if (!co_await stream.Read(&ingest->bytes())) break;
    if (ingest->stopped() || ingest->cut_off()) co_return;
    v1::IngestTranscriptRequest request;
    const bool readable = Unpack(ingest->bytes(), &request);
    if (readable && request.partial()) {
      TakePartial(*ingest, parts, caller, request);
      continue;
    }
    const auto number = ingest->Add(TextOrNone(request.session_id()),
                                    TextOrNone(request.event_id()));
    if (!readable) {
      ingest->Settle(number, MalformedRequest());
      continue;
    }
    auto append = AppendFromProto(caller, request, parts.clock.Now());
    if (!append) {
      ingest->Settle(number, Failure(append.error()));
      continue;
    }
    parts.feeds.Close({caller.tenant, append->session_id},
                      append->event.event_id);
    append->done = [ingest, number](Result<Appended> result) {
      ingest->Settle(number, std::move(result));
    };
    while (!parts.appender.Submit(*append)) {
      co_await Pause(kFullPause);
      if (ingest->stopped()) co_return;
    }
  }
  ingest->EndOfInput();
}

Task<Result<void>> GoAway(IngestStream& stream) {
  v1::IngestTranscriptResponse response;
  response.mutable_go_away();
  co_await stream.Write(Pack(response));
  co_return co_await EndOfStream();
}

}  // namespace

Task<Result<void>> HandleIngestTranscript(const CallContext& call,
                                          const Parts& parts,
                                          IngestStream& stream) {
  const auto executor = co_await boost::asio::this_coro::executor;
  const auto ingest = std::make_shared<Ingest>(executor);
  const Ingest::StopAtEnd stop(*ingest);
  const auto notice =
      parts.drain.OnBegin([&ingest = *ingest] { ingest.CutOff(); });
  boost::asio::co_spawn(executor, ReadAll(ingest, parts, call.caller(), stream),
                        boost::asio::detached);
  for (;;) {
    auto settled = co_await ingest->NextSettled();
    if (settled.acks.acks_size() > 0) {
      co_await stream.Write(Pack(settled.acks));
    }
    if (settled.broken) co_return Failure(*settled.broken);
    if (settled.all && settled.cut) co_return co_await GoAway(stream);
    if (settled.all) co_return Result<void>();
  }
}

}  // namespace aicc::session
