#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/strand.hpp>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/clock.h"
#include "common/database.h"
#include "services/session/domain/event_appender.h"
#include "services/session/storage/session_store.h"

namespace aicc::session {

// Appends events to logs in PostgreSQL by group commit: while one transaction
// is being committed, what arrives waits, and the next one takes it all. Nobody
// waits on purpose, so a lone append is as fast as it can be, and a thousand of
// them share what a commit costs.
//
// If more waits than one transaction takes, contacts have their turns, each
// with several of its events: a row of the contact's own is changed once for
// all of them, and a contact that says a lot does not hold up the others.
//
// Contacts are spread over shards, each with one transaction at a time, which
// keeps the order within a contact. Other processes may append to the same
// contacts: rows are locked.
class EventWriter final : public EventAppender {
 public:
  struct Options {
    // More use more connections and share each commit less.
    std::size_t shards = 1;

    // Events that may wait in a shard.
    std::size_t queue_limit = 65'536;

    // Events in one transaction. Bounds memory and how long rows are locked.
    std::size_t batch_limit = 512;

    // Events of one contact in its turn.
    std::size_t turn_limit = 32;
  };

  // `database` should have a connection for each shard. What is passed in must
  // outlive this, and `executor` must run until this is destroyed.
  EventWriter(Database& database, boost::asio::any_io_executor executor,
              const Clock& clock, Ring ring, Options options);

  // Waits until all that was submitted is done.
  ~EventWriter() override;

  bool Submit(Append& append) override;

 private:
  struct Shard {
    explicit Shard(const boost::asio::any_io_executor& executor)
        : tell(boost::asio::make_strand(executor)) {}

    const boost::asio::strand<boost::asio::any_io_executor> tell;
    std::mutex mutex;
    std::condition_variable idle;
    // All guarded by mutex:
    std::unordered_map<std::string, std::deque<Append>> waiting;  // By contact.
    std::deque<std::string> turns;  // The contacts that have any, once each.
    std::size_t events = 0;         // All that wait.
    bool running = false;
    int telling = 0;  // Batches.
  };

  // Runs batches until nothing waits in `shard`.
  Task<void> Drain(Shard& shard);
  // Returns a result for each of `batch`.
  Task<std::vector<Result<Appended>>> Run(std::vector<Append>& batch);
  bool Take(Shard& shard, std::vector<Append>* batch) const;
  // Tells of each what became of it, while the next batch is on its way.
  static void Tell(Shard& shard, std::vector<Append> batch,
                   std::vector<Result<Appended>> results);

  Database& database_;
  const boost::asio::any_io_executor executor_;
  const Clock& clock_;
  const Ring ring_;
  const Options options_;
  std::vector<std::unique_ptr<Shard>> shards_;
};

}  // namespace aicc::session
