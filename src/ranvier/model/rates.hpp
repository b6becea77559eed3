/// Rates of events: in bins of time, and smoothed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <ranvier/support/logger.hpp>
#include <ranvier/units/quantity.hpp>

namespace ranvier::model {

/// Rates in bins of time.
struct BinnedRate {
  std::vector<double> starts;  ///< when each bin begins [s], (n_bins)
  std::vector<double> rates;   ///< [Hz] (n_bins), or row by row (n_neurons, n_bins)
};

/// What `smooth_rate` convolves a rate with, its sum being made 1: "gaussian", `width` being its
/// standard deviation, "flat", `width` being its length, or given weights.
class SmoothingWindow {
 public:
  SmoothingWindow(std::string name,  // NOLINT(google-explicit-constructor): {"flat", 2 * ms}
                  std::optional<units::Quantity> width = {})
      : name_(std::move(name)), width_(width) {}

  /// An odd number of weights.
  static SmoothingWindow of(std::vector<double> weights) {
    SmoothingWindow window("");
    window.weights_ = std::move(weights);
    return window;
  }

  /// One weight for each time step.
  /// @param log  told if the width of a flat window is adjusted to an odd number of steps
  /// @throws UsageError (type)  without a width; for weights whose number is not odd;
  ///   (not_implemented) for an unknown name. DimensionMismatchError if the width is no time.
  std::vector<double> weights(double dt, const LogSink& log = {}) const;

 private:
  std::string name_;
  std::optional<units::Quantity> width_;
  std::optional<std::vector<double>> weights_;
};

/// Number of time steps of `dt` [s] in a bin.
/// @throws UsageError  unless that is a whole number of at least 1; DimensionMismatchError if
/// `bin_size` is no time.
std::int64_t bin_steps(const units::Quantity& bin_size, double dt);

/// Means over complete groups of `steps` samples; what is left over is dropped.
std::vector<double> binned(const std::vector<double>& samples, std::int64_t steps);

/// `rates` convolved with `weights`, beyond both ends being 0. As long as the longer of the two, of
/// which it is the middle, as numpy.convolve(mode="same") gives it.
std::vector<double> smoothed(const std::vector<double>& rates, const std::vector<double>& weights);

}  // namespace ranvier::model
