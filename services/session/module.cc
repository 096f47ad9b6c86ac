#include "services/session/module.h"

#include "common/background.h"
#include "common/bell.h"
#include "common/database.h"
#include "common/database_listener.h"
#include "common/log.h"
#include "common/nats_wakeups.h"
#include "common/pack_manifest.h"
#include "common/pause.h"
#include "services/session/router.h"
#include "services/session/rpc/customer_service.h"
#include "services/session/rpc/partial_note.h"
#include "services/session/rpc/service.h"
#include "services/session/rpc/summary_client.h"
#include "services/session/storage/customer_store.h"
#include "services/session/storage/event_writer.h"
#include "services/session/storage/retention.h"
#include "services/session/storage/routing_store.h"
#include "services/session/storage/search_indexer.h"
#include "services/session/storage/session_search.h"
#include "services/session/storage/session_store.h"
#include "services/session/storage/sweep.h"

namespace aicc::session {
namespace {

constexpr char kChannel[] = "aicc_session";
constexpr char kSubject[] = "aicc.session";
constexpr char kSweepKey[] = "sweep";
constexpr std::chrono::milliseconds kSweepGap{200};
constexpr std::chrono::seconds kPartitionRetry{10};
constexpr std::chrono::minutes kRetentionRetry{10};

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

Task<bool> TryPartitions(Database& database) {
  const auto made = co_await EnsurePartitions(database);
  co_return made.has_value();
}

// Drops what is older than the policy. False if it could not drop all.
Task<bool> TryRetention(Database& database, const Clock& clock, int months) {
  const auto dropped = co_await DropExpired(database, clock.Now(), months);
  if (!dropped) {
    Log().warn("retention waits: {}", dropped.error().reason);
    co_return false;
  }
  if (dropped->contacts > 0 || dropped->waiting > 0) {
    Log().info("retention months={} dropped_contacts={} waiting_months={}",
               months, dropped->contacts, dropped->waiting);
  }
  co_return dropped->complete;
}

class Module final : public HostedService {
 public:
  Module(const Config& config, std::unique_ptr<const PackManifest> pack,
         BusinessHours hours, const Environment& environment)
      : config_(config),
        dsn_(environment.database_dsn),
        clock_(environment.clock),
        kept_pack_(std::move(pack)),
        pack_(*kept_pack_),
        hours_(hours),
        feeds_(environment.executor, store_, changes_, watches_),
        database_(ReadAndChange(config, environment)),
        append_database_(Append(config, environment)),
        store_(database_, environment.clock, MakeRing()),
        routing_(database_, environment.clock, pack_, hours_,
                 {.offer_timeout = config.offer_timeout,
                  .heartbeat_timeout = config.heartbeat_timeout,
                  .agent_lost_timeout = config.agent_lost_timeout},
                 MakeRing()),
        writer_(append_database_, environment.executor, environment.clock,
                MakeRing(),
                {.shards = static_cast<std::size_t>(config.append_shards)}),
        customers_(database_, environment.clock),
        self_("session", environment.authenticator),
        summaries_(self_, environment.channels),
        search_(database_),
        background_(environment.executor),
        tell_partial_([this](const PartialNote& note) { TellPartial(note); }),
        leaving_(drain_.OnBegin([this] {
          offers_.RingAll();
          feeds_.RingAll();
          changes_.Ring(kRouteKey);
        })),
        parts_{store_,
               writer_,
               routing_,
               changes_,
               offers_,
               feeds_,
               clock_,
               pack_,
               search_,
               hours_,
               customers_,
               summaries_,
               config.reopen_window,
               config.heartbeat_timeout / 3,
               drain_,
               tell_partial_},
        session_rpcs_(parts_, environment.rpc),
        routing_rpcs_(parts_, environment.rpc),
        customer_rpcs_(parts_, environment.rpc) {}

  ~Module() override { Stop(); }

  std::vector<grpc::Service*> rpc_services() override {
    return {&session_rpcs_, &routing_rpcs_, &customer_rpcs_};
  }

  Result<void> Start() override {
    wakeups_ = MakeWakeups();
    told_ = wakeups_.get();
    background_.Start("routing", [this] {
      return RouteForever(routing_, changes_, config_.routing_interval);
    });
    background_.Start("partitions", [this] {
      return Daily(kPartitionRetry,
                   [this] { return TryPartitions(database_); });
    });
    background_.Start("search index", [this] {
      return IndexForever(database_, config_.search_index_percent);
    });
    background_.Start("sweep", [this] { return SweepForever(); });
    if (config_.retention_months > 0) {
      background_.Start("retention", [this] {
        return Daily(kRetentionRetry, [this] {
          return TryRetention(database_, clock_, config_.retention_months);
        });
      });
    }
    return {};
  }

  void PrepareToStop() override { drain_.Begin(); }

  void Stop() override {
    background_.Stop();
    told_ = nullptr;
    feeds_.Stop();
  }

 private:
  // Wakes those in this process at once, and those in others.
  Ring MakeRing() {
    return [this](const std::string& key) {
      Hear(key);
      Wakeups* const wakeups = told_.load();
      if (wakeups != nullptr) wakeups->Tell(key);
    };
  }

  void TellPartial(const PartialNote& note) {
    feeds_.Offer(note);
    Wakeups* const wakeups = told_.load();
    if (wakeups != nullptr) wakeups->Send(KeyOf(note), ToBytes(note));
  }

  std::unique_ptr<Wakeups> MakeWakeups() {
    // Sweeps are this process's own.
    const Wakeups::Ears ears{[this](const std::string& key) {
                               if (key != kSweepKey) Hear(key);
                             },
                             [this](std::string_view bytes) {
                               const auto note = NoteFromBytes(bytes);
                               if (note) feeds_.Offer(*note);
                             },
                             [this] { changes_.Ring(kSweepKey); }};
    if (config_.nats_url.empty()) {
      return std::make_unique<DatabaseListener>(
          DatabaseListener::Options{dsn_, kChannel, ears});
    }
    return std::make_unique<NatsWakeups>(
        NatsWakeups::Options{config_.nats_url, config_.nats_user,
                             config_.nats_secret, kSubject, ears});
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
      // Of a connection that comes and goes, one sweep will do.
      co_await Pause(kSweepGap);
      (void)co_await NextWithin(*listener, config_.watch_sweep_interval);
    }
  }

  const Config config_;
  const std::string dsn_;
  const Clock& clock_;
  const std::unique_ptr<const PackManifest> kept_pack_;
  const PackManifest& pack_;
  const BusinessHours hours_;
  Bell changes_;
  Bell offers_;
  WatchRegistry watches_;
  Drain drain_;
  Feeds feeds_;
  std::atomic<Wakeups*> told_ = nullptr;
  std::unique_ptr<Wakeups> wakeups_;  // Calls the above.
  Database database_;
  Database append_database_;
  PostgresSessionStore store_;
  PostgresRoutingStore routing_;
  EventWriter writer_;
  PostgresCustomerStore customers_;
  const ServiceIdentity self_;
  SummaryClient summaries_;
  PostgresSessionSearch search_;
  Background background_;
  const std::function<void(const PartialNote&)> tell_partial_;
  const std::unique_ptr<Drain::Notice> leaving_;
  const Parts parts_;
  SessionRpcs session_rpcs_;
  RoutingRpcs routing_rpcs_;
  CustomerRpcs customer_rpcs_;
};

}  // namespace

Result<std::unique_ptr<HostedService>> MakeSessionService(
    const Config& config, const Environment& environment) {
  auto read = ReadPackManifest(config.pack);
  if (!read) return Failure(read.error());
  // The hours refer to it.
  auto pack = std::make_unique<const PackManifest>(*std::move(read));
  const auto hours = BusinessHours::Make(*pack);
  if (!hours) return Failure(hours.error());
  Config settled = config;
  if (auto found = FindNatsSecret(&settled); !found) {
    return Failure(found.error());
  }
  const auto* session = v1::Session::descriptor()->file();
  environment.rpc.Add(*session->FindServiceByName("SessionService"));
  const auto* routing = v1::Agent::descriptor()->file();
  environment.rpc.Add(*routing->FindServiceByName("RoutingService"));
  const auto* customer = v1::Customer::descriptor()->file();
  environment.rpc.Add(*customer->FindServiceByName("CustomerService"));
  return std::make_unique<Module>(settled, std::move(pack), *hours,
                                  environment);
}

}  // namespace aicc::session
