/// What the binding files share: registration functions, values and arrays across the border.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>

#include <ranvier/model/external_value.hpp>
#include <ranvier/support/element_type.hpp>
#include <ranvier/units/quantity.hpp>

namespace ranvier::bindings {

namespace nb = nanobind;

void register_errors(nb::module_& module);
void register_units(nb::module_& module);
void register_equations(nb::module_& module);
void register_methods(nb::module_& module);
void register_functions(nb::module_& module);
void register_model(nb::module_& module);
void register_subgroups(nb::module_& module);
void register_events(nb::module_& module);
void register_monitors(nb::module_& module);
void register_summaries(nb::module_& module);
void register_doctor(nb::module_& module);
void register_network(nb::module_& module);

/// Exponents as Python's Dimension has them.
using Exponents = std::array<double, units::Dimension::count>;

/// A function as Python holds it.
struct FunctionHandle {
  model::FunctionPointer pointer;
};

/// A name's value as Python's namespaces give it: None, a Function, or (value, exponents, "real" |
/// "integer" | "boolean").
model::Namespace to_namespace(const nb::object& lookup);
model::Constants to_constants(const nb::dict& constants);

/// A numpy array that owns a copy of `values`.
template <typename T>
nb::ndarray<nb::numpy, T> to_numpy(std::vector<T> values, std::vector<std::size_t> shape) {
  auto owned = std::make_unique<std::vector<T>>(std::move(values));
  auto* data = owned->data();
  nb::capsule owner(owned.release(),
                    [](void* pointer) noexcept { delete static_cast<std::vector<T>*>(pointer); });
  return nb::ndarray<nb::numpy, T>(data, shape.size(), shape.data(), owner);
}

template <typename T>
nb::ndarray<nb::numpy, T> to_numpy(std::vector<T> values) {
  const auto size = values.size();
  return to_numpy(std::move(values), {size});
}

/// numpy's name of a type.
inline const char* name_of(ElementType type) {
  switch (type) {
    case ElementType::float64:
      return "float64";
    case ElementType::float32:
      return "float32";
    case ElementType::int32:
      return "int32";
    case ElementType::int64:
      return "int64";
    case ElementType::boolean:
      break;
  }
  return "bool";
}

/// The type that numpy calls `name`.
/// @pre it is one of those above
inline ElementType type_called(const std::string& name) {
  for (const auto type :
       {ElementType::float64, ElementType::float32, ElementType::int32, ElementType::int64}) {
    if (name == name_of(type)) {
      return type;
    }
  }
  return ElementType::boolean;
}

using Doubles = nb::ndarray<const double, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Integers = nb::ndarray<const std::int64_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;

template <typename Array>
auto to_vector(const Array& array) {
  return std::vector<std::remove_const_t<typename Array::Scalar>>(array.data(),
                                                                  array.data() + array.size());
}

}  // namespace ranvier::bindings
