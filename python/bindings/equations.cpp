#include <nanobind/stl/array.h>
#include <nanobind/stl/map.h>
#include <nanobind/stl/set.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/variant.h>
#include <nanobind/stl/vector.h>

#include "bindings.hpp"
#include <ranvier/equations/equations.hpp>
#include <ranvier/equations/name_resolution.hpp>
#include <ranvier/equations/parser.hpp>

namespace ranvier::bindings {

namespace {

using equations::Equation;
using equations::Equations;

const char* name_of(equations::EquationKind kind) {
  switch (kind) {
    case equations::EquationKind::differential:
      return "differential equation";
    case equations::EquationKind::subexpression:
      return "subexpression";
    case equations::EquationKind::parameter:
      break;
  }
  return "parameter";
}

const char* name_of(symbolic::ValueType type) {
  switch (type) {
    case symbolic::ValueType::boolean:
      return "boolean";
    case symbolic::ValueType::integer:
      return "integer";
    case symbolic::ValueType::real:
      break;
  }
  return "float";
}

}  // namespace

void register_equations(nb::module_& module) {
  nb::class_<Equation>(module, "Equation", "One line of a model.")
      .def_ro("name", &Equation::name)
      .def_prop_ro("kind", [](const Equation& equation) { return name_of(equation.kind); })
      .def_prop_ro("type", [](const Equation& equation) { return name_of(equation.type); })
      .def_prop_ro("expression",
                   [](const Equation& equation) -> nb::object {
                     return equation.expression ? nb::cast(symbolic::print(equation.right_side()))
                                                : nb::none();
                   })
      .def_prop_ro("exponents",
                   [](const Equation& equation) { return equation.dimension.exponents(); })
      .def_prop_ro("unit_text",
                   [](const Equation& equation) {
                     const auto [begin, end] = equation.unit_span;
                     return equation.source.substr(begin, end - begin);
                   })
      .def_ro("flags", &Equation::flags);
  nb::class_<Equations>(module, "Equations", "A set of equations.")
      .def(nb::init<const std::string&, const std::string&>(), nb::arg("text"),
           nb::arg("where") = "Equations")
      .def("substitute", &Equations::substitute)
      .def("__add__", [](const Equations& a, const Equations& b) { return a + b; })
      .def("__str__", [](const Equations& self) { return equations::print(self); })
      .def_prop_ro("equations", [](const Equations& self) { return self.all(); })
      .def_prop_ro("names",
                   [](const Equations& self) {
                     std::vector<std::string> names;
                     for (const auto& equation : self.all()) {
                       names.push_back(equation.name);
                     }
                     return names;
                   })
      .def("external_names", &Equations::external_names);
}

}  // namespace ranvier::bindings
