#include "rates.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include <ranvier/model/monitors.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::model {

namespace {

double seconds(const units::Quantity& time, const char* what) {
  if (time.dimension() != units::second_dimension) {
    throw DimensionMismatchError(fmt::format("{} must be a time: its unit is {}, not second", what,
                                             units::name_of(time.dimension())));
  }
  return time.value();
}

std::string time_text(double value) {
  return units::to_string(units::Quantity(value, units::second_dimension));
}

std::vector<double> gaussian(double steps) {
  const auto half = std::nearbyint(2 * steps);
  std::vector<double> weights;
  for (auto k = -half; k <= half; ++k) {
    weights.push_back(std::exp(-k * k / (2 * steps * steps)));
  }
  return weights;
}

std::vector<double> flat(double width, double dt, const LogSink& log) {
  const auto steps = width / dt;
  const auto n_samples = 2 * std::nearbyint(steps / 2) + 1;
  if (log && std::abs(n_samples - steps) > 1e-6) {
    log({LogLevel::info, "monitors.ratemonitor.adjusted_width",
         fmt::format(
             "the width of the flat window is {} instead of {}: an odd number of time steps",
             time_text(n_samples * dt), time_text(width)),
         true});
  }
  return std::vector<double>(static_cast<std::size_t>(std::max(n_samples, 0.0)), 1.0);
}

/// Clock of the group whose events a monitor records.
const state::Clock& clock_of(const SpikeSource& source, const NetworkObject& monitor) {
  if (source.clock() == nullptr) {
    throw UsageError(fmt::format("{} has no rates yet: {} is in no network, so it has no time step",
                                 monitor.description(), source.description()));
  }
  return *source.clock();
}

}  // namespace

std::vector<double> SmoothingWindow::weights(double dt, const LogSink& log) const {
  std::vector<double> weights;
  if (weights_) {
    if (weights_->size() % 2 != 1) {
      throw UsageError(UsageError::Kind::type, "the window must have one axis and an odd length");
    }
    weights = *weights_;
  } else if (!width_) {
    throw UsageError(UsageError::Kind::type, "smooth_rate needs a width for this window");
  } else {
    const auto width = seconds(*width_, "the width of smooth_rate");
    if (name_ != "gaussian" && name_ != "flat") {
      throw UsageError(
          UsageError::Kind::not_implemented,
          fmt::format("there is no window '{}'; use 'gaussian', 'flat' or an array", name_));
    }
    if (!(width >= 0) || width / dt > 1e9) {
      throw UsageError(fmt::format(
          "the width of smooth_rate is {}; it must not be negative, nor above 10^9 time steps",
          time_text(width)));
    }
    weights = name_ == "gaussian" ? gaussian(width / dt) : flat(width, dt, log);
  }
  const auto sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (auto& weight : weights) {
    weight /= sum;
  }
  return weights;
}

std::int64_t bin_steps(const units::Quantity& bin_size, double dt) {
  const auto steps = seconds(bin_size, "the size of a bin") / dt;
  const auto whole = std::isfinite(steps) && steps < 1e15 ? std::nearbyint(steps) : 0;
  if (whole < 1 || std::abs(steps - whole) > state::time_tolerance) {
    throw UsageError(
        fmt::format("the size of a bin is {}; it must be a whole number of time steps of {}",
                    units::to_string(bin_size), time_text(dt)));
  }
  return static_cast<std::int64_t>(whole);
}

std::vector<double> binned(const std::vector<double>& samples, std::int64_t steps) {
  std::vector<double> means;
  const auto width = static_cast<std::size_t>(steps);
  for (std::size_t end = width; end <= samples.size(); end += width) {
    const auto first = samples.begin() + static_cast<std::ptrdiff_t>(end - width);
    means.push_back(std::accumulate(first, first + steps, 0.0) / static_cast<double>(steps));
  }
  return means;
}

std::vector<double> smoothed(const std::vector<double>& rates, const std::vector<double>& weights) {
  if (rates.empty()) {
    return {};
  }
  const auto n_rates = static_cast<std::ptrdiff_t>(rates.size());
  const auto n_weights = static_cast<std::ptrdiff_t>(weights.size());
  const auto first = (std::min(n_rates, n_weights) - 1) / 2;  // within the whole convolution
  std::vector<double> result(std::max(rates.size(), weights.size()));
  for (std::ptrdiff_t k = 0; k < std::ssize(result); ++k) {
    const auto sum_of = k + first;  // of the two positions
    const auto begin = std::max<std::ptrdiff_t>(0, sum_of - n_weights + 1);
    const auto end = std::min(n_rates, sum_of + 1);
    double sum = 0;
    for (auto position = begin; position < end; ++position) {
      sum += rates[static_cast<std::size_t>(position)] *
             weights[static_cast<std::size_t>(sum_of - position)];
    }
    result[static_cast<std::size_t>(k)] = sum;
  }
  return result;
}

BinnedRate EventMonitor::binned_rate(const units::Quantity& bin_size) const {
  const auto& clock = clock_of(*source_, *this);
  const auto dt = clock.dt();
  const auto steps = bin_steps(bin_size, dt);
  const auto n_bins = clock.step() / steps;
  const auto width = static_cast<double>(steps) * dt;
  const auto neurons = i();
  const auto times = (*this)["t"];
  BinnedRate result;
  result.rates.resize(static_cast<std::size_t>(source_->size() * n_bins));
  for (std::size_t event = 0; event < times.size(); ++event) {
    const auto bin = std::llround(times[event] / dt) / steps;
    if (bin < n_bins) {
      result.rates[static_cast<std::size_t>(neurons[event] * n_bins + bin)] += 1;
    }
  }
  for (auto& rate : result.rates) {
    rate /= width;
  }
  result.starts.reserve(static_cast<std::size_t>(n_bins));
  for (std::int64_t bin = 0; bin < n_bins; ++bin) {
    result.starts.push_back(static_cast<double>(bin) * width);
  }
  return result;
}

std::vector<double> EventMonitor::smooth_rate(const SmoothingWindow& window,
                                              const LogSink& log) const {
  const auto dt = clock_of(*source_, *this).dt();
  const auto weights = window.weights(dt, log);
  const auto rates = binned_rate(units::Quantity(dt, units::second_dimension)).rates;
  const auto n_times = static_cast<std::ptrdiff_t>(rates.size()) / source_->size();
  std::vector<double> result;
  for (std::int64_t neuron = 0; neuron < source_->size(); ++neuron) {
    const auto row = rates.begin() + neuron * n_times;
    const auto smooth = smoothed(std::vector<double>(row, row + n_times), weights);
    result.insert(result.end(), smooth.begin(), smooth.end());
  }
  return result;
}

BinnedRate PopulationRateMonitor::binned_rate(const units::Quantity& bin_size) const {
  const auto steps = bin_steps(bin_size, clock_of(*source_, *this).dt());
  BinnedRate result{{}, binned(rate(), steps)};
  const auto times = t();
  result.starts.reserve(result.rates.size());
  for (std::size_t bin = 0; bin < result.rates.size(); ++bin) {
    result.starts.push_back(times[bin * static_cast<std::size_t>(steps)]);
  }
  return result;
}

std::vector<double> PopulationRateMonitor::smooth_rate(const SmoothingWindow& window,
                                                       const LogSink& log) const {
  return smoothed(rate(), window.weights(clock_of(*source_, *this).dt(), log));
}

}  // namespace ranvier::model
