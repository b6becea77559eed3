#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include <ranvier/compiler/planner.hpp>
#include <ranvier/equations/check_dimensions.hpp>
#include <ranvier/runtime/spike_generator.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::compiler {

using symbolic::Expression;
using symbolic::FunctionId;

namespace {

/// The unit of rates is fixed, so the only help is to change their text.
void advise_on_rates(const model::PoissonGroup& group, std::vector<Diagnostic>& diagnostics,
                     std::size_t first) {
  for (auto k = first; k < diagnostics.size(); ++k) {
    const auto* equation = group.equations().find("rates");
    if (diagnostics[k].code == "dimension-mismatch" &&
        diagnostics[k].labels.front().span == equation->name_span) {
      diagnostics[k].help = "rates are in hertz, for example '15*Hz'";
    }
  }
}

}  // namespace

void plan(model::PoissonGroup& group, Planner& planner) {
  require_dt(group, *group.clock(), "its rates need");
  auto code = planner.compiler(scope_of_group(group, planner.cells(), WriteGuards::ignored));
  const auto before = planner.diagnostics().size();
  for (const auto* equation : group.equations().subexpressions()) {
    code.resolve(equation->right_side(), equation->source, "");
  }
  if (planner.diagnostics().size() == before) {
    equations::check_equations(group.equations(), code.scope().names(), group.description(),
                               planner.diagnostics());
    advise_on_rates(group, planner.diagnostics(), before);
  }
  if (planner.diagnostics().size() != before) {
    return;
  }
  auto builder = code.builder(group.name(), kernel::IndexSpace::elements);
  builder.emit_where(
      Expression::call(FunctionId::less, {Expression::call(FunctionId::rand, {}),
                                          Expression::symbol("rates") * Expression::symbol("dt")}));
  auto finished = code.finish(std::move(builder));
  finished.arrays.random_key = planner.random_key(group, "spikes");
  planner.add_elements_code(group.name(), group.when(), group.order(), group.clock(),
                            std::move(finished), &planner.events_of(group));
  plan_runners(group, planner);
}

void plan(model::PoissonInput& input, Planner& planner) {
  auto& target = input.target();
  require_dt(input, *target.clock(), "its rate needs");
  const auto dt = target.clock()->dt();
  if (input.frozen_dt == 0) {
    input.frozen_dt = dt;
  }
  if (dt != input.frozen_dt) {
    throw UsageError(
        UsageError::Kind::not_implemented,
        fmt::format(
            "{} was made for dt = {} s, but dt is {} s now; set dt before the input is made",
            input.description(), input.frozen_dt, dt));
  }
  auto scope = scope_of_group(target, planner.cells(), WriteGuards::respected);
  scope.add_cell("_weight", planner.cells().add(input.weight_value().value()),
                 input.weight_value().dimension());
  scope.add_cell("_trials", planner.cells().add(static_cast<double>(input.n())),
                 units::dimensionless);
  scope.add_cell("_probability", planner.cells().add(std::min(input.rate() * dt, 1.0)),
                 units::dimensionless);
  auto code = planner.compiler(std::move(scope));
  const auto before = planner.diagnostics().size();
  const auto& source = input.weight_source();
  const auto where = fmt::format("weight of {}", input.description());
  code.resolve(input.weight(), source, "weight");
  if (planner.diagnostics().size() == before && !source.empty()) {
    const auto info = equations::check_expression(input.weight(), code.scope().names(), source,
                                                  where, planner.diagnostics());
    const auto& wanted = target.state().find(input.target_variable())->dimension;
    if (info && !info->is_exempt && info->dimension != wanted) {
      planner.diagnostics().push_back(
          {"dimension-mismatch",
           fmt::format("the weight is in {}, but '{}' of {} is in {}",
                       units::name_of(info->dimension), input.target_variable(),
                       target.description(), units::name_of(wanted)),
           where,
           source,
           {{input.weight().span(), units::name_of(info->dimension)}},
           {}});
    }
  }
  if (planner.diagnostics().size() != before) {
    return;
  }
  const auto events = Expression::call(
      FunctionId::binomial, {Expression::symbol("_trials"), Expression::symbol("_probability")});
  auto builder = code.builder(input.name(), code.scope().own_space());
  builder.append({{{input.target_variable(),
                    FunctionId::add,
                    code.bind_checked(input.weight()) * events,
                    {},
                    {}}},
                  {}});
  auto finished = code.finish(std::move(builder));
  finished.arrays.random_key = planner.random_key(input, "events");
  planner.add_elements_code(input.name(), input.when(), input.order(), target.clock(),
                            std::move(finished));
}

void plan(model::SpikeGeneratorGroup& group, Planner& planner) {
  require_dt(group, *group.clock(), "its spikes need");
  auto& memory = planner.memory().generators[&group];
  const auto dt = group.clock()->dt();
  std::int64_t period_steps = 0;
  if (group.period() > 0) {
    const auto steps = std::round(group.period() / dt);
    if (group.period() < dt) {
      throw UsageError(fmt::format("{}: the period is {:g} s, less than dt = {:g} s",
                                   group.description(), group.period(), dt));
    }
    if (std::abs(steps * dt - group.period()) > 1e-4 * dt) {
      throw UsageError(UsageError::Kind::not_implemented,
                       fmt::format("{}: the period is {:g} s, not a multiple of dt = {:g} s",
                                   group.description(), group.period(), dt));
    }
    if (!group.times().empty()) {
      group.check_latest_spike(group.times().back(), group.period(), dt);
    }
    if (steps <= static_cast<double>(std::numeric_limits<std::int32_t>::max())) {
      period_steps = static_cast<std::int64_t>(steps);
    } else if (planner.surroundings().log) {
      planner.surroundings().log(
          {LogLevel::warning, "input.spikegeneratorgroup.spikegenerator_long_period",
           fmt::format(
               "the period of {}, {:g} s, has more than 2^31 - 1 time steps: the spikes come "
               "once only",
               group.description(), group.period()),
           false});
    }
  }
  std::vector<std::int64_t> last_bin(static_cast<std::size_t>(group.size()), -1);
  for (std::size_t spike = 0; spike < group.times().size(); ++spike) {
    const auto neuron = static_cast<std::size_t>(group.indices()[spike]);
    const auto bin = state::timestep(group.times()[spike], dt);
    if (last_bin[neuron] == bin) {
      throw UsageError(
          fmt::format("{}: neuron {} would spike twice in the time step at {} s: dt is {} s",
                      group.description(), neuron, static_cast<double>(bin) * dt, dt));
    }
    last_bin[neuron] = bin;
  }
  if (memory.version != group.version()) {
    memory.position = {};
    memory.version = group.version();
    const auto step = group.clock()->step();
    auto& next = memory.position.next;
    if (period_steps == 0) {
      while (next < static_cast<std::int64_t>(group.times().size()) &&
             state::timestep(group.times()[static_cast<std::size_t>(next)], dt) < step) {
        ++next;
      }
      if (next > 0 && planner.surroundings().log) {
        planner.surroundings().log({LogLevel::warning, "input.spikegeneratorgroup.ignored_spikes",
                                    fmt::format("{} of the spikes of {} lie before the start of "
                                                "the run, at {} s, and are not emitted",
                                                next, group.description(), group.clock()->t()),
                                    false});
      }
    }
  }
  auto& emitted = planner.events_of(group);
  planner.add(group.name(), group.when(), group.order(), group.clock(), {}, {&emitted},
              [&group, period_steps, &memory, &emitted](const auto& /*written*/) {
                return std::make_unique<runtime::SpikeGenerator>(
                    group.indices(), group.times(), period_steps, memory.position, emitted);
              });
  plan_runners(group, planner);
}

}  // namespace ranvier::compiler
