#include <openssl/sha.h>

#include <atomic>
#include <cstdio>
#include <iostream>
#include <thread>

#include "services/aicc/commands.h"
#include "services/aicc/http_client.h"
#include "services/aicc/json_fields.h"
#include "services/aicc/print_report.h"
#include "services/aicc/recording.h"
#include "services/aicc/recording_file.h"

namespace aicc {
namespace {

namespace json = boost::json;
using std::chrono::duration;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

// How fast a turn without a time is read aloud or typed, at --speed 1.
constexpr double kBytesPerSecond = 20;
constexpr char kAgent[] = "replay-agent";
constexpr milliseconds kFirstBackoff{50};
constexpr milliseconds kMaxBackoff{2'000};

struct Counts {
  std::atomic<std::int64_t> contacts = 0;
  std::atomic<std::int64_t> utterances = 0;  // Acknowledged.
  std::atomic<std::int64_t> duplicates = 0;  // Of those, there before.
  std::atomic<std::int64_t> summaries = 0;
  std::atomic<std::int64_t> insufficient = 0;
  std::atomic<std::int64_t> refused = 0;
  std::atomic<std::int64_t> empty_turns = 0;
  std::atomic<bool> waited = false;  // For a system that did not answer.
};

// A name of at most 64 bytes for anything, always the same.
std::string KeyOf(const std::string& run, const std::string& id) {
  const std::string text = run + "\n" + id;
  unsigned char digest[SHA256_DIGEST_LENGTH];
  ::SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(),
           digest);
  std::string key = "replay-";
  for (int i = 0; i < 16; ++i) {
    char digits[3];
    std::snprintf(digits, sizeof(digits), "%02x", digest[i]);
    key += digits;
  }
  return key;
}

bool IsPassing(const Error& error) {
  return error.kind == ErrorKind::kUnavailable ||
         error.kind == ErrorKind::kResourceExhausted ||
         error.kind == ErrorKind::kDeadlineExceeded ||
         error.kind == ErrorKind::kAborted;
}

// Plays recordings one after the other over one connection.
class Player {
 public:
  Player(const ReplayOptions& options, std::unique_ptr<HttpClient> client,
         Counts& counts)
      : options_(options), client_(std::move(client)), counts_(counts) {}

  Result<void> Play(const Recording& recording) {
    const std::string key = KeyOf(options_.run, recording.id);
    json::object start{
        {"request_id", key},
        {"channel",
         recording.channel == "voice" ? "CHANNEL_VOICE" : "CHANNEL_CHAT"},
        {"locale", recording.locale},
        {"customer_id", key},
        {"source", "replay"}};
    if (recording.BeginsWithAgent()) start["agent_id"] = kAgent;
    const auto started =
        Call("aicc.session.v1.SessionService/StartSession", start);
    if (!started) return Failure(started.error());
    const json::object session = *Object(*started, "session");
    const std::string id = Text(session, "session_id");

    if (const auto said = Say(id, session, recording); !said) return said;
    if (const auto ended = End(id, recording); !ended) return ended;
    ++counts_.contacts;
    counts_.empty_turns += recording.empty_turn_count;
    return options_.summaries ? Summarise(id) : Result<void>();
  }

 private:
  Result<json::object> Call(std::string_view method,
                            const json::object& request) {
    const auto began = steady_clock::now();
    milliseconds backoff = kFirstBackoff;
    for (;;) {
      auto answer = client_->Call(method, request);
      if (answer || !IsPassing(answer.error()) ||
          steady_clock::now() - began > options_.retry) {
        return answer;
      }
      if (!counts_.waited.exchange(true)) {
        std::fprintf(stderr, "%s; trying again for %lld s\n",
                     answer.error().message.c_str(),
                     static_cast<long long>(options_.retry.count()));
      }
      std::this_thread::sleep_for(backoff);
      backoff = std::min(backoff * 2, kMaxBackoff);
    }
  }

  Result<void> Say(const std::string& id, const json::object& session,
                   const Recording& recording) {
    std::int64_t epoch = FloorEpoch(session);
    bool with_agent = recording.BeginsWithAgent();
    int changes = 0;
    const bool over = Text(session, "state") == "STATE_WRAP_UP" ||
                      Text(session, "state") == "STATE_CLOSED";
    double clock = 0;
    for (std::size_t i = 0; i < recording.turns.size() && !over; ++i) {
      const Recording::Turn& turn = recording.turns[i];
      Wait(turn, &clock);
      if (turn.speaker != "customer" &&
          with_agent != (turn.speaker == "agent")) {
        with_agent = !with_agent;
        const auto changed = GiveTo(id, with_agent, ++changes);
        if (!changed) return Failure(changed.error());
        epoch = FloorEpoch(*Object(*changed, "session"));
      }
      json::object utterance{{"speaker", SpeakerOf(turn)}, {"text", turn.text}};
      if (turn.speaker != "customer") utterance["floor_epoch"] = epoch;
      const auto appended = Call("aicc.session.v1.SessionService/AppendEvent",
                                 {{"session_id", id},
                                  {"event_id", "turn-" + std::to_string(i + 1)},
                                  {"utterance", utterance}});
      if (!appended) return Failure(appended.error());
      ++counts_.utterances;
      const json::value* duplicate = appended->if_contains("duplicate");
      if (duplicate != nullptr && duplicate->is_bool() &&
          duplicate->get_bool()) {
        ++counts_.duplicates;
      }
    }
    // A contact that was played to its end before: all of it is there.
    if (over) {
      counts_.utterances += static_cast<std::int64_t>(recording.turns.size());
      counts_.duplicates += static_cast<std::int64_t>(recording.turns.size());
    }
    return {};
  }

  // The `n`-th time that the one goes on where the other has spoken.
  Result<json::object> GiveTo(const std::string& id, bool agent, int n) {
    json::object request{{"session_id", id},
                         {"request_id", "floor-" + std::to_string(n)}};
    if (!agent) {
      return Call("aicc.session.v1.SessionService/ReturnToBot", request);
    }
    request["agent_id"] = kAgent;
    return Call("aicc.session.v1.SessionService/RequestAgent", request);
  }

  static std::int64_t FloorEpoch(const json::object& session) {
    const json::object* floor = Object(session, "floor");
    return floor != nullptr ? Number(*floor, "epoch") : 0;
  }

  static const char* SpeakerOf(const Recording::Turn& turn) {
    if (turn.speaker == "customer") return "SPEAKER_CUSTOMER";
    return turn.speaker == "agent" ? "SPEAKER_AGENT" : "SPEAKER_BOT";
  }

  void Wait(const Recording::Turn& turn, double* clock) const {
    if (options_.speed <= 0) return;
    const double until = turn.time.value_or(
        *clock + static_cast<double>(turn.text.size()) / kBytesPerSecond);
    const double seconds = (until - *clock) / options_.speed;
    *clock = std::max(*clock, until);
    if (seconds > 0) std::this_thread::sleep_for(duration<double>(seconds));
  }

  Result<void> End(const std::string& id, const Recording& recording) {
    const bool with_agent = recording.EndsWithAgent();
    const auto ended =
        Call("aicc.session.v1.SessionService/EndSession",
             {{"session_id", id},
              {"end_reason", with_agent ? "END_REASON_AGENT_ENDED"
                                        : "END_REASON_CUSTOMER_LEFT"}});
    if (!ended) return Failure(ended.error());
    if (!with_agent) return {};
    const auto wrapped = Call("aicc.session.v1.RoutingService/CompleteWrapUp",
                              {{"session_id", id},
                               {"request_id", "wrap-up"},
                               {"disposition", options_.disposition}});
    if (!wrapped) return Failure(wrapped.error());
    return {};
  }

  Result<void> Summarise(const std::string& id) {
    const auto made = Call("aicc.summary.v1.SummaryService/SummarizeSession",
                           {{"session_id", id}});
    if (made) {
      ++counts_.summaries;
    } else if (made.error().reason == "INSUFFICIENT_CONVERSATION") {
      ++counts_.insufficient;
    } else {
      return Failure(made.error());
    }
    return {};
  }

  const ReplayOptions& options_;
  std::unique_ptr<HttpClient> client_;
  Counts& counts_;
};

void PlayAll(const ReplayOptions& options, std::unique_ptr<HttpClient> client,
             RecordingFile& recordings, Counts& counts) {
  Player player(options, std::move(client), counts);
  Result<Recording> recording;
  int number = 0;
  while (recordings.Next(&recording, &number)) {
    const auto played =
        recording ? player.Play(*recording) : Failure(recording.error());
    if (played) continue;
    ++counts.refused;
    std::fprintf(stderr, "%s:%d: %s (%s)\n", options.file.c_str(), number,
                 played.error().message.c_str(), played.error().reason.c_str());
  }
}

// "1 contact", "2 contacts".
std::string Count(std::int64_t count, const char* noun, const char* plural) {
  return std::to_string(count) + " " + (count == 1 ? noun : plural);
}

std::string Contacts(std::int64_t count) {
  return Count(count, "contact", "contacts");
}

std::string Utterances(std::int64_t count) {
  return Count(count, "utterance", "utterances");
}

void ShowProgress(const Counts& counts, const std::atomic<bool>& done) {
  const auto began = steady_clock::now();
  auto shown = began;
  while (!done) {
    std::this_thread::sleep_for(milliseconds(100));
    const auto now = steady_clock::now();
    if (now - shown < std::chrono::seconds(2)) continue;
    shown = now;
    const double seconds = duration<double>(now - began).count();
    std::fprintf(stderr, "%s, %s, %.0f/s\n", Contacts(counts.contacts).c_str(),
                 Utterances(counts.utterances).c_str(),
                 static_cast<double>(counts.utterances) / seconds);
  }
}

void PrintClosing(const Counts& counts, double seconds) {
  std::printf(
      "replayed %s: %s acknowledged (%lld there before, %s without text passed "
      "over), %s (%s too short for one), %lld refused, in %.1f s\n",
      Contacts(counts.contacts).c_str(), Utterances(counts.utterances).c_str(),
      static_cast<long long>(counts.duplicates),
      Count(counts.empty_turns, "turn", "turns").c_str(),
      Count(counts.summaries, "summary", "summaries").c_str(),
      Contacts(counts.insufficient).c_str(),
      static_cast<long long>(counts.refused), seconds);
  std::fflush(stdout);
}

}  // namespace

int RunReplay(const ReplayOptions& options) {
  RecordingFile recordings(options.file);
  if (!recordings.good()) {
    std::cerr << "aicc replay: " << options.file << " cannot be read\n";
    return 1;
  }
  Counts counts;
  const auto began = steady_clock::now();
  std::vector<std::thread> players;
  for (int i = 0; i < options.parallel; ++i) {
    auto client = HttpClient::Make(options.http, options.token);
    if (!client) {
      std::cerr << "aicc replay: " << client.error().message << "\n";
      for (std::thread& player : players) player.join();
      return 1;
    }
    players.emplace_back(
        [&, mine = std::make_shared<std::unique_ptr<HttpClient>>(
                *std::move(client))] {
          PlayAll(options, std::move(*mine), recordings, counts);
        });
  }
  std::atomic<bool> done = false;
  std::thread progress([&] { ShowProgress(counts, done); });
  for (std::thread& player : players) player.join();
  done = true;
  progress.join();
  PrintClosing(counts, duration<double>(steady_clock::now() - began).count());
  if (recordings.hopeless()) {
    std::cerr << "aicc replay: gave up on " << options.file << ": its first "
              << RecordingFile::kMaxNotJson
              << " lines are no JSON; it must be JSONL, one conversation a "
                 "line\n";
    return 1;
  }

  auto client = HttpClient::Make(options.http, options.token);
  if (client && options.summaries && counts.contacts > 0) {
    const auto report = PrintReport(**client, recordings.locale(), nullptr);
    if (!report) {
      std::cerr << "aicc replay: no report: " << report.error().message << "\n";
      return 1;
    }
  }
  return counts.refused == 0 ? 0 : 1;
}

}  // namespace aicc
