#include "inputs.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include <ranvier/equations/parser.hpp>
#include <ranvier/state/clock.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::model {

namespace {

std::int64_t checked_size(std::int64_t size, const char* what) {
  if (size < 1 || size > std::numeric_limits<std::int32_t>::max()) {
    throw UsageError(fmt::format("a {} needs 1 to {} neurons, not {}", what,
                                 std::numeric_limits<std::int32_t>::max(), size));
  }
  return size;
}

void check_rate(const units::Quantity& rate, const std::string& where) {
  if (rate.dimension() != units::hertz_dimension && rate.value() != 0) {
    throw DimensionMismatchError(fmt::format("the rate of {} must be in hertz: its unit is {}",
                                             where, units::name_of(rate.dimension())));
  }
}

}  // namespace

PoissonGroup::PoissonGroup(std::int64_t size, equations::Equations equations,
                           PoissonGroupOptions options)
    : SpikeSource(options.name, options.clock, options.order, checked_size(size, "PoissonGroup"),
                  std::move(equations), std::move(options.constants)) {
  set_when(std::move(options.when));
}

PoissonGroup::PoissonGroup(std::int64_t size, const units::Quantity& rates,
                           PoissonGroupOptions options)
    : PoissonGroup(size, equations::Equations(), std::move(options)) {
  check_rate(rates, description());
  auto& variable = state().add("rates", ElementType::float64, units::hertz_dimension);
  std::ranges::fill(variable.values.values<double>(), rates.value());
}

PoissonGroup::PoissonGroup(std::int64_t size, const std::vector<double>& rates,
                           PoissonGroupOptions options)
    : PoissonGroup(size, equations::Equations(), std::move(options)) {
  if (static_cast<std::int64_t>(rates.size()) != size) {
    throw UsageError(
        fmt::format("{} has {} neurons but {} rates", description(), size, rates.size()));
  }
  auto& variable = state().add("rates", ElementType::float64, units::hertz_dimension);
  std::ranges::copy(rates, variable.values.values<double>().begin());
}

PoissonGroup::PoissonGroup(std::int64_t size, const std::string& rates, PoissonGroupOptions options)
    : PoissonGroup(size,
                   equations::Equations(fmt::format("rates = {} : hertz", rates),
                                        describe("PoissonGroup", options.name)),
                   options) {}

PoissonInput::PoissonInput(Group& target, const std::string& target_variable, std::int64_t n,
                           const units::Quantity& rate,
                           const std::variant<units::Quantity, std::string>& weight,
                           PoissonInputOptions options)
    : NetworkObject(options.name, {}, options.when, options.order),
      target_(&target),
      target_variable_(target_variable),
      n_(n),
      rate_(rate.value()),
      weight_(symbolic::Expression::symbol("_weight")) {
  const auto where = describe("PoissonInput", options.name);
  if (n < 1) {
    throw UsageError(fmt::format("{} needs N >= 1, not {}", where, n));
  }
  check_rate(rate, where);
  if (!(rate.value() >= 0)) {
    throw UsageError(fmt::format("{} needs a rate >= 0, not {} Hz", where, rate.value()));
  }
  const auto* variable = target.state().find(target_variable);
  if (variable == nullptr) {
    throw UsageError(UsageError::Kind::key,
                     fmt::format("{} has no variable '{}', the target of {}", target.description(),
                                 target_variable, where));
  }
  if (const auto* value = std::get_if<units::Quantity>(&weight)) {
    if (value->dimension() != variable->dimension && value->value() != 0) {
      throw DimensionMismatchError(fmt::format("the weight of {} is in {}, but '{}' of {} is in {}",
                                               where, units::name_of(value->dimension()),
                                               target_variable, target.description(),
                                               units::name_of(variable->dimension)));
    }
    weight_value_ = *value;
  } else {
    weight_source_ = std::get<std::string>(weight);
    weight_ = equations::parse_expression(weight_source_, fmt::format("weight of {}", where));
  }
  if (target.clock() != nullptr) {
    frozen_dt = target.clock()->dt();
  }
}

SpikeGeneratorGroup::SpikeGeneratorGroup(std::int64_t size,
                                         const std::vector<std::int64_t>& indices,
                                         const std::vector<double>& times,
                                         SpikeGeneratorGroupOptions options)
    : SpikeSource(options.name, options.clock, options.order,
                  checked_size(size, "SpikeGeneratorGroup"), equations::Equations(), Constants()) {
  set_when(std::move(options.when));
  if (options.period.value() != 0 && options.period.dimension() != units::second_dimension) {
    throw DimensionMismatchError(
        fmt::format("the period of {} must be a time: its unit is {}, not second", description(),
                    units::name_of(options.period.dimension())));
  }
  set_spikes(indices, times, options.period.value());
}

void SpikeGeneratorGroup::set_spikes(const std::vector<std::int64_t>& indices,
                                     const std::vector<double>& times, double period) {
  if (indices.size() != times.size()) {
    throw UsageError(
        fmt::format("{}: {} indices but {} times", description(), indices.size(), times.size()));
  }
  std::vector<std::size_t> order(indices.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (const auto spike : order) {
    if (indices[spike] < 0 || indices[spike] >= size()) {
      throw UsageError(fmt::format("{} has neurons 0 to {}, but a spike is for neuron {}",
                                   description(), size() - 1, indices[spike]));
    }
    if (!(times[spike] >= 0) || std::isinf(times[spike])) {
      throw UsageError(
          fmt::format("{}: the time of a spike is {} s; times are finite and not negative",
                      description(), times[spike]));
    }
  }
  if (!(period >= 0)) {
    throw UsageError(
        fmt::format("{}: the period is {} s; it must not be negative", description(), period));
  }
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    return times[a] != times[b] ? times[a] < times[b] : indices[a] < indices[b];
  });
  if (period > 0 && !order.empty()) {
    const auto latest = times[order.back()];
    if (latest >= period) {
      throw UsageError(
          fmt::format("{}: the latest spike, at {} s, must come before the period ends, at {} s",
                      description(), latest, period));
    }
    if (clock() != nullptr) {
      check_latest_spike(latest, period, clock()->dt());
    }
  }
  indices_.clear();
  times_.clear();
  for (const auto spike : order) {
    indices_.push_back(static_cast<std::int32_t>(indices[spike]));
    times_.push_back(times[spike]);
  }
  period_ = period;
  ++version_;
}

void SpikeGeneratorGroup::check_latest_spike(double latest, double period, double dt) const {
  if (static_cast<double>(state::timestep(latest, dt)) >= std::round(period / dt)) {
    throw UsageError(fmt::format(
        "{}: the latest spike, at {} s, rounds to the time step at {:g} s, which is not "
        "before the period ends, at {:g} s (dt is {:g} s)",
        description(), latest, static_cast<double>(state::timestep(latest, dt)) * dt, period, dt));
  }
}

}  // namespace ranvier::model
