#include "services/session/module.h"

#include <boost/asio/experimental/awaitable_operators.hpp>

#include "common/background.h"
#include "common/bell.h"
#include "common/database.h"
#include "common/database_listener.h"
#include "common/log.h"
#include "common/pack_manifest.h"
#include "common/pause.h"
#include "services/session/router.h"
#include "services/session/rpc/service.h"
#include "services/session/storage/event_writer.h"
#include "services/session/storage/routing_store.h"
#include "services/session/storage/search_indexer.h"
#include "services/session/storage/session_search.h"
#include "services/session/storage/session_store.h"
#include "services/session/storage/sweep.h"

namespace aicc::session {
namespace {

using namespace boost::asio::experimental::awaitable_operators;

constexpr char kChannel[] = "aicc_session";
constexpr char kSweepKey[] = "sweep";
constexpr std::chrono::hours kPartitionInterval{24};
constexpr std::chrono::seconds kPartitionRetry{10};

// Appends find every row by its key, with the same few statements for ever.
// Without this they would be planned anew each time, or go on reading all of a
// table that was small when they were planned.
std::string KeyLookupsOnly(std::string dsn) {
  const bool is_uri = dsn.starts_with("postgres");
  const std::string_view assign = is_uri ? "%3D" : "=";
  const std::string_view space = is_uri ? "%20" : " ";
  std::string options;
  for (const auto& [name, value] :
       {std::pair("plan_cache_mode", "force_generic_plan"),
        std::pair("enable_seqscan", "off"), std::pair("enable_hashjoin", "off"),
        std::pair("enable_mergejoin", "off"), std::pair("jit", "off")}) {
    options.append("-c").append(space).append(name);
    options.append(assign).append(value).append(space);
  }
  if (!is_uri) return dsn + " options='" + options + "'";
  dsn += dsn.find('?') == std::string::npos ? "?" : "&";
  return dsn + "options=" + options;
}

Database::Options ReadAndChange(const Config& config,
                                const Environment& environment) {
  return {.dsn = environment.database_dsn,
          .connections = static_cast<std::size_t>(config.database_connections),
          .queue_limit = 1'024};
}

Database::Options Append(const Config& config, const Environment& environment) {
  return {.dsn = KeyLookupsOnly(environment.database_dsn),
          .connections = static_cast<std::size_t>(config.append_shards)};
}

Task<void> KeepPartitions(Database& database) {
  for (;;) {
    const auto made = co_await EnsurePartitions(database);
    co_await Pause(made ? std::chrono::milliseconds(kPartitionInterval)
                        : std::chrono::milliseconds(kPartitionRetry));
  }
}

class Module final : public HostedService {
 public:
  Module(const Config& config, PackManifest pack,
         const Environment& environment)
      : config_(config),
        dsn_(environment.database_dsn),
        pack_(std::move(pack)),
        database_(ReadAndChange(config, environment)),
        append_database_(Append(config, environment)),
        store_(database_, environment.clock, MakeRing()),
        routing_(database_, environment.clock, MakeRing()),
        writer_(append_database_, environment.executor, environment.clock,
                MakeRing(),
                {.shards = static_cast<std::size_t>(config.append_shards)}),
        search_(database_),
        background_(environment.executor),
        parts_{store_,   writer_,           routing_, changes_, offers_,
               watches_, environment.clock, pack_,    search_},
        session_rpcs_(parts_, environment.rpc),
        routing_rpcs_(parts_, environment.rpc) {}

  ~Module() override { Stop(); }

  std::vector<grpc::Service*> rpc_services() override {
    return {&session_rpcs_, &routing_rpcs_};
  }

  Result<void> Start() override {
    listener_ = std::make_unique<DatabaseListener>(DatabaseListener::Options{
        dsn_, kChannel, [this](const std::string& key) { Hear(key); },
        [this] { changes_.Ring(kSweepKey); }});
    told_ = listener_.get();
    background_.Start("routing", [this] {
      return RouteForever(routing_, changes_, config_.routing_interval,
                          config_.offer_timeout);
    });
    background_.Start("partitions",
                      [this] { return KeepPartitions(database_); });
    background_.Start("search index", [this] {
      return IndexForever(database_, config_.search_index_percent);
    });
    background_.Start("sweep", [this] { return SweepForever(); });
    return {};
  }

  void Stop() override {
    background_.Stop();
    told_ = nullptr;
  }

 private:
  // Wakes those in this process at once, and those in others.
  Ring MakeRing() {
    return [this](const std::string& key) {
      Hear(key);
      DatabaseListener* const listener = told_.load();
      if (listener != nullptr) listener->Tell(key);
    };
  }

  void Hear(const std::string& key) {
    (key.starts_with(kOffersKeyPrefix) ? offers_ : changes_).Ring(key);
  }

  // Makes up for wake-ups that were lost.
  Task<void> SweepForever() {
    const auto listener = co_await changes_.Listen(kSweepKey);
    for (;;) {
      (void)co_await SweepWatches(database_, watches_, changes_);
      offers_.RingAll();
      co_await (listener->Next() || Pause(config_.watch_sweep_interval));
    }
  }

  const Config config_;
  const std::string dsn_;
  const PackManifest pack_;
  Bell changes_;
  Bell offers_;
  WatchRegistry watches_;
  std::atomic<DatabaseListener*> told_ = nullptr;
  std::unique_ptr<DatabaseListener> listener_;
  Database database_;
  Database append_database_;
  PostgresSessionStore store_;
  PostgresRoutingStore routing_;
  EventWriter writer_;
  PostgresSessionSearch search_;
  Background background_;
  const Parts parts_;
  SessionRpcs session_rpcs_;
  RoutingRpcs routing_rpcs_;
};

}  // namespace

Result<std::unique_ptr<HostedService>> MakeSessionService(
    const Config& config, const Environment& environment) {
  auto pack = ReadPackManifest(config.pack);
  if (!pack) return Failure(pack.error());
  const auto* session = v1::Session::descriptor()->file();
  environment.rpc.Add(*session->FindServiceByName("SessionService"));
  const auto* routing = v1::Agent::descriptor()->file();
  environment.rpc.Add(*routing->FindServiceByName("RoutingService"));
  return std::make_unique<Module>(config, *std::move(pack), environment);
}

}  // namespace aicc::session
