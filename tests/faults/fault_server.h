#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace aicc {

// Sixty words, as every model of the server says them.
const std::vector<std::string>& CanonicalWords();
std::string CanonicalAnswer();

class FaultServer;

// One request at the server and the connection to answer it on.
class Asked {
 public:
  // Which request for this model it is, from 1.
  int attempt() const { return attempt_; }
  bool stream() const { return stream_; }
  // Whether the last message is the assistant's, and what is in it.
  bool prefilled() const { return prefilled_; }
  const std::string& prefill() const { return prefill_; }
  const std::string& body() const { return body_; }

  // A whole answer, as the protocol wants it: what follows the prefill if that
  // is a beginning of the canonical answer, else all of it.
  void Answer();

  // An answer with a status of its own and an error in OpenAI's form.
  void Error(int status, const std::string& code,
             const std::string& headers = "");

  // The parts of which answers are made.
  void Send(const std::string& bytes);
  void Begin();                        // The head of a stream.
  void Data(const std::string& data);  // One event.
  void Words(std::size_t from, std::size_t to);
  void Finish();                              // The reason, and the count.
  void Done();                                // [DONE]
  void End();                                 // Of the HTTP body.
  void Hang(std::chrono::milliseconds time);  // Or until the client leaves.
  void Reset();                               // A TCP reset.
  void Close();

 private:
  friend class FaultServer;
  FaultServer* server_ = nullptr;
  int connection_ = -1;
  int attempt_ = 0;
  bool stream_ = false;
  bool prefilled_ = false;
  bool closed_ = false;
  std::string model_;
  std::string prefill_;
  std::string body_;
};

// What the server has seen.
struct SeenRequest {
  std::string model;
  std::chrono::steady_clock::time_point time;
  std::string body;
};

// A server of OpenAI's protocol on a free port of this machine that fails on
// purpose: what it does is chosen by the model's name. Thread-safe.
class FaultServer {
 public:
  using Behaviour = std::function<void(Asked& asked)>;

  FaultServer();
  ~FaultServer();

  std::string base_url() const;  // "http://127.0.0.1:PORT/v1"

  // Models that are not told what to do answer.
  void On(const std::string& model, Behaviour behaviour);

  std::vector<SeenRequest> Seen(const std::string& model) const;

  bool stopping() const { return stopping_; }

 private:
  void Accept();
  void Serve(int connection);
  bool ReadRequest(int connection, std::string* bytes, Asked* asked);
  void Handle(Asked* asked);

  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stopping_ = false;
  mutable std::mutex mutex_;
  // Guarded by mutex_.
  std::map<std::string, Behaviour> behaviours_;
  std::map<std::string, int> attempts_;
  std::vector<SeenRequest> seen_;
  std::vector<std::thread> connections_;  // Used by thread_ until it ends.
  std::thread thread_;
};

}  // namespace aicc
