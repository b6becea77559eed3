#include <algorithm>
#include <array>

#include <fmt/format.h>

#include <ranvier/doctor/edits.hpp>
#include <ranvier/doctor/integration_method.hpp>
#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/integration/noise.hpp>

namespace ranvier::doctor {

namespace {

/// White noise (`xi`) in an equation whose method is for equations without noise: exact,
/// exponential_euler, rk2 or rk4, which refuse it.
///
/// Not: the methods for noise (euler, heun, milstein), lists of methods, and the automatic choice,
/// which takes one of these.
class NoiseWithDeterministicMethod final : public Rule {
 public:
  std::string_view code() const override { return "RV303"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    static constexpr std::array deterministic{"exact", "independent", "exponential_euler", "rk2",
                                              "rk4"};
    std::vector<Finding> findings;
    for (const auto* object : facts.network().objects) {
      const auto method = named_method_of(*object);
      if (!method ||
          std::ranges::find(deterministic, method->updater->name()) == deterministic.end()) {
        continue;
      }
      const auto& derivatives = method->system.derivatives;
      for (std::size_t k = 0; k < derivatives.size(); ++k) {
        if (const auto noises = integration::noises_in(derivatives[k]); !noises.empty()) {
          findings.push_back(
              make(dynamic_cast<const model::Group&>(*object), *method, k, noises.front()));
          break;
        }
      }
    }
    return findings;
  }

 private:
  static Finding make(const model::Group& group, const NamedMethod& method, std::size_t equation,
                      const std::string& noise) {
    const Variable variable{&group, method.system.variables[equation]};
    Finding finding;
    finding.code = "RV303";
    finding.level = Level::error;
    finding.object = group.name();
    finding.variable = variable.name;
    finding.message =
        fmt::format("`{}` has noise (`{}`), and the method {} is for equations without",
                    variable.name, noise, method.updater->name());
    finding.places = {declaration_of(variable, "white noise"),
                      creation_of(group, fmt::format("method='{}'", method.text))};
    finding.why = fmt::format(
        "over a step dt noise adds a random number of size sqrt(dt), not a slope times dt: {} "
        "would "
        "integrate '{}' as if it were a smooth input, so it refuses",
        method.updater->name(), noise);
    const auto other = first_accepting(method.system, {"euler", "heun", "milstein"});
    if (other.empty()) {
      finding.fix = "write noise as a factor times xi, added to the rest; then   method='heun'";
      return finding;
    }
    finding.fix = fmt::format("method={}", quoted(other));
    finding.edits = {argument_edit(group, "method", quoted(other))};
    if (method.updater->name() == "exponential_euler") {
      finding.fix += held_noise(method.system, equation, noise, variable);
    }
    return finding;
  }

  /// How to keep exponential_euler: a random number that is drawn once in each step.
  static std::string held_noise(const integration::DifferentialSystem& system, std::size_t equation,
                                const std::string& noise, const Variable& variable) {
    const auto parts = integration::stochastic_system_of(system, "euler");
    const auto place = std::ranges::find(parts.noises, noise) - parts.noises.begin();
    const auto& factor = parts.factors[equation][static_cast<std::size_t>(place)];
    if (integration::find_changing_factor(parts, system)) {
      return "";
    }
    const auto& declaration = *DependencyGraph::equation_of(variable);
    const auto unit = unit_text(declaration);
    return fmt::format(
        "\nor, with {}, in place of the term with {}:   noise = {} : {} (constant "
        "over dt)",
        "exponential_euler", noise,
        symbolic::print(factor * symbolic::Expression::call(symbolic::FunctionId::randn, {}) /
                        symbolic::Expression::call(symbolic::FunctionId::sqrt,
                                                   {symbolic::Expression::symbol("dt")})),
        unit == "1" ? "Hz" : unit + "/second");
  }
};

}  // namespace

const Rule& noise_with_deterministic_method() {
  static const NoiseWithDeterministicMethod rule;
  return rule;
}

}  // namespace ranvier::doctor
