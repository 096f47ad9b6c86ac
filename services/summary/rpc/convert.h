#pragma once

#include <google/protobuf/timestamp.pb.h>

#include <string>
#include <string_view>

#include "aicc/session/v1/session.pb.h"
#include "aicc/summary/v1/report.pb.h"
#include "aicc/summary/v1/summary.pb.h"
#include "common/error.h"
#include "services/summary/domain/contact.h"
#include "services/summary/domain/kpi.h"
#include "services/summary/domain/reporter.h"
#include "services/summary/domain/summary.h"

namespace aicc::summary {

google::protobuf::Timestamp ToProto(TimePoint time);

// Both have microseconds, which is all that is kept.
TimePoint TimeFromProto(const google::protobuf::Timestamp& time);

Contact ContactFromProto(const session::v1::Session& session);

// What is of no interest to us, or of a kind made after us, is an OtherEntry.
LogEntry EntryFromProto(const session::v1::Event& event);

// Checks the form of an id: a lower-case UUID.
Result<std::string> SessionIdFromProto(const std::string& session_id);

// Checks the span of a report; see report.proto.
Result<ReportSpan> SpanFromProto(const v1::GetReportRequest& request);

// Nothing, "ko" or "en".
Result<void> CheckLocale(std::string_view locale);

void ToProto(const Summary& summary, v1::Summary* out);
// In the language of `locale`, "ko" or else English.
void ToProto(const KpiDefinition& kpi, std::string_view locale, v1::Kpi* out);
void ToProto(const ReportFigures& figures, std::string_view locale,
             v1::GetReportResponse* out);

// Passes on what another service said; what gRPC itself said, such as that
// nobody answers, becomes an error that says which service it was.
Failure FailureOf(std::string_view service, const Error& error);

}  // namespace aicc::summary
