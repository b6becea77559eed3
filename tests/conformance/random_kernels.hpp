/// Random valid kernels from a seed: every space, type, access and function turns up.
#pragma once

#include <array>
#include <cmath>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <ranvier/kernel/kernel.hpp>

namespace ranvier::testing {

/// Writes one kernel; each instruction takes its arguments from earlier ones of the right type.
class RandomKernel {
 public:
  explicit RandomKernel(unsigned seed) : random_(seed) {
    kernel_.name = fmt::format("random kernel {}", seed);
  }

  kernel::Kernel make() {
    constexpr std::array spaces{
        kernel::IndexSpace::elements,        kernel::IndexSpace::elements,
        kernel::IndexSpace::elements,        kernel::IndexSpace::events,
        kernel::IndexSpace::synapses,        kernel::IndexSpace::once,
        kernel::IndexSpace::listed_synapses, kernel::IndexSpace::target_synapses};
    kernel_.space = pick(spaces);
    const auto bindings = 3 + below(5);
    for (unsigned k = 0; k < bindings; ++k) append_binding();
    append_invariants();
    append(Instruction{.opcode = Opcode::index, .type = ValueType::integer});
    for (std::size_t id = 0; id < kernel_.bindings.size(); ++id) append_load(id);
    const auto computes = 8 + below(24);
    for (unsigned k = 0; k < computes; ++k) append_compute();
    if (below(2) == 0) append_random();
    append_stores();
    return kernel_;
  }

 private:
  using Access = kernel::Access;
  using FunctionId = symbolic::FunctionId;
  using Instruction = kernel::Instruction;
  using Opcode = kernel::Opcode;
  using ValueId = kernel::ValueId;
  using ValueType = symbolic::ValueType;

  unsigned below(unsigned count) { return static_cast<unsigned>(random_() % count); }

  template <typename List>
  typename List::value_type pick(const List& list) {
    return list[below(static_cast<unsigned>(list.size()))];
  }

  ValueType any_type() {
    constexpr std::array types{ValueType::real, ValueType::real, ValueType::integer,
                               ValueType::boolean};
    return pick(types);
  }

  ValueId append(Instruction instruction) {
    kernel_.instructions.push_back(std::move(instruction));
    return static_cast<ValueId>(kernel_.instructions.size() - 1);
  }

  ValueId compute(FunctionId function, ValueType type, std::vector<ValueId> arguments) {
    return append({.opcode = Opcode::compute,
                   .type = type,
                   .function = function,
                   .arguments = std::move(arguments)});
  }

  ValueId constant(ValueType type) {
    constexpr std::array reals{0.0, 0.5, -1.5, 3.0, -2.0, 1e-3, 100.0, 1e300};
    Instruction instruction{.opcode = Opcode::constant, .type = type};
    if (type == ValueType::real) instruction.real = pick(reals);
    if (type == ValueType::integer) instruction.integer = static_cast<int>(below(9)) - 4;
    if (type == ValueType::boolean) instruction.integer = below(2);
    return append(instruction);
  }

  /// An earlier value of `type`, or a new constant.
  ValueId any(ValueType type) {
    std::vector<ValueId> candidates;
    for (std::size_t id = 0; id < kernel_.instructions.size(); ++id) {
      if (kernel_.instructions[id].type == type) candidates.push_back(static_cast<ValueId>(id));
    }
    return candidates.empty() || below(8) == 0 ? constant(type) : pick(candidates);
  }

  void append_binding() {
    constexpr std::array types{ElementType::float64, ElementType::float64, ElementType::float32,
                               ElementType::int32,   ElementType::int64,   ElementType::boolean};
    constexpr std::array accesses{Access::element, Access::element, Access::cell, Access::source,
                                  Access::target};
    const bool has_elements = kernel_.space != kernel::IndexSpace::once;
    kernel_.bindings.push_back({fmt::format("x{}", kernel_.bindings.size()), pick(types),
                                has_elements ? pick(accesses) : Access::cell});
  }

  bool is_stored(std::size_t binding) const {
    const auto access = kernel_.bindings[binding].access;
    const bool any_place =
        kernel::is_over_synapses(kernel_.space) || kernel_.space == kernel::IndexSpace::once;
    return binding % 3 != 1 && (access == Access::element || any_place);
  }

  void append_load(std::size_t binding) {
    append({.opcode = Opcode::load,
            .type = kernel::value_type(kernel_.bindings[binding].type),
            .binding = static_cast<kernel::BindingId>(binding)});
  }

  void append_invariants() {
    constant(ValueType::real);
    for (std::size_t id = 0; id < kernel_.bindings.size(); ++id) {
      if (kernel_.bindings[id].access == Access::cell && !is_stored(id)) append_load(id);
    }
    const auto computes = below(4);
    for (unsigned k = 0; k < computes; ++k) append_compute();
    kernel_.invariant_count = static_cast<std::int32_t>(kernel_.instructions.size());
  }

  void append_compute() {
    switch (below(7)) {
      case 0:
      case 1:
        return append_real_function();
      case 2:
        return append_integer_function();
      case 3:
        return append_comparison();
      case 4:
        return append_conversion();
      case 5:
        return append_selection();
      default:
        return append_arithmetic();
    }
  }

  void append_arithmetic() {
    constexpr std::array functions{FunctionId::add, FunctionId::subtract, FunctionId::multiply,
                                   FunctionId::floor_divide, FunctionId::modulo};
    const auto type = below(3) == 0 ? ValueType::integer : ValueType::real;
    const auto function =
        type == ValueType::real && below(4) == 0 ? FunctionId::divide : pick(functions);
    const auto left = any(type);
    compute(function, type, {left, any(type)});
  }

  void append_real_function() {
    constexpr std::array functions{
        FunctionId::exp,   FunctionId::expm1,  FunctionId::exprel, FunctionId::log,
        FunctionId::log10, FunctionId::log1p,  FunctionId::sqrt,   FunctionId::sin,
        FunctionId::cos,   FunctionId::tan,    FunctionId::sinh,   FunctionId::cosh,
        FunctionId::tanh,  FunctionId::arcsin, FunctionId::arccos, FunctionId::arctan,
        FunctionId::floor, FunctionId::ceil,   FunctionId::abs,    FunctionId::negate,
        FunctionId::power, FunctionId::clip};
    const auto function = pick(functions);
    std::vector<ValueId> arguments;
    for (int k = 0; k < symbolic::info_of(function).arity; ++k) {
      arguments.push_back(any(ValueType::real));
    }
    compute(function, ValueType::real, std::move(arguments));
  }

  void append_integer_function() {
    constexpr auto integer = ValueType::integer;
    switch (below(6)) {
      case 0:
        compute(FunctionId::sign, integer, {any(below(2) ? integer : ValueType::real)});
        break;
      case 1: {
        const auto t = any(ValueType::real);
        compute(FunctionId::timestep, integer, {t, any(ValueType::real)});
        break;
      }
      case 2: {
        const auto exponent = append({.opcode = Opcode::constant,
                                      .type = integer,
                                      .integer = below(2) ? below(6) : below(99)});
        compute(FunctionId::power, integer, {any(integer), exponent});
        break;
      }
      case 3: {
        const auto value = any(integer);
        const auto lower = any(integer);
        compute(FunctionId::clip, integer, {value, lower, any(integer)});
        break;
      }
      case 4:
        compute(FunctionId::abs, integer, {any(integer)});
        break;
      default:
        compute(FunctionId::negate, integer, {any(integer)});
    }
  }

  void append_comparison() {
    constexpr std::array comparisons{FunctionId::less,    FunctionId::less_equal,
                                     FunctionId::greater, FunctionId::greater_equal,
                                     FunctionId::equal,   FunctionId::not_equal};
    constexpr std::array logic{FunctionId::logical_and, FunctionId::logical_or};
    const auto type = any_type();
    const auto left = any(type);
    compute(pick(comparisons), ValueType::boolean, {left, any(type)});
    if (below(2) == 0) {
      const auto other = any(ValueType::boolean);
      compute(pick(logic), ValueType::boolean, {other, any(ValueType::boolean)});
    } else {
      compute(FunctionId::logical_not, ValueType::boolean, {any(ValueType::boolean)});
    }
  }

  void append_conversion() {
    constexpr std::array conversions{std::pair{FunctionId::to_real, ValueType::real},
                                     std::pair{FunctionId::to_integer, ValueType::integer},
                                     std::pair{FunctionId::to_boolean, ValueType::boolean}};
    const auto [function, type] = pick(conversions);
    auto from = any_type();
    while (from == type) from = any_type();
    compute(function, type, {any(from)});
  }

  void append_selection() {
    const auto type = any_type();
    const auto condition = any(ValueType::boolean);
    const auto if_true = any(type);
    compute(FunctionId::select, type, {condition, if_true, any(type)});
  }

  void append_random() {
    constexpr std::array distributions{FunctionId::rand, FunctionId::randn, FunctionId::poisson,
                                       FunctionId::binomial};
    const auto function = pick(distributions);
    std::vector<ValueId> arguments{any(ValueType::integer)};
    if (function == FunctionId::poisson) arguments.push_back(any(ValueType::real));
    if (function == FunctionId::binomial) {
      // Small numbers of trials: inversion walks up to them.
      const auto trials = append({.opcode = Opcode::constant, .real = below(200) * 1.0});
      const auto probability = append({.opcode = Opcode::constant, .real = below(11) * 0.1});
      arguments.insert(arguments.end(), {trials, probability});
    }
    append({.opcode = Opcode::random,
            .function = function,
            .arguments = std::move(arguments),
            .draw = static_cast<std::int32_t>(below(3))});
    append_arithmetic();
  }

  void append_stores() {
    for (std::size_t id = 0; id < kernel_.bindings.size(); ++id) {
      if (!is_stored(id)) continue;
      const auto type = kernel::value_type(kernel_.bindings[id].type);
      const auto value = any(type);
      const auto mask = below(3) == 0 ? any(ValueType::boolean) : kernel::no_value;
      stores_.push_back({.opcode = Opcode::store,
                         .type = type,
                         .arguments = {value},
                         .binding = static_cast<kernel::BindingId>(id),
                         .mask = mask});
    }
    if (kernel_.space == kernel::IndexSpace::elements) {
      stores_.push_back({.opcode = Opcode::emit,
                         .type = ValueType::boolean,
                         .arguments = {any(ValueType::boolean)}});
    }
    for (auto& store : stores_) append(std::move(store));
  }

  std::mt19937 random_;
  kernel::Kernel kernel_;
  std::vector<Instruction> stores_;
};

}  // namespace ranvier::testing
