#include <algorithm>
#include <cstring>

#include <nanobind/stl/array.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include "bindings.hpp"
#include <ranvier/model/network_operation.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::bindings {

namespace {

using equations::FunctionSignature;
using symbolic::ValueType;

std::optional<ValueType> to_type(const std::string& name) {
  if (name == "float") {
    return ValueType::real;
  }
  if (name == "integer") {
    return ValueType::integer;
  }
  if (name == "boolean") {
    return ValueType::boolean;
  }
  return std::nullopt;  // "any", "highest"
}

/// An argument as Python gives it: (name, None | exponents | position of another argument, type).
FunctionSignature::Argument to_argument(const nb::handle& row) {
  const auto [name, unit, type] = nb::cast<std::tuple<std::string, nb::object, std::string>>(row);
  FunctionSignature::Argument argument{name, {}, to_type(type)};
  if (nb::isinstance<nb::int_>(unit)) {
    argument.unit = FunctionSignature::SameAs{nb::cast<std::size_t>(unit)};
  } else if (!unit.is_none()) {
    argument.unit = units::Dimension(nb::cast<Exponents>(unit));
  }
  return argument;
}

FunctionSignature::ResultUnit to_result_unit(const nb::object& unit) {
  if (!nb::isinstance<nb::callable>(unit)) {
    return units::Dimension(nb::cast<Exponents>(unit));
  }
  // Called when code is compiled, while the caller holds the interpreter's lock.
  return [unit](const std::vector<units::Dimension>& dimensions) {
    nb::list exponents;
    for (const auto& dimension : dimensions) {
      exponents.append(nb::cast(dimension.exponents()));
    }
    return units::Dimension(nb::cast<Exponents>(unit(exponents)));
  };
}

template <typename T>
nb::object copied(const HostArgument& argument, std::int64_t count) {
  const auto* values = static_cast<const T*>(argument.data);
  if (argument.is_single) {
    return nb::cast(*values);
  }
  auto owned = std::make_unique<T[]>(static_cast<std::size_t>(count));
  std::copy_n(values, count, owned.get());
  auto* data = owned.release();
  nb::capsule owner(data, [](void* pointer) noexcept { delete[] static_cast<T*>(pointer); });
  const auto size = static_cast<std::size_t>(count);
  return nb::cast(nb::ndarray<nb::numpy, T>(data, 1, &size, owner));
}

nb::object to_python(const HostArgument& argument, std::int64_t count) {
  switch (argument.type) {
    case ElementType::float64:
      return copied<double>(argument, count);
    case ElementType::boolean:
      return copied<bool>(argument, count);
    default:
      return copied<std::int64_t>(argument, count);
  }
}

template <typename T>
void take_result(const nb::object& result, const HostCall& call) {
  const auto array = nb::cast<nb::ndarray<const T, nb::ndim<1>, nb::c_contig>>(result);
  auto* values = static_cast<T*>(call.result);
  if (array.size() == 1) {
    std::fill_n(values, call.count, *array.data());
  } else if (static_cast<std::int64_t>(array.size()) == call.count) {
    std::copy_n(array.data(), call.count, values);
  } else {
    throw InternalError("a function's result has the wrong length");
  }
}

/// `function(kernel, count, arguments)` gives a flat array of the type of the result, of one value
/// or of `count`.
HostFunction to_host_function(const nb::object& function) {
  return [function](const HostCall& call) {
    const nb::gil_scoped_acquire lock;
    nb::list arguments;
    for (const auto& argument : call.arguments) {
      arguments.append(to_python(argument, call.count));
    }
    const nb::object result =
        function(nb::str(call.kernel.data(), call.kernel.size()), call.count, nb::tuple(arguments));
    switch (call.result_type) {
      case ElementType::float64:
        take_result<double>(result, call);
        break;
      case ElementType::boolean:
        take_result<bool>(result, call);
        break;
      default:
        take_result<std::int64_t>(result, call);
    }
  };
}

}  // namespace

void register_functions(nb::module_& module) {
  nb::class_<FunctionHandle>(module, "Function", "A function that the text of models may call.")
      .def(
          "rows",
          [](const FunctionHandle& self, const Doubles& times, double step) {
            std::vector<std::int64_t> rows;
            for (std::size_t k = 0; k < times.size(); ++k) {
              rows.push_back(self.pointer->table()->row_at(times.data()[k], step));
            }
            return to_numpy(std::move(rows));
          },
          "Row of a timed array for each time, if it is read in steps of `step`.")
      .def("is_constant_over", [](const FunctionHandle& self, double step) {
        return self.pointer->table() != nullptr && self.pointer->table()->is_constant_over(step);
      });
  nb::class_<model::NetworkOperation, model::NetworkObject>(module, "NetworkOperation")
      .def(
          "__init__",
          [](model::NetworkOperation* self, const nb::object& function,
             std::optional<units::Quantity> dt, state::Clock* clock, const std::string& when,
             int order, const std::string& name, const std::string& class_name) {
            model::NetworkOperation::Function called;
            if (!function.is_none()) {
              called = [function](double t) {
                const nb::gil_scoped_acquire lock;
                function(t);
              };
            }
            new (self) model::NetworkOperation(std::move(called),
                                               {{dt, clock}, when, order, name, class_name});
          },
          nb::arg("function").none(), nb::arg("dt").none(), nb::arg("clock").none(),
          nb::arg("when"), nb::arg("order"), nb::arg("name"),
          nb::arg("class_name") = "NetworkOperation");
  module.def(
      "timed_array",
      [](const Doubles& values, const units::Quantity& unit, const units::Quantity& dt,
         std::int64_t columns, const std::string& name) {
        return FunctionHandle{
            model::TimedArray(to_vector(values), unit, dt, columns, name).function()};
      },
      nb::arg("values"), nb::arg("unit"), nb::arg("dt"), nb::arg("columns"), nb::arg("name"));
  module.def("binomial_function", [](std::int64_t n, double p) {
    return FunctionHandle{model::BinomialFunction(n, p).function()};
  });
  module.def(
      "host_function",
      [](const nb::list& arguments, const nb::object& result_unit, const std::string& result_type,
         bool is_stateless, const nb::object& function) {
        FunctionSignature signature;
        for (const auto& row : arguments) {
          signature.arguments.push_back(to_argument(row));
        }
        signature.result_unit = to_result_unit(result_unit);
        signature.result_type = to_type(result_type);
        signature.is_stateless = is_stateless;
        return FunctionHandle{
            model::host_function(std::move(signature), to_host_function(function))};
      },
      nb::arg("arguments"), nb::arg("result_unit"), nb::arg("result_type"), nb::arg("is_stateless"),
      nb::arg("function"));
}

}  // namespace ranvier::bindings
