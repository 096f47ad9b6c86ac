#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace aicc::inference {

// What a client sent.
struct RecordedRequest {
  std::string target;
  std::string authorization;
  std::string body;
};

// How to answer one request: bytes of the body, in the pieces in which they are
// sent, and how it ends.
struct ScriptedAnswer {
  enum class End {
    kWhole,  // As the protocol wants it.
    kCut,    // The connection closes in the middle.
    kStall,  // Nothing more, until the client leaves.
  };

  int status = 200;
  std::string content_type = "text/event-stream";
  std::vector<std::string> pieces = {};
  End end = End::kWhole;
  bool head = true;          // False: not even a status is sent.
  std::string interim = {};  // Whole answers before it: "HTTP/1.1 103 …".
};

// A server of the Chat Completions protocol on a free port of this machine that
// does what it is told, faults included. Thread-safe.
class FakeOpenAiServer {
 public:
  FakeOpenAiServer();
  ~FakeOpenAiServer();

  // "http://127.0.0.1:PORT/v1"
  std::string base_url() const;

  // Answers are given in the order in which they were added; the last one again
  // and again.
  void Answer(ScriptedAnswer answer);

  std::vector<RecordedRequest> requests() const;

  // Waits until a client has left a stalled answer; false after 5 s.
  bool WaitForLeaving();

 private:
  struct Listener;
  void Accept();
  void Serve(int connection);
  void Send(int connection, const ScriptedAnswer& answer);
  void Stall(int connection);
  ScriptedAnswer Next();

  std::unique_ptr<Listener> listener_;
  std::atomic<bool> stopping_ = false;
  mutable std::mutex mutex_;
  std::condition_variable left_;
  int leavings_ = 0;                       // Guarded by mutex_.
  std::deque<ScriptedAnswer> answers_;     // Guarded by mutex_.
  std::vector<RecordedRequest> requests_;  // Guarded by mutex_.
  std::vector<std::thread> connections_;   // Used by thread_ until it ends.
  std::thread thread_;
};

// "data: {…}\n\n" with this delta.
std::string TextEvent(const std::string& text);
std::string RoleEvent();
std::string ReasoningEvent(const std::string& text);
std::string FinishEvent(const std::string& reason = "stop");
std::string UsageEvent(int prompt_tokens, int completion_tokens);
std::string DoneEvent();

// A whole answer, a word a piece.
ScriptedAnswer WholeAnswer(const std::vector<std::string>& texts);

}  // namespace aicc::inference
