#include "services/inference/domain/calibration.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <functional>

namespace aicc::inference {
namespace {

constexpr double kAlpha = 0.05;
constexpr double kFirstShare = 0.2;
constexpr double kStep = 0.01;
constexpr double kStrictest = 0.99;
constexpr double kFallback = 0.95;
// Below this share of answers a threshold is of no use.
constexpr int kMinAnswered = 20;

struct Tally {
  int right = 0;
  int count = 0;
};

Tally Above(const std::vector<HeldOut>& held_out, double threshold) {
  Tally tally;
  for (const HeldOut& one : held_out) {
    if (one.score < threshold) continue;
    ++tally.count;
    if (one.right) ++tally.right;
  }
  return tally;
}

double PlainThreshold(const std::vector<HeldOut>& held_out, double precision) {
  for (double threshold = kStep; threshold < kStrictest; threshold += kStep) {
    const Tally tally = Above(held_out, threshold);
    if (tally.count < kMinAnswered) break;
    if (tally.right >= precision * tally.count) return threshold;
  }
  return kFallback;
}

}  // namespace

double LowerBound(int right, int count) {
  if (count <= 0 || right <= 0) return 0;
  return boost::math::binomial_distribution<>::find_lower_bound_on_p(
      count, right, kAlpha);
}

double PrecisionThreshold(std::vector<HeldOut> held_out, double precision) {
  std::ranges::sort(held_out, std::greater(), &HeldOut::score);
  double best = 2;
  for (double share = kFirstShare; share <= 1; share += kStep) {
    const auto last =
        static_cast<std::size_t>(share * static_cast<double>(held_out.size()));
    if (last == 0) continue;
    const double threshold = held_out[last - 1].score;
    const Tally tally = Above(held_out, threshold);
    if (LowerBound(tally.right, tally.count) < precision) break;
    best = threshold;
  }
  return best <= 1 ? best : PlainThreshold(held_out, precision);
}

double SeparatingThreshold(std::vector<HeldOut> held_out) {
  std::ranges::sort(held_out, std::greater(), &HeldOut::score);
  const auto right =
      static_cast<double>(std::ranges::count(held_out, true, &HeldOut::right));
  const auto wrong = static_cast<double>(held_out.size()) - right;
  if (right == 0 || wrong == 0) return 0.5;
  double best = 0;
  double threshold = 0.5;
  double gain = 0;
  for (std::size_t i = 0; i < held_out.size(); ++i) {
    gain += held_out[i].right ? 1 / right : -1 / wrong;
    const double next =
        i + 1 < held_out.size() ? held_out[i + 1].score : held_out[i].score;
    if (gain > best && next < held_out[i].score) {
      best = gain;
      threshold = (held_out[i].score + next) / 2;
    }
  }
  return threshold;
}

double AreaUnderRoc(std::vector<HeldOut> held_out) {
  std::ranges::sort(held_out, std::less(), &HeldOut::score);
  double wrong_below = 0;
  double pairs = 0;
  double right = 0;
  for (std::size_t i = 0; i < held_out.size();) {
    double tied_right = 0;
    double tied_wrong = 0;
    const double score = held_out[i].score;
    for (; i < held_out.size() && held_out[i].score == score; ++i) {
      (held_out[i].right ? tied_right : tied_wrong) += 1;
    }
    pairs += tied_right * (wrong_below + tied_wrong / 2);
    wrong_below += tied_wrong;
    right += tied_right;
  }
  return right > 0 && wrong_below > 0 ? pairs / (right * wrong_below) : 0.5;
}

}  // namespace aicc::inference
