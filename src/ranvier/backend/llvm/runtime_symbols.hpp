/// The only functions that compiled code may call. The interpreter computes with the same ones, so
/// the bits agree.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include <ranvier/symbolic/function_id.hpp>

namespace ranvier::backend {

struct RuntimeSymbol {
  std::string_view name;
  void* address = nullptr;
};

const std::vector<RuntimeSymbol>& runtime_symbols();

/// Name of the function that computes `function` for one element of real arguments, if it is not
/// computed inline.
std::optional<std::string_view> runtime_symbol_of(symbolic::FunctionId function);

}  // namespace ranvier::backend
