#include "neuron_group.hpp"

#include <limits>

#include <fmt/format.h>

#include <ranvier/equations/parser.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::model {

namespace {

std::string place(const NeuronGroupOptions& options) {
  return describe("NeuronGroup", options.name);
}

std::int64_t checked_size(std::int64_t size) {
  if (size < 1) {
    throw UsageError(fmt::format("a NeuronGroup needs at least one neuron, not {}", size));
  }
  if (size > std::numeric_limits<std::int32_t>::max()) {
    throw UsageError(fmt::format("a NeuronGroup has at most {} neurons, not {}",
                                 std::numeric_limits<std::int32_t>::max(), size));
  }
  return size;
}

/// Appends the problems of a part of the model instead of stopping at the first part.
template <typename Parse>
auto parse_part(std::vector<Diagnostic>& diagnostics, const Parse& parse)
    -> std::optional<decltype(parse())> {
  try {
    return parse();
  } catch (const ModelError& error) {
    diagnostics.insert(diagnostics.end(), error.diagnostics().begin(), error.diagnostics().end());
    return std::nullopt;
  }
}

}  // namespace

NeuronGroup::NeuronGroup(std::int64_t size, const std::string& model, NeuronGroupOptions options)
    : NeuronGroup(size, equations::Equations(model, place(options)), options) {}

NeuronGroup::NeuronGroup(std::int64_t size, const equations::Equations& model,
                         NeuronGroupOptions options)
    : SpikeSource(options.name, options.clock, options.order, checked_size(size), model,
                  std::move(options.constants)),
      method_(std::move(options.method)),
      refractory_(std::move(options.refractory)) {
  std::vector<Diagnostic> diagnostics;
  const auto where = place(options);
  parse_part(diagnostics, [&] {
    model.check_flags(equations::Context::neuron_group, where);
    return true;
  });
  for (const auto& equation : model.all()) {
    if (equation.has_flag("linked")) {
      throw UsageError(
          UsageError::Kind::not_implemented,
          fmt::format("'{}' of {}: linked variables are not built yet; copy the values with "
                      "run_regularly, or read them through Synapses with the ending _pre",
                      equation.name, where));
    }
  }
  const auto condition = [&](const std::string& text, const char* what) {
    return parse_part(diagnostics, [&] {
      return Condition{equations::parse_expression(text, fmt::format("{} of {}", what, where)),
                       text};
    });
  };
  if (options.threshold) {
    threshold_ = condition(*options.threshold, "threshold");
  }
  if (options.reset) {
    reset_ = parse_part(diagnostics, [&] {
      return equations::parse_statements(*options.reset, fmt::format("reset of {}", where));
    });
  }
  if (const auto* text = std::get_if<std::string>(&refractory_)) {
    refractory_expression_ = condition(*text, "refractory");
  } else if (const auto* period = std::get_if<units::Quantity>(&refractory_)) {
    if (period->dimension() != units::second_dimension) {
      throw DimensionMismatchError(
          fmt::format("the refractory period of {} must be a time: its unit is {}, not second",
                      where, units::name_of(period->dimension())));
    }
  }
  if (!diagnostics.empty()) {
    throw ModelError(std::move(diagnostics));
  }
  add_equation_variables();
  if (has_refractoriness()) {
    auto& not_refractory =
        state().add("not_refractory", ElementType::boolean, units::dimensionless);
    auto& lastspike = state().add("lastspike", ElementType::float64, units::second_dimension);
    for (std::int64_t neuron = 0; neuron < size; ++neuron) {
      not_refractory.values.set_value(neuron, 1);
      lastspike.values.set_value(neuron, -1e4);
    }
  }
}

}  // namespace ranvier::model
