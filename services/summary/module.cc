#include "services/summary/module.h"

#include <cstddef>
#include <optional>
#include <utility>

#include "common/background.h"
#include "common/database.h"
#include "common/log.h"
#include "common/pack_manifest.h"
#include "common/pause.h"
#include "services/summary/rpc/inference_client.h"
#include "services/summary/rpc/service.h"
#include "services/summary/rpc/session_client.h"
#include "services/summary/storage/postgres_fact_store.h"
#include "services/summary/storage/postgres_summary_store.h"
#include "services/summary/storage/retention.h"

namespace aicc::summary {
namespace {

constexpr std::chrono::minutes kRetentionRetry{10};

Database::Options DatabaseOptions(const Config& config,
                                  const Environment& environment) {
  Database::Options options;
  options.dsn = environment.database_dsn;
  options.connections = static_cast<std::size_t>(config.database_connections);
  return options;
}

// Removes what is older than the policy. False if it could not.
Task<bool> TryRetention(Database& database, const Clock& clock, int months) {
  const auto dropped = co_await DropExpired(database, clock.Now(), months);
  if (!dropped) {
    Log().warn("retention of summaries waits: {}", dropped.error().reason);
    co_return false;
  }
  if (*dropped > 0) {
    Log().info("retention of summaries months={} dropped_contacts={}", months,
               *dropped);
  }
  co_return true;
}

// The wiring, from the bottom up.
class Service final : public HostedService {
 public:
  Service(const Config& config, const Environment& environment,
          std::optional<PackManifest> pack)
      : retention_months_(config.retention_months),
        clock_(environment.clock),
        database_(DatabaseOptions(config, environment)),
        summaries_(database_),
        facts_(database_),
        self_("summary", environment.authenticator),
        session_(self_, environment.channels),
        inference_(self_, environment.channels),
        summarizer_(session_, inference_, summaries_, environment.clock,
                    {config.model_limit, std::move(pack)}),
        reporter_(session_, facts_, config.report_limit),
        summary_rpc_(environment.rpc, summarizer_, summaries_),
        report_rpc_(environment.rpc, reporter_, environment.clock),
        background_(environment.executor) {}

  std::vector<grpc::Service*> rpc_services() override {
    return {&summary_rpc_, &report_rpc_};
  }

  Result<void> Start() override {
    if (retention_months_ > 0) {
      background_.Start("retention", [this] {
        return Daily(kRetentionRetry, [this] {
          return TryRetention(database_, clock_, retention_months_);
        });
      });
    }
    return {};
  }

  void Stop() override {
    background_.Stop();
    database_.Drain();
  }

 private:
  const int retention_months_;
  const Clock& clock_;
  Database database_;
  PostgresSummaryStore summaries_;
  PostgresFactStore facts_;
  const ServiceIdentity self_;
  SessionClient session_;
  InferenceClient inference_;
  Summarizer summarizer_;
  Reporter reporter_;
  SummaryRpc summary_rpc_;
  ReportRpc report_rpc_;
  Background background_;
};

}  // namespace

Result<std::unique_ptr<HostedService>> MakeSummaryService(
    const Config& config, const Environment& environment) {
  std::optional<PackManifest> pack;
  if (!config.pack.empty()) {
    auto read = ReadPackManifest(config.pack);
    if (!read) return Failure(read.error());
    pack = *std::move(read);
  }
  return std::make_unique<Service>(config, environment, std::move(pack));
}

}  // namespace aicc::summary
