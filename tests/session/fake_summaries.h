#pragma once

#include <map>
#include <string>

#include "aicc/summary/v1/summary.grpc.pb.h"
#include "common/rpc_status.h"
#include "tests/common/test_server.h"

namespace aicc::session {

// A summary service that has what a test gives it.
class FakeSummaries final : public summary::v1::SummaryService::Service {
 public:
  void Put(const std::string& session_id, const std::string& sentence) {
    summary::v1::Summary& summary = summaries_[session_id];
    summary.set_session_id(session_id);
    summary.set_model("builtin");
    auto* section = summary.add_sections();
    section->set_kind(summary::v1::SECTION_KIND_SITUATION);
    auto* added = section->add_sentences();
    added->set_text(sentence);
    added->add_evidence_seqs(2);
  }

  grpc::Status GetSummary(grpc::ServerContext*,
                          const summary::v1::GetSummaryRequest* request,
                          summary::v1::GetSummaryResponse* response) override {
    const auto found = summaries_.find(request->session_id());
    if (found == summaries_.end()) {
      return ToGrpcStatus(
          {ErrorKind::kNotFound, "SUMMARY_NOT_FOUND", "none was made", {}},
          "summary.aicc");
    }
    *response->mutable_summary() = found->second;
    return grpc::Status::OK;
  }

 private:
  std::map<std::string, summary::v1::Summary> summaries_;
};

}  // namespace aicc::session
