#include <nanobind/stl/array.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>

#include "bindings.hpp"

namespace ranvier::bindings {

namespace {

model::ExternalValue to_external_value(const nb::handle& object) {
  if (nb::isinstance<FunctionHandle>(object)) {
    return nb::cast<const FunctionHandle&>(object).pointer;
  }
  if (nb::len(object) == 2) {
    const auto [what, help] = nb::cast<std::pair<std::string, std::string>>(object);
    return equations::UnusableValue{what, help};
  }
  const auto [value, exponents, type] =
      nb::cast<std::tuple<double, Exponents, std::string>>(object);
  const auto value_type = type == "integer"   ? symbolic::ValueType::integer
                          : type == "boolean" ? symbolic::ValueType::boolean
                                              : symbolic::ValueType::real;
  return {units::Quantity(value, units::Dimension(exponents)), value_type};
}

}  // namespace

model::Namespace to_namespace(const nb::object& lookup) {
  if (lookup.is_none()) {
    return {};
  }
  // The lookup is called while the caller holds the interpreter's lock: names are read when code is
  // compiled.
  return [lookup](const std::string& name) -> std::optional<model::ExternalValue> {
    const nb::object found = lookup(name);
    if (found.is_none()) {
      return std::nullopt;
    }
    return to_external_value(found);
  };
}

model::Constants to_constants(const nb::dict& constants) {
  model::Constants result;
  for (const auto& [name, value] : constants) {
    result.insert_or_assign(nb::cast<std::string>(name), to_external_value(value));
  }
  return result;
}

void register_units(nb::module_& module) {
  nb::class_<units::Quantity>(module, "Quantity",
                              "A number in SI units and the exponents of its dimension.")
      .def("__init__",
           [](units::Quantity* self, double value, const Exponents& exponents) {
             new (self) units::Quantity(value, units::Dimension(exponents));
           })
      .def_prop_ro("value", &units::Quantity::value)
      .def_prop_ro("exponents", [](const units::Quantity& quantity) {
        return quantity.dimension().exponents();
      });
}

}  // namespace ranvier::bindings
