#include <fmt/format.h>

#include <ranvier/equations/equations.hpp>

namespace ranvier::equations {

namespace {

std::string left_side(const Equation& equation) {
  return equation.kind == EquationKind::differential ? fmt::format("d{}/dt", equation.name)
                                                     : equation.name;
}

std::string unit_text(const Equation& equation) {
  switch (equation.type) {
    case ValueType::boolean:
      return "boolean";
    case ValueType::integer:
      return "integer";
    case ValueType::real:
      break;
  }
  return units::name_of(equation.dimension);
}

}  // namespace

std::string print(const Equations& equations) {
  std::string text;
  for (const auto& equation : equations.all()) {
    text += left_side(equation);
    if (equation.expression) {
      text += " = " + symbolic::print(equation.right_side());
    }
    text += " : " + unit_text(equation);
    if (!equation.flags.empty()) {
      text += fmt::format(" ({})", fmt::join(equation.flags, ", "));
    }
    text += '\n';
  }
  return text;
}

}  // namespace ranvier::equations
