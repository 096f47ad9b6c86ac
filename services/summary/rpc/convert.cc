#include "services/summary/rpc/convert.h"

#include <cstdint>
#include <utility>

#include "common/uuid.h"

namespace aicc::summary {
namespace {

using google::protobuf::Timestamp;
using std::chrono::microseconds;
using std::chrono::seconds;

// What google.protobuf.Timestamp may hold: the years 1 to 9999.
constexpr std::int64_t kFirstSecond = -62'135'596'800;
constexpr std::int64_t kLastSecond = 253'402'300'799;

constexpr std::chrono::hours kLongestSpan{24 * 400};
constexpr int kDefaultServiceLevel = 20;
constexpr int kMaxServiceLevel = 3'600;

bool IsValid(const Timestamp& time) {
  return time.seconds() >= kFirstSecond && time.seconds() <= kLastSecond &&
         time.nanos() >= 0 && time.nanos() < 1'000'000'000;
}

void AddCounts(const std::vector<LabelCount>& counts,
               google::protobuf::RepeatedPtrField<v1::Count>* out) {
  for (const LabelCount& count : counts) {
    v1::Count* added = out->Add();
    added->set_label(count.label);
    added->set_count(count.count);
  }
}

void AddSeqs(const std::vector<int>& seqs,
             google::protobuf::RepeatedField<std::int32_t>* out) {
  out->Add(seqs.begin(), seqs.end());
}

v1::SectionKind KindToProto(SectionKind kind) {
  switch (kind) {
    case SectionKind::kSituation:
      return v1::SECTION_KIND_SITUATION;
    case SectionKind::kAction:
      return v1::SECTION_KIND_ACTION;
    case SectionKind::kResolution:
      return v1::SECTION_KIND_RESOLUTION;
    case SectionKind::kFollowUp:
      return v1::SECTION_KIND_FOLLOW_UP;
    case SectionKind::kSatisfaction:
      return v1::SECTION_KIND_SATISFACTION;
  }
  return v1::SECTION_KIND_UNSPECIFIED;
}

}  // namespace

Timestamp ToProto(TimePoint time) {
  const auto whole = std::chrono::floor<seconds>(time);
  Timestamp out;
  out.set_seconds(whole.time_since_epoch().count());
  out.set_nanos(static_cast<std::int32_t>((time - whole).count() * 1'000));
  return out;
}

TimePoint TimeFromProto(const Timestamp& time) {
  return TimePoint(seconds(time.seconds()) +
                   microseconds(time.nanos() / 1'000));
}

Result<std::string> SessionIdFromProto(const std::string& session_id) {
  if (!IsUuid(session_id)) {
    return InvalidField("session_id", "must be a UUID in lower case");
  }
  return session_id;
}

Result<ReportSpan> SpanFromProto(const v1::GetReportRequest& request) {
  const Timestamp& from = request.start_time_from();
  const Timestamp& to = request.start_time_to();
  if (!request.has_start_time_from() || !IsValid(from)) {
    return InvalidField("start_time_from", "must be a time");
  }
  if (!request.has_start_time_to() || !IsValid(to)) {
    return InvalidField("start_time_to", "must be a time");
  }
  ReportSpan span{TimeFromProto(from), TimeFromProto(to), {}};
  if (span.to <= span.from) {
    return InvalidField("start_time_to", "must be later than start_time_from");
  }
  if (span.to - span.from > kLongestSpan) {
    return InvalidField("start_time_to",
                        "must be at most 400 days after start_time_from");
  }
  const int threshold = request.service_level_seconds();
  if (threshold < 0 || threshold > kMaxServiceLevel) {
    return InvalidField("service_level_seconds", "must be 1 to 3,600");
  }
  span.service_level =
      seconds(threshold == 0 ? kDefaultServiceLevel : threshold);
  return span;
}

void ToProto(const Summary& summary, v1::Summary* out) {
  out->set_session_id(summary.session_id);
  out->set_last_seq(summary.last_seq);
  out->set_locale(summary.locale);
  for (const Section& section : summary.sections) {
    v1::Section* to = out->add_sections();
    to->set_kind(KindToProto(section.kind));
    for (const Sentence& sentence : section.sentences) {
      v1::Sentence* added = to->add_sentences();
      added->set_text(sentence.text);
      AddSeqs(sentence.evidence_seqs, added->mutable_evidence_seqs());
    }
  }
  for (const NamedEntity& entity : summary.entities) {
    v1::SummaryEntity* added = out->add_entities();
    added->set_type(entity.type);
    added->set_text(entity.text);
    AddSeqs(entity.evidence_seqs, added->mutable_evidence_seqs());
  }
  out->set_model(summary.model);
  out->set_dropped_sentence_count(summary.dropped_sentence_count);
  *out->mutable_create_time() = ToProto(summary.create_time);
}

Result<void> CheckLocale(std::string_view locale) {
  if (locale.empty() || locale == "ko" || locale == "en") return {};
  return InvalidField("locale", "must be ko or en");
}

void ToProto(const KpiDefinition& kpi, std::string_view locale, v1::Kpi* out) {
  out->set_kpi_id(std::string(kpi.id));
  (*out->mutable_names())["ko"] = kpi.name_ko;
  (*out->mutable_names())["en"] = kpi.name_en;
  out->set_formula(
      std::string(locale == "ko" ? kpi.formula_ko : kpi.formula_en));
  out->set_unit(std::string(kpi.unit));
}

void ToProto(const ReportFigures& figures, std::string_view locale,
             v1::GetReportResponse* out) {
  for (const KpiDefinition& kpi : AllKpis()) {
    v1::Kpi* added = out->add_kpis();
    ToProto(kpi, locale, added);
    const KpiValue computed = kpi.compute(figures.totals);
    if (computed.value) added->set_value(*computed.value);
    added->set_contact_count(computed.contact_count);
  }
  AddCounts(figures.handled_by, out->mutable_handled_by());
  AddCounts(figures.answers_by_tier, out->mutable_answers_by_tier());
  AddCounts(figures.escalations_by_reason,
            out->mutable_escalations_by_reason());
  AddCounts(figures.top_intents, out->mutable_top_intents());
  AddCounts(figures.dispositions, out->mutable_dispositions());
}

Failure FailureOf(std::string_view service, const Error& error) {
  if (error.reason != "NO_REASON") return Failure(error);
  if (error.kind == ErrorKind::kDeadlineExceeded) {
    const std::string name(service);
    return Failure({ErrorKind::kDeadlineExceeded,
                    "DEADLINE_PASSED",
                    "the " + name + " service did not answer in time",
                    {{"service", name}}});
  }
  return ServiceUnavailable(service);
}

}  // namespace aicc::summary
