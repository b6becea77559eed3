#include "neuron_group.hpp"

#include <algorithm>
#include <cctype>
#include <limits>
#include <utility>

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

bool is_name(const std::string& text) {
  return !text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) == 0 &&
         std::ranges::all_of(
             text, [](unsigned char letter) { return std::isalnum(letter) != 0 || letter == '_'; });
}

/// Conditions of all events by name, the threshold being that of "spike".
std::map<std::string, std::string> conditions_of_events(const NeuronGroupOptions& options) {
  auto conditions = options.events;
  if (options.threshold && !conditions.emplace("spike", *options.threshold).second) {
    throw UsageError(fmt::format("{} has both a threshold and an event 'spike'; give one of them",
                                 place(options)));
  }
  for (const auto& [event, condition] : conditions) {
    if (!is_name(event)) {
      throw UsageError(UsageError::Kind::type,
                       fmt::format("'{}' is no name for an event of {}: letters, digits and "
                                   "underscores, no digit first",
                                   event, place(options)));
    }
  }
  return conditions;
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
      refractory_(std::move(options.refractory)) {
  options.method.add_options(options.method_options);
  set_method(std::move(options.method));
  std::vector<Diagnostic> diagnostics;
  const auto where = place(options);
  parse_part(diagnostics, [&] {
    model.check_flags(equations::Context::neuron_group, where);
    return true;
  });
  const auto condition = [&](const std::string& text, const char* what) {
    return parse_part(diagnostics, [&] {
      return Condition{equations::parse_expression(text, fmt::format("{} of {}", what, where)),
                       text};
    });
  };
  for (const auto& [event, text] : conditions_of_events(options)) {
    const auto is_spike = event == "spike";
    const auto what = is_spike ? "threshold" : fmt::format("condition of event '{}'", event);
    if (auto parsed = condition(text, what.c_str())) {
      thresholders_.emplace_back(event, std::move(*parsed),
                                 is_spike ? "thresholds" : "after_thresholds", options.order);
    }
  }
  if (options.reset) {
    auto parsed = parse_part(diagnostics, [&] {
      return equations::parse_statements(*options.reset, fmt::format("reset of {}", where));
    });
    if (parsed) {
      resetters_.emplace_back("spike", std::move(*parsed), "resets", options.order);
    }
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
  add_equation_variables(options.dtype);
  if (has_refractoriness()) {
    auto& not_refractory =
        state().add("not_refractory", ElementType::boolean, units::dimensionless);
    auto& lastspike = state().add("lastspike", ElementType::float64, units::second_dimension);
    for (std::int64_t neuron = 0; neuron < size; ++neuron) {
      not_refractory.values.set_value(neuron, 1);
      lastspike.values.set_value(neuron, -1e4);
    }
  }
  name_events();
}

void NeuronGroup::set_name(std::string name) {
  SpikeSource::set_name(std::move(name));
  name_events();
}

void NeuronGroup::name_events() {
  if (name().empty()) {
    return;
  }
  for (auto& thresholder : thresholders_) {
    thresholder.set_name(fmt::format("{}_{}_thresholder", name(), thresholder.event()));
  }
  for (auto& resetter : resetters_) {
    resetter.set_name(fmt::format("{}_{}_resetter", name(), resetter.event()));
  }
}

const Thresholder* NeuronGroup::thresholder(const std::string& event) const {
  const auto found = std::ranges::find(thresholders_, event, &Thresholder::event);
  return found == thresholders_.end() ? nullptr : &*found;
}

Thresholder* NeuronGroup::thresholder(const std::string& event) {
  return const_cast<Thresholder*>(std::as_const(*this).thresholder(event));
}

Resetter* NeuronGroup::resetter(const std::string& event) {
  const auto found = std::ranges::find(resetters_, event, &Resetter::event);
  return found == resetters_.end() ? nullptr : &*found;
}

EventPlace NeuronGroup::place_of(const std::string& event) const {
  const auto* found = thresholder(event);
  return found == nullptr ? EventPlace{when(), order()} : EventPlace{found->when(), found->order()};
}

Resetter& NeuronGroup::run_on_event(const std::string& event, const std::string& code,
                                    const std::string& when, std::optional<int> order) {
  if (!has_event(event)) {
    throw UsageError(fmt::format("{} has no event '{}'", description(), event));
  }
  if (resetter(event) != nullptr) {
    throw UsageError(
        fmt::format("event '{}' of {} has statements already; put all of them into one "
                    "text",
                    event, description()));
  }
  resetters_.emplace_back(
      event,
      equations::parse_statements(code, fmt::format("event '{}' of {}", event, description())),
      when, order.value_or(this->order()));
  name_events();
  return resetters_.back();
}

void NeuronGroup::set_event_schedule(const std::string& event, const std::string& when,
                                     std::optional<int> order) {
  auto* found = thresholder(event);
  if (found == nullptr) {
    throw UsageError(fmt::format("{} has no event '{}'", description(), event));
  }
  found->set_when(when);
  found->set_order(order.value_or(this->order()));
}

}  // namespace ranvier::model
