#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ranvier/doctor/edits.hpp>
#include <ranvier/doctor/integration_method.hpp>
#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/integration/linear_system.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/symbolic/evaluate.hpp>
#include <ranvier/symbolic/linear_form.hpp>
#include <ranvier/symbolic/quotient.hpp>

namespace ranvier::doctor {

namespace {

using integration::LinearSystem;
using symbolic::Expression;

/// Relative size below which a determinant has no correct digit left.
constexpr double rounding = 1e-12;

/// Values of names for each element of a group, as far as nothing changes them.
class ElementValues {
 public:
  ElementValues(const Facts& facts, const model::Group& group) : facts_(facts), group_(group) {}

  /// One value for each element, or a single one for all; nothing if a name is not known.
  std::optional<std::vector<double>> of(const Expression& expression) const {
    std::map<std::string, std::vector<double>> known;
    std::size_t size = 1;
    for (const auto& name : symbolic::symbols_of(expression)) {
      auto values = of(name);
      if (!values || values->empty()) {
        return std::nullopt;
      }
      size = std::max(size, values->size());
      known.emplace(name, std::move(*values));
    }
    std::vector<double> results;
    try {
      for (std::size_t element = 0; element < size; ++element) {
        const auto lookup = [&](const std::string& name) {
          const auto& values = known.at(name);
          return symbolic::Value::of(values.size() == 1 ? values[0] : values[element]);
        };
        results.push_back(symbolic::evaluate(expression, lookup).as_real());
      }
    } catch (const Error&) {
      return std::nullopt;  // a function from outside
    }
    return results;
  }

 private:
  std::optional<std::vector<double>> of(const std::string& name) const {
    if (name == "dt") {
      const auto step = Facts::dt(group_);
      return step ? std::optional(std::vector{*step}) : std::nullopt;
    }
    const auto variable = DependencyGraph::find(group_, name);
    if (!variable) {
      const auto value = facts_.constant(group_, name);
      return value ? std::optional(std::vector{value->value()}) : std::nullopt;
    }
    const auto* equation = DependencyGraph::equation_of(*variable);
    const auto& graph = facts_.graph();
    const auto is_fixed = equation != nullptr &&
                          equation->kind == equations::EquationKind::parameter &&
                          variable->group == &group_ && graph.writes_to(*variable).empty() &&
                          (equation->has_flag("constant") || !graph.has_unknown_writers());
    return is_fixed && !group_.has_pending() ? std::optional(group_.values_of(name)) : std::nullopt;
  }

  const Facts& facts_;
  const model::Group& group_;
};

/// A divisor that may be zero, and the size of the terms that it is the sum of.
struct Divisor {
  std::size_t row;
  Expression value;
  Expression scale;
  std::string name;
};

bool is_zero(const Expression& expression) {
  return expression.is_number(0);
}

/// What the solution between two events divides by (compiler/event_driven.hpp): for two variables
/// that depend on each other and have a drive the determinant, and the rate of decay of a variable
/// with a drive that another one follows.
std::vector<Divisor> event_driven_divisors(const LinearSystem& system) {
  std::vector<Divisor> divisors;
  for (std::size_t row = 0; row < system.size(); ++row) {
    for (std::size_t other = 0; other < system.size(); ++other) {
      if (other == row || !system.has_coupling(row, other)) {
        continue;
      }
      const auto& decay = system.matrix[other][other];
      if (!system.has_coupling(other, row)) {
        if (!is_zero(decay) && !is_zero(system.drive[other])) {
          divisors.push_back({other, decay, Expression::real(0), symbolic::print(decay)});
        }
      } else if (row < other && !(is_zero(system.drive[row]) && is_zero(system.drive[other]))) {
        const auto own = system.matrix[row][row] * decay;
        const auto mutual = system.matrix[row][other] * system.matrix[other][row];
        const auto size = [](const Expression& value) {
          return Expression::call(symbolic::FunctionId::abs, {value});
        };
        divisors.push_back({row, own - mutual, size(own) + size(mutual),
                            fmt::format("the determinant with {}", system.variables[other])});
      }
    }
  }
  return divisors;
}

/// What exponential_euler divides by: the coefficient of the variable, where it does not cancel.
std::vector<Divisor> exponential_euler_divisors(const integration::DifferentialSystem& system) {
  std::vector<Divisor> divisors;
  for (std::size_t row = 0; row < system.variables.size(); ++row) {
    const auto result = symbolic::linear_form(system.derivatives[row], {system.variables[row]});
    const auto* form = std::get_if<symbolic::LinearForm>(&result);
    if (form == nullptr || is_zero(form->coefficients[0]) || is_zero(form->constant)) {
      continue;
    }
    const auto ratio =
        symbolic::factors_of(symbolic::cancelled_quotient(form->constant, form->coefficients[0]));
    const auto divisor = symbolic::expression_of({.numerator = ratio.denominator});
    divisors.push_back({row, divisor, Expression::real(0), symbolic::print(divisor)});
  }
  return divisors;
}

/// A closed solution that divides by zero for the values that parameters and constants have: the
/// variable becomes nan. Ranvier's `exact` has the limit for equal time constants and for
/// oscillations in itself (propagators are computed in numbers); what is left are two event-driven
/// equations that depend on each other and have a drive, a decay of zero behind another
/// event-driven equation, and exponential_euler with a coefficient of zero.
///
/// Not: values that equations, code or functions of the user may change before they are used.
class ClosedFormSingular final : public Rule {
 public:
  std::string_view code() const override { return "RV304"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    std::vector<Finding> findings;
    for (const auto* object : facts.network().objects) {
      if (const auto* synapses = dynamic_cast<const model::Synapses*>(object)) {
        examine_event_driven(facts, *synapses, findings);
      }
      const auto method = named_method_of(*object);
      if (method && method->updater->name() == "exponential_euler") {
        const auto& group = dynamic_cast<const model::Group&>(*object);
        add(facts, group, method->system.variables, exponential_euler_divisors(method->system),
            findings);
      }
    }
    return findings;
  }

 private:
  static void examine_event_driven(const Facts& facts, const model::Synapses& synapses,
                                   std::vector<Finding>& findings) {
    const auto system = system_of(synapses, synapses.event_driven());
    try {
      const auto linear = integration::linear_system_of(system, "exact");
      add(facts, synapses, system.variables, event_driven_divisors(linear), findings);
    } catch (const integration::UnsupportedEquations&) {
      return;  // the run says what is wrong with them
    }
  }

  static void add(const Facts& facts, const model::Group& group,
                  const std::vector<std::string>& variables, const std::vector<Divisor>& divisors,
                  std::vector<Finding>& findings) {
    const ElementValues values(facts, group);
    for (const auto& divisor : divisors) {
      const auto found = values.of(divisor.value);
      const auto scales = values.of(divisor.scale);
      if (!found || !scales) {
        continue;
      }
      std::vector<std::size_t> elements;
      for (std::size_t element = 0; element < found->size(); ++element) {
        const auto scale = scales->size() == 1 ? scales->front() : (*scales)[element];
        if (std::abs((*found)[element]) <= rounding * scale) {
          elements.push_back(element);
        }
      }
      if (!elements.empty()) {
        const auto is_for_all = elements.size() == found->size();
        findings.push_back(
            make(group, variables, divisor, is_for_all ? std::vector<std::size_t>() : elements));
        return;
      }
    }
  }

  /// @param elements  those that are singular; empty for all
  static Finding make(const model::Group& group, const std::vector<std::string>& variables,
                      const Divisor& divisor, const std::vector<std::size_t>& elements) {
    constexpr std::size_t shown = 5;
    const auto* synapses = dynamic_cast<const model::Synapses*>(&group);
    const Variable variable{&group, variables[divisor.row]};
    const auto is_event_driven = DependencyGraph::equation_of(variable)->has_flag("event-driven");
    const auto head = std::vector(
        elements.begin(),
        elements.begin() + static_cast<std::ptrdiff_t>(std::min(shown, elements.size())));
    const auto which =
        elements.empty()
            ? std::string()
            : fmt::format(" ({} {}{})", synapses == nullptr ? "neurons" : "synapses",
                          fmt::join(head, ", "), elements.size() > shown ? ", ..." : "");
    Finding finding;
    finding.code = "RV304";
    finding.object = group.name();
    finding.variable = variable.name;
    finding.message = fmt::format("`{}` becomes nan: its closed solution divides by zero{}",
                                  variable.name, which);
    finding.places = {declaration_of(variable, divisor.name + " is 0")};
    finding.places.push_back(
        creation_of(group, is_event_driven ? "event-driven" : "method='exponential_euler'"));
    finding.data["elements"] = static_cast<double>(elements.size());
    if (is_event_driven) {
      finding.why =
          "between events the equations are solved as a distance from the values where they rest, "
          "and with this value of the parameters they rest nowhere";
      for (const auto& name : variables) {
        const auto edit = flag_edit({&group, name}, "event-driven", "clock-driven");
        finding.fix += equation_after({&group, name}, edit) + "\n";
        finding.edits.push_back(edit);
      }
      finding.fix += "with   method='exact'";
      finding.edits.push_back(argument_edit(group, "method", quoted("exact")));
      return finding;
    }
    const auto system = system_of(group, integrated_equations(group));
    const auto other = quoted(first_accepting(system, {"exact", "rk4", "euler"}));
    finding.why =
        "exponential_euler divides the drive by the coefficient of the variable, which is zero";
    finding.fix = fmt::format("method={}", other);
    finding.edits = {argument_edit(group, "method", other)};
    return finding;
  }
};

}  // namespace

const Rule& closed_form_singular() {
  static const ClosedFormSingular rule;
  return rule;
}

}  // namespace ranvier::doctor
