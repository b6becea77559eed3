#include "noise.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include <ranvier/equations/identifiers.hpp>
#include <ranvier/integration/unsupported_equations.hpp>
#include <ranvier/symbolic/linear_form.hpp>

namespace ranvier::integration {

namespace {

/// Draws of `rand()` and the like are numbered from 0, those of noise are in [first, 2 first).
constexpr std::uint32_t first_draw = 1U << 15;

std::uint32_t hash_of(const std::string& name) {
  std::uint32_t bits = 0x811c9dc5U;
  for (const char letter : name) {
    bits = (bits ^ static_cast<unsigned char>(letter)) * 0x01000193U;
  }
  return bits ^ (bits >> 16);
}

/// The first symbol in `expression` that is a variable of the system or changes during a step.
std::optional<Expression> find_varying(const Expression& expression,
                                       const DifferentialSystem& system) {
  if (expression.is_symbol()) {
    const auto& name = expression.name();
    const bool changes = std::ranges::find(system.variables, name) != system.variables.end() ||
                         !system.is_constant_over_step(name);
    return changes ? std::optional(expression) : std::nullopt;
  }
  if (!expression.is_call() || expression.is_call(symbolic::FunctionId::held)) return std::nullopt;
  for (const auto& argument : expression.arguments()) {
    if (auto changing = find_varying(argument, system)) return changing;
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::string> noises_in(const Expression& expression) {
  std::vector<std::string> noises;
  std::ranges::copy_if(symbolic::symbols_of(expression), std::back_inserter(noises),
                       equations::is_noise);
  return noises;
}

StochasticSystem stochastic_system_of(const DifferentialSystem& system, std::string_view method) {
  std::set<std::string> names;
  for (const auto& derivative : system.derivatives) {
    for (auto& name : noises_in(derivative)) names.insert(std::move(name));
  }
  StochasticSystem result;
  result.noises.assign(names.begin(), names.end());
  for (std::size_t k = 0; k < system.variables.size(); ++k) {
    if (!result.has_noise()) {
      result.drift.push_back(system.derivatives[k]);
      result.factors.emplace_back();
      continue;
    }
    auto form = symbolic::linear_form(system.derivatives[k], result.noises);
    if (const auto* problem = std::get_if<symbolic::NotLinear>(&form)) {
      throw not_linear_in_noise(system, method, k, *problem);
    }
    auto& parts = std::get<symbolic::LinearForm>(form);
    result.drift.push_back(std::move(parts.constant));
    result.factors.push_back(std::move(parts.coefficients));
  }
  return result;
}

std::optional<ChangingFactor> find_changing_factor(const StochasticSystem& noise,
                                                   const DifferentialSystem& system) {
  for (std::size_t equation = 0; equation < noise.factors.size(); ++equation) {
    for (const auto& factor : noise.factors[equation]) {
      if (auto changing = find_varying(factor, system)) return ChangingFactor{equation, *changing};
    }
  }
  return std::nullopt;
}

NoiseKind noise_kind(const DifferentialSystem& system) {
  const auto noise = stochastic_system_of(system, "noise");
  if (!noise.has_noise()) return NoiseKind::none;
  return find_changing_factor(noise, system) ? NoiseKind::multiplicative : NoiseKind::additive;
}

std::string increment_name(const std::string& noise) {
  return "_dW_" + noise;
}

std::vector<std::int32_t> draw_numbers(const std::vector<std::string>& noises) {
  std::set<std::uint32_t> taken;
  std::vector<std::int32_t> numbers;
  for (const auto& noise : noises) {
    auto number = hash_of(noise) % first_draw;
    while (!taken.insert(number).second) number = (number + 1) % first_draw;
    numbers.push_back(static_cast<std::int32_t>(first_draw + number));
  }
  return numbers;
}

}  // namespace ranvier::integration
