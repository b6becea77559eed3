/// Keeps the coefficients of exact integration up to date with the parameters they are computed
/// from.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include <ranvier/runtime/operation.hpp>

namespace ranvier::runtime {

/// A kernel writes the entries of the matrix A of each element to columns; where they differ from
/// those of the last step (or dt does) the propagators P and Q are computed anew, once per distinct
/// set of entries.
class PropagatorUpdate final : public Operation {
 public:
  /// Fills `state` (P) and `input` (Q), each n * n and row-major, for one matrix and dt [s].
  using Compute = std::function<void(std::span<const double> matrix, int n, double dt,
                                     std::span<double> state, std::span<double> input)>;

  struct Columns {
    int n = 0;                    ///< variables of the block
    std::vector<double*> matrix;  ///< n * n, row-major: column of each entry that the kernel wrote
    std::vector<double*> state;   ///< n * n: column to write P to, or nullptr
    std::vector<double*> input;   ///< n * n: column to write Q to, or nullptr
    std::int64_t size = 1;        ///< elements (1 if all parameters are shared)
  };

  /// @param matrix_code  writes the matrix columns; run before each comparison
  /// @param every_step   false: only when a run begins (nothing in the run can change the entries)
  PropagatorUpdate(std::unique_ptr<Operation> matrix_code, Columns columns, Compute compute,
                   bool every_step);
  void begin_run(const StepContext& context) override;
  void run(const StepContext& context) override;
  void end_run() override;

 private:
  void update(const StepContext& context);
  /// Takes over the entries that the kernel wrote; returns the elements with new ones.
  std::vector<std::int64_t> changed_elements(bool all);
  std::span<double> entries(std::int64_t element);
  std::unique_ptr<Operation> matrix_code_;
  Columns columns_;
  Compute compute_;
  bool every_step_;
  double last_dt_ = 0;
  std::vector<double> last_matrix_;  ///< (size, n * n) of the last update, empty before the first
};

}  // namespace ranvier::runtime
