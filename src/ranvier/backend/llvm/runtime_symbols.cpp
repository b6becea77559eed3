#include "runtime_symbols.hpp"

#include <cmath>

#include <ranvier/kernel/random_numbers.hpp>
#include <ranvier/symbolic/scalar_arithmetic.hpp>

namespace ranvier::backend {

namespace {

using symbolic::FunctionId;

template <typename... Arguments>
RuntimeSymbol symbol(std::string_view name, double (*address)(Arguments...)) {
  return {name, reinterpret_cast<void*>(address)};
}

struct FunctionSymbol {
  FunctionId function;
  RuntimeSymbol symbol;
};

const std::vector<FunctionSymbol>& function_symbols() {
  static const std::vector<FunctionSymbol> table{
      {FunctionId::log10, symbol<double>("ranvier_log10", std::log10)},
      {FunctionId::sin, symbol<double>("ranvier_sin", std::sin)},
      {FunctionId::cos, symbol<double>("ranvier_cos", std::cos)},
      {FunctionId::tan, symbol<double>("ranvier_tan", std::tan)},
      {FunctionId::arcsin, symbol<double>("ranvier_arcsin", std::asin)},
      {FunctionId::arccos, symbol<double>("ranvier_arccos", std::acos)},
      {FunctionId::arctan, symbol<double>("ranvier_arctan", std::atan)},
      {FunctionId::power, symbol<double, double>("ranvier_power", symbolic::scalar::power)},
      {FunctionId::modulo, symbol<double, double>("ranvier_modulo", symbolic::scalar::modulo)},
      {FunctionId::floor_divide,
       symbol<double, double>("ranvier_floor_divide", symbolic::scalar::floor_divide)},
  };
  return table;
}

std::vector<RuntimeSymbol> make_runtime_symbols() {
  std::vector<RuntimeSymbol> symbols{
      symbol("ranvier_poisson", kernel::draw_poisson),
      symbol("ranvier_binomial", kernel::draw_binomial_after),
      // What LLVM itself calls where the processor lacks the instruction.
      symbol<double, double, double>("fma", std::fma),
      symbol<double>("floor", std::floor),
      symbol<double>("ceil", std::ceil),
  };
  for (const auto& entry : function_symbols()) symbols.push_back(entry.symbol);
  return symbols;
}

}  // namespace

const std::vector<RuntimeSymbol>& runtime_symbols() {
  static const std::vector<RuntimeSymbol> symbols = make_runtime_symbols();
  return symbols;
}

std::optional<std::string_view> runtime_symbol_of(FunctionId function) {
  for (const auto& entry : function_symbols()) {
    if (entry.function == function) return entry.symbol.name;
  }
  return std::nullopt;
}

}  // namespace ranvier::backend
