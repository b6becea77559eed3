/// A summed variable: in each step the sum over the synapses of each neuron.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <ranvier/runtime/operation.hpp>
#include <ranvier/state/column.hpp>

namespace ranvier::runtime {

/// Evaluates the expression for all synapses at once, sets the variable of every neuron to zero and
/// adds the terms in the order in which the synapses were made (semantics B15.1).
class SummedUpdate final : public Operation {
 public:
  struct Arrays {
    const state::Column* terms = nullptr;      ///< (n_synapses,), what `evaluation` wrote
    std::span<const std::int32_t> neurons;     ///< (n_synapses,): the one that each term is for
    std::vector<std::int32_t> creation_order;  ///< synapses as they were made; empty: as stored
    state::Column* sums = nullptr;             ///< (n_neurons,)
    /// Neurons whose sum begins here; nothing: all of them.
    std::optional<std::vector<std::int32_t>> begun;
  };

  /// @param evaluation  writes the terms
  SummedUpdate(std::unique_ptr<Operation> evaluation, Arrays arrays);
  void begin_run(const StepContext& context) override;
  void run(const StepContext& context) override;
  void end_run() override;

 private:
  std::unique_ptr<Operation> evaluation_;
  Arrays arrays_;
  std::vector<double> scratch_;  ///< sums of a column that is not float64
};

}  // namespace ranvier::runtime
