#include "common/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>
#include <mutex>

namespace aicc {
namespace {

const prometheus::Histogram::BucketBoundaries kSeconds{
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
    0.1,    0.25,  0.5,    1,     2.5,  5,     10};

}  // namespace

struct Metrics::State {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& rpcs =
      prometheus::BuildCounter()
          .Name("aicc_rpc_total")
          .Help("RPCs answered, by method and gRPC code.")
          .Register(registry);
  prometheus::Family<prometheus::Histogram>& seconds =
      prometheus::BuildHistogram()
          .Name("aicc_rpc_seconds")
          .Help("Time to answer an RPC, streams until their end.")
          .Register(registry);

  std::mutex mutex;
  // Looked up by our own keys, because Family::Add() hashes label maps each
  // time. Guarded by mutex.
  std::map<std::string, prometheus::Counter*, std::less<>> counters;
  std::map<std::string, prometheus::Histogram*, std::less<>> histograms;
  std::map<std::string, prometheus::Family<prometheus::Counter>*, std::less<>>
      families;
};

Metrics::Metrics() : state_(std::make_unique<State>()) {}
Metrics::~Metrics() = default;

void Metrics::CountRpc(std::string_view method, std::string_view code,
                       std::chrono::steady_clock::duration took) {
  const std::string key = std::string(method) + " " + std::string(code);
  prometheus::Counter* counter = nullptr;
  prometheus::Histogram* histogram = nullptr;
  {
    std::lock_guard lock(state_->mutex);
    prometheus::Counter*& c = state_->counters[key];
    if (c == nullptr) {
      c = &state_->rpcs.Add(
          {{"method", std::string(method)}, {"code", std::string(code)}});
    }
    const auto found = state_->histograms.find(method);
    if (found != state_->histograms.end()) {
      histogram = found->second;
    } else {
      histogram =
          &state_->seconds.Add({{"method", std::string(method)}}, kSeconds);
      state_->histograms.emplace(std::string(method), histogram);
    }
    counter = c;
  }
  counter->Increment();
  histogram->Observe(std::chrono::duration<double>(took).count());
}

void Metrics::Count(std::string_view name, std::string_view label,
                    std::string_view value, double amount) {
  const std::string key = std::string(name) + "{" + std::string(value) + "}";
  std::lock_guard lock(state_->mutex);
  prometheus::Counter*& counter = state_->counters[key];
  if (counter == nullptr) {
    auto*& family = state_->families[std::string(name)];
    if (family == nullptr) {
      family = &prometheus::BuildCounter()
                    .Name(std::string(name))
                    .Help("Counted by AICC.")
                    .Register(state_->registry);
    }
    counter = &family->Add({{std::string(label), std::string(value)}});
  }
  counter->Increment(amount);
}

void Metrics::Observe(const std::string& name, const Labels& labels,
                      double value, const std::vector<double>& bounds) {
  Observer(name, labels, bounds)(value);
}

std::function<void(double)> Metrics::Observer(
    const std::string& name, const Labels& labels,
    const std::vector<double>& bounds) {
  std::string key = name;
  for (const auto& [label, each] : labels) key += '\0' + each;
  std::lock_guard lock(state_->mutex);
  prometheus::Histogram*& histogram = state_->histograms[key];
  if (histogram == nullptr) {
    auto& family = prometheus::BuildHistogram()
                       .Name(name)
                       .Help("Measured by AICC.")
                       .Register(state_->registry);
    histogram = &family.Add(labels, bounds);
  }
  return [found = histogram](double value) { found->Observe(value); };
}

std::string Metrics::Text() const {
  return prometheus::TextSerializer().Serialize(state_->registry.Collect());
}

}  // namespace aicc
