#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace prometheus {
class Registry;
}

namespace aicc {

// This process's figures, in Prometheus' names and text format. Labels are from
// small fixed sets, never a customer's words or ids. Thread-safe.
class Metrics {
 public:
  Metrics();
  ~Metrics();

  // Counts one RPC and how long it took. `method` as in
  // "aicc.session.v1.SessionService/AppendEvent".
  void CountRpc(std::string_view method, std::string_view code,
                std::chrono::steady_clock::duration took);

  // Adds `amount` to the counter `name` with one label, made when first used.
  void Count(std::string_view name, std::string_view label,
             std::string_view value, double amount = 1);

  // Adds `value` to the histogram `name`, made with `bounds` (upper ones of its
  // buckets) when first used.
  using Labels = std::map<std::string, std::string>;
  void Observe(const std::string& name, const Labels& labels, double value,
               const std::vector<double>& bounds);

  // The same for those who observe often: what adds to that histogram, as long
  // as this lives.
  std::function<void(double)> Observer(const std::string& name,
                                       const Labels& labels,
                                       const std::vector<double>& bounds);

  // Everything, in the text exposition format 0.0.4.
  std::string Text() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace aicc
