#include "callable.hpp"

#include <fmt/format.h>

#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::model {

Function::Function(const std::vector<symbolic::ValueType>& arguments, symbolic::ValueType result,
                   const FunctionOptions& options, HostFunction function) {
  if (!options.arg_units.empty() && options.arg_units.size() != arguments.size()) {
    throw UsageError(fmt::format("a Function of {} arguments has {} units", arguments.size(),
                                 options.arg_units.size()));
  }
  equations::FunctionSignature signature;
  for (std::size_t k = 0; k < arguments.size(); ++k) {
    const auto unit = options.arg_units.empty() ? ArgumentUnit(1.0) : options.arg_units[k];
    const auto* same = std::get_if<equations::FunctionSignature::SameAs>(&unit.value());
    if (same != nullptr && same->argument >= arguments.size()) {
      throw UsageError(fmt::format(
          "argument {} of a Function has the unit of argument {}, but there are {} of them", k,
          same->argument, arguments.size()));
    }
    signature.arguments.push_back({"", unit.value(), arguments[k]});
  }
  if (const auto* made = std::get_if<MadeUnit>(&options.return_unit)) {
    signature.result_unit = *made;
  } else {
    signature.result_unit = std::get<units::Quantity>(options.return_unit).dimension();
  }
  signature.result_type = result;
  signature.is_stateless = options.stateless;
  function_ = host_function(std::move(signature), std::move(function));
}

}  // namespace ranvier::model
