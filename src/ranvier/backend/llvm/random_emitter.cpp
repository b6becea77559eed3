#include "random_emitter.hpp"

#include <algorithm>

#include <ranvier/backend/llvm/function_emitter.hpp>
#include <ranvier/backend/llvm/vector_value.hpp>
#include <ranvier/kernel/random_numbers_generic.hpp>
#include <ranvier/support/assert.hpp>

namespace ranvier::backend {

namespace {

using kernel::RoundKeys;
using symbolic::FunctionId;

/// The round keys depend on no element: they are made as scalars, which leave the loop.
RoundKeys<VectorBits> make_round_keys(llvm::IRBuilderBase& builder, llvm::Value* key, int width) {
  auto keys = kernel::round_keys(VectorBits{&builder, key});
  const auto spread = [&](VectorBits word) {
    return VectorBits{&builder, broadcast(builder, word.value, width)};
  };
  std::transform(keys.first.begin(), keys.first.end(), keys.first.begin(), spread);
  std::transform(keys.second.begin(), keys.second.end(), keys.second.begin(), spread);
  return keys;
}

llvm::Value* emit_uniform(llvm::IRBuilderBase& builder, const DrawEmission& draw, int width) {
  return kernel::uniform_number(
             make_round_keys(builder, draw.key, width), VectorBits{&builder, draw.arguments[0]},
             VectorBits{&builder, broadcast(builder, draw.step, width)}, draw.draw)
      .value;
}

/// Poisson and binomial: one element after the other, but for the first uniform number of a
/// binomial draw, which is most of its work.
llvm::Value* call_sampler(llvm::IRBuilderBase& builder, const DrawEmission& draw, int width) {
  std::vector<llvm::Value*> arguments{draw.key, draw.arguments[0], draw.step,
                                      builder.getInt32(static_cast<std::uint32_t>(draw.draw))};
  for (std::size_t k = 1; k < draw.arguments.size(); ++k) {
    arguments.push_back(draw.arguments[k]);
  }
  if (draw.function == FunctionId::binomial) {
    arguments.insert(arguments.begin(), emit_uniform(builder, draw, width));
    return FunctionEmitter(builder).call_lanes("ranvier_binomial", builder.getDoubleTy(), arguments,
                                               width);
  }
  // With a mean of 0 the draw is over at once.
  auto* zero = llvm::Constant::getNullValue(arguments.back()->getType());
  arguments.back() = builder.CreateSelect(draw.valid_lanes, arguments.back(), zero);
  return FunctionEmitter(builder).call_lanes("ranvier_poisson", builder.getDoubleTy(), arguments,
                                             width);
}

}  // namespace

llvm::Value* emit_random(llvm::IRBuilderBase& builder, const DrawEmission& draw) {
  const int width = width_of(draw.arguments[0]);
  if (draw.function == FunctionId::poisson || draw.function == FunctionId::binomial) {
    return call_sampler(builder, draw, width);
  }
  if (draw.function == FunctionId::rand) {
    return emit_uniform(builder, draw, width);
  }
  const auto keys = make_round_keys(builder, draw.key, width);
  const VectorBits element{&builder, draw.arguments[0]};
  const VectorBits step{&builder, broadcast(builder, draw.step, width)};
  RANVIER_CHECK(draw.function == FunctionId::randn);
  return kernel::normal_number(keys, element, step, draw.draw).value;
}

}  // namespace ranvier::backend
