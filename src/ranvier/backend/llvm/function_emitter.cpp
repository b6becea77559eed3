#include "function_emitter.hpp"

#include <cmath>

#include <llvm/IR/Module.h>

#include <ranvier/backend/llvm/runtime_symbols.hpp>
#include <ranvier/support/assert.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/symbolic/elementary_functions.hpp>
#include <ranvier/symbolic/scalar_arithmetic.hpp>
#include <ranvier/symbolic/trigonometric_functions.hpp>

namespace ranvier::backend {

namespace {

using F = symbolic::FunctionId;
using kernel::ValueType;
using symbolic::FunctionId;

/// base^exponent by multiplications, in the order that symbolic::scalar::power lays down.
template <typename V>
V multiply_out(V base, std::uint64_t exponent, V one) {
  if (exponent == 0) return one;
  int digit = 63;
  while ((exponent >> digit) == 0) --digit;
  V result = base;
  while (--digit >= 0) {
    result = result * result;
    if (((exponent >> digit) & 1U) != 0) result = result * base;
  }
  return result;
}

/// What is not a number passes through.
template <typename V>
V clip(V value, V lower, V upper) {
  return choose(less(value, lower), lower, choose(less(upper, value), upper, value));
}

/// The constant in every lane of `value`, or null if there is none.
const llvm::Constant* uniform_constant(const llvm::Value* value) {
  const auto* constant = llvm::dyn_cast<llvm::Constant>(value);
  return constant && width_of(constant) > 1 ? constant->getSplatValue() : constant;
}

}  // namespace

llvm::Value* FunctionEmitter::emit(FunctionId function, const std::vector<TypedValue>& arguments) {
  switch (function) {
    case F::less:
    case F::less_equal:
    case F::greater:
    case F::greater_equal:
    case F::equal:
    case F::not_equal:
      return emit_comparison(function, arguments);
    case F::logical_and:
      return builder_.CreateAnd(arguments[0].value, arguments[1].value);
    case F::logical_or:
      return builder_.CreateOr(arguments[0].value, arguments[1].value);
    case F::logical_not:
      return builder_.CreateNot(arguments[0].value);
    case F::select:
      return builder_.CreateSelect(arguments[0].value, arguments[1].value, arguments[2].value);
    case F::to_real:
    case F::to_integer:
    case F::to_boolean:
      return emit_conversion(function, arguments[0]);
    case F::sign:
      return emit_sign(arguments[0]);
    default:
      return arguments[0].type == ValueType::real ? emit_real(function, arguments)
                                                  : emit_integer(function, arguments);
  }
}

llvm::Value* FunctionEmitter::emit_real(FunctionId function,
                                        const std::vector<TypedValue>& arguments) {
  const auto a = real(arguments[0].value);
  const auto b = real(arguments.size() > 1 ? arguments[1].value : nullptr);
  switch (function) {
    case F::add:
      return (a + b).value;
    case F::subtract:
      return (a - b).value;
    case F::multiply:
      return (a * b).value;
    case F::divide:
      return (a / b).value;
    case F::negate:
      return (-a).value;
    case F::abs:
      return magnitude(a).value;
    case F::floor:
      return round_down(a).value;
    case F::ceil:
      return round_up(a).value;
    case F::sqrt:
      return square_root(a).value;
    case F::exp:
      return symbolic::elementary::exp(a).value;
    case F::expm1:
      return symbolic::elementary::expm1(a).value;
    case F::exprel:
      return symbolic::elementary::exprel(a).value;
    case F::log:
      return symbolic::elementary::log(a).value;
    case F::log1p:
      return symbolic::elementary::log1p(a).value;
    case F::sinh:
      return symbolic::elementary::sinh(a).value;
    case F::cosh:
      return symbolic::elementary::cosh(a).value;
    case F::tanh:
      return symbolic::elementary::tanh(a).value;
    case F::sin:
      return emit_angle_function(function, a, symbolic::elementary::sin(a));
    case F::cos:
      return emit_angle_function(function, a, symbolic::elementary::cos(a));
    case F::tan:
      return emit_angle_function(function, a, symbolic::elementary::tan(a));
    case F::clip:
      return clip(a, b, real(arguments[2].value)).value;
    case F::timestep:
      return to_integer((a + constant_like(b, 1e-3) * b) / b).value;
    case F::power:
      if (auto* inlined = inline_power(a, b)) return inlined;
      break;
    default:
      break;
  }
  const auto symbol = runtime_symbol_of(function);
  if (!symbol) {
    throw InternalError("the LLVM back end has no code for '" +
                        std::string(symbolic::info_of(function).name) + "'");
  }
  std::vector<llvm::Value*> values;
  for (const auto& argument : arguments) values.push_back(argument.value);
  return call_lanes(*symbol, builder_.getDoubleTy(), values, width_of(a.value));
}

llvm::Value* FunctionEmitter::emit_integer(FunctionId function,
                                           const std::vector<TypedValue>& arguments) {
  const auto a = bits(arguments[0].value);
  const auto b = bits(arguments.size() > 1 ? arguments[1].value : nullptr);
  const auto zero = bits_like(a, 0);
  switch (function) {
    case F::add:
      return (a + b).value;
    case F::subtract:
      return (a - b).value;
    case F::multiply:
      return (a * b).value;
    case F::negate:
      return (zero - a).value;
    case F::abs:
      return choose(less(a, zero), zero - a, a).value;
    case F::clip:
      return clip(a, b, bits(arguments[2].value)).value;
    case F::modulo:
      return divide_integers(a, b).modulo.value;
    case F::floor_divide:
      return divide_integers(a, b).floor.value;
    case F::power: {
      const auto* exponent = llvm::dyn_cast_or_null<llvm::ConstantInt>(uniform_constant(b.value));
      RANVIER_CHECK(exponent);
      return multiply_out(a, exponent->getZExtValue(), bits_like(a, 1)).value;
    }
    default:
      break;
  }
  throw InternalError("the LLVM back end has no code for '" +
                      std::string(symbolic::info_of(function).name) + "' of integers");
}

llvm::Value* FunctionEmitter::inline_power(VectorReal base, VectorReal exponent) {
  const auto* constant = llvm::dyn_cast_or_null<llvm::ConstantFP>(uniform_constant(exponent.value));
  if (!constant) return nullptr;
  const double value = constant->getValueAPF().convertToDouble();
  if (value == 0.5) return square_root(base).value;
  const double count = std::abs(value);
  if (!(count <= symbolic::scalar::largest_multiplied_exponent) || std::trunc(value) != value) {
    return nullptr;
  }
  const auto one = constant_like(base, 1.0);
  const auto product = multiply_out(base, static_cast<std::uint64_t>(count), one);
  return (value < 0 ? one / product : product).value;
}

FunctionEmitter::IntegerDivision FunctionEmitter::divide_integers(VectorBits dividend,
                                                                  VectorBits divisor) {
  const auto zero = bits_like(divisor, 0);
  const auto one = bits_like(divisor, 1);
  const auto is_zero = equal(divisor, zero);
  const auto is_minus_one = equal(divisor, zero - one);
  // The processor traps at x / 0 and at INT64_MIN / -1.
  const auto safe = choose(is_zero | is_minus_one, one, divisor);
  const auto quotient = bits(builder_.CreateSDiv(dividend.value, safe.value));
  const auto remainder = dividend - quotient * safe;
  const auto signs_differ = less(remainder ^ divisor, zero);
  const auto is_inexact = (!equal(remainder, zero)) & signs_differ;
  const auto floor = choose(is_inexact, quotient - one, quotient);
  return {.floor = choose(is_zero, zero, choose(is_minus_one, zero - dividend, floor)),
          .modulo = choose(is_inexact, remainder + divisor, remainder)};
}

llvm::Value* FunctionEmitter::emit_comparison(FunctionId function,
                                              const std::vector<TypedValue>& arguments) {
  using Predicate = llvm::CmpInst::Predicate;
  auto* a = arguments[0].value;
  auto* b = arguments[1].value;
  const auto predicate = [&](Predicate real, Predicate integer, Predicate boolean) {
    switch (arguments[0].type) {
      case ValueType::real:
        return real;
      case ValueType::integer:
        return integer;
      case ValueType::boolean:
        break;
    }
    return boolean;
  };
  switch (function) {
    case F::less:
      return builder_.CreateCmp(
          predicate(Predicate::FCMP_OLT, Predicate::ICMP_SLT, Predicate::ICMP_ULT), a, b);
    case F::less_equal:
      return builder_.CreateCmp(
          predicate(Predicate::FCMP_OLE, Predicate::ICMP_SLE, Predicate::ICMP_ULE), a, b);
    case F::greater:
      return builder_.CreateCmp(
          predicate(Predicate::FCMP_OGT, Predicate::ICMP_SGT, Predicate::ICMP_UGT), a, b);
    case F::greater_equal:
      return builder_.CreateCmp(
          predicate(Predicate::FCMP_OGE, Predicate::ICMP_SGE, Predicate::ICMP_UGE), a, b);
    case F::equal:
      return builder_.CreateCmp(
          predicate(Predicate::FCMP_OEQ, Predicate::ICMP_EQ, Predicate::ICMP_EQ), a, b);
    default:
      return builder_.CreateCmp(
          predicate(Predicate::FCMP_UNE, Predicate::ICMP_NE, Predicate::ICMP_NE), a, b);
  }
}

llvm::Value* FunctionEmitter::emit_conversion(FunctionId function, const TypedValue& argument) {
  auto* value = argument.value;
  const int width = width_of(value);
  const auto converts = [&](FunctionId to, ValueType from) {
    return function == to && argument.type == from;
  };
  if (converts(F::to_real, ValueType::integer)) {
    return to_real(bits(value)).value;
  }
  if (converts(F::to_real, ValueType::boolean)) {
    return builder_.CreateUIToFP(value, vector_type(builder_.getDoubleTy(), width));
  }
  if (converts(F::to_integer, ValueType::real)) {
    return to_integer(real(value)).value;
  }
  if (converts(F::to_integer, ValueType::boolean)) {
    return builder_.CreateZExt(value, vector_type(builder_.getInt64Ty(), width));
  }
  if (converts(F::to_boolean, ValueType::real)) {
    return builder_.CreateFCmpUNE(value, constant_like(real(value), 0.0).value);  // NaN is true
  }
  if (converts(F::to_boolean, ValueType::integer)) {
    return builder_.CreateICmpNE(value, bits_like(bits(value), 0).value);
  }
  return value;
}

llvm::Value* FunctionEmitter::emit_sign(const TypedValue& argument) {
  const auto step = [&](llvm::Value* condition) {
    return bits(builder_.CreateZExt(condition,
                                    vector_type(builder_.getInt64Ty(), width_of(argument.value))));
  };
  if (argument.type == ValueType::real) {
    const auto zero = constant_like(real(argument.value), 0.0);
    return (step(less(zero, real(argument.value)).value) -
            step(less(real(argument.value), zero).value))
        .value;
  }
  const auto zero = bits_like(bits(argument.value), 0);
  return (step(less(zero, bits(argument.value)).value) -
          step(less(bits(argument.value), zero).value))
      .value;
}

llvm::Value* FunctionEmitter::emit_angle_function(FunctionId function, VectorReal angle,
                                                  VectorReal own) {
  const auto limit = constant_like(angle, symbolic::elementary::largest_angle);
  auto* beyond = less_equal(limit, magnitude(angle)).value;
  const int width = width_of(angle.value);
  auto* any = width == 1 ? beyond : builder_.CreateOrReduce(beyond);
  auto& context = builder_.getContext();
  auto* before = builder_.GetInsertBlock();
  auto* rare = llvm::BasicBlock::Create(context, "large_angle", before->getParent());
  auto* after = llvm::BasicBlock::Create(context, "angle", before->getParent());
  builder_.CreateCondBr(any, rare, after);
  builder_.SetInsertPoint(rare);
  auto* exact =
      call_lanes(*runtime_symbol_of(function), builder_.getDoubleTy(), {angle.value}, width);
  auto* mixed = builder_.CreateSelect(beyond, exact, own.value);
  builder_.CreateBr(after);
  builder_.SetInsertPoint(after);
  auto* result = builder_.CreatePHI(own.value->getType(), 2);
  result->addIncoming(own.value, before);
  result->addIncoming(mixed, rare);
  return result;
}

llvm::Value* FunctionEmitter::call_lanes(std::string_view symbol, llvm::Type* result,
                                         const std::vector<llvm::Value*>& arguments, int width) {
  std::vector<llvm::Type*> types;
  for (auto* argument : arguments) types.push_back(argument->getType()->getScalarType());
  auto& module = *builder_.GetInsertBlock()->getModule();
  auto callee = module.getOrInsertFunction(llvm::StringRef(symbol.data(), symbol.size()),
                                           llvm::FunctionType::get(result, types, false));
  auto* function = llvm::cast<llvm::Function>(callee.getCallee());
  function->setDoesNotThrow();
  function->setDoesNotAccessMemory();
  function->setWillReturn();
  llvm::Value* vector = llvm::PoisonValue::get(vector_type(result, width));
  for (int lane = 0; lane < width; ++lane) {
    std::vector<llvm::Value*> lanes;
    for (auto* argument : arguments) lanes.push_back(extract_lane(builder_, argument, lane));
    vector = insert_lane(builder_, vector, builder_.CreateCall(callee, lanes), lane);
  }
  return vector;
}

}  // namespace ranvier::backend
